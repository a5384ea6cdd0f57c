"""Tells the chat room what the stream is called, and that it is on: viewers' pages show both."""

from PySide6.QtCore import QObject

from chatclient.wire.envelopes import LiveState
from chatclient.wire.requests import Live
from desktop.bridges.broadcast import Broadcast
from desktop.bridges.chat import Chat
from desktop.bridges.settingskeeper import SettingsKeeper
from encoder.messages import Phase

MOST_LETTERS = 140
"""Longer titles are cut: the room takes no more."""


class ChatTitle(QObject):
    """Says only what the room does not know yet, and each of it once."""

    def __init__(
        self,
        chat: Chat,
        broadcast: Broadcast,
        keeper: SettingsKeeper,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._chat, self._broadcast, self._keeper = chat, broadcast, keeper
        self._told: Live | None = None
        chat.situation_changed.connect(lambda _: self._follow())
        broadcast.situation_changed.connect(lambda _: self._follow())
        keeper.changed.connect(lambda _: self._follow())

    def _follow(self) -> None:
        if not self._chat.situation.may("live"):
            self._told = None  # whoever comes back may find that it was not heard
        elif self._broadcast.situation.phase is Phase.LIVE:
            self._tell_title()
        elif not self._broadcast.situation.is_on_air and self._told is not None:
            self._tell_stop(self._told)

    def _tell_title(self) -> None:
        situation = self._chat.situation
        live = situation.room.live
        is_on = live is not None and live.state is LiveState.START
        if not is_on and situation.choice.kind == "practice":
            return  # the practice cloud says by itself when the video begins
        title = self._keeper.settings.recording.title[:MOST_LETTERS]
        wish = Live(LiveState.START, title)
        was_told, self._told = self._told, wish
        if wish != was_told and not (live is not None and is_on and live.title == title):
            self._chat.ask(wish)

    def _tell_stop(self, told: Live) -> None:
        self._told = None
        if self._chat.situation.choice.kind != "practice":
            self._chat.ask(Live(LiveState.STOP, told.title))
