"""The running programme: sources composed at a constant rate, for preview and encoders alike.

Picture n belongs to media time n / fps, sample k to k / 48000, of one clock; so picture and
sound stay together however late either thread is.
"""

import threading
from collections.abc import Callable
from fractions import Fraction
from typing import Protocol

import av
import numpy as np

from encoder.engine.clock import MediaClock, Monotonic, Ticker
from encoder.engine.codecs import AAC_FRAME_SAMPLES
from encoder.engine.compositor import Compositor
from encoder.engine.sources.base import Samples
from encoder.engine.sourceslot import Opener, SourceSlot
from encoder.errors import error_for
from encoder.messages import Event, SourceChanged
from encoder.settings import SAMPLE_RATE_HZ, Programme, SourceSpec


class ProgrammeSink(Protocol):
    """Takes the programme while a broadcast runs; both calls must return at once."""

    def take_picture(self, frame: av.VideoFrame, number: int, is_repeat: bool) -> None:
        """Take picture `number`; `is_repeat`: composed too late, so the last one again."""
        ...

    def take_sound(self, samples: Samples, first_sample: int) -> None:
        """Take float32 (2, 1024)."""
        ...


PreviewShow = Callable[[av.VideoFrame, float], None]


class RunningProgramme:
    """Owns the sources and the two threads that read them, from construction to `close()`."""

    def __init__(
        self,
        programme: Programme,
        report: Callable[[Event], None],
        open_source: Opener,
        monotonic: Monotonic,
    ) -> None:
        self.programme = programme
        self._report = report
        self._open_source = open_source
        self._now = MediaClock(monotonic)
        self._compositor = Compositor(programme.canvas)
        self._video = self._open(programme.video)
        self._audio = self._open(programme.audio)
        self._sink: ProgrammeSink | None = None
        self._previews: tuple[PreviewShow, ...] = ()
        self._stopping = threading.Event()
        self._threads = [
            threading.Thread(target=self._run_pictures, name="programme-pictures"),
            threading.Thread(target=self._run_sound, name="programme-sound"),
        ]
        for thread in self._threads:
            thread.start()

    def change(self, programme: Programme) -> None:
        """Use other sources on the same canvas; unchanged ones keep running."""
        old, self.programme = self.programme, programme
        retired = []
        if programme.video != old.video:
            retired.append(self._video)
            last_picture = self._video.last_picture if self._video else None
            self._video = self._open(programme.video, last_picture)
        if programme.audio != old.audio:
            retired.append(self._audio)
            self._audio = self._open(programme.audio)
        for slot in retired:
            if slot is not None:
                slot.close()

    def source_states(self) -> list[SourceChanged]:
        """Return how each source is now."""
        return [slot.state for slot in (self._video, self._audio) if slot is not None]

    def check(self, timeout_s: float) -> None:
        """Wait until the sources have opened; raises the error of one that can't."""
        until_s = self._now() + timeout_s
        for slot in (self._video, self._audio):
            remaining_s = max(0.0, until_s - self._now())
            problem = slot.wait_until_settled(remaining_s) if slot else None
            if problem is not None:
                raise error_for(problem)

    def connect(self, sink: ProgrammeSink | None) -> None:
        """Give pictures and sound to this sink from now on; None = nobody."""
        self._sink = sink

    def show_on(self, previews: tuple[PreviewShow, ...]) -> None:
        """Offer every picture to these previews."""
        self._previews = previews

    def close(self) -> None:
        """Join the threads and close the sources."""
        self._stopping.set()
        for thread in self._threads:
            thread.join()
        for slot in (self._video, self._audio):
            if slot is not None:
                slot.close()

    def _open(
        self, spec: SourceSpec | None, last_picture: av.VideoFrame | None = None
    ) -> SourceSlot | None:
        if spec is None:
            return None
        canvas = self.programme.canvas
        return SourceSlot(spec, canvas, self._now, self._report, self._open_source, last_picture)

    def _run_pictures(self) -> None:
        fps = self.programme.canvas.fps
        ticker = Ticker(Fraction(1, fps), self._now, self._stopping.wait)
        frame: av.VideoFrame | None = None
        while (tick := ticker.next()) is not None:
            is_repeat = frame is not None and ticker.lateness() > 0
            if not is_repeat or frame is None:
                picture = self._video.picture(tick.number / fps) if self._video else None
                frame = self._compositor.compose(picture)
            sink = self._sink
            if sink is not None:
                sink.take_picture(frame, tick.number, is_repeat)
            for show in self._previews:
                show(frame, tick.number / fps)

    def _run_sound(self) -> None:
        period_s = Fraction(AAC_FRAME_SAMPLES, SAMPLE_RATE_HZ)
        silence = np.zeros((2, AAC_FRAME_SAMPLES), np.float32)
        # One tick late: the samples of a tick have all been captured only when it ends.
        ticker = Ticker(period_s, self._now, self._stopping.wait, lag=1)
        while (tick := ticker.next()) is not None:
            first_sample = tick.number * AAC_FRAME_SAMPLES
            source = self._audio or self._video
            samples = source.sound(first_sample, AAC_FRAME_SAMPLES) if source else None
            sink = self._sink
            if sink is not None:
                sink.take_sound(silence if samples is None else samples, first_sample)
