"""Keeps one source of the programme open: opens it, replaces it when it fails, never waits.

Opening and closing may block, so they run on the slot's own thread; picture and sound are read
from the programme's threads and give "nothing yet" meanwhile.
"""

import threading
import time
from collections.abc import Callable

import av

from encoder.engine.sources.base import NowFunction, Samples, Source
from encoder.errors import EncoderError, ErrorCode, Problem
from encoder.messages import Event, SourceChanged, SourceState
from encoder.settings import Canvas, SourceSpec

RETRY_S = 2.0
Opener = Callable[[SourceSpec, Canvas, NowFunction], Source]


class SourceSlot:
    """One source by its spec; `close()` joins the thread."""

    def __init__(
        self,
        spec: SourceSpec,
        canvas: Canvas,
        now: NowFunction,
        report: Callable[[Event], None],
        open_source: Opener,
        last_picture: av.VideoFrame | None = None,
        retry_s: float = RETRY_S,
    ) -> None:
        self._retry_s = retry_s
        self.spec = spec
        self._canvas = canvas
        self._now = now
        self._report = report
        self._open_source = open_source
        self._source: Source | None = None
        self._last_picture = last_picture
        self._failure: Problem | None = None
        self._settled = threading.Event()
        self.state = SourceChanged(spec.kind, SourceState.OPENING)
        """What was reported last, for whoever attaches later."""
        self._wake = threading.Event()
        self._is_closing = False
        self._thread = threading.Thread(target=self._run, name=f"source-{spec.kind}")
        self._thread.start()

    def picture(self, media_time_s: float) -> av.VideoFrame | None:
        """Return the newest picture; while the source is lost, the last one it gave."""
        source = self._source
        if source is not None:
            try:
                self._last_picture = source.picture(media_time_s) or self._last_picture
            except Exception as error:  # noqa: BLE001 - see _problem_of
                self._lose(source, self._problem_of(error))
        return self._last_picture

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

    def wait_until_settled(self, timeout_s: float) -> Problem | None:
        """Wait for the first opening to succeed or fail; return why it can't deliver, if so."""
        self._settled.wait(timeout_s)
        return self._failure

    @property
    def last_picture(self) -> av.VideoFrame | None:
        """The newest picture it gave; a slot that replaces this one shows it meanwhile."""
        return self._last_picture

    def close(self) -> None:
        """Close the source and join the thread."""
        self._is_closing = True
        self._wake.set()
        self._thread.join()

    def _lose(self, source: Source, problem: Problem) -> None:
        # Picture and sound threads may both notice; the first one reports.
        if self._source is source:
            self._source = None
            self._failure = problem
            self._wake.set()

    def _run(self) -> None:
        while not self._is_closing:
            source = self._open()
            if source is not None:
                while not self._is_closing and self._source is source:
                    self._wait(None)
                if not self._is_closing:
                    self._report_failure()
                self._source = None
                source.close()
            self._rest()

    def _open(self) -> Source | None:
        self._enter(SourceState.OPENING)
        try:
            source = self._open_source(self.spec, self._canvas, self._now)
        except Exception as error:  # noqa: BLE001 - see _problem_of
            self._failure = self._problem_of(error)
            self._report_failure()
            return None
        self._failure = None
        self._source = source
        self._settled.set()
        self._enter(SourceState.RUNNING)
        return source

    def _problem_of(self, error: Exception) -> Problem:
        """Return why the source is lost; a driver's surprise must not end the broadcast."""
        if isinstance(error, EncoderError):
            return error.problem
        reason = type(error).__name__
        return Problem(ErrorCode.SOURCE_LOST, {"kind": self.spec.kind, "reason": reason})

    def _rest(self) -> None:
        """Wait until it is worth opening the source again, if it ever is."""
        is_final = self._failure is not None and self._failure.is_final
        until_s = None if is_final else time.monotonic() + self._retry_s
        while not self._is_closing:
            remaining_s = None if until_s is None else until_s - time.monotonic()
            if remaining_s is not None and remaining_s <= 0:
                break
            self._wait(remaining_s)

    def _report_failure(self) -> None:
        self._settled.set()
        self._enter(SourceState.FAILED, self._failure)

    def _enter(self, state: SourceState, problem: Problem | None = None) -> None:
        self.state = SourceChanged(self.spec.kind, state, problem)
        self._report(self.state)

    def _wait(self, seconds: float | None) -> None:
        self._wake.wait(seconds)
        self._wake.clear()
        if self._is_closing:  # set before the wake, which may just have been cleared
            self._wake.set()
