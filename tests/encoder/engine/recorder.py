"""Remembers the programme, picture by picture."""

import threading
from collections.abc import Callable

import av

from encoder.engine.sources.base import Samples
from tests.fakes.sources import shade


class Recorder:
    """A ProgrammeSink that remembers what it took."""

    def __init__(self) -> None:
        self.pictures: list[tuple[int, int, bool]] = []
        """Number, shade, whether it is a repeat."""
        self.sounds: list[tuple[int, Samples]] = []
        self._changed = threading.Condition()

    def take_picture(self, frame: av.VideoFrame, number: int, is_repeat: bool) -> None:
        with self._changed:
            self.pictures.append((number, shade(frame), is_repeat))
            self._changed.notify_all()

    def take_sound(self, samples: Samples, first_sample: int) -> None:
        with self._changed:
            self.sounds.append((first_sample, samples))
            self._changed.notify_all()

    @property
    def level(self) -> int:
        """Shade of the newest picture."""
        return self.pictures[-1][1]

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        with self._changed:
            assert self._changed.wait_for(is_so, 10)
