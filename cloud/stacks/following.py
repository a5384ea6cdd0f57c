"""Watches a change of a stack until it has ended, and tells each event."""

import threading
from collections.abc import Callable

from cloud.awsclient import Aws
from cloud.errors import CallThrottled, CloudUnreachable
from cloud.models import StackEvent
from cloud.stacks.events import EventFeed
from cloud.stacks.pace import STACK_TIMEOUT_S, Pace
from cloud.stacks.reading import described, is_moving

Told = Callable[[StackEvent], None]

MOST_LOST = 20
"""Looks in a row that may fail: the change itself goes on, whatever becomes of this network."""
SETTLING_LOOKS = 12
"""A status may stand this many looks without the event that belongs to it; then it counts."""


class Follower:
    """One change of one stack. Blocks; for one thread. Stopping it ends only the watching."""

    def __init__(self, aws: Aws, stack_id: str, pace: Pace, told: Told, *, after: str = "") -> None:
        """`after`: the newest event before the change; without it the last change is told."""
        self._aws = aws
        self._stack_id = stack_id
        self._pace = pace
        self._told = told
        self._feed = EventFeed(aws, stack_id, after=after)
        self._unannounced = 0
        self._lost = 0
        self.events: list[StackEvent] = []
        """All that were told."""

    def follow(self, stop: threading.Event) -> bool:
        """Watch to the end; tells False when it was stopped, or it takes longer than anything.

        Raises SignInError, and CallError when nothing is answered for many looks.
        """
        return self._pace.until(self._has_ended, stop, STACK_TIMEOUT_S)

    def _has_ended(self) -> bool:
        """Look once; a look that fails for a while does not end the watching."""
        try:
            has_ended = self._look()
        except (CallThrottled, CloudUnreachable):
            self._lost += 1
            if self._lost > MOST_LOST:
                raise
            return False
        self._lost = 0
        return has_ended

    def _look(self) -> bool:
        # The status first: all events before it are then in the list.
        stack = described(self._aws, self._stack_id)
        for each in self._feed.fresh():
            self.events.append(each)
            self._told(each)
        if stack is None:
            return True
        status = str(stack["StackStatus"])
        if is_moving(status):
            return False
        # Right after the call the old status still stands, and the change has told nothing yet.
        self._unannounced += 1
        return status == self._feed.last_status or self._unannounced > SETTLING_LOOKS
