"""Hears what a client tells, from its thread, and waits for it on the test's."""

import threading
from collections.abc import Callable
from typing import TypeVar

from chatclient.messages import ChatEvent, ConnectionChanged, Entry, OwnChanged, OwnState, Phase
from chatclient.wire.envelopes import DonationBody, MessageBody
from tests.chatclient.reader import Reader

WAIT_S = 30.0
_Event = TypeVar("_Event", bound=ChatEvent)


class Listener:
    """`tell` of a client; the methods wait until something is true, or fail."""

    def __init__(self) -> None:
        self.events: list[ChatEvent] = []
        self._reader = Reader()
        self._changed = threading.Condition()

    def tell(self, event: ChatEvent) -> None:
        """Take an event from the client."""
        with self._changed:
            self.events.append(event)
            self._reader.read([event])
            self._changed.notify_all()

    @property
    def lines(self) -> list[str]:
        """Return what is to be seen: texts, and `gap` for gaps."""
        entries = self._reader.entries
        return [_line(entries[seq].body) for seq in sorted(entries)]

    def entry(self, line: str) -> Entry:
        """Return the entry that has this line."""
        return next(one for one in self._reader.entries.values() if _line(one.body) == line)

    def of(self, kind: type[_Event]) -> list[_Event]:
        """Return all events of a kind so far."""
        return [event for event in list(self.events) if isinstance(event, kind)]

    def until(self, is_true: Callable[[], object], what: str) -> None:
        """Wait until something is true."""
        with self._changed:
            done = self._changed.wait_for(is_true, WAIT_S)
        assert done, f"{what}; instead: {self.lines} {self.events[-12:]}"

    def until_lines(self, *lines: str) -> None:
        """Wait until exactly these lines are to be seen."""
        self.until(lambda: self.lines == list(lines), f"expected the lines {lines}")

    def until_phase(self, *phases: Phase, since: int = 0) -> ConnectionChanged:
        """Wait for one of these phases, among the events after the first `since`."""
        found: list[ConnectionChanged] = []

        def is_there() -> bool:
            for event in self.events[since:]:
                if isinstance(event, ConnectionChanged) and event.phase in phases:
                    found.append(event)
                    return True
            return False

        self.until(is_there, f"expected one of {phases}")
        return found[0]

    def until_own(self, id: str, state: OwnState) -> OwnChanged:
        """Wait until an own message is in a state."""
        self.until(lambda: self.states(id)[-1:] == [state], f"expected {id} to be {state}")
        return [event for event in self.of(OwnChanged) if event.id == id][-1]

    def states(self, id: str) -> list[OwnState]:
        """Return all states an own message was in."""
        return [event.state for event in self.of(OwnChanged) if event.id == id]


def _line(body: object) -> str:
    if isinstance(body, MessageBody | DonationBody):
        return body.text
    return "gap" if body is None else type(body).__name__
