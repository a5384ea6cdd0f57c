import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from desktop.widgets.glyphs import Glyph, draw_glyph


def _drawn(glyph: Glyph, turn_deg: float = 0.0) -> QImage:
    image = QImage(32, 32, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    draw_glyph(painter, glyph, QRectF(0, 0, 32, 32), QColor("#FFFFFF"), turn_deg)
    painter.end()
    return image


def test_every_glyph_is_drawn_and_no_two_are_the_same() -> None:
    drawn = [_drawn(glyph) for glyph in Glyph]
    blank = QImage(32, 32, QImage.Format.Format_ARGB32_Premultiplied)
    blank.fill(0)

    assert all(image != blank for image in drawn)
    assert all(a != b for at, a in enumerate(drawn) for b in drawn[:at])


@pytest.mark.parametrize("glyph", [Glyph.ARC, Glyph.TURNING])
def test_what_turns_looks_different_when_turned(glyph: Glyph) -> None:
    assert _drawn(glyph) != _drawn(glyph, 90.0)


def test_what_does_not_turn_stays() -> None:
    assert _drawn(Glyph.CHECK) == _drawn(Glyph.CHECK, 90.0)
