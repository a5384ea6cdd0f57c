"""A sink for chunks that remembers what was written, and can be broken and waited for."""

import threading
from collections.abc import Callable

import msgspec

from chatclient.wire.pages import Chunk, ChunkIndex, Tombstones
from cloud.chatserver.chunksinks import SinkFailed

WAIT_S = 30.0


class RememberingSink:
    """Files in memory, with the caching they were written with and how often they were."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.caching: dict[str, str] = {}
        self.writes: list[str] = []
        self.is_broken = False
        self.tries = 0
        self._changed = threading.Condition()

    def write(self, path: str, body: bytes, caching: str) -> None:
        """See ChunkSink."""
        with self._changed:
            self.tries += 1
            self._changed.notify_all()
            if self.is_broken:
                raise SinkFailed("the disk is full")
            self.files[path] = body
            self.caching[path] = caching
            self.writes.append(path)

    def read(self, path: str) -> bytes | None:
        """See ChunkSink."""
        with self._changed:
            self.tries += 1
            self._changed.notify_all()
            if self.is_broken:
                raise SinkFailed("the disk is gone")
            return self.files.get(path)

    def chunk(self, number: int, live: str = "show") -> Chunk:
        """Return a chunk that was written."""
        return msgspec.json.decode(self.files[f"{live}/{number}.json"], type=Chunk)

    def seqs(self, number: int) -> list[int]:
        """Return the numbers in a chunk that was written."""
        return [item.seq for item in self.chunk(number).items]

    def index(self, live: str = "show") -> ChunkIndex:
        """Return the index that was written last."""
        return msgspec.json.decode(self.files[f"{live}/index.json"], type=ChunkIndex)

    def tombstones(self, live: str = "show") -> Tombstones:
        """Return the tombstones that were written last."""
        return msgspec.json.decode(self.files[f"{live}/tombstones.json"], type=Tombstones)

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        """Wait for something that becomes true by a write, or a try to."""
        with self._changed:
            assert self._changed.wait_for(is_so, WAIT_S)
