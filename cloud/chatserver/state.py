"""What a room has become: everything of its log that later requests are judged by.

Folded from every envelope, so that each node comes to the same and a restarted one loses nothing.
Time is that of the envelopes: there is no clock in here.
"""

from typing import TypeVar

import msgspec
from msgspec import Struct, field

from chatclient.wire.codes import Code
from chatclient.wire.envelopes import (
    SPOKEN,
    Action,
    Body,
    Envelope,
    HeldBody,
    Kind,
    LiveBody,
    ModerationBody,
    PinBody,
    PollBody,
    Role,
    RoomSettings,
    body_of,
)
from cloud.chatserver.blockedwords import BlockedWords

MAX_BANS = 5_000
MAX_TIMEOUTS = 2_000
MAX_HELD = 100
HELD_MS = 30 * 60_000
"""What nobody decided on for so long waits no more."""
MAX_SPEAKERS = 20_000
KEPT_SPEAKERS = 1_000
"""So many of them, the newest, outlive a restart."""
MAX_STAFF = 1_000

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Spoke(Struct, frozen=True, array_like=True):
    """What a user said last."""

    at_ms: int
    client_id: str = ""
    seq: int = 0


class _Kept(Struct):
    """All that a room has become; as JSON it is the snapshot. Dictionaries: the oldest first."""

    seq: int = 0
    at_ms: int = 0
    settings: RoomSettings = RoomSettings()
    words: tuple[str, ...] = ()
    bans: dict[str, int] = field(default_factory=dict)
    timeouts: dict[str, int] = field(default_factory=dict)
    held: dict[str, Envelope] = field(default_factory=dict)
    denied: dict[str, int] = field(default_factory=dict)
    pin: PinBody | None = None
    pin_writer: str = ""
    poll: PollBody | None = None
    live: LiveBody | None = None
    speakers: dict[str, Spoke] = field(default_factory=dict)
    staff: dict[str, Role] = field(default_factory=dict)


