"""How a room stands, folded from its envelopes: settings, pin, poll, show, held messages.

Pure. What a join told counts up to the number it was told at; older envelopes change nothing.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from chatclient.messages import Entry, RoomChanged
from chatclient.wire.answers import Joined
from chatclient.wire.envelopes import (
    Action,
    Body,
    Envelope,
    HeldBody,
    LiveBody,
    ModerationBody,
    PinBody,
    PollBody,
    RoomSettings,
    body_of,
)
from chatclient.wire.pages import Latest

MAX_HELD = 500
MAX_DECIDED = 1000
ENDS_WAITS = frozenset({Action.BAN, Action.TIMEOUT, Action.PURGE})
"""What is done to a user whose held messages wait no more."""


class Standing:
    """The room as it stands; `take` returns it when it changed since it was last taken."""

    def __init__(self) -> None:
        self._now = RoomChanged()
        self._known_at: dict[type, int] = {}
        self._floor = 0
        self._held: dict[str, Entry] = {}
        self._decided: dict[str, None] = {}  # waits that ended; the order is that of their end
        self._is_changed = False

    def begin(self) -> None:
        """Know that numbers begin anew; the room stands as it stood."""
        self._floor = 0
        self._known_at.clear()

    def set_to(self, told: Joined | Latest) -> None:
        """Begin from what a server told as a whole."""
        self._floor = told.head
        self._known_at.clear()
        words = self._now.words
        if isinstance(told, Joined):
            self._held = _entries(told.held)
            words = told.words
        self._now = RoomChanged(told.settings, _pin(told.pin), told.poll, told.live, (), words)
        self._is_changed = True

    def fold(self, envelope: Envelope, body: Body) -> None:
        """Take in one envelope; in any order, the one with the highest number counts."""
        match body:
            case HeldBody():
                self._wait(envelope, body)
            case ModerationBody():
                self._decide(body, envelope.seq)
                if body.words is not None and self._is_newer(ModerationBody, envelope.seq):
                    self._now = replace(self._now, words=body.words)
            case RoomSettings() if self._is_newer(RoomSettings, envelope.seq):
                self._now = replace(self._now, settings=body)
            case PinBody() if self._is_newer(PinBody, envelope.seq):
                self._now = replace(self._now, pin=_pin(body))
            case PollBody() if self._is_newer(PollBody, envelope.seq):
                self._now = replace(self._now, poll=body)
            case LiveBody() if self._is_newer(LiveBody, envelope.seq):
                self._now = replace(self._now, live=body)

    def take(self) -> RoomChanged | None:
        """Return the room when it changed since the last call."""
        if not self._is_changed:
            return None
        self._is_changed = False
        self._now = replace(self._now, held=tuple(self._held.values()))
        return self._now

    def _wait(self, envelope: Envelope, body: HeldBody) -> None:
        is_over = body.id in self._decided or envelope.seq <= self._floor
        if not is_over and len(self._held) < MAX_HELD:
            self._held[body.id] = Entry(envelope, body)
            self._is_changed = True

    def _decide(self, body: ModerationBody, seq: int) -> None:
        over = [body.held] if body.held else []
        if body.action in ENDS_WAITS:
            over += [name for name, held in self._held.items() if _is_of(held, body.user, seq)]
        for name in over:
            self._decided[name] = None
            if len(self._decided) > MAX_DECIDED:
                del self._decided[next(iter(self._decided))]
            if self._held.pop(name, None):
                self._is_changed = True

    def _is_newer(self, kind: type, seq: int) -> bool:
        if seq <= max(self._floor, self._known_at.get(kind, 0)):
            return False
        self._known_at[kind] = seq
        self._is_changed = True
        return True


def _entries(envelopes: Sequence[Envelope]) -> dict[str, Entry]:
    held = {}
    for envelope in envelopes[:MAX_HELD]:
        body = body_of(envelope)
        if isinstance(body, HeldBody):
            held[body.id] = Entry(envelope, body)
    return held


def _is_of(held: Entry, user_id: str, before: int) -> bool:
    writer = held.envelope.user
    return writer is not None and writer.id == user_id and held.seq < before


def _pin(body: PinBody | None) -> PinBody | None:
    return body if body and body.seq else None
