"""Refuses calls that AWS refuses and moto accepts."""

from cloud.practice.account.calls import Call
from cloud.practice.account.context import AccountClock, Refusal


class Strict:
    """Asked before each call; any thread may ask."""

    def __init__(self, clock: AccountClock) -> None:
        self._clock = clock

    def refusal(self, call: Call) -> Refusal | None:
        """Return why AWS would refuse the call, None when it would not."""
        return None
