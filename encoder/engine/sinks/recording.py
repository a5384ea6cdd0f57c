"""Records packets to a file that plays while it grows, on a queue and a thread of its own.

The thread opens, writes, watches the disk and finalises; whatever the disk does, `offer` returns
at once and the stream goes on.
"""

import io
import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

from encoder.engine.codecs import MediaPacket, StreamHeaders
from encoder.engine.diskspace import DiskGuard, Room
from encoder.engine.sinks.fragmenter import Fragmenter
from encoder.engine.sinks.mp4file import Mp4File
from encoder.engine.sinks.recordingfile import Disk, Place
from encoder.errors import EncoderError, ErrorCode, Problem
from encoder.messages import Event, Failed, RecordingChanged, RecordingState, RecordingStats
from encoder.mp4.fragments import TrackRun

QUEUE_BYTES = 32 * 1024 * 1024
"""What waits for the disk at most: 40 s at 6 Mb/s. Beyond that the recording stops."""
TURN_S = 0.25
"""How often the thread looks into the queue. Waking it for each packet would cost more."""
LOOK_S = 1.0
SYNC_S = 5.0
"""How much a power cut may take; and no finalising has more than that to wait for."""
STOP_TIMEOUT_S = 4.0

Report = Callable[[Event], None]

_logger = logging.getLogger(__name__)


