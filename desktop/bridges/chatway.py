"""Where the chosen chat is: the choice, the practice cloud's room and the key, taken together."""

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.bridges.chatkey import ChatKeyKeeper
from desktop.bridges.practice import Practice, PracticeState, PracticeView
from desktop.bridges.settingskeeper import SettingsKeeper
from desktop.bridges.streamkey import KeyState
from desktop.chatting.road import NO_ROOM, Road, Setup, needs_key, road_to
from desktop.store.chatchoice import ChatChoice, ChatTaste
from desktop.store.settings import Settings


class ChatWay(QObject):
    """Asks the key store for the key once it was told to, and whenever another chat is chosen.

    Signals:
        changed(): choice, taste, key or the practice cloud's room are others.
    """

    changed = Signal()

    def __init__(
        self,
        keeper: SettingsKeeper,
        practice: Practice,
        key: ChatKeyKeeper,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._practice = practice
        self.key = key
        """Opens the chat where the choice needs one."""
        self._has_begun = False
        self._settings = keeper.settings
        self._room = NO_ROOM
        self._take_room(practice.view)
        keeper.changed.connect(self._on_settings)
        practice.changed.connect(self._on_practice)
        key.changed.connect(lambda _: self.changed.emit())

    @property
    def settings(self) -> Settings:
        """What holds now."""
        return self._settings

    @property
    def choice(self) -> ChatChoice:
        """Which chat is chosen."""
        return self._settings.chat

    @property
    def secret(self) -> str:
        """The key, where the chosen chat needs one."""
        return self.key.key.reveal() if needs_key(self.choice) else ""

    def begin(self) -> None:
        """Ask the key store, from now on."""
        self._has_begun = True
        self._load_key()

    def road(self) -> Road | Setup:
        """Return the way into the chosen chat, or what is missing."""
        if needs_key(self.choice) and self.key.state is KeyState.LOADING:
            return Setup.LOADING_KEY
        road = road_to(self.choice, self._room, bool(self.key.key))
        view = self._practice.view
        is_unused = view.state is PracticeState.READY and view.channel is None
        return Setup.NOT_PRACTISING if road is Setup.NO_PRACTICE_CHAT and is_unused else road

    def choose(self, choice: ChatChoice) -> None:
        """Let this chat be meant from now on."""
        self._keeper.change(msgspec.structs.replace(self._keeper.settings, chat=choice))

    def change_taste(self, **changes: object) -> None:
        """Change fields of how the chat is read."""
        settings = self._keeper.settings
        taste: ChatTaste = msgspec.structs.replace(settings.chat_taste, **changes)
        self._keeper.change(msgspec.structs.replace(settings, chat_taste=taste))

    def close(self) -> None:
        """Wait for nothing any more, and forget the key."""
        self._has_begun = False
        self.key.close()

    def _on_settings(self, settings: Settings) -> None:
        before, self._settings = self._settings.chat, settings
        chat = settings.chat
        if (chat.kind, chat.url, chat.keeps_key) != (before.kind, before.url, before.keeps_key):
            self._load_key(is_elsewhere=(chat.kind, chat.url) != (before.kind, before.url))
        self.changed.emit()

    def _on_practice(self, view: PracticeView) -> None:
        self._take_room(view)
        self.changed.emit()

    def _take_room(self, view: PracticeView) -> None:
        # While it is started again its room is still meant: the client connects again by itself.
        if view.state is not PracticeState.STARTING:
            self._room = NO_ROOM if view.channel is None else view.channel.chat

    def _load_key(self, is_elsewhere: bool = False) -> None:
        if not self._has_begun:
            return
        if needs_key(self.choice) and self.choice.keeps_key:
            if is_elsewhere or not self.key.key:
                self.key.load(self.choice.url)
        elif is_elsewhere and self.key.key:
            self.key.enter("")  # one server's key is never shown to another
