"""One channel's HLS playback: segments to a folder, and the playlist that offers them.

Whatever goes wrong here never reaches the ingest; it becomes `problem`, a sentence for the status.
"""

import asyncio
import contextlib
import shutil
from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from pathlib import Path
from typing import Protocol, TypeVar, TypeVarTuple

from chatclient.wire.pages import Segment as Announced
from cloud.practice.playlist import WINDOW_S, Entry, Playlist
from cloud.practice.segmenter import Segment, Segmenter

END_AFTER_S = 30.0
"""Without a publisher for so long, the broadcast has ended; IVS ends a session after the same time.
An orderly unpublish ends it at once."""
MAX_WAITING = 4
"""Finished segments that may wait for the disk; more are dropped."""
CLOSE_S = 1.0

_Arguments = TypeVarTuple("_Arguments")
_Result = TypeVar("_Result")


class SegmentStore(Protocol):
    """Where the files of one channel lie. Methods block, and run in an executor; raise OSError."""

    def clear(self) -> None:
        """Begin with nothing."""
        ...

    def write(self, name: str, content: bytes) -> None:
        """Keep a file."""
        ...

    def read(self, name: str) -> bytes:
        """Return a file."""
        ...

    def remove(self, name: str) -> None:
        """Delete a file, if it is there."""
        ...


class FolderStore:
    """Files in one folder, which belongs to nobody else."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def clear(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True, mode=0o700, exist_ok=True)

    def write(self, name: str, content: bytes) -> None:
        path = self._folder / name
        try:
            path.write_bytes(content)
        except OSError:
            with contextlib.suppress(OSError):  # half a segment on a full disk helps nobody
                path.unlink()
            raise

    def read(self, name: str) -> bytes:
        return (self._folder / name).read_bytes()

    def remove(self, name: str) -> None:
        (self._folder / name).unlink(missing_ok=True)


class Playback:
    """Use from one event loop only. `first_number` must be higher than in any earlier run."""

    def __init__(
        self,
        store: SegmentStore,
        disk: Executor,
        first_number: int,
        announce: Callable[[Announced], None] = lambda segment: None,
        window_s: float = WINDOW_S,
    ) -> None:
        """`announce` is told each segment that the playlist offers; it returns at once.

        `window_s`: so much of the past can be gone back to.
        """
        self._announce = announce
        self._store = store
        self._disk = disk
        self._playlist = Playlist(first_number, window_s)
        self._next_number = first_number
        self._timeline_ms = 0
        self._queue: asyncio.Queue[Segment] = asyncio.Queue(MAX_WAITING)
        self._writer: asyncio.Task[None] | None = None
        self._written: tuple[bytes, str] | None = None
        self._has_gap = False
        self._offline_since_s: float | None = None
        self._ends_at_once = False
        self.problem = ""

    def begin_session(self) -> Segmenter:
        """Return the segmenter for a new publish session, which continues the timeline."""
        if self._writer is None:
            self._writer = asyncio.create_task(self._write(), name="practice-playback")
        self._offline_since_s = None
        return Segmenter(self._timeline_ms, self._next_number)

    def take(self, segments: Iterable[Segment]) -> None:
        """Accept finished segments, in order."""
        for segment in segments:
            self._next_number += 1
            self._timeline_ms = max(self._timeline_ms, segment.start_ms + segment.duration_ms)
            try:
                self._queue.put_nowait(segment)
            except asyncio.QueueFull:
                self._lost("the disk is too slow")

    def end_session(self, segmenter: Segmenter, now_s: float, *, is_orderly: bool) -> None:
        """Accept what is left of a session; `now_s` is monotonic."""
        self.take(segmenter.finish())
        self._timeline_ms = max(self._timeline_ms, segmenter.end_ms)
        self._offline_since_s, self._ends_at_once = now_s, is_orderly

    def has_ended(self, now_s: float) -> bool:
        """Whether nothing more is to be expected of the broadcast."""
        if self._offline_since_s is None or not self._queue.empty():
            return False
        return self._ends_at_once or now_s - self._offline_since_s >= END_AFTER_S

    def playlist(self, now_s: float) -> str | None:
        """Return the playlist, or None when there is nothing to play yet."""
        if self._playlist.is_empty:
            return None
        return self._playlist.render(has_ended=self.has_ended(now_s))

    async def read(self, name: str) -> bytes | None:
        """Return a file that the playlist offers, or did a moment ago; None for any other name."""
        if not self._playlist.offers(name):
            return None
        try:
            return await self._in_background(self._store.read, name)
        except OSError:
            return None

    async def settle(self) -> None:
        """Wait until everything taken so far is written, or lost."""
        await self._queue.join()

    async def close(self) -> None:
        """Write what waits, and end."""
        if self._writer is None:
            return
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.settle(), CLOSE_S)
        self._writer.cancel()
        await asyncio.gather(self._writer, return_exceptions=True)

    async def _write(self) -> None:
        try:
            await self._in_background(self._store.clear)
        except OSError as error:
            self._lost(error.strerror or type(error).__name__)
        while True:
            segment = await self._queue.get()
            try:
                await self._keep(segment)
            except OSError as error:
                self._lost(error.strerror or type(error).__name__)
            finally:
                self._queue.task_done()

    async def _keep(self, segment: Segment) -> None:
        number = self._playlist.next_number
        name = f"{number}.m4s"
        if self._written is None or self._written[0] is not segment.initialisation:
            initialisation = f"init-{number}.mp4"
            await self._in_background(self._store.write, initialisation, segment.initialisation)
            self._written = (segment.initialisation, initialisation)
        await self._in_background(self._store.write, name, segment.payload)
        entry = Entry(
            name,
            self._written[1],
            segment.duration_ms / 1000,
            segment.program_time_s,
            segment.is_discontinuous or self._has_gap,
        )
        self._has_gap, self.problem = False, ""
        self._announce(
            Announced(
                number,
                round(segment.program_time_s * 1000),
                segment.duration_ms,
                is_discontinuity=entry.is_discontinuous,
            )
        )
        for gone in self._playlist.add(entry):
            await self._in_background(self._store.remove, gone)

    def _lost(self, reason: str) -> None:
        self._has_gap = True
        self.problem = f"Playback misses what can't be kept: {reason}."

    async def _in_background(
        self, call: Callable[[*_Arguments], _Result], *arguments: *_Arguments
    ) -> _Result:
        return await asyncio.get_running_loop().run_in_executor(self._disk, call, *arguments)
