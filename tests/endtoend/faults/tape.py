"""What a viewer at the server gets: every picture the server has accepted, and when it came.

The server writes what it accepts to FLV files, one a session; this follows them as they grow, so
the figures need no player, hold across server restarts and cost the sender nothing.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

LOOK_S = 0.01
FILE_HEADER_BYTES, TAG_HEADER_BYTES, TAG_TRAILER_BYTES = 9, 11, 4
VIDEO, AVC_NALU = 9, 1


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture the server accepted."""

    arrived_s: float
    """Monotonic, to how often the tape looks."""
    session: int
    """From 1: the publish it belongs to."""
    at_ms: int
    """Its time stamp in that session."""
    is_keyframe: bool


class Tape:
    """Follows a server's recordings until `close`; its lists may be read from any thread."""

    def __init__(self, recordings: Callable[[], list[Path]], look_s: float = LOOK_S) -> None:
        self._recordings = recordings
        self._look_s = look_s
        self._news = threading.Condition()
        self._pictures: list[Picture] = []
        self._files: dict[Path, BinaryIO] = {}
        self._unread: dict[Path, bytes] = {}
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="server-tape")
        self._thread.start()

    def __enter__(self) -> "Tape":
        return self

    def __exit__(self, *reason: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop following."""
        self._closing.set()
        self._thread.join()
        for file in self._files.values():
            file.close()

    @property
    def pictures(self) -> list[Picture]:
        """Everything so far, in the order it came."""
        with self._news:
            return list(self._pictures)

    @property
    def files(self) -> list[Path]:
        """The recordings themselves, one a session."""
        return list(self._files)

    @property
    def sessions(self) -> int:
        """How often somebody has published so far."""
        return max((picture.session for picture in self.pictures), default=0)

    def wait_for_pictures(self, count: int, timeout_s: float = 30.0) -> None:
        """Return once so many more have come."""
        self.wait_for_total(len(self.pictures) + count, timeout_s)

    def wait_for_total(self, count: int, timeout_s: float = 30.0) -> None:
        """Return once so many have come since it began."""
        with self._news:
            came = self._news.wait_for(lambda: len(self._pictures) >= count, timeout_s)
            assert came, f"{len(self._pictures)} of {count} pictures within {timeout_s} s"

    def keyframe_since(
        self, since_s: float, timeout_s: float = 30.0, *, session: int = 1
    ) -> Picture:
        """Return the first keyframe after this moment, of this session or a later one."""
        found: list[Picture] = []

        def is_there() -> bool:
            found[:] = [
                picture
                for picture in self._pictures
                if picture.is_keyframe
                and picture.arrived_s >= since_s
                and picture.session >= session
            ]
            return bool(found)

        with self._news:
            assert self._news.wait_for(is_there, timeout_s), f"no keyframe within {timeout_s} s"
        return found[0]

    def longest_gap_s(self, since_s: float = 0.0) -> float:
        """Return the longest time without a picture, of those that came after this moment."""
        times = [picture.arrived_s for picture in self.pictures if picture.arrived_s >= since_s]
        return max((after - before for before, after in pairwise(times)), default=0.0)

    def _follow(self) -> None:
        while not self._closing.wait(self._look_s):
            for path in self._recordings():
                self._open(path)
            now_s = time.monotonic()
            found: list[Picture] = []
            for session, (path, file) in enumerate(self._files.items(), start=1):
                found += self._read(path, file, session, now_s)
            if found:
                with self._news:
                    self._pictures += found
                    self._news.notify_all()

    def _open(self, path: Path) -> None:
        if path not in self._files and path.stat().st_size > FILE_HEADER_BYTES + TAG_TRAILER_BYTES:
            file = path.open("rb")
            file.seek(FILE_HEADER_BYTES + TAG_TRAILER_BYTES)
            self._files[path], self._unread[path] = file, b""

    def _read(self, path: Path, file: BinaryIO, session: int, now_s: float) -> list[Picture]:
        content = self._unread[path] + file.read()
        found, start = [], 0
        while len(content) >= start + TAG_HEADER_BYTES:
            header = content[start : start + TAG_HEADER_BYTES]
            size = int.from_bytes(header[1:4], "big")
            end = start + TAG_HEADER_BYTES + size + TAG_TRAILER_BYTES
            if len(content) < end:
                break
            body = content[start + TAG_HEADER_BYTES : start + TAG_HEADER_BYTES + 2]
            if header[0] == VIDEO and size > 1 and body[1] == AVC_NALU:
                at_ms = int.from_bytes(header[7:8] + header[4:7], "big")
                found.append(Picture(now_s, session, at_ms, body[0] >> 4 == 1))
            start = end
        self._unread[path] = content[start:]
        return found