class RecordingSink:
    """One recording; starts at construction.

    `report` is called on the recorder's thread, by `finish`, and by `offer` when the disk hangs:
    Failed when it can't begin, else RecordingChanged RECORDING (again with DISK_LOW), FINALISING
    unless the disk hangs, and IDLE.
    """

    def __init__(self, headers: StreamHeaders, place: Place, disk: Disk, report: Report) -> None:
        self._place = place
        self._disk = disk
        self._guard = DiskGuard(place.folder, disk.free)
        self._report = report
        self._fragmenter = Fragmenter(headers)
        self._lock = threading.Lock()
        self._queue: deque[MediaPacket] = deque()
        self._queued_bytes = 0
        self._file: io.FileIO | None = None
        self._mp4: Mp4File | None = None
        self._path: Path | None = None
        self._telling = threading.Lock()  # what is said comes in order, whoever says it
        self._is_announced = False
        self._is_finalising = False
        self._has_ended = False
        self._problem: Problem | None = None
        self._looked_s = self._synced_s = time.monotonic()
        self._stopping = threading.Event()
        # A disk that hangs can't be interrupted: as a daemon the thread can't hold the process.
        self._thread = threading.Thread(target=self._run, name="recorder", daemon=True)
        self._thread.start()

    @property
    def is_over(self) -> bool:
        """Whether it takes nothing more: it was stopped, or gave up."""
        return self._has_ended or self._stopping.is_set()

    @property
    def has_ended(self) -> bool:
        """Whether everything is written and said."""
        return self._has_ended

    @property
    def file(self) -> str:
        """Where it writes; empty until the file is open."""
        return "" if self._path is None else str(self._path)

    def offer(self, packet: MediaPacket) -> None:
        """Queue a packet. Any thread; returns at once."""
        with self._lock:
            if self.is_over:
                return
            self._queue.append(packet)
            self._queued_bytes += len(packet.payload)
            if self._queued_bytes <= QUEUE_BYTES:
                return
            self._queue.clear()
        # The thread may be held by the disk for ever, so that nobody else could say it.
        self._problem = Problem(ErrorCode.DISK_TOO_SLOW)
        self._stopping.set()
        self._end()

    def figures(self) -> RecordingStats | None:
        """Return how far it is; None until the file is open. Any thread."""
        mp4, guard = self._mp4, self._guard
        if self._path is None:
            return None
        return RecordingStats(
            file=str(self._path),
            seconds=0.0 if mp4 is None else mp4.seconds,
            bytes=0 if mp4 is None else mp4.size_bytes,
            free_bytes=guard.free_bytes,
            forecast_s=guard.forecast_s(),
        )

    def finish(self) -> None:
        """Write what waits, then finalise; returns at once. FINALISING is said, later IDLE."""
        self._stopping.set()
        self._say_finalising()

    def stop(self) -> None:
        """Finish and wait for it, at most STOP_TIMEOUT_S; a slow disk goes on by itself."""
        self.finish()
        self._thread.join(STOP_TIMEOUT_S)

    # ---- the recorder's thread ----

    def _run(self) -> None:
        try:
            self._begin()
            self._record()
        except EncoderError as error:
            self._problem = error.problem
        except OSError as error:
            self._problem = _failed(error.strerror or type(error).__name__)
        except Exception as error:  # a thread's main: say it, or the recording just ends
            _logger.exception("The recorder failed")
            self._problem = _failed(type(error).__name__)
        self._stopping.set()
        if self._file is not None:
            self._say_finalising()
            self._close(self._file)
        self._end()

    def _begin(self) -> None:
        self._guard.check()
        self._file, self._path = self._disk.open(self._place)
        try:
            self._disk.journal.begin(self._path)
        except OSError as error:  # without the list it can't be offered for recovery
            _logger.warning("The list of recordings can't be written: %s", error.strerror)
        self._say_recording()

    def _record(self) -> None:
        """Write until it is to stop or the disk is full; raises OSError, RecordingError."""
        while True:
            is_last = self._stopping.wait(TURN_S)
            for packet in self._take_all():
                if runs := self._fragmenter.take(packet):
                    self._append(runs)
            if is_last or self._is_full():
                return

    def _take_all(self) -> list[MediaPacket]:
        with self._lock:
            packets = list(self._queue)
            self._queue.clear()
            self._queued_bytes = 0
        return packets

    def _append(self, runs: list[TrackRun]) -> None:
        if self._mp4 is None:
            assert self._file is not None
            self._mp4 = Mp4File.begin(self._file, *self._fragmenter.tracks)
        self._mp4.append(runs)
        now_s = time.monotonic()
        if now_s - self._synced_s > SYNC_S:
            self._synced_s = now_s
            self._mp4.sync()

    def _is_full(self) -> bool:
        now_s = time.monotonic()
        if now_s - self._looked_s < LOOK_S:
            return False
        self._looked_s = now_s
        match self._guard.look(now_s, 0 if self._mp4 is None else self._mp4.size_bytes):
            case Room.FULL:
                self._problem = self._guard.problem(ErrorCode.DISK_FULL)
                return True
            case Room.LOW:
                self._say_recording(self._guard.problem(ErrorCode.DISK_LOW))
            case Room.ENOUGH:
                pass
        return False

    def _close(self, file: io.FileIO) -> None:
        """Write the rest and finalise; what can't be finalised is left for recovery."""
        is_finalised = False
        try:
            with file:
                if self._problem is None and (runs := self._fragmenter.finish()):
                    self._append(runs)
                if self._mp4 is not None:
                    self._mp4.finalise()
                    is_finalised = True
            if self._mp4 is None and self._path is not None:
                self._path.unlink()
                self._problem = self._problem or Problem(ErrorCode.NOTHING_ENCODED)
                is_finalised = True
        except OSError as error:
            self._problem = self._problem or _failed(error.strerror or type(error).__name__)
        try:
            if self._path is not None:
                self._disk.journal.end(self._path, is_finalised=is_finalised)
        except OSError as error:
            _logger.warning("The list of recordings can't be written: %s", error.strerror)

    def _say_recording(self, problem: Problem | None = None) -> None:
        with self._telling:
            if not (self._is_finalising or self._has_ended):
                self._is_announced = True
                self._say(RecordingState.RECORDING, problem)

    def _say_finalising(self) -> None:
        """Say it once, and only of a recording that was announced."""
        with self._telling:
            if self._is_announced and not (self._is_finalising or self._has_ended):
                self._is_finalising = True
                self._say(RecordingState.FINALISING, self._problem)

    def _end(self) -> None:
        """Say that it ended, once."""
        with self._telling:
            if self._has_ended:
                return
            self._has_ended = True
            if self._is_announced:
                self._say(RecordingState.IDLE, self._problem)
            else:
                self._report(Failed(self._problem or Problem(ErrorCode.NOTHING_ENCODED)))

    def _say(self, state: RecordingState, problem: Problem | None = None) -> None:
        self._report(RecordingChanged(state, self.file, time.time(), problem))


def _failed(reason: str) -> Problem:
    return Problem(ErrorCode.RECORDING_FAILED, {"reason": reason})
