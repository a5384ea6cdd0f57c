"""When to try again after a failed attempt, and when trying again is pointless; pure.

Lost while on air: at once. Not reached: every half second, or every second where the host answers
that nobody listens. Refused: 0.5, 1, 2, 4, 5, 5 ... seconds.
A refusal that can't be cured ends it, unless this very destination has worked before.
"""

from collections.abc import Callable

from encoder.backoff import refused_delays
from encoder.errors import ErrorCode, Problem

REDIAL_S = {
    ErrorCode.CONNECT_TIMED_OUT: 0.5,
    ErrorCode.HOST_NOT_FOUND: 0.5,
    ErrorCode.CONNECTION_REFUSED: 1.0,
}
"""From attempt to attempt where there was no connection. Without a network the first two fail at
once and nothing leaves the computer; a road that is back shall be taken within a second."""
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
        self._has_worked = False
        self._silent_refusals = 0
        self._final_refusals = 0

    def succeeded(self) -> None:
        """The destination is live."""
        self._has_worked = True
        self._silent_refusals = 0
        self._final_refusals = 0

    def judged(self, problem: Problem) -> Problem:
        """Return the problem to show for this failed attempt, in the light of those before."""
        is_silent = problem.code is ErrorCode.SERVER_HUNG_UP and not self._has_worked
        self._silent_refusals = self._silent_refusals + 1 if is_silent else 0
        if self._silent_refusals >= SILENT_REFUSALS:
            is_at_app = problem.params["step"] == "connect"
            code = ErrorCode.APP_REFUSED if is_at_app else ErrorCode.KEY_REFUSED
            status = "it closes the connection"
            problem = Problem(code, {"host": problem.params["host"], "status": status})
        self._final_refusals = self._final_refusals + 1 if problem.is_final else 0
        return problem

    @property
    def is_hopeless(self) -> bool:
        """Whether the problem judged last ends the broadcast."""
        allowed = FINAL_REFUSALS_AFTER_LIVE if self._has_worked else 1
        return self._final_refusals >= allowed

    def delay_s(self, problem: Problem, took_s: float, lived_s: float | None) -> float:
        """Return the seconds until the next attempt.

        `took_s`: how long this one took; `lived_s`: how long it then was live, None = never.
        """
        if lived_s is not None:
            if lived_s > STABLE_S:
                self._delays = refused_delays(self._random)
                return 0.0
            return next(self._delays)  # a server that accepts and throws out at once
        if problem.code in REDIAL_S:
            return max(0.0, REDIAL_S[problem.code] - took_s)
        return next(self._delays)
