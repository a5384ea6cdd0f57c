"""What an input shows: its newest picture, made smaller where it is a huge still, or a slate."""

from collections.abc import Callable

import av

from encoder.engine.layerpainter import Shown
from encoder.engine.placement import fitted_size
from encoder.engine.slate import draw_slate, shown_reason
from encoder.engine.stillsize import is_oversized, made_smaller
from encoder.errors import Problem
from encoder.messages import PictureSized
from encoder.settings import Canvas


class InputPicture:
    """One input's picture.

    `take` and `shown` never wait and belong to the thread that shows pictures; `catch_up` and
    `lose` take their time and belong to the slot's own.
    """

    def __init__(
        self,
        input_id: str,
        canvas: Canvas,
        report: Callable[[PictureSized], None],
        ask_to_catch_up: Callable[[], None],
        last: av.VideoFrame | None = None,
    ) -> None:
        """`last` is shown until the first picture comes."""
        self._input_id = input_id
        self._canvas = canvas
        self._report = report
        self._ask_to_catch_up = ask_to_catch_up
        self.last = last
        """The newest picture that could be shown."""
        self.size: PictureSized | None = None
        """What was reported last."""
        self._given: av.VideoFrame | None = None
        self._oversized: av.VideoFrame | None = None
        self._smaller: tuple[av.VideoFrame, av.VideoFrame] | None = None
        self._slate: av.VideoFrame | None = None
        self._slate_words: tuple[str, str] | None = None

    def take(self, frame: av.VideoFrame) -> None:
        """Take what the source gives now, most often the same as before."""
        if frame is not self._given:
            self._given = frame
            size = PictureSized(self._input_id, frame.width, frame.height)
            if size != self.size:
                self.size = size
                self._report(size)
            is_too_large = is_oversized(frame, self._canvas)
            self._oversized = frame if is_too_large else None
            if is_too_large:
                self._ask_to_catch_up()
        if frame is self._oversized:
            if self._smaller is None or self._smaller[0] is not frame:
                return
            frame = self._smaller[1]
        self.last = frame
        self._slate = None

    def shown(self) -> Shown | None:
        """Return the slate while there is one, else the newest picture; None before the first."""
        if self._slate is not None:
            return Shown(self._slate, is_slate=True)
        return None if self.last is None else Shown(self.last)

    def catch_up(self) -> None:
        """Make a still that is too large smaller; it is shown when that is done."""
        frame = self._oversized
        if frame is not None and (self._smaller is None or self._smaller[0] is not frame):
            self._smaller = frame, made_smaller(frame, self._canvas)

    def lose(self, name: str, problem: Problem) -> None:
        """Show a slate in the shape of the missing picture, until one is taken again.

        It is drawn once while the words stay the same.
        """
        words = name, shown_reason(problem)
        if self._slate is not None and words == self._slate_words:
            return
        canvas, last = self._canvas, self.last
        shape = (canvas.width, canvas.height) if last is None else (last.width, last.height)
        size = fitted_size(*shape, canvas.width, canvas.height)
        self._slate, self._slate_words = draw_slate(*words, *size), words
