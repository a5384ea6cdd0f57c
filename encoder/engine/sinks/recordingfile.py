"""Where a recording or a replay goes: the folder, the name, and the new file itself."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from encoder.engine.diskspace import FreeBytes, folder_unusable, free_bytes
from encoder.engine.recordings import RecordingJournal
from encoder.recordingfolder import recording_folder
from encoder.recordingname import NameFields, numbered, recording_name
from encoder.settings import Canvas, Recording

MAX_NUMBER = 10_000


@dataclass(frozen=True, slots=True)
class Place:
    """A folder and the name wanted there; another number is added where that is taken."""

    folder: Path
    name: str


def place_for(recording: Recording, canvas: Canvas, scene: str, at: datetime) -> Place:
    """Return where a recording begun `at` (local time) goes; raises SettingsError."""
    name = recording_name(
        recording.name_template, NameFields(at, canvas, recording.title, scene=scene)
    )
    return Place(recording_folder(recording), name)


def create(place: Place) -> tuple[io.FileIO, Path]:
    """Return a new, empty file open for reading and writing, and its path.

    Raises RecordingError; blocks as long as the disk does.
    """
    try:
        place.folder.mkdir(parents=True, exist_ok=True)
        for _ in range(MAX_NUMBER):
            path = place.folder / numbered(place.name, lambda name: _is_taken(place.folder, name))
            try:
                return io.FileIO(path, "x+"), path
            except FileExistsError:
                continue  # another program was quicker
        raise FileExistsError(None, "all names are taken")
    except OSError as error:
        raise folder_unusable(place.folder, error) from error


def _is_taken(folder: Path, name: str) -> bool:
    path = folder / name
    return path.exists() or path.is_symlink()


Open = Callable[[Place], tuple[io.FileIO, Path]]


@dataclass(frozen=True, slots=True)
class Disk:
    """What writing recordings needs of the disk; tests hand in worse ones."""

    journal: RecordingJournal
    free: FreeBytes = free_bytes
    open: Open = create
