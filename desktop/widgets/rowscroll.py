"""A scroll bar that counts rows, so that nobody has to know how high all of them are together."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QScrollBar

_TICKS = 100  # for one row
_REST_S = 0.5  # at the end the bar only shrinks; painting it costs as much as ten rows of a chat


class RowScroll(QObject):
    """Moves `bar` along with a list, and tells when somebody else moved it.

    Signals:
        moved(int, float): to this row, of which so much (0 to 1) is above the upper edge.
        reached_end(): to the end.
    """

    moved = Signal(int, float)
    reached_end = Signal()

    def __init__(self, bar: QScrollBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self._is_showing = False
        self._shown_s = -_REST_S
        bar.valueChanged.connect(self._on_moved)

    def show_end(self, count: int, shown: int, now_s: float) -> None:
        """Show that the last `shown` of `count` rows are seen; `now_s` of any clock."""
        is_there = self._bar.value() == self._bar.maximum() > 0
        if not is_there or now_s - self._shown_s >= _REST_S:
            self._shown_s = now_s
            end = max(0, count - shown) * _TICKS
            self._show(end, shown, end)

    def show_place(self, position: float, count: int, shown: int) -> None:
        """Show that `shown` of `count` rows are seen from `position` on, and not the end."""
        end = max(0, count - shown) * _TICKS
        self._show(end, shown, min(end - 1, round(position * _TICKS)))

    def show_all(self) -> None:
        """Show that all rows are seen."""
        self._show(0, 1, 0)

    def _show(self, end: int, shown: int, value: int) -> None:
        self._is_showing = True
        self._bar.setRange(0, end)
        self._bar.setPageStep(shown * _TICKS)
        self._bar.setSingleStep(_TICKS)
        self._bar.setValue(value)
        self._is_showing = False

    def _on_moved(self, value: int) -> None:
        if self._is_showing:
            return
        if value >= self._bar.maximum():
            self.reached_end.emit()
        else:
            position, part = divmod(value, _TICKS)
            self.moved.emit(position, part / _TICKS)
