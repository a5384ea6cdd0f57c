"""Keeps one input's source open: opens it, tries again when it fails, never lets anybody wait.

Opening and closing may block, so they run on the slot's own thread; picture and sound are read
from the programme's threads and give "nothing yet" meanwhile. While the source is lost, a slate
with the reason stands in for its picture.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import av

from encoder.alerts import Alert
from encoder.engine.inputpicture import InputPicture
from encoder.engine.layerpainter import Shown
from encoder.engine.sharedsources import Opener
from encoder.engine.sources.base import Alerted, NowFunction, Samples, Source
from encoder.errors import EncoderError, ErrorCode, Problem, SourceError
from encoder.messages import Event, PictureSized, SourceChanged, SourceState
from encoder.scenes import Input
from encoder.settings import Canvas

_logger = logging.getLogger(__name__)

RETRY_S = 2.0
PREDECESSOR_S = 5.0
"""How long a source that is being closed holds back the one in its place; longer, it hangs."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every source of a programme is opened with."""

    canvas: Canvas
    now: NowFunction
    report: Callable[[Event], None]
    """Any thread; returns at once."""
    open_source: Opener
    title_of: Callable[[str], str] = str
    """What a kind of source is called, for slates of inputs without a name."""
    retry_s: float = RETRY_S


