"""Decides when a device is asked for its picture: as shortly before it is shown as is safe."""

from collections import deque

MOST_LEAD_FRAMES = 0.5
"""A picture is grabbed at most so long before it is shown, however long a grab takes."""
LEAD_FACTOR, SPARE_S = 1.5, 0.003
"""It is grabbed so much earlier than the slowest of the last grabs would need: late enough to be
fresh, early enough that a grab that takes a little longer does not miss its turn."""
GRABS_REMEMBERED = 30


class GrabPacing:
    """The turns of a programme with pictures at n / fps; used by one thread."""

    def __init__(self, fps: int) -> None:
        self._frame_s = 1 / fps
        self._took_s: deque[float] = deque(maxlen=GRABS_REMEMBERED)

    @property
    def lead_s(self) -> float:
        """How long before it is shown a picture is asked for; half a frame until one was."""
        most_s = MOST_LEAD_FRAMES * self._frame_s
        if not self._took_s:
            return most_s
        return min(LEAD_FACTOR * max(self._took_s) + SPARE_S, most_s)

    def note(self, took_s: float) -> None:
        """Take in how long a grab took."""
        self._took_s.append(took_s)

    def pause_s(self, now_s: float) -> float:
        """Return how long to wait before the next picture is asked for."""
        return self._frame_s - (now_s + self.lead_s) % self._frame_s
