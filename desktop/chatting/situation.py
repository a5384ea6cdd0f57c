"""What the window knows of the chat, folded from what the client told; pure, no Qt."""

from dataclasses import dataclass, replace

from chatclient.errors import Problem
from chatclient.messages import (
    ChatEvent,
    ConnectionChanged,
    Counted,
    Entered,
    FeedMeasured,
    OwnState,
    Phase,
    RoomChanged,
)
from chatclient.wire.envelopes import User
from chatclient.wire.requests import Request
from desktop.chatting.road import Setup
from desktop.store.chatchoice import ChatChoice, ChatTaste

NOT_SENT = "not_sent"
"""The code of an own message that its client could not send before another chat was chosen."""
PENDING = frozenset({OwnState.SENDING, OwnState.HELD})

_NO_CHOICE = ChatChoice()
_USUAL_TASTE = ChatTaste()
_NOT_CONNECTED = ConnectionChanged(Phase.IDLE)
_EMPTY = RoomChanged()


@dataclass(frozen=True, slots=True)
class ChatSituation:
    """Everything around the list of messages; the list itself is told by `Chat.arrived`."""

    choice: ChatChoice = _NO_CHOICE
    setup: Setup = Setup.OFF
    connection: ConnectionChanged = _NOT_CONNECTED
    retry_at_s: float | None = None
    """When the next attempt is due, by the monotonic clock; None while none is awaited."""
    me: User | None = None
    capabilities: frozenset[str] = frozenset()
    cannot: frozenset[str] = frozenset()
    """Events of requests that this kind of service has no word for."""
    room: RoomChanged = _EMPTY
    counted: Counted | None = None
    """None before anything was counted, and while one is not in the room."""
    measured: FeedMeasured | None = None
    taste: ChatTaste = _USUAL_TASTE
    hides_viewers: bool = False
    """How many people watch is not to be shown."""
    last_read: int = 0
    """The number up to which all was read, in this room; 0: nothing is known to be read."""
    unshown: int = 0
    """Messages that came faster than the window could take them; a mark stands in their place."""
    unrecorded: int = 0
    """Messages that came faster than the disk could take them; search doesn't find them."""
    problem: Problem | None = None
    """Why the chat could not be opened at all."""

    @property
    def is_set_up(self) -> bool:
        """True where there is a chat to enter."""
        return self.setup is Setup.READY

    @property
    def is_online(self) -> bool:
        """True while what is said arrives."""
        return self.connection.phase in (Phase.ONLINE, Phase.POLLING)

    @property
    def viewers(self) -> int | None:
        """How many watch, None where that is not known or not to be shown."""
        return None if self.hides_viewers or self.counted is None else self.counted.viewers

    def may(self, capability: str) -> bool:
        """Return whether one may do this here, just now."""
        return self.is_online and capability in self.capabilities

    def can(self, request: type[Request]) -> bool:
        """Return whether one may ask for this here, just now, and the service knows what it is."""
        return self.may(request.CAPABILITY) and request.EVENT not in self.cannot


def after(situation: ChatSituation, event: ChatEvent, now_s: float) -> ChatSituation:
    """Return the situation after `event`; `now_s` is the monotonic time of its arrival."""
    match event:
        case ConnectionChanged():
            retry_at_s = now_s + event.retry_s if event.phase is Phase.WAITING else None
            is_in = event.phase in (Phase.ONLINE, Phase.POLLING)
            counted = situation.counted if is_in else None
            return replace(
                situation, connection=event, retry_at_s=retry_at_s, counted=counted, problem=None
            )
        case Entered(me=me, capabilities=capabilities, cannot=cannot):
            return replace(situation, me=me, capabilities=capabilities, cannot=cannot)
        case RoomChanged():
            return replace(situation, room=event)
        case Counted():
            return replace(situation, counted=event)
        case FeedMeasured():
            return replace(situation, measured=event)
        case _:
            return situation


def left(situation: ChatSituation) -> ChatSituation:
    """Return the situation once the room was left, for another or for none."""
    return ChatSituation(
        choice=situation.choice,
        setup=situation.setup,
        taste=situation.taste,
        hides_viewers=situation.hides_viewers,
        problem=situation.problem,
    )
