"""The running programme: inputs composed and mixed at a constant rate, for preview and encoders.

Picture n belongs to media time n / fps, sample k to k / 48000, of one clock; so picture and
sound stay together however late either thread is.
"""

import logging
import threading
from collections.abc import Callable
from fractions import Fraction
from typing import Protocol

import av
import numpy as np

from encoder.alerts import Alert
from encoder.engine.clock import MediaClock, Monotonic, Ticker
from encoder.engine.codecs import AAC_FRAME_SAMPLES
from encoder.engine.holdback import Holdback
from encoder.engine.inputs import InputSlots
from encoder.engine.layerpainter import Shown
from encoder.engine.mixer import Mixer
from encoder.engine.patch import black
from encoder.engine.sharedsources import Opener, SharedSources
from encoder.engine.signalwatch import SignalWatch
from encoder.engine.sources import AnyKind, source_kinds
from encoder.engine.sources.base import Samples
from encoder.engine.sourceslot import Surroundings
from encoder.engine.stage import Stage
from encoder.errors import ErrorCode, Problem
from encoder.messages import Event, Failed
from encoder.scenes import Programme, heard_inputs
from encoder.settings import SAMPLE_RATE_HZ

HIDDEN_READS_PER_S = 5
"""How often an input that is not shown is read: a film has to move on, a loss to be noticed."""

