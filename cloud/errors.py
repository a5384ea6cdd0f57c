"""Every way the cloud side can fail, as a named error with one sentence and one action.

    CloudError              something the user must know; carries a Problem
    +-- PracticeError       the practice cloud
        +-- PracticeNotStarted    its process does not come up: see its log
        +-- PracticeUnreachable   it is not running, or no longer answers: start it
        +-- PracticeRefused       it answered, but not to that wish: correct the wish

A Problem is the same fact as a value; the desktop translates its sentences by their English text.
Parameters never hold a secret.
"""

from enum import StrEnum
from typing import NamedTuple

import msgspec


class ErrorCode(StrEnum):
    """Stable names of failures; they appear in JSON output and logs."""

    PRACTICE_NOT_STARTED = "practice-not-started"
    PRACTICE_UNREACHABLE = "practice-unreachable"
    PRACTICE_REFUSED = "practice-refused"


class Sentence(NamedTuple):
    """What a code means: one plain sentence and one action, with {parameters}."""

    message: str
    hint: str


SENTENCES: dict[ErrorCode, Sentence] = {
    ErrorCode.PRACTICE_NOT_STARTED: Sentence(
        "The practice cloud doesn't start ({reason}).",
        "Try again; if it repeats, look into {log}.",
    ),
    ErrorCode.PRACTICE_UNREACHABLE: Sentence(
        "The practice cloud isn't running, or doesn't answer ({reason}).",
        "Start it again: what it knew is kept.",
    ),
    ErrorCode.PRACTICE_REFUSED: Sentence(
        "The practice cloud refused: {reason}",
        "Correct the value and try again.",
    ),
}


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
