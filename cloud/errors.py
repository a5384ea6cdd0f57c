"""Every way the cloud side can fail, as a named error with one sentence and one action.

    CloudError              something the user must know; carries a Problem
    +-- PracticeError       the practice cloud
    |   +-- PracticeNotStarted    its process does not come up: see its log
    |   +-- PracticeUnreachable   it is not running, or no longer answers: start it
    |   +-- PracticeRefused       it answered, but not to that wish: correct the wish
    +-- SignInError         who asks: sign in again, choose another profile
    +-- CallError           one call to the cloud
    |   +-- CallDenied            the permission for one action is missing: ask for it
    |   +-- CallThrottled         too many calls: wait
    |   +-- CloudUnreachable      no answer; its effect is not known: look at the network
    |   +-- NotThere              what was asked for does not exist
    |   +-- CallRefused           the cloud says that the wish is wrong: correct it
    +-- TemplateError       a template that must not be applied
    +-- PlanError           a plan that can't be made or no longer holds: plan again
    +-- StackError          a stack that failed, or can't be changed in its present state

A Problem is the same fact as a value; the desktop translates its sentences by their English text.
Parameters never hold a secret.
"""

import msgspec

from cloud.errorcodes import SENTENCES, ErrorCode

__all__ = ["SENTENCES", "CloudError", "ErrorCode", "Problem"]


class Problem(msgspec.Struct, frozen=True):
    """A failure as a value: its code and the values its sentences speak of."""

    code: ErrorCode
    params: dict[str, str] = {}

    @property
    def message(self) -> str:
        """What happened, in English."""
        return SENTENCES[self.code].message.format(**self.params)

    @property
    def hint(self) -> str:
        """The one thing to do about it, in English."""
        return SENTENCES[self.code].hint.format(**self.params)


class CloudError(Exception):
    """Base of all errors of this package; `problem` says what happened and what to do."""

    def __init__(self, code: ErrorCode, **params: object) -> None:
        self.problem = Problem(code, {name: str(value) for name, value in params.items()})
        super().__init__(self.problem.message)


class PracticeError(CloudError):
    """The practice cloud failed."""


class PracticeNotStarted(PracticeError):
    """The process of the practice cloud does not come up."""

    def __init__(self, reason: str, log: object) -> None:
        super().__init__(ErrorCode.PRACTICE_NOT_STARTED, reason=reason, log=log)


class PracticeUnreachable(PracticeError):
    """The practice cloud is not running, or no longer answers."""

    def __init__(self, reason: str) -> None:
        super().__init__(ErrorCode.PRACTICE_UNREACHABLE, reason=reason)


class PracticeRefused(PracticeError):
    """The practice cloud understood the wish and refused it; `reason` is a whole sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(ErrorCode.PRACTICE_REFUSED, reason=reason)


class SignInError(CloudError):
    """It is not clear, or not proven, who asks; nothing was called."""


class CallError(CloudError):
    """One call to the cloud had no success."""


class CallDenied(CallError):
    """The caller lacks the permission for `action`, e.g. `ivs:CreateChannel`."""

    def __init__(self, action: str) -> None:
        super().__init__(ErrorCode.CALL_DENIED, action=action)


class CallThrottled(CallError):
    """Too many calls, also after all retries."""

    def __init__(self, action: str) -> None:
        super().__init__(ErrorCode.CALL_THROTTLED, action=action)


class CloudUnreachable(CallError):
    """No answer came; whether the call had an effect is not known."""

    def __init__(self, service: str, region: str, reason: str) -> None:
        super().__init__(ErrorCode.CLOUD_UNREACHABLE, service=service, region=region, reason=reason)


class NotThere(CallError):
    """What was asked for does not exist."""

    def __init__(self, what: str) -> None:
        super().__init__(ErrorCode.NOT_THERE, what=what)


class CallRefused(CallError):
    """The cloud found the wish itself wrong; `service_code` is the service's own error code."""

    def __init__(self, action: str, reason: str, service_code: str = "") -> None:
        super().__init__(ErrorCode.CALL_REFUSED, action=action, reason=reason)
        self.service_code = service_code


class TemplateError(CloudError):
    """A template or its parameters must not be applied."""


class PlanError(CloudError):
    """A plan can't be made, or no longer holds."""


class StackError(CloudError):
    """A stack failed, or can't be changed in its present state."""
