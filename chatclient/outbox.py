"""Own messages until it is certain what became of them.

Pure. One is sent at a time, so that they keep their order, with the same id until an answer comes;
the server takes an id once. What was held or rejected is kept for a second try.
"""

from collections.abc import Callable, Iterable

from msgspec import Struct

from chatclient.messages import Entry, OwnChanged, OwnState
from chatclient.wire.answers import Answer
from chatclient.wire.codes import Code
from chatclient.wire.envelopes import DonationBody, MessageBody, StampBody
from chatclient.wire.pushed import Own
from chatclient.wire.requests import Send

CAPACITY = 100
RETRY_S = 0.5
"""After an answer that names no time of its own, or none at all."""
_PASSING = frozenset(
    {Code.UNAVAILABLE, Code.DRAINING, Code.RESYNC, Code.AUTH_EXPIRED, Code.WRONG_ROOM}
)
"""Refusals that are not about the message; it is sent again. WRONG_ROOM: not joined as yet."""


class _Kept(Struct):
    send: Send
    state: OwnState = OwnState.SENDING
    due_s: float = 0.0


class Outbox:
    """Own messages that are not accepted yet, the oldest first."""

    def __init__(self, tell: Callable[[OwnChanged], None]) -> None:
        self._tell = tell
        self._kept: dict[str, _Kept] = {}

    def add(self, send: Send) -> None:
        """Take a message on, or say that there are too many."""
        if len(self._kept) >= CAPACITY:
            settled = (id for id, one in self._kept.items() if one.state != OwnState.SENDING)
            oldest = next(settled, None)
            if oldest is None:
                return self._tell(_changed(send, OwnState.REJECTED, code=Code.RATE_LIMITED))
            del self._kept[oldest]
        self._kept[send.id] = _Kept(send)
        return self._tell(_changed(send, OwnState.SENDING))

    def next(self) -> tuple[Send, float] | None:
        """Return the message that is to be sent next, and when; None when there is none."""
        for one in self._kept.values():
            if one.state == OwnState.SENDING:
                return one.send, one.due_s
        return None

    def answered(self, id: str, answer: Answer, now_s: float) -> None:
        """Note the server's answer."""
        one = self._kept.get(id)
        if one is None or one.state != OwnState.SENDING:
            return
        retry_s = answer.retry_ms / 1000
        if answer.code == Code.HELD:
            self._settle(one, OwnState.HELD, answer.code)
        elif answer.ok:
            self._accept(one, answer.seq)
        elif answer.code in _PASSING:
            one.due_s = now_s + max(retry_s, RETRY_S)
        else:
            self._settle(one, OwnState.REJECTED, answer.code, answer.retry_ms)

    def unanswered(self, id: str, now_s: float) -> None:
        """Note that no answer came; the same will be sent again."""
        if one := self._kept.get(id):
            one.due_s = now_s + RETRY_S

    def connected(self) -> None:
        """Note that there is a new connection: nothing needs to wait for the one before."""
        for one in self._kept.values():
            one.due_s = 0.0

    def heard(self, own: Own) -> None:
        """Note what became of a held message."""
        if one := self._kept.get(own.id):
            if own.ok:
                self._accept(one, own.seq)
            else:
                self._settle(one, OwnState.REJECTED, own.code or Code.DENIED)

    def look_for_echoes(self, entries: Iterable[Entry], user_id: str) -> None:
        """Accept what is among these entries of the room."""
        if not self._kept:
            return
        for entry in entries:
            body, user = entry.body, entry.envelope.user
            if not isinstance(body, MessageBody | StampBody | DonationBody):
                continue
            if body.id in self._kept and user is not None and user.id == user_id:
                self._accept(self._kept[body.id], entry.seq)

    def retry(self, id: str) -> None:
        """Send again what was rejected."""
        one = self._kept.get(id)
        if one and one.state == OwnState.REJECTED:
            one.state, one.due_s = OwnState.SENDING, 0.0
            self._kept[id] = self._kept.pop(id)  # behind what is being sent
            self._tell(_changed(one.send, OwnState.SENDING))

    def discard(self, id: str) -> None:
        """Forget a message; one that is being sent may be said all the same."""
        self._kept.pop(id, None)

    def _accept(self, one: _Kept, seq: int) -> None:
        del self._kept[one.send.id]
        self._tell(_changed(one.send, OwnState.ACCEPTED, seq=seq))

    def _settle(self, one: _Kept, state: OwnState, code: str, retry_ms: int = 0) -> None:
        one.state = state
        self._tell(_changed(one.send, state, code=str(code), retry_ms=retry_ms))


def _changed(
    send: Send, state: OwnState, *, seq: int = 0, code: str = "", retry_ms: int = 0
) -> OwnChanged:
    return OwnChanged(send.id, send.text, send.stamp, state, seq, str(code), retry_ms)
