from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from chatclient.wire.envelopes import STAMPS
from desktop.widgets.chatstamps import draw_stamp, stamp_size
from desktop.widgets.chatstyle import ChatStyle
from desktop.widgets.colours import DARK

FILES = Path(__file__).parents[3] / "resources" / "stamps"


@pytest.fixture
def style(dressed: QApplication) -> ChatStyle:
    return ChatStyle(DARK)


def _picture(name: str, style: ChatStyle) -> QImage:
    onto = QImage(200, 64, QImage.Format.Format_ARGB32_Premultiplied)
    onto.fill(0)
    painter = QPainter(onto)
    draw_stamp(painter, name, QRectF(QPointF(0, 0), stamp_size(name, style)), style)
    painter.end()
    return onto


def test_every_stamp_that_every_client_has_is_drawn(style: ChatStyle) -> None:
    pictures = {bytes(_picture(name, style).constBits()) for name in STAMPS}

    assert len(pictures) == len(STAMPS)
    for name in STAMPS:
        assert stamp_size(name, style).width() == style.stamp_px, name


def test_a_stamp_stays_within_its_square(style: ChatStyle) -> None:
    side = int(style.stamp_px)
    for name in STAMPS:
        picture = _picture(name, style)
        outside = {picture.pixelColor(x, y).alpha() for x in range(side, 200) for y in range(64)}
        assert outside == {0}, name


def test_the_stamps_are_those_that_viewers_see(style: ChatStyle) -> None:
    """The viewers' page shows the very same files."""
    side = int(style.stamp_px)
    for name in STAMPS:
        onto = QImage(200, 64, QImage.Format.Format_ARGB32_Premultiplied)
        onto.fill(0)
        painter = QPainter(onto)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        QSvgRenderer(str(FILES / f"{name}.svg")).render(painter, QRectF(0, 0, side, side))
        painter.end()
        drawn = _picture(name, style)
        points = [(x, y) for x in range(0, side, 3) for y in range(0, side, 3)]
        assert [drawn.pixelColor(*each) for each in points] == [
            onto.pixelColor(*each) for each in points
        ], name


def test_a_name_from_the_network_opens_no_file(style: ChatStyle) -> None:
    for name in ("../icons/add", "clap.svg", "/etc/passwd", ""):
        assert stamp_size(name, style).height() < style.stamp_px, name


def test_a_stamp_that_is_not_known_shows_its_name(style: ChatStyle) -> None:
    assert _picture("mystamp", style) != _picture("another", style)
    assert stamp_size("mystamp", style).width() > style.stamp_px


def test_a_very_long_name_is_cut(style: ChatStyle) -> None:
    assert stamp_size("x" * 500, style) == stamp_size("x" * 30, style)


def test_drawing_a_stamp_again_draws_its_picture(style: ChatStyle) -> None:
    first, kept = _picture("fire", style), len(style._pictures)

    assert _picture("fire", style) == first
    assert len(style._pictures) == kept