_logger = logging.getLogger(__name__)


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
    """Owns the inputs, the mixer and the two threads that read them, until `close()`.

    `report` is called from any of its threads and must return at once.
    """

    def __init__(
        self,
        programme: Programme,
        report: Callable[[Event], None],
        open_source: Opener,
        monotonic: Monotonic,
        kinds: Callable[[], tuple[AnyKind, ...]] = source_kinds,
    ) -> None:
        self.programme = programme
        self._kinds = {kind.kind: kind for kind in kinds()}
        self._now = MediaClock(monotonic)
        shared = SharedSources(open_source, self._is_shareable)
        self._inputs = InputSlots(
            Surroundings(programme.canvas, self._now, report, shared, self._title_of)
        )
        self._mixer = Mixer(programme, report)
        self._watch = SignalWatch(report)
        self._report = report
        self._has_complained = False
        self._sink: ProgrammeSink | None = None
        self._previews: tuple[PreviewShow, ...] = ()
        self.change(programme)
        self._stopping = threading.Event()
        self._threads = [
            threading.Thread(target=self._run_pictures, name="programme-pictures"),
            threading.Thread(target=self._run_sound, name="programme-sound"),
        ]
        for thread in self._threads:
            thread.start()

    def change(self, programme: Programme) -> None:
        """Show and hear this on the same canvas. Inputs whose source stays the same keep running.

        Not blocking: sources are opened and closed by threads of their own.
        """
        self._inputs.use(programme.inputs)
        self._mixer.configure(programme)
        self.programme = programme
        continuous = (
            each.id
            for each in programme.inputs
            if (kind := self._kinds.get(each.source.kind)) and kind.is_continuous
        )
        audible = (each.id for each in programme.inputs if not each.sound.is_muted)
        heard = heard_inputs(programme) & frozenset(audible)
        self._watch.judge(shown_inputs(programme), heard, continuous)

    def alert(self, alert: Alert) -> None:
        """Let those inputs show it that show what happens in the chat. Not blocking."""
        self._inputs.alert(alert)

    def source_states(self) -> list[Event]:
        """Return what is known of the inputs: how they are, their sizes, their faults."""
        return [*self._inputs.states(), *self._watch.faults()]

    def check(self, timeout_s: float) -> None:
        """Wait until the inputs now shown or heard have opened; raises the error of one."""
        programme = self.programme
        self._inputs.check(shown_inputs(programme) | heard_inputs(programme), timeout_s)

    def connect(self, sink: ProgrammeSink | None) -> None:
        """Give pictures and sound to this sink from now on; None = nobody."""
        self._sink = sink

    def show_on(self, previews: tuple[PreviewShow, ...]) -> None:
        """Offer every picture to these previews, as soon as it is composed."""
        self._previews = previews

    def close(self) -> None:
        """Join the threads and close the sources; one that hangs is waited for half a second."""
        self._stopping.set()
        for thread in self._threads:
            thread.join()
        self._inputs.close()
        self._mixer.close()

    def _title_of(self, kind: str) -> str:
        return self._kinds[kind].title if kind in self._kinds else kind

    def _is_shareable(self, kind: str) -> bool:
        return kind in self._kinds and not self._kinds[kind].has_audio

    def _run_pictures(self) -> None:
        canvas = self.programme.canvas
        ticker = Ticker(Fraction(1, canvas.fps), self._now, self._stopping.wait)
        stage, holdback = Stage(canvas), Holdback()
        frame, has_begun = black(canvas), False
        while (tick := ticker.next()) is not None:
            media_time_s = tick.number / canvas.fps
            is_repeat = has_begun and ticker.lateness() > 0
            if not is_repeat:
                has_begun = True
                try:
                    frame = self._compose(stage, tick.number)
                except Exception as error:  # noqa: BLE001 - a thread's main: the stream goes on
                    self._complain(error)
            delayed = holdback.pass_on(frame, self._mixer.picture_delay)
            sink = self._sink
            if sink is not None:
                sink.take_picture(delayed, tick.number, is_repeat)
            # Not the delayed one: whoever moves a layer by hand wants to see it move.
            for show in self._previews:
                show(frame, media_time_s)

    def _compose(self, stage: Stage, number: int) -> av.VideoFrame:
        programme = self.programme
        fps = programme.canvas.fps
        media_time_s = number / fps
        stage.follow(programme, media_time_s)
        is_hidden_turn = number % max(1, fps // HIDDEN_READS_PER_S) == 0
        on_stage = stage.inputs
        shown: dict[str, Shown] = {}
        for each in programme.inputs:
            if each.id in on_stage or is_hidden_turn:
                picture = self._inputs.picture(each.id, media_time_s)
                if picture is not None:
                    shown[each.id] = picture
                if each.id in on_stage:
                    real = None if picture is None or picture.is_slate else picture.frame
                    self._watch.seen(each.id, real, media_time_s)
        return stage.compose(shown, media_time_s)

    def _complain(self, error: Exception) -> None:
        """Say it once: it would come again with each picture."""
        if not self._has_complained:
            self._has_complained = True
            _logger.error("The programme failed", exc_info=error)
            reason = {"reason": type(error).__name__}
            self._report(Failed(Problem(ErrorCode.ENGINE_FAULT, reason)))

    def _run_sound(self) -> None:
        period_s = Fraction(AAC_FRAME_SAMPLES, SAMPLE_RATE_HZ)
        # One tick late: the samples of a tick have all been captured only when it ends.
        ticker = Ticker(period_s, self._now, self._stopping.wait, lag=1)
        listener = _Listener(self._inputs, self._watch)
        while (tick := ticker.next()) is not None:
            first_sample = tick.number * AAC_FRAME_SAMPLES
            try:
                samples = self._mix(first_sample, listener)
            except Exception as error:  # noqa: BLE001 - a thread's main: the stream goes on
                self._complain(error)
                samples = np.zeros((2, AAC_FRAME_SAMPLES), np.float32)
            sink = self._sink
            if sink is not None:
                sink.take_sound(samples, first_sample)

    def _mix(self, first_sample: int, listener: "_Listener") -> Samples:
        readers = {
            each.id: listener.reader(each.id)
            for each in self.programme.inputs
            if each.source.kind not in self._kinds or self._kinds[each.source.kind].has_audio
        }
        samples = self._mixer.mix(first_sample, AAC_FRAME_SAMPLES, readers)
        listener.tell(first_sample)
        return samples


class _Listener:
    """Reads sound for the mixer and tells the watch ten times a second how loud it was."""

    def __init__(self, inputs: InputSlots, watch: SignalWatch) -> None:
        self._inputs = inputs
        self._watch = watch
        self._peaks: dict[str, float | None] = {}
        self._next_sample = 0

    def reader(self, input_id: str) -> Callable[[int, int], Samples | None]:
        def read(first_sample: int, count: int) -> Samples | None:
            samples = self._inputs.sound(input_id, first_sample, count)
            before = self._peaks.get(input_id)
            if samples is not None:
                peak = float(np.abs(samples).max(initial=0.0))
                self._peaks[input_id] = max(before or 0.0, peak)
            else:
                self._peaks[input_id] = before
            return samples

        return read

    def tell(self, first_sample: int) -> None:
        if first_sample >= self._next_sample:
            self._next_sample = first_sample + SAMPLE_RATE_HZ // 10
            for input_id, peak in self._peaks.items():
                self._watch.heard(input_id, peak, first_sample / SAMPLE_RATE_HZ)
            self._peaks.clear()


def shown_inputs(programme: Programme) -> frozenset[str]:
    """Return the inputs whose picture the present scene shows."""
    layers = programme.scene.layers
    return frozenset(layer.input for layer in layers if layer.is_visible and layer.opacity > 0)
