"""The pyqtgraph part of a plot; the only module that imports pyqtgraph, so import it late."""

from collections.abc import Mapping, Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QWidget

from desktop.widgets.plotmodel import Floats, PlotLine
from desktop.widgets.timeruler import AXIS_PX, RIGHT_PX
from desktop.widgets.tokens import FONT_SIZES, Theme, ui_font

_TOP_PX = 6
_BOTTOM_PX = 5  # half a line of text: the axis must not cut the 0 in two
_HEAD_PX = 5
_ISOLATED_S = 0.5


class PlotCanvas:
    """Draws lines over the last `span_s` seconds; 0 is now, at the right.

    It neither decimates nor scales by itself and takes no mouse or keyboard: whoever owns it does.
    """

    def __init__(self, lines: Sequence[PlotLine], span_s: float, parent: QWidget) -> None:
        self._lines = tuple(sorted(lines, key=lambda line: not line.is_target))
        self._span_s = span_s
        self._heads: dict[str, tuple[float, float]] = {}
        self._ticks: dict[float, str] = {}
        self._widget = pg.PlotWidget(parent, enableMenu=False)
        self._curves = {
            line.key: pg.PlotCurveItem(connect="finite", antialias=True) for line in self._lines
        }
        self._grid = [pg.InfiniteLine(angle=0, movable=False) for _ in range(3)]
        self._cursor = pg.InfiniteLine(angle=90, movable=False)
        self._dots = pg.ScatterPlotItem(size=_HEAD_PX, pxMode=True)
        self._prepare()

    @property
    def widget(self) -> QWidget:
        """What to put into a layout."""
        widget: QWidget = self._widget
        return widget

    def set_top(self, top: float, labels: Mapping[float, str]) -> None:
        """Let the axis reach from 0 to `top`, with a label and a faint line at each of `labels`."""
        if labels == self._ticks:
            return  # pyqtgraph would lay its axis out anew, a third of the cost of a refresh
        self._ticks = dict(labels)
        plot = self._widget.getPlotItem()
        plot.getViewBox().setYRange(-0.03 * top, 1.04 * top, padding=0)
        plot.getAxis("left").setTicks([list(labels.items())])
        for line, value in zip(self._grid, labels, strict=False):
            line.setPos(value)

    def draw(self, points: Mapping[str, tuple[Floats, Floats]]) -> None:
        """Draw (seconds relative to now, value) of each line; NaN is a gap, the newest a dot."""
        self._heads = {}
        for line in self._lines:
            x, y = points.get(line.key, (np.empty(0), np.empty(0)))
            self._curves[line.key].setData(*_visible(*_without_repeats(x, y)))
            if x.size and not line.is_target:
                self._heads[line.key] = (float(x[-1]), float(y[-1]))
        self._draw_heads()

    def show_cursor(self, before_now_s: float | None) -> None:
        """Draw the cursor so many seconds before now, or none."""
        self._cursor.setVisible(before_now_s is not None)
        if before_now_s is not None:
            self._cursor.setPos(-before_now_s)

    def dress(self, theme: Theme, *, is_dimmed: bool) -> None:
        """Use the colours of `theme`; dimmed where the lines are old."""
        self._widget.setBackground(theme.surface)
        axis = self._widget.getPlotItem().getAxis("left")
        axis.setTextPen(theme.muted)
        axis.setPen(theme.surface)
        axis.setTickFont(ui_font(FONT_SIZES.caption))
        for line in self._lines:
            self._curves[line.key].setPen(_pen(line, theme, is_dimmed))
        for grid_line in self._grid:
            grid_line.setPen(pg.mkPen(theme.grid, width=1))
        self._cursor.setPen(pg.mkPen(theme.muted, width=1))
        self._brushes = {
            line.key: pg.mkBrush(_pen(line, theme, is_dimmed).color()) for line in self._lines
        }
        self._draw_heads()

    def _prepare(self) -> None:
        widget = self._widget
        # The plot around it has one tab stop and one hover; pyqtgraph's own would be a second,
        # unnamed one for screen readers, and its wheel would zoom.
        widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        widget.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        widget.setMinimumSize(40, 30)
        plot = widget.getPlotItem()
        plot.hideButtons()
        plot.hideAxis("bottom")
        plot.setMouseEnabled(x=False, y=False)
        plot.disableAutoRange()
        plot.layout.setContentsMargins(0, _TOP_PX, RIGHT_PX, _BOTTOM_PX)
        axis = plot.getAxis("left")
        axis.setWidth(AXIS_PX)
        axis.setStyle(tickLength=0, tickTextOffset=4, autoExpandTextSpace=False)
        plot.getViewBox().setXRange(-self._span_s, self._span_s * 0.012, padding=0)
        for item in (*self._grid, *self._curves.values(), self._dots, self._cursor):
            plot.addItem(item, ignoreBounds=True)
        self._cursor.setVisible(False)

    def _draw_heads(self) -> None:
        keys = list(self._heads)
        self._dots.setData(
            x=[self._heads[key][0] for key in keys],
            y=[self._heads[key][1] for key in keys],
            brush=[self._brushes[key] for key in keys],
            pen=None,
        )


def _pen(line: PlotLine, theme: Theme, is_dimmed: bool) -> QPen:
    name = theme.target_line if line.is_target else theme.lines[line.colour]
    colour = QColor(theme.disabled if is_dimmed else name)
    style = Qt.PenStyle.DashLine if line.is_target else Qt.PenStyle.SolidLine
    pen: QPen = pg.mkPen(colour, width=1.4, style=style)
    return pen


def _without_repeats(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Leave out what lies on a level line: dashes stay dashes, and there is less to draw."""
    if y.size < 3:
        return x, y
    is_bend = np.ones(y.size, np.bool_)
    is_bend[1:-1] = (y[1:-1] != y[:-2]) | (y[1:-1] != y[2:])
    return x[is_bend], y[is_bend]


def _visible(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Make a short dash of each point that stands between two gaps: a line has no dots."""
    is_known = np.isfinite(y)
    is_alone = is_known.copy()
    is_alone[1:] &= ~is_known[:-1]
    is_alone[:-1] &= ~is_known[1:]
    at = np.flatnonzero(is_alone)
    if not at.size:
        return x, y
    return np.insert(x, at, x[at] - _ISOLATED_S), np.insert(y, at, y[at])
