import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from desktop.widgets.chatlaid import NOT_SELECTED, Hit, LaidRow, Selection
from desktop.widgets.chatrow import ChatRow
from desktop.widgets.chatstyle import ChatStyle
from desktop.widgets.colours import DARK


class CountedRow(LaidRow):
    """Counts how often it is drawn."""

    drawn = 0

    def draw(self, painter: QPainter, selection: Selection) -> None:
        super().draw(painter, selection)
        self.drawn += 1


@pytest.fixture
def row(dressed: QApplication) -> CountedRow:
    row = CountedRow(ChatRow(1), ChatStyle(DARK), 200.0)
    row.height = 30.0
    return row


def _paint(row: LaidRow, selection: Selection = NOT_SELECTED, ratio: float = 1.0) -> None:
    onto = QImage(200, 30, QImage.Format.Format_RGB32)
    painter = QPainter(onto)
    row.paint(painter, 0.0, selection, ratio)
    painter.end()


def test_a_row_seen_once_is_drawn_without_making_a_picture(row: CountedRow) -> None:
    _paint(row)

    assert row.drawn == 1
    assert row._picture is None


def test_from_the_second_time_on_a_picture_is_kept(row: CountedRow) -> None:
    for _ in range(10):
        _paint(row)

    assert row.drawn == 2


def test_the_picture_has_the_pixels_of_its_screen(row: CountedRow) -> None:
    for ratio in (1.0, 1.0, 2.0):
        _paint(row, ratio=ratio)

    assert row._picture is not None
    assert (row._picture.width(), row._picture.height()) == (400, 60)


def test_a_selected_row_is_drawn_anew(row: CountedRow) -> None:
    for _ in range(3):
        _paint(row, Selection(is_whole=True))

    assert row.drawn == 3


def test_a_mark_stands_above_the_row(dressed: QApplication) -> None:
    style = ChatStyle(DARK)

    assert LaidRow(ChatRow(1), style, 200.0, "New").top > LaidRow(ChatRow(1), style, 200.0).top
    assert LaidRow(ChatRow(1), style, 200.0).hit(QPointF(5, 5)) == Hit()
