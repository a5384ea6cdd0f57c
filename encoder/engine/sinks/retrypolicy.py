"""When to try again after a failed attempt, and when trying again is pointless; pure.

Lost while on air: at once. Unreachable: every second. Refused: 0.5, 1, 2, 4, 5, 5 ... seconds.
A refusal that can't be cured ends it, unless this very destination has worked before.
"""

from collections.abc import Callable

from encoder.backoff import refused_delays
from encoder.errors import ErrorCode, Family, Problem
from encoder.messages import Step

REDIAL_S = 1.0
SILENT_REFUSALS = 3
"""A server that hangs up this often in a row on a key that never worked means the key."""
FINAL_REFUSALS_AFTER_LIVE = 10
"""After having been live, a refused key may be a server still starting up: about 45 s of tries."""
STABLE_S = 5.0
"""A session that lasted this long is reconnected at once when it breaks."""


class RetryPolicy:
    """One destination's memory of how its attempts went."""

    def __init__(self, random: Callable[[], float]) -> None:
        self._random = random
        self._delays = refused_delays(random)
        self._silent_refusals = 0
        self._final_refusals = 0

    def succeeded(self) -> None:
        """The destination is live."""
        self._silent_refusals = 0
        self._final_refusals = 0

    def judged(self, problem: Problem) -> Problem:
        """Return the problem to show for this failed attempt, in the light of those before."""
        is_silent = problem.code is ErrorCode.SERVER_HUNG_UP
        self._silent_refusals = self._silent_refusals + 1 if is_silent else 0
        if self._silent_refusals >= SILENT_REFUSALS:
            is_at_app = problem.params["step"] == "connect"
            code = ErrorCode.APP_REFUSED if is_at_app else ErrorCode.KEY_REFUSED
            status = "it closes the connection"
            problem = Problem(code, {"host": problem.params["host"], "status": status})
        self._final_refusals = self._final_refusals + 1 if problem.is_final else 0
        return problem

    def is_hopeless(self, has_been_live: bool) -> bool:
        """Return whether the problem judged last ends the broadcast."""
        allowed = FINAL_REFUSALS_AFTER_LIVE if has_been_live else 1
        return self._final_refusals >= allowed

    def delay_s(self, problem: Problem, lived_s: float | None) -> float:
        """Return the seconds until the next attempt.

        `lived_s`: how long the session that just broke had been live; None = it never was.
        """
        if lived_s is not None:
            if lived_s > STABLE_S:
                self._delays = refused_delays(self._random)
                return 0.0
            return next(self._delays)  # a server that accepts and throws out at once
        match problem.code:
            case ErrorCode.CONNECT_TIMED_OUT:
                return 0.0  # the dialer has just tried every second
            case ErrorCode.CONNECTION_REFUSED | ErrorCode.HOST_NOT_FOUND:
                return REDIAL_S
            case _:
                return next(self._delays)


def failed_step(problem: Problem) -> Step:
    """Return the step of going live that this problem belongs to."""
    match problem.code:
        case ErrorCode.ANSWER_TIMED_OUT if problem.params["step"] in ("handshake", "connect"):
            return Step.HANDSHAKE
        case ErrorCode.ANSWER_TIMED_OUT if problem.params["step"] != "TLS":
            return Step.PUBLISH
        case ErrorCode.SERVER_HUNG_UP if problem.params["step"] == "connect":
            return Step.HANDSHAKE
        case ErrorCode.NOT_RTMP | ErrorCode.APP_REFUSED | ErrorCode.CONNECTION_LOST:
            return Step.HANDSHAKE
        case ErrorCode.CERTIFICATE_REFUSED:
            return Step.CONNECT
        case _:
            return Step.PUBLISH if problem.family is Family.REFUSED else Step.CONNECT
