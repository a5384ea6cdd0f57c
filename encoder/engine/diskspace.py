"""Guards the disk that recordings go to: refuse, warn, stop in time, say how long it will do."""

import enum
import shutil
from collections import deque
from collections.abc import Callable
from pathlib import Path

from encoder.errors import ErrorCode, Problem, RecordingError

STOP_BYTES = 500_000_000
"""Below this a recording is not begun, and one that runs stops: the system needs the rest."""
WARN_BYTES = 5_000_000_000
CLEAR_BYTES = 5_500_000_000
"""So much must be free again before the next warning: a figure that trembles warns once."""
RATE_WINDOW_S = 30.0

FreeBytes = Callable[[Path], int]


def free_bytes(folder: Path) -> int:
    """Return how much an ordinary user can still write there; a folder need not exist yet.

    Blocks as long as the disk does; raises OSError.
    """
    while True:
        try:
            return shutil.disk_usage(folder).free
        except FileNotFoundError:
            if folder == folder.parent:
                raise
            folder = folder.parent


class Room(enum.Enum):
    """What the last look at the disk means for a recording."""

    ENOUGH = enum.auto()
    LOW = enum.auto()
    """Crossed the warning mark since the look before."""
    FULL = enum.auto()


class DiskGuard:
    """Watches one folder during one recording; used by one thread, figures read by any."""

    def __init__(self, folder: Path, free: FreeBytes = free_bytes) -> None:
        self._folder = folder
        self._free = free
        self._is_low = False
        self._written: deque[tuple[float, int]] = deque()
        self.free_bytes = 0

    def check(self) -> None:
        """Raise RecordingError when too little is free to begin."""
        self.free_bytes = self._look()
        if self.free_bytes < STOP_BYTES:
            raise RecordingError(
                ErrorCode.DISK_FULL, free=shown(self.free_bytes), stop=shown(STOP_BYTES)
            )

    def look(self, now_s: float, written_bytes: int) -> Room:
        """Look again; `written_bytes` by this recording so far. Raises RecordingError."""
        self.free_bytes = self._look()
        self._written.append((now_s, written_bytes))
        while now_s - self._written[0][0] > RATE_WINDOW_S:
            self._written.popleft()
        if self.free_bytes < STOP_BYTES:
            return Room.FULL
        was_low, self._is_low = (
            self._is_low,
            self.free_bytes < (CLEAR_BYTES if self._is_low else WARN_BYTES),
        )
        return Room.LOW if self._is_low and not was_low else Room.ENOUGH

    def problem(self, code: ErrorCode) -> Problem:
        """Return DISK_LOW or DISK_FULL with the figures of the last look."""
        return Problem(code, {"free": shown(self.free_bytes), "stop": shown(STOP_BYTES)})

    def forecast_s(self) -> float | None:
        """Return how long the room will do at the present rate; None until there is one."""
        try:
            (first_s, first), (last_s, last) = self._written[0], self._written[-1]
        except IndexError:
            return None
        if last <= first or last_s <= first_s:
            return None
        return max(0.0, (self.free_bytes - STOP_BYTES) / ((last - first) / (last_s - first_s)))

    def _look(self) -> int:
        try:
            return self._free(self._folder)
        except OSError as error:
            raise folder_unusable(self._folder, error) from error


def folder_unusable(folder: Path, error: OSError) -> RecordingError:
    """Return the RecordingError that says why nothing can be written there."""
    reason = error.strerror or type(error).__name__
    return RecordingError(ErrorCode.FOLDER_UNUSABLE, folder=folder, reason=reason)


def shown(size_bytes: int) -> str:
    """Return a size as people read it: "4.8 GB", "500 MB"."""
    if size_bytes >= 1_000_000_000:
        return f"{size_bytes / 1e9:.1f} GB"
    return f"{size_bytes / 1e6:.0f} MB"
