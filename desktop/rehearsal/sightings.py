"""What was seen of a rehearsal while it was on air."""

from dataclasses import dataclass, field
from pathlib import Path

from desktop.bridges.practice import PracticeReading
from desktop.playbackreader import Reading
from desktop.rehearsal.patch import difference


@dataclass(frozen=True, slots=True)
class Look:
    """What was shown and heard at one moment."""

    scene_id: str = ""
    patch: bytes = b""
    """Of where the first scene has a small picture."""
    is_corner_heard: bool = False
    """By what the engine says of the sound."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """How one destination was, seen last before the end."""

    is_live: bool = False
    reading: PracticeReading = field(default_factory=PracticeReading)
    """The last one taken while it was live."""
    watch_url: str = ""


@dataclass(slots=True)
class Sightings:
    """Filled while it is on air, judged afterwards."""

    looks: list[Look] = field(default_factory=list)
    """Before the other scene came, while it was there, and after the first one came back."""
    deliveries: dict[str, Delivery] = field(default_factory=dict)
    """By the id of the destination."""
    loudest_db: float = -96.0
    """What the meter in the mixer showed."""
    quietest_db: float = 0.0
    file: str = ""
    """The recording; empty while there is none."""
    chat_lines: int = 0
    """That arrived in the window's chat."""
    chat_shown: int = 0
    """That the panel had on screen, at most."""
    chat_own: str = ""
    """What became of the message that the rehearsal wrote."""
    reading: Reading | None = None
    """What was decoded of the recording."""

    @property
    def is_complete(self) -> bool:
        """True once the recording was read and every ingest has received pictures."""
        arrived = [each.reading.frame_rate > 0 for each in self.deliveries.values()]
        return self.reading is not None and bool(arrived) and all(arrived)

    @property
    def scene_difference(self) -> float:
        """How much the other scene differed from the first, 0 to 255."""
        return difference(self.looks[0].patch, self.looks[1].patch) if len(self.looks) > 1 else 0.0

    @property
    def file_bytes(self) -> int:
        """How large the recording is; 0 where there is none."""
        file = Path(self.file)
        return file.stat().st_size if file.is_file() else 0
