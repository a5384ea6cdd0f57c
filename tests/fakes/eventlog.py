"""Remembers events in order, from any thread, and lets a test wait for one."""

import threading
from collections.abc import Callable
from typing import TypeVar

from encoder.messages import SupervisedEvent

Kind = TypeVar("Kind")
PATIENCE_S = 30.0


class EventLog:
    """Call it with every event."""

    def __init__(self) -> None:
        self._events: list[SupervisedEvent] = []
        self._changed = threading.Condition()

    def __call__(self, event: SupervisedEvent) -> None:
        with self._changed:
            self._events.append(event)
            self._changed.notify_all()

    def all(self, kind: type[Kind]) -> list[Kind]:
        """Return the events of a kind so far."""
        with self._changed:
            return [event for event in self._events if isinstance(event, kind)]

    def wait_for(
        self,
        kind: type[Kind],
        is_wanted: Callable[[Kind], bool] = lambda event: True,
        *,
        count: int = 1,
        timeout_s: float = PATIENCE_S,
    ) -> Kind:
        """Return the `count`th event of a kind that is wanted, waiting for it."""

        def found() -> list[Kind]:
            return [e for e in self._events if isinstance(e, kind) and is_wanted(e)]

        with self._changed:
            if not self._changed.wait_for(lambda: len(found()) >= count, timeout_s):
                tail = [event for event in self._events if type(event).__name__ != "Alive"][-12:]
                raise AssertionError(f"{kind.__name__} {count} never came; last: {tail}")
            return found()[count - 1]