class SourceSlot:
    """One input's source; `retire()` ends it without waiting, `close()` joins the thread.

    `predecessors` may hold the same device: they have closed it before this one opens it.
    """

    def __init__(
        self,
        used: Input,
        surroundings: Surroundings,
        last_picture: av.VideoFrame | None = None,
        predecessors: tuple["SourceSlot", ...] = (),
    ) -> None:
        self.input = used
        """What it is now; the name and the sound may be changed."""
        self._spec = used.source
        self._around = surroundings
        self._predecessors = predecessors
        self._source: Source | None = None
        self._failure: Problem | None = None
        self._settled = threading.Event()
        self.state = SourceChanged(used.id, used.source.kind, SourceState.OPENING)
        """What was reported last, for whoever attaches later."""
        self._wake = threading.Event()
        self._picture = InputPicture(
            used.id, surroundings.canvas, surroundings.report, self._wake.set, last_picture
        )
        self._when_ended: list[Callable[[], None]] = []
        self._ended = threading.Event()
        self._is_closing = False
        self.is_opening = False
        """True while the thread is inside an opening, which can't be interrupted."""
        # A daemon: a driver that hangs can't be interrupted and must not keep the process from
        # ending.
        self._thread = threading.Thread(target=self._run, name=f"source-{used.id}", daemon=True)
        self._thread.start()

    def picture(self, media_time_s: float) -> Shown | None:
        """Return the newest picture; while the source is lost, the last one or a slate."""
        source = self._source
        if source is not None:
            try:
                frame = source.picture(media_time_s)
            except Exception as error:  # noqa: BLE001 - see _problem_of
                self._lose(source, self._problem_of(error))
            else:
                if frame is not None:
                    self._picture.take(frame)
        return self._picture.shown()

    def sound(self, first_sample: int, count: int) -> Samples | None:
        """Return the samples, None for silence."""
        source = self._source
        if source is None:
            return None
        try:
            return source.sound(first_sample, count)
        except Exception as error:  # noqa: BLE001 - see _problem_of
            self._lose(source, self._problem_of(error))
            return None

    def alert(self, alert: Alert) -> None:
        """Tell the source, if it shows what happens in the chat; lost while it isn't open."""
        source = self._source
        if isinstance(source, Alerted):
            source.alert(alert)

    def wait_until_settled(self, timeout_s: float) -> Problem | None:
        """Wait for the first opening to succeed or fail; return why it can't deliver, if so."""
        self._settled.wait(timeout_s)
        return self._failure

    @property
    def last_picture(self) -> av.VideoFrame | None:
        """The newest picture it showed; a slot that replaces this one shows it meanwhile."""
        return self._picture.last

    @property
    def size(self) -> PictureSized | None:
        """What was reported last of the picture's size."""
        return self._picture.size

    @property
    def has_ended(self) -> bool:
        """True once the source is closed for good."""
        return self._ended.is_set()

    def retire(self) -> None:
        """Close the source soon, on the slot's thread."""
        self._is_closing = True
        self._wake.set()

    def close(self, timeout_s: float | None = None) -> bool:
        """Close the source and join the thread; False where that takes longer than `timeout_s`."""
        self.retire()
        self._thread.join(timeout_s)
        return self.has_ended

    def _lose(self, source: Source, problem: Problem) -> None:
        # Picture and sound threads may both notice; the first one reports.
        if self._source is source:
            self._source = None
            self._failure = problem
            self._wake.set()

    def _run(self) -> None:
        try:
            self._enter(SourceState.OPENING)
            self._wait_for_predecessors()
            while not self._is_closing:
                source = self._open()
                if source is not None:
                    while not self._is_closing and self._source is source:
                        self._picture.catch_up()
                        self._wait(None)
                    if not self._is_closing:
                        self._report_failure()
                    self._source = None
                    self._close(source)
                self._rest()
                self._enter(SourceState.OPENING)
        finally:
            self._ended.set()
            for wake in self._when_ended:
                wake()

    def _wait_for_predecessors(self) -> None:
        until_s = time.monotonic() + PREDECESSOR_S
        for slot in self._predecessors:
            slot._when_ended.append(self._wake.set)  # noqa: SLF001 - of the same class
            while not self._is_closing and not slot.has_ended:
                remaining_s = until_s - time.monotonic()
                if remaining_s <= 0:
                    break
                self._wait(remaining_s)
        self._predecessors = ()  # or every slot there ever was would be kept

    def _open(self) -> Source | None:
        self.is_opening = True
        try:
            around = self._around
            source = around.open_source(self._spec, around.canvas, around.now)
        except Exception as error:  # noqa: BLE001 - see _problem_of
            self._failure = self._problem_of(error)
            self._report_failure()
            return None
        finally:
            self.is_opening = False
        self._failure = None
        self._source = source
        self._settled.set()
        self._enter(SourceState.RUNNING)
        return source

    def _close(self, source: Source) -> None:
        try:
            source.close()
        except Exception:  # see _problem_of
            _logger.warning("%s could not be closed", self.input.id, exc_info=True)

    def _problem_of(self, error: Exception) -> Problem:
        """Return why the source is lost; a driver's surprise must not end the broadcast."""
        if not isinstance(error, EncoderError):
            error = SourceError(ErrorCode.SOURCE_LOST, kind="", reason=type(error).__name__)
        problem = error.problem
        if "kind" not in problem.params:
            return problem
        # Sources call themselves by a word that no user has read.
        title = self._around.title_of(self._spec.kind)
        return Problem(problem.code, problem.params | {"kind": title})

    def _rest(self) -> None:
        """Wait until it is worth opening the source again, if it ever is."""
        is_final = self._failure is not None and self._failure.is_final
        until_s = None if is_final else time.monotonic() + self._around.retry_s
        while not self._is_closing:
            remaining_s = None if until_s is None else until_s - time.monotonic()
            if remaining_s is not None and remaining_s <= 0:
                break
            self._wait(remaining_s)

    def _report_failure(self) -> None:
        self._settled.set()
        if self._failure is not None and not self._is_closing:
            name = self.input.name or self._around.title_of(self._spec.kind)
            self._picture.lose(name, self._failure)
        self._enter(SourceState.FAILED, self._failure)

    def _enter(self, state: SourceState, problem: Problem | None = None) -> None:
        if self._is_closing:
            return  # another source may have this input already
        self.state = SourceChanged(self.input.id, self._spec.kind, state, problem)
        self._around.report(self.state)

    def _wait(self, seconds: float | None) -> None:
        self._wake.wait(seconds)
        self._wake.clear()
        if self._is_closing:  # set before the wake, which may just have been cleared
            self._wake.set()
