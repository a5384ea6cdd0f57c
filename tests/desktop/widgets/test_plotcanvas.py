import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from desktop.widgets.plotcanvas import PlotCanvas
from desktop.widgets.plotmodel import Floats, PlotLine
from desktop.widgets.timeruler import AXIS_PX, RIGHT_PX
from desktop.widgets.tokens import DARK

LINE = PlotLine("sent", 1)
NAN = float("nan")


@pytest.fixture
def canvas(stage: QWidget, dressed: QApplication) -> PlotCanvas:
    canvas = PlotCanvas([LINE, PlotLine("target", is_target=True)], 300.0, stage)
    canvas.widget.setGeometry(0, 0, 400, 120)
    canvas.widget.show()
    canvas.dress(DARK, is_dimmed=False)
    canvas.set_top(4.0, {0.0: "0", 2.0: "2", 4.0: "4"})
    return canvas


def _columns(canvas: PlotCanvas) -> set[int]:
    """Return the columns in which the line's colour is seen."""
    image = canvas.widget.grab().toImage()
    wanted = QColor(DARK.lines[LINE.colour])
    return {
        x
        for x in range(image.width())
        for y in range(image.height())
        if _is_near(image, x, y, wanted)
    }


def _is_near(image: QImage, x: int, y: int, wanted: QColor) -> bool:
    seen = image.pixelColor(x, y)
    return abs(seen.red() - wanted.red()) < 60 and abs(seen.blue() - wanted.blue()) < 40


def _draw(canvas: PlotCanvas, x: list[float], y: list[float]) -> None:
    points: tuple[Floats, Floats] = np.array(x, np.float64), np.array(y, np.float64)
    canvas.draw({"sent": points})


def test_a_line_reaches_from_the_left_edge_to_now(canvas: PlotCanvas) -> None:
    _draw(canvas, [-300.0, 0.0], [2.0, 2.0])
    columns = _columns(canvas)

    assert min(columns) <= AXIS_PX + 2
    assert max(columns) >= 400 - RIGHT_PX - 8


def test_a_gap_stays_empty(canvas: PlotCanvas) -> None:
    _draw(canvas, [-300.0, -200.0, -150.0, -100.0, 0.0], [1.0, 1.0, NAN, 1.0, 1.0])
    columns = _columns(canvas)
    middle = AXIS_PX + (400 - AXIS_PX - RIGHT_PX) // 2

    assert not columns & set(range(middle - 20, middle + 20))


def test_a_single_point_is_seen(canvas: PlotCanvas) -> None:
    _draw(canvas, [0.0], [3.0])

    assert _columns(canvas)


def test_a_point_between_two_gaps_is_seen(canvas: PlotCanvas) -> None:
    _draw(canvas, [-300.0, -225.0, -150.0, -75.0, 0.0], [1.0, NAN, 1.0, NAN, 1.0])
    middle = AXIS_PX + (400 - AXIS_PX - RIGHT_PX) // 2

    assert _columns(canvas) & set(range(middle - 4, middle + 4))


def test_nothing_to_draw_is_drawn(canvas: PlotCanvas) -> None:
    canvas.draw({})

    assert not _columns(canvas)


def test_dimmed_lines_lose_their_colour(canvas: PlotCanvas) -> None:
    _draw(canvas, [-300.0, 0.0], [2.0, 2.0])
    canvas.dress(DARK, is_dimmed=True)

    assert not _columns(canvas)


def test_the_cursor_comes_and_goes(canvas: PlotCanvas) -> None:
    plain = canvas.widget.grab().toImage()

    canvas.show_cursor(100.0)
    assert canvas.widget.grab().toImage() != plain

    canvas.show_cursor(None)
    assert canvas.widget.grab().toImage() == plain


def test_it_takes_neither_keyboard_nor_mouse(canvas: PlotCanvas) -> None:
    widget = canvas.widget

    assert isinstance(widget, QAbstractScrollArea)
    assert widget.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert widget.viewport().focusPolicy() is Qt.FocusPolicy.NoFocus
    assert widget.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
