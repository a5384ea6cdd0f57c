"""The chat as the window sees it: follows the chosen one, tells what it hears, and asks it."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import msgspec
from PySide6.QtCore import QObject, Signal

from chatclient.errors import ChatError
from chatclient.messages import (
    Answered,
    Arrived,
    Began,
    ChatEvent,
    Entry,
    FeedMeasured,
    OwnChanged,
    OwnState,
)
from chatclient.wire.requests import Request
from desktop.bridges.chatfeed import ChatClient, ChatFeed, Tell
from desktop.bridges.chatread import ReadMark
from desktop.bridges.chatway import ChatWay
from desktop.bridges.mailbox import Mailbox
from desktop.bridges.tasks import Tasks
from desktop.chatting.export import export
from desktop.chatting.road import Road, Setup
from desktop.chatting.situation import NOT_SENT, PENDING, ChatSituation, after, left
from desktop.store.chatchoice import ChatChoice
from desktop.store.chatfindings import Card, ChatPlace, Excitement, Exported, SearchResult
from desktop.store.chathistory import ChatHistory


class ChatDoor(Protocol):
    """What makes clients."""

    def open_chat(self, road: Road, key: str, tell: Tell) -> ChatClient:
        """Return a client for this road, not started yet; on a worker, may import. ChatError."""
        ...


class Chat(QObject):
    """One chat at a time. Nothing is connected before `start`.

    Signals:
        arrived(Arrived): the list changed; what it removes goes before its entries come.
        began(): the list begins anew, empty.
        situation_changed(ChatSituation): anything around the list is another.
        own_changed(OwnChanged): an own message entered a state.
        answered(str, Answer): the request of this id was answered.
        measured(FeedMeasured): how the chat reached this window in the last second.
    """

    arrived = Signal(object)
    began = Signal()
    situation_changed = Signal(object)
    own_changed = Signal(object)
    answered = Signal(str, object)
    measured = Signal(object)

    def __init__(
        self,
        way: ChatWay,
        history: ChatHistory,
        mailbox: Mailbox,
        tasks: Tasks,
        *,
        now_s: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self.way = way
        """Where the chat is, with what key, and how it is read."""
        self._history = history
        self._tasks = tasks
        self._now_s = now_s
        self._wake = mailbox.inlet(self._on_waiting, replaced=ChatFeed.miss)
        self._door: ChatDoor | None = None
        self._feed: ChatFeed | None = None
        self._closing: set[ChatFeed] = set()
        self._followed: tuple[Road, str] | None = None
        self._place = ChatPlace("")
        self._reading = ReadMark(history, tasks, self._on_last_read)
        self._pending: dict[str, OwnChanged] = {}
        self._situation = ChatSituation()
        self._follow()
        way.changed.connect(self._follow)

    # ---- what is known ----

    @property
    def situation(self) -> ChatSituation:
        """What is known now."""
        return self._situation

    @property
    def choice(self) -> ChatChoice:
        """Which chat is chosen."""
        return self.way.choice

    @property
    def last_read(self) -> int:
        """The number up to which all was read in this room, also before this start."""
        return self._reading.last_read

    # ---- what is wished ----

    def start(self, door: ChatDoor) -> None:
        """Enter the chosen chat, and follow the choice from now on."""
        self._door = door
        self.way.begin()
        self._follow()

    def choose(self, choice: ChatChoice) -> None:
        """Be in this chat from now on."""
        self.way.choose(choice)

    def say(self, text: str = "", *, stamp: str = "", reply_to: int = 0) -> str:
        """Send a message and return its own id; `own_changed` tells how it fares.

        Empty where there is no chat to send it to.
        """
        client = self._client
        return "" if client is None else client.say(text, stamp=stamp, reply_to=reply_to)

    def ask(self, request: Request) -> str:
        """Send a request and return its id, which `answered` names; empty without a chat."""
        client = self._client
        return "" if client is None else client.ask(request)

    def retry(self, own_id: str) -> None:
        """Send an own message that was rejected once more."""
        if self._client is not None:
            self._client.retry(own_id)

    def discard(self, own_id: str) -> None:
        """Forget an own message that was not accepted."""
        self._pending.pop(own_id, None)
        if self._client is not None:
            self._client.discard(own_id)

    def retry_now(self) -> None:
        """Try to connect now rather than when it is due."""
        if self._client is not None:
            self._client.retry_now()
        elif self._situation.problem is not None:
            self._followed = None
            self._follow()

    # ---- what is asked of the record ----

    def search(self, query: str, found: Callable[[SearchResult], None]) -> None:
        """Look for lines of the whole stream; `found` is told the newest of them."""
        place = self._place
        self._tasks.run(lambda: self._history.search(place, query), found, _raise)

    def card(self, user_id: str, found: Callable[[Card], None]) -> None:
        """Look up what is known of one person here."""
        place = self._place
        self._tasks.run(lambda: self._history.card(place, user_id), found, _raise)

    def older(self, before_seq: int, found: Callable[[tuple[Entry, ...]], None]) -> None:
        """Look up what was said before this number, the oldest first."""
        place = self._place
        self._tasks.run(lambda: self._history.older(place, before_seq), found, _raise)

    def excitement(self, since_ms: int, found: Callable[[tuple[Excitement, ...]], None]) -> None:
        """Look up how much was said since then, ten seconds by ten seconds."""
        place = self._place
        self._tasks.run(lambda: self._history.excitement(place, since_ms), found, _raise)

    def export(self, path: Path, done: Callable[[Exported], None]) -> None:
        """Save the whole chat as CSV or JSON lines, by the ending of the path."""
        place = self._place
        self._tasks.run(lambda: export(self._history, place, path), done, _raise)

    def mark_read(self, seq: int) -> None:
        """All up to this number was read."""
        self._reading.mark(self._place, seq)

    def close(self) -> None:
        """End the client; blocks up to 3 s."""
        self._door = None
        self._leave()
        for feed in tuple(self._closing):
            feed.close()
        self.way.close()

    # ---- private ----

    @property
    def _client(self) -> ChatClient | None:
        return None if self._feed is None else self._feed.client

    def _follow(self) -> None:
        """Be where the choice says: leave, enter, or stay."""
        road, settings = self.way.road(), self.way.settings
        wanted = None if isinstance(road, Setup) else (road, self.way.secret)
        if wanted != self._followed:
            self._leave()
        around = replace(
            self._situation,
            choice=settings.chat,
            setup=road if isinstance(road, Setup) else Setup.READY,
            taste=settings.chat_taste,
            hides_viewers=settings.hides_viewers,
        )
        if self._door is not None and wanted is not None and wanted != self._followed:
            around = replace(around, problem=None)
            self._enter(self._door, *wanted)
        self._show(around)

    def _enter(self, door: ChatDoor, road: Road, key: str) -> None:
        self._followed = (road, key)
        self._place = ChatPlace(road.room)
        feed = ChatFeed(
            lambda tell: door.open_chat(road, key, tell),
            self._wake,
            self._history.listener(road.room),
        )
        self._feed = feed
        self._tasks.run(feed.open, lambda _: None, lambda error: self._on_not_opened(feed, error))

    def _leave(self) -> None:
        feed, self._feed = self._feed, None
        self._followed = None
        if feed is None:
            return
        self._closing.add(feed)
        self._tasks.run(feed.close, lambda _: self._closing.discard(feed), _raise)
        for own in self._pending.values():
            self.own_changed.emit(
                msgspec.structs.replace(own, state=OwnState.REJECTED, code=NOT_SENT)
            )
        self._pending.clear()
        self._place = ChatPlace("")
        self._reading.begin(self._place)
        self._situation = left(self._situation)
        self.began.emit()

    def _on_not_opened(self, feed: ChatFeed, error: Exception) -> None:
        if feed is not self._feed:
            return
        if not isinstance(error, ChatError):
            raise error
        self._feed = None
        self._show(replace(self._situation, problem=error.problem))

    def _on_waiting(self, feed: ChatFeed) -> None:
        if feed is not self._feed:
            return
        before = self._situation
        for event in feed.take():
            self._hear(event)
        unshown, unrecorded = feed.losses, self._history.losses
        situation = self._situation
        if (unshown, unrecorded) != (situation.unshown, situation.unrecorded):
            self._situation = replace(situation, unshown=unshown, unrecorded=unrecorded)
        if self._situation != before:
            self.situation_changed.emit(self._situation)

    def _hear(self, event: ChatEvent) -> None:
        match event:
            case Arrived():
                self.arrived.emit(event)
            case Began(epoch=epoch):
                self._begin(epoch)
            case OwnChanged():
                self._pending.pop(event.id, None)
                if event.state in PENDING:
                    self._pending[event.id] = event
                self.own_changed.emit(event)
            case Answered():
                self.answered.emit(event.request_id, event.answer)
            case _:
                self._situation = after(self._situation, event, self._now_s())
                if isinstance(event, FeedMeasured):
                    self.measured.emit(event)

    def _begin(self, epoch: str) -> None:
        self._place = place = replace(self._place, epoch=epoch)
        self._situation = replace(self._situation, last_read=0)
        self.began.emit()
        self._reading.begin(place)

    def _on_last_read(self, seq: int) -> None:
        self._show(replace(self._situation, last_read=seq))

    def _show(self, situation: ChatSituation) -> None:
        if situation != self._situation:
            self._situation = situation
            self.situation_changed.emit(situation)


def _raise(error: Exception) -> None:
    raise error
