"""The window's side of the chat, all of it real but the key store; what it talks to as well."""

from pathlib import Path

from chatclient.messages import Arrived, Entry, OwnChanged
from chatclient.wire.answers import Answer
from desktop.bridges.chat import Chat
from desktop.bridges.chatfeed import ChatClient, Tell
from desktop.bridges.chatkey import ChatKeyKeeper
from desktop.bridges.chatway import ChatWay
from desktop.bridges.localpractice import LocalPractice
from desktop.bridges.mailbox import Mailbox
from desktop.bridges.practice import Practice
from desktop.bridges.settingskeeper import SettingsKeeper
from desktop.bridges.tasks import Tasks
from desktop.chatting.road import Road
from desktop.store.chatchoice import ChatChoice
from desktop.store.chatfindings import SearchResult
from desktop.store.chathistory import ChatHistory
from desktop.store.settings import LoadedSettings, Settings
from tests.fakes.secrets import FakeSecrets

IN_PRACTICE = ChatChoice()


class NoPicture:
    """Stands in for what puts the chat on the stream: there is none."""

    is_possible = False


class Side:
    """The bridge and everything below it, with the chosen chat, at first that of practice."""

    def __init__(
        self, home: Path, choice: ChatChoice = IN_PRACTICE, secrets: FakeSecrets | None = None
    ) -> None:
        self._home = home / "practice"
        self.cloud = LocalPractice(self._home)
        self.mailbox = Mailbox()
        self.tasks = Tasks(self.mailbox)
        settings = Settings(chat=choice)
        self.keeper = SettingsKeeper(home / "settings.json", LoadedSettings(settings), self.tasks)
        self.practice = Practice(self.tasks)
        self.said = ChatHistory(home / "chat.sqlite3")
        store = secrets or FakeSecrets()
        key = ChatKeyKeeper(self.tasks, lambda: store, lambda secret: None)
        way = ChatWay(self.keeper, self.practice, key)
        self.chat = Chat(way, self.said, self.mailbox, self.tasks)
        self.on_screen = NoPicture()
        self.entries: list[Entry] = []
        self.removed: set[int] = set()
        self.own: list[OwnChanged] = []
        self.answers: dict[str, Answer] = {}
        self.found: list[SearchResult] = []
        self.chat.arrived.connect(self._on_arrived)
        self.chat.own_changed.connect(self.own.append)
        self.chat.answered.connect(self.answers.__setitem__)
        self.mailbox.start()
        if choice == IN_PRACTICE:
            self.practice.want(("main",))
            self.practice.use(self.cloud)
        self.chat.start(self)

    def open_chat(self, road: Road, key: str, tell: Tell) -> ChatClient:
        from desktop.bridges.chatdoor import open_client

        return open_client(road, key, self._home, tell)

    def close(self) -> None:
        self.chat.close()
        self.practice.close()
        self.keeper.close()
        self.tasks.close()
        self.said.close()
        self.mailbox.close()
        self.cloud.stop()

    def _on_arrived(self, event: Arrived) -> None:
        self.entries += event.entries
        self.removed |= event.removed
