"""Remembers what a recorder reported, and waits for what is to come."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from encoder.messages import Event, RecordingChanged, RecordingState

PATIENCE_S = 30.0
Kind = TypeVar("Kind")


@dataclass
class Reports:
    """Hand `reports` itself in as the callable; any thread."""

    events: list[Event] = field(default_factory=list)
    _changed: threading.Condition = field(default_factory=threading.Condition)

    def __call__(self, event: Event) -> None:
        with self._changed:
            self.events.append(event)
            self._changed.notify_all()

    def all(self, kind: type[Kind]) -> list[Kind]:
        """Return what was reported of one kind."""
        with self._changed:
            return [event for event in self.events if isinstance(event, kind)]

    def wait_for(self, kind: type[Kind], count: int = 1) -> Kind:
        """Return the `count`th report of a kind, waiting for it."""
        self._wait(lambda: sum(isinstance(e, kind) for e in self.events) >= count)
        return self.all(kind)[count - 1]

    def wait_for_state(self, state: RecordingState) -> RecordingChanged:
        """Return the first report of this state, waiting for it."""
        self._wait(lambda: any(_is_of(event, state) for event in self.events))
        return next(e for e in self.all(RecordingChanged) if e.state is state)

    def states(self) -> list[RecordingState]:
        """Return the states reported, in order."""
        return [event.state for event in self.all(RecordingChanged)]

    def _wait(self, is_so: Callable[[], bool]) -> None:
        with self._changed:
            assert self._changed.wait_for(is_so, PATIENCE_S), self.events


def _is_of(event: Event, state: RecordingState) -> bool:
    return isinstance(event, RecordingChanged) and event.state is state
