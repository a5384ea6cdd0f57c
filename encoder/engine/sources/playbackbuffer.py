"""What lies decoded between a thread that reads a file and the two that show it; bounded by time.

Times are play time: seconds since the start of the first pass through the file.
"""

import threading
from collections import deque

import av

from encoder.engine.sources.base import Samples
from encoder.engine.sources.samplering import SampleRing
from encoder.errors import Problem, error_for
from encoder.settings import SAMPLE_RATE_HZ

AHEAD_S = 0.6
"""How far picture and sound are decoded ahead."""
MAX_AHEAD_S = 1.5
"""How far one may get while the other is missing in the file."""
MAX_PICTURE_BYTES = 400_000_000
"""Half a second of 2160p60."""
_RING_SAMPLES = 4 * SAMPLE_RATE_HZ
_KEPT_S = 0.25
"""Pictures nobody asks for are dropped this long after their time."""


class PlaybackBuffer:
    """Filled by one thread, read by two. Only the filling side ever waits."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._pictures: deque[tuple[float, av.VideoFrame]] = deque()
        self._picture_bytes = 0
        self._shown: av.VideoFrame | None = None
        self._ring = SampleRing(_RING_SAMPLES)
        self._pictures_until_s: float | None = None
        self._sound_until_s: float | None = None
        self._played_s = 0.0
        self._is_stopped = False
        self._is_complete = False
        self._problem: Problem | None = None

    # ---- the reading side ---------------------------------------------------------------------

    def picture(self, play_s: float) -> av.VideoFrame | None:
        """Return the newest picture that starts at or before `play_s`; raises the failure."""
        with self._changed:
            self._raise_if_failed()
            while self._pictures and self._pictures[0][0] <= play_s:
                self._shown = self._drop_first()
            self._move_on(play_s)
            return self._shown

    def sound(self, first_sample: int, count: int) -> Samples:
        """Return that part of play time, silence where nothing lies ready; raises the failure."""
        with self._changed:
            self._raise_if_failed()
            self._move_on((first_sample + count) / SAMPLE_RATE_HZ)
            return self._ring.read(first_sample, count)

    def wait_until_ahead(self, timeout_s: float) -> bool:
        """Wait until the next AHEAD_S lie ready; False = timed out. Raises the failure."""
        with self._changed:
            is_ahead = self._changed.wait_for(lambda: self._is_complete or self._is_full, timeout_s)
            self._raise_if_failed()
            return is_ahead

    # ---- the filling side ---------------------------------------------------------------------

    def expect(self, has_pictures: bool, has_sound: bool, from_s: float) -> None:
        """Say which kinds a pass brings: only what is expected has to be ahead."""
        with self._changed:
            if has_pictures:
                self._pictures_until_s = from_s
            if has_sound:
                self._sound_until_s = from_s

    def put_picture(self, start_s: float, end_s: float, frame: av.VideoFrame) -> bool:
        """Add a picture; wait while enough lies ready. False = stopped."""
        with self._changed:
            self._pictures.append((start_s, frame))
            self._picture_bytes += _bytes(frame)
            if self._pictures_until_s is not None:
                self._pictures_until_s = end_s
            return self._wait_for_room()

    def put_sound(self, first_sample: int, samples: Samples) -> bool:
        """Add sound; wait while enough lies ready. False = stopped."""
        with self._changed:
            self._ring.write(first_sample, samples)
            self._sound_until_s = (first_sample + samples.shape[1]) / SAMPLE_RATE_HZ
            return self._wait_for_room()

    def finish_pass(self, until_s: float) -> float:
        """Count a kind that ended early as ready until `until_s`; return how far is played."""
        with self._changed:
            if self._pictures_until_s is not None:
                self._pictures_until_s = until_s
            if self._sound_until_s is not None:
                self._sound_until_s = until_s
            return self._played_s

    def complete(self, problem: Problem | None = None) -> None:
        """Say that nothing more comes, and why unless that is as it should be."""
        with self._changed:
            self._problem = problem
            self._is_complete = True
            self._changed.notify_all()

    def stop(self) -> None:
        """Wake the filling side for good."""
        with self._changed:
            self._is_stopped = True
            self._changed.notify_all()

    @property
    def _is_full(self) -> bool:
        ends_s = [end for end in (self._pictures_until_s, self._sound_until_s) if end is not None]
        return bool(ends_s) and (
            min(ends_s) - self._played_s >= AHEAD_S
            or max(ends_s) - self._played_s >= MAX_AHEAD_S
            or self._picture_bytes >= MAX_PICTURE_BYTES
        )

    def _wait_for_room(self) -> bool:
        if self._is_full:
            self._changed.notify_all()
        self._changed.wait_for(lambda: self._is_stopped or not self._is_full)
        return not self._is_stopped

    def _move_on(self, play_s: float) -> None:
        self._played_s = max(self._played_s, play_s)
        # Only the sound of a film may be wanted: nobody takes its pictures then.
        while len(self._pictures) > 1 and self._pictures[1][0] < self._played_s - _KEPT_S:
            self._drop_first()
        self._changed.notify_all()

    def _drop_first(self) -> av.VideoFrame:
        _, frame = self._pictures.popleft()
        self._picture_bytes -= _bytes(frame)
        return frame

    def _raise_if_failed(self) -> None:
        if self._problem is not None:
            raise error_for(self._problem)


def _bytes(frame: av.VideoFrame) -> int:
    return sum(plane.buffer_size for plane in frame.planes)
