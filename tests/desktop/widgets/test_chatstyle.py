import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from desktop.widgets.chatrow import RowSpanKind
from desktop.widgets.chatstyle import ChatStyle
from desktop.widgets.colours import DARK


@pytest.fixture
def style(dressed: QApplication) -> ChatStyle:
    return ChatStyle(DARK)


def test_lines_are_whole_pixels_apart(dressed: QApplication) -> None:
    for scale in (0.8, 1.0, 1.1, 1.25, 1.5, 2.0):
        style = ChatStyle(DARK, scale)
        assert style.pitch == int(style.pitch) >= style.metrics.height()
        assert style.small_pitch < style.pitch


def test_links_are_underlined_and_not_only_coloured(style: ChatStyle) -> None:
    assert style.span_format(RowSpanKind.LINK).fontUnderline()


def test_an_author_keeps_its_format(style: ChatStyle) -> None:
    assert style.author_format(7) is style.author_format(7)


def test_a_kept_picture_is_drawn_once_for_each_size(style: ChatStyle) -> None:
    drawn: list[QRectF] = []
    onto = QImage(100, 100, QImage.Format.Format_RGB32)
    painter = QPainter(onto)
    for side in (10, 10, 20):
        area = QRectF(5, 5, side, side)
        style.draw_kept(painter, "sign", area, lambda onto, area: drawn.append(area))
    painter.end()

    assert drawn == [QRectF(0, 0, 10, 10), QRectF(0, 0, 20, 20)]


def test_only_so_many_pictures_and_widths_are_kept(style: ChatStyle) -> None:
    onto = QImage(100, 100, QImage.Format.Format_RGB32)
    painter = QPainter(onto)
    for number in range(500):
        style.draw_kept(painter, number, QRectF(0, 0, 9, 9), lambda onto, area: None)
        style.time_width(str(number))
    painter.end()

    assert len(style._pictures) == len(style._widths) == 100
