"""Everything outside the window's process, as fakes."""

from pathlib import Path

from desktop.bridges.broadcast import Deliver
from desktop.bridges.chatfeed import Tell
from desktop.chatting.road import Road
from encoder.messages import PreviewSlots, Stats
from tests.fakes.chat import FakeChat, FakeChatDoor
from tests.fakes.cloud import FakeCloudDoor
from tests.fakes.engine import FakeEngine, FakePictures
from tests.fakes.practice import FakePractice
from tests.fakes.secrets import FakeSecrets


class FakeOutside:
    """An Outside; `engine` is there once the studio was put together."""

    def __init__(self) -> None:
        self.engine: FakeEngine
        self.pictures = FakePictures()
        self.practice_cloud = FakePractice()
        self.chat_door = FakeChatDoor()
        self.cloud_door = FakeCloudDoor()
        self.key_store = FakeSecrets()
        self.history: list[Stats] = []

    @property
    def is_started(self) -> bool:
        """True once the studio has started its engine."""
        return hasattr(self, "engine") and self.engine.is_started

    def load(self) -> None:
        pass

    def open_engine(self, deliver: Deliver, slots: PreviewSlots) -> FakeEngine:
        self.engine = FakeEngine(deliver)
        return self.engine

    def open_pictures(self) -> FakePictures:
        return self.pictures

    def practice(self) -> FakePractice:
        return self.practice_cloud

    def open_chat(self, road: Road, key: str, tell: Tell) -> FakeChat:
        return self.chat_door.open_chat(road, key, tell)

    def cloud(self) -> FakeCloudDoor:
        return self.cloud_door

    def secrets(self) -> FakeSecrets:
        return self.key_store

    def read_history(self, file: Path, since_utc_s: float) -> list[Stats]:
        return [stats for stats in self.history if stats.at_utc_s >= since_utc_s]
