"""A programme that runs without sources: moving greys and a tone, at its frame rate."""

import threading
from fractions import Fraction

import numpy as np

from encoder.engine.codecs import AAC_FRAME_SAMPLES
from encoder.engine.encoding import EncodingLine
from encoder.errors import EncoderError
from encoder.scenes import Programme
from encoder.settings import SAMPLE_RATE_HZ, Canvas
from tests.fakes.sources import grey

CANVAS = Canvas(160, 90, 30)


class FakeFeed:
    """A CheckedFeed; `close()` it. `refuse_with` makes its check fail."""

    def __init__(self, canvas: Canvas = CANVAS) -> None:
        self.programme = Programme(canvas)
        self.refuse_with: EncoderError | None = None
        self._sink: EncodingLine | None = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="fake-feed")
        self._thread.start()

    @property
    def is_connected(self) -> bool:
        """Whether somebody takes the pictures."""
        return self._sink is not None

    def connect(self, sink: EncodingLine | None) -> None:
        self._sink = sink

    def check(self, timeout_s: float) -> None:
        if self.refuse_with is not None:
            raise self.refuse_with

    def close(self) -> None:
        """Stop and join."""
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        canvas = self.programme.canvas
        number, sounds = 0, 0
        while not self._stopping.wait(1 / canvas.fps):
            sink = self._sink
            shown = grey(16 + number % 200, canvas.width, canvas.height)
            until = Fraction(number + 1, canvas.fps) * SAMPLE_RATE_HZ
            if sink is not None:
                sink.take_picture(shown, number, is_repeat=False)
            while (sounds + 1) * AAC_FRAME_SAMPLES <= until:
                samples = np.zeros((2, AAC_FRAME_SAMPLES), np.float32)
                if sink is not None:
                    sink.take_sound(samples, sounds * AAC_FRAME_SAMPLES)
                sounds += 1
            number += 1
