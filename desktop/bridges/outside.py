"""Everything outside this process that a studio needs, and where it is on this computer."""

from pathlib import Path
from typing import Protocol

from desktop.bridges.broadcast import Deliver, Engine
from desktop.bridges.chatfeed import ChatClient, Tell
from desktop.bridges.clouddoor import CloudDoor
from desktop.bridges.practice import PracticeCloud
from desktop.bridges.previewfeed import HEIGHT_PX, WIDTH_PX, PictureSource
from desktop.chatting.road import Road
from desktop.store.paths import DataFolder
from desktop.store.secretstore import SecretStore
from encoder.messages import PreviewSlots, Stats


class Outside(Protocol):
    """Everything outside this process that the studio needs; tests hand in fakes."""

    def load(self) -> None:
        """Import what the others need; any thread, once, before they are called."""
        ...

    def open_engine(self, deliver: Deliver, slots: PreviewSlots) -> Engine:
        """Return an engine that is not started yet."""
        ...

    def open_pictures(self) -> PictureSource:
        """Return the memory for previews."""
        ...

    def practice(self) -> PracticeCloud:
        """Return the practice cloud, running or not."""
        ...

    def open_chat(self, road: Road, key: str, tell: Tell) -> ChatClient:
        """Return a client for this road, not started yet; any thread, raises ChatError."""
        ...

    def cloud(self) -> CloudDoor:
        """Return the way to the cloud; imports and asks nothing yet."""
        ...

    def secrets(self) -> SecretStore:
        """Return the key store; any thread."""
        ...

    def read_history(self, file: Path, since_utc_s: float) -> list[Stats]:
        """Return the seconds recorded since then; any thread, blocks."""
        ...


class ThisComputer:
    """The real Outside, with everything below one data folder."""

    def __init__(self, folder: DataFolder, *, keeps_on_air: bool = True) -> None:
        """`keeps_on_air=False`: a broadcast ends with this window, whatever ends that."""
        self._folder = folder
        self._keeps_on_air = keeps_on_air

    # The imports below wait until the window is on screen: together they take 0.2 s.

    def load(self) -> None:
        import encoder.preview
        import encoder.supervisor  # noqa: F401

    def open_engine(self, deliver: Deliver, slots: PreviewSlots) -> Engine:
        from encoder.supervisor import Supervisor

        return Supervisor(
            self._folder.engine, deliver, preview=slots, keeps_on_air=self._keeps_on_air
        )

    def open_pictures(self) -> PictureSource:
        from encoder.preview import PreviewReader

        return PreviewReader(WIDTH_PX, HEIGHT_PX)

    def practice(self) -> PracticeCloud:
        from desktop.bridges.localpractice import LocalPractice

        return LocalPractice(self._folder.practice)

    def open_chat(self, road: Road, key: str, tell: Tell) -> ChatClient:
        from desktop.bridges.chatdoor import open_client

        return open_client(road, key, self._folder.practice, tell)

    def cloud(self) -> CloudDoor:
        from desktop.bridges.thiscloud import ThisCloud

        return ThisCloud(self._folder.practice, self._folder.running_notes, self._folder.prices)

    def secrets(self) -> SecretStore:
        from desktop.store.keyringsecrets import KeyringSecrets

        return KeyringSecrets()

    def read_history(self, file: Path, since_utc_s: float) -> list[Stats]:
        from desktop.store.healthhistory import recent

        return recent(file, since_utc_s)
