"""A calm plot of the last minutes: newest at the right, gaps as gaps, values in words above."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from desktop.widgets.calmscale import CalmScale
from desktop.widgets.plotframe import PlotFrame
from desktop.widgets.plotmodel import Decimate, Floats, PlotLine, Quantity, Samples
from desktop.widgets.plotreadout import PlotReadout
from desktop.widgets.tokens import current_theme

if TYPE_CHECKING:
    from desktop.widgets.plotcanvas import PlotCanvas

_GAP_S = 2.5  # samples come every second; further apart than this there was a gap
_DESCRIBE_EVERY_S = 10.0  # a screen reader must not be told something new each second
_STEPS_S = {Qt.Key.Key_Left: 1.0, Qt.Key.Key_Right: -1.0}


class PlotState(StrEnum):
    """What a plot shows."""

    EMPTY = "empty"
    RUNNING = "running"
    STALE = "stale"


class TimePlot(PlotFrame):
    """Several lines of one quantity over the last `span_s` seconds.

    Cheap until `build` is called: only that imports pyqtgraph; what was shown before is drawn
    then. Hovering, or Left and Right while focused (Shift: ten times as far), reads values off.

    Signals:
        cursor_moved(object): seconds before now that are being read off, or None.
    """

    cursor_moved = Signal(object)

    def __init__(
        self,
        quantity: Quantity,
        lines: Sequence[PlotLine],
        decimate: Decimate,
        parent: QWidget | None = None,
        *,
        span_s: float = 300.0,
    ) -> None:
        super().__init__(span_s, parent)
        self._quantity = quantity
        self._lines = tuple(lines)
        self._decimate = decimate
        self._span_s = span_s
        self._scale = CalmScale(quantity.least_top)
        self._readout = PlotReadout(quantity, lines, self)
        self._canvas: PlotCanvas | None = None
        self._empty_text = ""
        self._state = PlotState.EMPTY
        self._now_s, self._age_s = 0.0, 0.0
        self._points: dict[str, tuple[Floats, Floats]] = {}
        self._cursor_s: float | None = None
        self._described_s: float | None = None
        self._show_words()

    @property
    def state(self) -> PlotState:
        """What is shown now."""
        return self._state

    @property
    def is_built(self) -> bool:
        """True once the real plot stands in place of the blank area."""
        return self._canvas is not None

    @property
    def points(self) -> Mapping[str, tuple[Floats, Floats]]:
        """What is drawn of each line: absolute times and values, NaN in gaps."""
        return self._points

    @property
    def top(self) -> float:
        """Upper end of the value axis, in the quantity's unit."""
        return self._scale.top

    def set_texts(self, title: str, labels: Mapping[str, str], empty: str) -> None:
        """Name the plot and, by key, its lines, and say what to show while there is nothing."""
        self._readout.set_texts(title, labels)
        self._empty_text = empty
        self.setAccessibleName(title)
        self._described_s = None
        self._show_words()

    def set_headline(self, text: str | None) -> None:
        """Write `text` large instead of the first line's latest value."""
        self._readout.set_headline(text)
        self._show_words()

    def build(self) -> None:
        """Make the real plot; GUI thread, after the window is on screen."""
        if self._canvas is not None:
            return
        # Late on purpose: pyqtgraph takes a quarter of a second to import.
        from desktop.widgets.plotcanvas import PlotCanvas

        self._canvas = PlotCanvas(self._lines, self._span_s, self)
        self.set_canvas(self._canvas.widget)
        self._dress()
        self._draw()

    def show_samples(self, now_s: float, samples: Samples) -> None:
        """Draw these up to `now_s`, the time of the newest; they are fresh.

        The arrays are kept for reading off until the next call.
        """
        start_s = now_s - self._span_s
        columns = max(1, round(self.area.width()))
        self._now_s, self._age_s = now_s, 0.0
        self._readout.take(now_s, start_s, samples)
        self._points = {
            key: self._decimate(times, values, start_s, now_s, columns, _GAP_S)
            for key, (times, values) in samples.items()
        }
        has_points = any(times.size for times, _ in self._points.values())
        self._scale.fit(self._readout.highest() * self._quantity.factor, now_s)
        self._enter(PlotState.RUNNING if has_points else PlotState.EMPTY)

    def show_stale(self, age_s: float) -> None:
        """Grey everything out, `age_s` back in time, and say how old it is; empty stays empty."""
        if self._state is not PlotState.EMPTY:
            self._age_s = age_s
            self._enter(PlotState.STALE)

    def clear(self) -> None:
        """Forget the samples."""
        self._points, self._age_s = {}, 0.0
        self._readout.clear()
        self._scale.reset()
        self._enter(PlotState.EMPTY)

    def show_cursor(self, before_now_s: float | None) -> None:
        """Read off the values so long before now, without emitting; None ends it."""
        if before_now_s == self._cursor_s:
            return
        self._cursor_s = before_now_s
        if self._canvas is not None:
            self._canvas.show_cursor(before_now_s)
        self._described_s = None
        self._show_words()

    def text_summary(self) -> str:
        """Return what the plot shows, in sentences."""
        return f"{self._readout.summary()} {self.notice}".strip()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        area = self.area
        share = (event.position().x() - area.left()) / max(1.0, area.width())
        is_over = 0.0 <= share <= 1.0 and self._state is not PlotState.EMPTY
        self._move_cursor(round((1.0 - share) * self._span_s) if is_over else None)

    def leaveEvent(self, event: QEvent) -> None:
        self._move_cursor(None)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._state is not PlotState.EMPTY and event.key() in _STEPS_S:
            is_far = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            step_s = _STEPS_S[Qt.Key(event.key())] * (10.0 if is_far else 1.0)
            self._move_cursor(min(self._span_s, max(0.0, (self._cursor_s or 0.0) + step_s)))
        elif self._cursor_s is not None and event.key() == Qt.Key.Key_Escape:
            self._move_cursor(None)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._move_cursor(None)
        super().focusOutEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._dress()
            self._show_words()
        elif event.type() in (QEvent.Type.LanguageChange, QEvent.Type.LocaleChange):
            self._described_s = None
            self._draw()
            self._show_words()

    def _enter(self, state: PlotState) -> None:
        was_stale = self._state is PlotState.STALE
        self._state = state
        if was_stale != (state is PlotState.STALE):
            self._dress()
        self._draw()
        self._show_words()

    def _move_cursor(self, before_now_s: float | None) -> None:
        if before_now_s != self._cursor_s:
            self.show_cursor(before_now_s)
            self.cursor_moved.emit(before_now_s)

    def _dress(self) -> None:
        if self._canvas is not None:
            self._canvas.dress(current_theme(), is_dimmed=self._state is PlotState.STALE)

    def _draw(self) -> None:
        if self._canvas is None:
            return
        factor, now_s = self._quantity.factor, self._now_s + self._age_s
        ticks = (0.0, self._scale.top / 2.0, self._scale.top)
        self._canvas.set_top(ticks[-1], {value: self._quantity.tick(value) for value in ticks})
        self._canvas.draw(
            {key: (times - now_s, values * factor) for key, (times, values) in self._points.items()}
        )

    def _show_words(self) -> None:
        readout, cursor_s = self._readout, self._cursor_s
        is_empty, is_stale = self._state is PlotState.EMPTY, self._state is PlotState.STALE
        self.header.show_texts(
            readout.heading(cursor_s),
            readout.headline(cursor_s),
            readout.legend(cursor_s),
            is_dimmed=is_empty or is_stale,
        )
        self.set_notice(
            self._empty_text if is_empty else readout.age(self._age_s) if is_stale else "",
            is_quiet=is_empty,
        )
        self._describe()

    def _describe(self) -> None:
        if self._cursor_s is not None:
            self.setAccessibleDescription(self._readout.at_cursor(self._cursor_s))
        elif (
            self._described_s is None
            or self._state is not PlotState.RUNNING
            or abs(self._now_s - self._described_s) >= _DESCRIBE_EVERY_S
        ):
            self._described_s = self._now_s
            self.setAccessibleDescription(self.text_summary())
