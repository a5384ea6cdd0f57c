"""A studio whose engine, ingest and key store are fakes, and whose calls are made at once."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from chatclient.wire.envelopes import Role
from desktop.bridges.broadcast import Broadcast, Deliver, Engine
from desktop.bridges.chat import Chat
from desktop.bridges.chatkey import ChatKeyKeeper
from desktop.bridges.chatway import ChatWay
from desktop.bridges.cloud import Cloud
from desktop.bridges.healthhistory import HealthHistory
from desktop.bridges.mailbox import Mailbox
from desktop.bridges.practice import Practice
from desktop.bridges.previewfeed import PreviewFeed
from desktop.bridges.settingskeeper import SettingsKeeper
from desktop.bridges.streamkeys import StreamKeys
from desktop.bridges.studio import Studio, StudioParts
from desktop.bridges.tasks import Task, Tasks
from desktop.store.chathistory import ChatHistory
from desktop.store.settings import Finding, LoadedSettings, Settings
from encoder.messages import Command, Stats, SupervisedEvent
from tests.fakes.chat import FakeChat, FakeChatDoor
from tests.fakes.cloud import FakeCloudDoor, FakeSide
from tests.fakes.engine import FakeEngine, FakePictures
from tests.fakes.practice import FakePractice
from tests.fakes.secrets import FakeSecrets

Result = TypeVar("Result")
Wanted = TypeVar("Wanted")


class ImmediateTasks(Tasks):
    """Makes each call at once, on the thread that asks; results wait in the mailbox as ever."""

    def run(
        self,
        call: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[Exception], None],
    ) -> Task:
        task = Task()
        try:
            result = call()
        except Exception as error:  # noqa: BLE001 - as the real one does
            self._deliver(task, failed, error)
        else:
            self._deliver(task, done, result)
        return task


class FakeClock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Desk:
    """One studio with its stand-ins; `close()` it."""

    def __init__(
        self,
        folder: Path,
        settings: Settings | None = None,
        finding: Finding = Finding.FINE,
    ) -> None:
        self.settings_file = folder / "settings.json"
        self.clock = FakeClock()
        self.mailbox = Mailbox()
        self.tasks = ImmediateTasks(self.mailbox)
        self.secrets = FakeSecrets()
        self.practice_cloud = FakePractice()
        self.pictures = FakePictures()
        self.registered: list[str] = []
        loaded = LoadedSettings(settings or Settings(), finding)
        self.keeper = SettingsKeeper(self.settings_file, loaded, self.tasks)
        self.preview = PreviewFeed()
        self.preview.open(self.pictures)
        self.broadcast = Broadcast(self.mailbox, self.preview, now_s=self.clock)
        self.practice = Practice(self.tasks)
        self.keys = StreamKeys(self.tasks, lambda: self.secrets, self.registered.append)
        self.key = self.keys.of("main")
        self.recorded: list[Stats] = []
        self.history = HealthHistory(self.tasks, lambda *_: self.recorded, now_utc_s=self.clock)
        self.chat_door = FakeChatDoor()
        self.said = ChatHistory(folder / "chat.sqlite3")
        chat_key = ChatKeyKeeper(self.tasks, lambda: self.secrets, self.registered.append)
        way = ChatWay(self.keeper, self.practice, chat_key)
        self.chat = Chat(way, self.said, self.mailbox, self.tasks, now_s=self.clock)
        self.cloud_door = FakeCloudDoor()
        self.cloud = Cloud(self.keeper, self.mailbox, self.tasks)
        parts = StudioParts(
            self.keeper, self.broadcast, self.preview, self.practice, self.keys, self.history,
            self.chat, self.cloud,
        )  # fmt: skip
        self.studio = Studio(parts)
        self.engine: FakeEngine
        self.broadcast.start(self._open_engine)
        self.mailbox.start()

    def says(self, *events: SupervisedEvent) -> None:
        """Let the engine say these, and the window hear them."""
        self.engine.says(*events)
        self.mailbox.drain_all()

    def hears(self, act: Callable[[], object]) -> None:
        """Let the engine `act`, and the window hear it."""
        act()
        self.mailbox.drain_all()

    def is_ready(self) -> None:
        """Attach the engine and start the practice ingest: Go live can be pressed."""
        self.hears(self.engine.attaches)
        self.hears(lambda: self.practice.use(self.practice_cloud))

    def is_in_chat(self, role: Role = Role.HOST) -> FakeChat:
        """Be in the practice cloud's chat; return the client, which says what a test wants."""
        if not self.chat_door.clients:
            self.hears(lambda: self.practice.use(self.practice_cloud))
            self.chat.start(self.chat_door)
        self.hears(lambda: self.chat_door.client.enters(role))
        return self.chat_door.client

    def is_live(self) -> None:
        """Be on air in practice."""
        self.is_ready()
        self.studio.go_live()
        self.hears(self.engine.goes_live)

    def is_in_cloud(self) -> FakeSide:
        """Look at the cloud page's account, which is practice; return what it answers with."""
        self.hears(lambda: self.cloud.use(self.cloud_door))
        self.hears(lambda: self.cloud.show(True))
        return self.cloud_door.side

    def sent(self, kind: type[Wanted]) -> list[Wanted]:
        """Return the commands of one kind that were sent."""
        found: list[Command] = self.engine.sent
        return [command for command in found if isinstance(command, kind)]

    def close(self) -> None:
        """End it."""
        self.cloud.close()
        self.chat.close()
        self.practice.close()
        self.broadcast.close()
        self.tasks.close()
        self.said.close()
        self.mailbox.close()
        self.preview.close()

    def _open_engine(self, deliver: Deliver) -> Engine:
        self.engine = FakeEngine(deliver)
        return self.engine
