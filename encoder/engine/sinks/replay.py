"""Keeps the last seconds of the encode in memory, and writes them to a file when asked."""

import contextlib
import io
import threading
from collections import deque

from encoder.engine.codecs import MediaPacket, StreamHeaders
from encoder.engine.diskspace import DiskGuard
from encoder.engine.diskworker import DiskWorker
from encoder.engine.sinks.fragmenter import SOUNDS_BEFORE, Fragmenter
from encoder.engine.sinks.mp4file import Mp4File
from encoder.engine.sinks.recording import Report
from encoder.engine.sinks.recordingfile import Disk, Place
from encoder.errors import EncoderError, ErrorCode, Problem
from encoder.messages import Failed, ReplaySaved

MAX_BYTES = 512 * 1024 * 1024
SOUND_AHEAD_US = 2_000_000
"""Sound arrives before its picture by as much as the encoder looks ahead."""
PREFIX = "Replay "


class ReplayBuffer:
    """The newest whole groups of pictures that span `replay_s`, with their sound.

    `report` is called on the writer's thread: ReplaySaved, or Failed.
    """

    def __init__(
        self,
        headers: StreamHeaders,
        replay_s: int,
        disk: Disk,
        report: Report,
        max_bytes: int = MAX_BYTES,
    ) -> None:
        self._headers = headers
        self._span_us = replay_s * 1_000_000
        self._disk = disk
        self._report = report
        self._max_bytes = max_bytes
        self._lock = threading.Lock()
        self._packets: deque[MediaPacket] = deque()
        self._keyframes: deque[int] = deque()
        self._bytes = 0
        self._newest_us = 0
        self._worker = DiskWorker("replay-writer")

    def offer(self, packet: MediaPacket) -> None:
        """Keep a packet, and let go of what is too old. Any thread; returns at once."""
        with self._lock:
            if packet.is_video:
                if packet.is_keyframe:
                    self._keyframes.append(packet.pts_us)
                elif not self._keyframes:
                    return  # nothing can be decoded before a keyframe
                self._newest_us = packet.pts_us
            self._packets.append(packet)
            self._bytes += len(packet.payload)
            while self._is_too_much():
                self._drop_oldest_group()

    @property
    def held_bytes(self) -> int:
        """How much memory the packets take."""
        return self._bytes

    def keep(self, replay_s: int) -> None:
        """Hold so many seconds from now on."""
        with self._lock:
            self._span_us = replay_s * 1_000_000

    def save(self, place: Place) -> None:
        """Write what is held now; ReplaySaved or Failed follows. Returns at once."""
        with self._lock:
            packets = list(self._packets) if self._keyframes else []
        if not packets:
            self._report(Failed(Problem(ErrorCode.NOTHING_ENCODED)))
        elif not self._worker.run(lambda: self._write(packets, place)):
            self._report(Failed(Problem(ErrorCode.DISK_TOO_SLOW)))

    def close(self) -> None:
        """Finish the replays being written and forget the rest."""
        self._worker.close()
        with self._lock:
            self._packets.clear()
            self._keyframes.clear()
            self._bytes = 0

    def _is_too_much(self) -> bool:
        if self._bytes > self._max_bytes:
            return True
        if not self._keyframes:
            return len(self._packets) > SOUNDS_BEFORE
        # The oldest group may go when those after it span enough.
        return len(self._keyframes) > 1 and self._newest_us - self._keyframes[1] >= self._span_us

    def _drop_oldest_group(self) -> None:
        """Drop what lies before the second keyframe; everything where there is none."""
        if self._keyframes:
            self._keyframes.popleft()
        begins_us = self._keyframes[0] if self._keyframes else None
        spared: list[MediaPacket] = []
        while self._packets:
            packet = self._packets[0]
            if packet.is_video and packet.is_keyframe and packet.pts_us == begins_us:
                break
            self._packets.popleft()
            is_ahead = begins_us is not None and packet.pts_us > begins_us - SOUND_AHEAD_US
            if is_ahead and not packet.is_video:
                spared.append(packet)
            else:
                self._bytes -= len(packet.payload)
        self._packets.extendleft(reversed(spared))

    def _write(self, packets: list[MediaPacket], place: Place) -> None:
        journal = self._disk.journal
        try:
            DiskGuard(place.folder, self._disk.free).check()
            file, path = self._disk.open(Place(place.folder, PREFIX + place.name))
        except EncoderError as error:
            self._report(Failed(error.problem))
            return
        try:
            with file:
                journal.begin(path)
                seconds = self._written(packets, file)
            journal.end(path, is_finalised=True)
        except OSError as error:
            with contextlib.suppress(OSError):
                path.unlink()
                journal.end(path, is_finalised=True)
            reason = error.strerror or type(error).__name__
            self._report(Failed(Problem(ErrorCode.RECORDING_FAILED, {"reason": reason})))
            return
        self._report(ReplaySaved(str(path), seconds))

    def _written(self, packets: list[MediaPacket], file: io.FileIO) -> float:
        """Return how many seconds were written; raises OSError."""
        fragmenter = Fragmenter(self._headers)
        mp4: Mp4File | None = None
        for runs in (*map(fragmenter.take, packets), fragmenter.finish()):
            if runs:
                mp4 = mp4 or Mp4File.begin(file, *fragmenter.tracks)
                mp4.append(runs)
        assert mp4 is not None  # there was a keyframe
        mp4.finalise()
        return mp4.seconds