class RoomState:
    """One room as far as its log was folded. Not for several threads at once."""

    def __init__(self) -> None:
        self._kept = _Kept()
        self._blocked = BlockedWords()

    @property
    def seq(self) -> int:
        """The newest number that was folded; what is older is passed over."""
        return self._kept.seq

    @property
    def settings(self) -> RoomSettings:
        """How the room may be written to."""
        return self._kept.settings

    @property
    def words(self) -> tuple[str, ...]:
        """Blocked words as the moderators wrote them."""
        return self._kept.words

    @property
    def blocked(self) -> BlockedWords:
        """The same, ready to look for."""
        return self._blocked

    @property
    def pin(self) -> PinBody | None:
        """What stands above the chat, unless its time had passed with the newest envelope."""
        pin = self._kept.pin
        if pin is not None and pin.until_ms is not None and pin.until_ms <= self._kept.at_ms:
            return None
        return pin

    @property
    def pin_writer(self) -> str:
        """Id of whose message is pinned; empty: none is, or nobody knows."""
        return self._kept.pin_writer if self.pin is not None else ""

    @property
    def poll(self) -> PollBody | None:
        """The open question."""
        return self._kept.poll

    @property
    def live(self) -> LiveBody | None:
        """What the show does."""
        return self._kept.live

    @property
    def held(self) -> tuple[Envelope, ...]:
        """Messages that wait for a moderator, the oldest first."""
        return tuple(self._kept.held.values())

    def held_as(self, held_id: str) -> tuple[Envelope, HeldBody] | None:
        """Return a message that waits."""
        envelope = self._kept.held.get(held_id)
        body = body_of(envelope) if envelope else None
        return (envelope, body) if envelope and isinstance(body, HeldBody) else None

    def was_denied(self, held_id: str) -> bool:
        """Tell whether a message waited and was not let through: its writer may send it again."""
        return held_id in self._kept.denied

    def is_banned(self, user_id: str, now_ms: int) -> Code | None:
        """Tell whether a user is kept from writing, and why."""
        if user_id in self._kept.bans:
            return Code.BANNED
        if self._kept.timeouts.get(user_id, 0) > now_ms:
            return Code.TIMED_OUT
        return None

    def timed_out_ms(self, user_id: str, now_ms: int) -> int:
        """Return how much longer a user may not write, by timeout."""
        return max(0, self._kept.timeouts.get(user_id, 0) - now_ms)

    def role_of(self, user_id: str) -> Role:
        """Return what a user was when last heard of; who was never heard of is a viewer."""
        return self._kept.staff.get(user_id, Role.VIEWER)

    def last_said(self, user_id: str) -> Spoke | None:
        """Return what a user said last."""
        return self._kept.speakers.get(user_id)

    def spoke(self, user_id: str, at_ms: int, client_id: str = "", seq: int = 0) -> None:
        """Note that a user spoke; before the log tells it, so that none gets in between."""
        last = self._kept.speakers.pop(user_id, None)
        if last is not None and last.at_ms > at_ms:
            at_ms = last.at_ms
        _put(self._kept.speakers, user_id, Spoke(at_ms, client_id, seq), MAX_SPEAKERS)

    def begin_anew(self) -> None:
        """Fold from number 1 again: the room lost its order. What it had become stays."""
        self._kept.seq = 0
        for user_id, last in self._kept.speakers.items():
            self._kept.speakers[user_id] = Spoke(last.at_ms)  # its number means another now

    def fold(self, envelope: Envelope) -> None:
        """Become what the room is after this envelope; one folded before changes nothing."""
        kept = self._kept
        if envelope.seq <= kept.seq:
            return
        kept.seq = envelope.seq
        kept.at_ms = max(kept.at_ms, envelope.at_ms)
        user = envelope.user
        if user is not None and envelope.kind != Kind.HELD:
            if user.role != Role.VIEWER:
                _put(kept.staff, user.id, user.role, MAX_STAFF)
            elif user.id in kept.staff:
                del kept.staff[user.id]
        if envelope.kind in SPOKEN:
            if user is not None:
                client_id = envelope.body.get("id", "")
                known = client_id if isinstance(client_id, str) else ""
                self.spoke(user.id, envelope.at_ms, known, envelope.seq)
        else:
            self._become(envelope, body_of(envelope))

    def _become(self, envelope: Envelope, body: Body | None) -> None:
        kept = self._kept
        match body:
            case RoomSettings():
                kept.settings = body
            case PinBody():
                kept.pin = body if body.seq else None
                kept.pin_writer = ""  # told by the record that follows
            case PollBody():
                kept.poll = body if body.is_open else None
            case LiveBody():
                kept.live = body
            case HeldBody():
                self._forget_held()
                _put(kept.held, body.id, envelope, MAX_HELD)
            case ModerationBody():
                self._moderate(body)
            case _:
                pass

    def _moderate(self, body: ModerationBody) -> None:
        kept = self._kept
        if body.words is not None:
            kept.words = body.words
            self._blocked = BlockedWords(body.words)
        match body.action:
            case Action.BAN:
                kept.timeouts.pop(body.user, None)
                _put(kept.bans, body.user, kept.at_ms, MAX_BANS)
            case Action.TIMEOUT if body.until_ms is not None:
                over = [user for user, until_ms in kept.timeouts.items() if until_ms <= kept.at_ms]
                for user in over:
                    del kept.timeouts[user]
                _put(kept.timeouts, body.user, body.until_ms, MAX_TIMEOUTS)
            case Action.UNBAN:
                kept.bans.pop(body.user, None)
                kept.timeouts.pop(body.user, None)
            case Action.PIN:
                kept.pin_writer = body.user
            case Action.APPROVE:
                kept.held.pop(body.held, None)
            case Action.DENY:
                self._deny([body.held])
            case _:
                pass
        if body.action in (Action.BAN, Action.TIMEOUT, Action.PURGE):
            self._forget_held(body.user)

    def _forget_held(self, user_id: str = "") -> None:
        """Drop what waited too long, and all of one user's."""
        kept = self._kept
        self._deny(
            [
                name
                for name, held in kept.held.items()
                if held.at_ms <= kept.at_ms - HELD_MS
                or (user_id and held.user is not None and held.user.id == user_id)
            ]
        )

    def _deny(self, held_ids: list[str]) -> None:
        for held_id in held_ids:
            self._kept.held.pop(held_id, None)
            _put(self._kept.denied, held_id, self._kept.at_ms, MAX_HELD)

    def snapshot(self) -> bytes:
        """Return all this as bytes, to be kept until the next start; some 100 KB at most days."""
        newest = list(self._kept.speakers.items())[-KEPT_SPEAKERS:]
        return msgspec.json.encode(msgspec.structs.replace(self._kept, speakers=dict(newest)))

    @classmethod
    def restore(cls, raw: bytes) -> "RoomState":
        """Return the state of a snapshot; raises ValueError for bytes that are none."""
        state = cls()
        state._kept = msgspec.json.decode(raw, type=_Kept)
        state._blocked = BlockedWords(state._kept.words)
        return state


def _put(table: dict[_Key, _Value], key: _Key, value: _Value, most: int) -> None:
    """Set an entry as the newest; the oldest go beyond `most`."""
    table.pop(key, None)
    table[key] = value
    while len(table) > most:
        del table[next(iter(table))]
