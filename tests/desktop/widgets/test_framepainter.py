import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from desktop.widgets.framepainter import paint_frame, paint_guides
from desktop.widgets.layerframe import GuideLine
from desktop.widgets.tokens import DARK

ACCENT = QColor(DARK.accent)


@pytest.fixture
def picture(qapp: QApplication) -> QImage:
    picture = QImage(200, 120, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    return picture


def test_a_frame_has_grips_and_a_locked_one_has_none(picture: QImage) -> None:
    locked = picture.copy()
    for image, is_locked in ((picture, False), (locked, True)):
        painter = QPainter(image)
        paint_frame(painter, QRectF(20, 20, 150, 80), 9, 26, is_locked=is_locked)
        painter.end()

    inside_grip, edge = (22, 23), [(x, 20) for x in range(40, 80)]
    assert picture.pixelColor(*inside_grip) == ACCENT
    assert locked.pixelColor(*inside_grip) != ACCENT
    assert {picture.pixelColor(*at).name() for at in edge} == {ACCENT.name()}
    assert len({locked.pixelColor(*at).name() for at in edge}) > 1  # dashes
    assert picture.pixelColor(95, 60) == QColor("white")


def test_guides_cross_the_whole_canvas(picture: QImage) -> None:
    painter = QPainter(picture)
    paint_guides(painter, (GuideLine(True, 0.5), GuideLine(False, 0.25)), QRectF(0, 0, 200, 120))
    painter.end()

    for x, y in ((100, 3), (100, 116), (3, 30), (196, 30)):
        assert picture.pixelColor(x, y) == QColor(DARK.warning)
    assert picture.pixelColor(50, 60) == QColor("white")
