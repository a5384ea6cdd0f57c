"""Who may publish on a channel: one at a time, and a higher priority takes over. Pure.

As Amazon IVS has it ("Stream takeover" in its user guide): a publish without `?priority=N` has
priority 0; another one is refused unless its priority is higher than the one that is live.
"""

from enum import Enum


class Verdict(Enum):
    """What becomes of a publish."""

    ADMITTED = "admitted"
    TAKES_OVER = "takes over"
    TAKEN = "taken"


class Admission:
    """One channel's stream name: free, in use, or held for a connection that was lost."""

    def __init__(self) -> None:
        self._priority: int | None = None
        self._is_live = False
        self._held_until_s = 0.0

    def ask(self, priority: int, now_s: float) -> Verdict:
        """Decide on a publish of that priority (0 = none stated); admitted, it is live."""
        verdict = Verdict.ADMITTED
        if self._is_live or self.is_held(now_s):
            assert self._priority is not None
            if priority <= self._priority:
                return Verdict.TAKEN
            verdict = Verdict.TAKES_OVER
        self._priority, self._is_live, self._held_until_s = priority, True, 0.0
        return verdict

    def end(self, now_s: float, hold_s: float = 0.0) -> None:
        """Free the name, or hold it for `hold_s` seconds after its connection was lost."""
        self._is_live = False
        self._held_until_s = now_s + hold_s

    def release(self) -> None:
        """Stop holding the name, if it is held."""
        self._held_until_s = 0.0

    def is_held(self, now_s: float) -> bool:
        """Whether the name is held for a publisher that is gone."""
        return not self._is_live and now_s < self._held_until_s
