"""The picture of one item of a practice check: what was verified, when, where, and the answer."""

import msgspec
from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from cloud.models import CheckItem, CheckResult
from desktop.cloudwords import region_title, spoken
from desktop.widgets.colours import LIGHT
from desktop.widgets.glyphs import Glyph, draw_glyph
from desktop.widgets.pngbytes import png_bytes
from desktop.widgets.tokens import FONT_SIZES, ui_font

WIDTH_PX, HEIGHT_PX = 1280, 800
MARGIN_PX = 48
MOST_LETTERS = 2_400
_LOOKS = {
    True: (Glyph.CHECK, LIGHT.good),
    False: (Glyph.CROSS, LIGHT.bad),
    None: (Glyph.QUESTION, LIGHT.muted),
}


def evidence_png(result: CheckResult, item: CheckItem) -> bytes:
    """Return a PNG, in the light colours that print well. Any thread."""
    image = QImage(WIDTH_PX, HEIGHT_PX, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.surface))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    room = QRectF(0, 0, WIDTH_PX, HEIGHT_PX).marginsRemoved(
        QMarginsF(MARGIN_PX, MARGIN_PX, MARGIN_PX, MARGIN_PX)
    )
    glyph, colour = _LOOKS[item.is_ok]
    draw_glyph(painter, glyph, QRectF(room.left(), room.top(), 32, 32), QColor(colour))
    title = room.adjusted(48, 0, 0, 0)
    y = room.top() + _write(
        painter, title, spoken(item.title), ui_font(26, is_bold=True), LIGHT.text
    )
    place = region_title(result.account.region)
    where = f"{result.stack} · {result.account_id} · {place} · {result.at:%Y-%m-%d %H:%M:%S} UTC"
    muted = ui_font(FONT_SIZES.heading)
    y += _write(painter, _below(room, y + 8), where, muted, LIGHT.muted) + 8
    y += _write(painter, _below(room, y + 16), spoken(item.finding), ui_font(18), LIGHT.text) + 16
    answer = msgspec.json.format(msgspec.json.encode(item.evidence), indent=2).decode()
    fixed = QFont("monospace")
    fixed.setStyleHint(QFont.StyleHint.Monospace)
    fixed.setPixelSize(FONT_SIZES.heading)
    shown = answer if len(answer) <= MOST_LETTERS else f"{answer[:MOST_LETTERS]}\n…"
    _write(painter, _below(room, y + 20), shown, fixed, LIGHT.text)
    painter.end()
    return png_bytes(image)


def _below(room: QRectF, top: float) -> QRectF:
    return QRectF(room.left(), top, room.width(), max(0.0, room.bottom() - top))


def _write(painter: QPainter, room: QRectF, text: str, font: QFont, colour: str) -> float:
    """Write into `room` and return the height that it took."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    taken = painter.drawText(room, int(Qt.TextFlag.TextWordWrap), text)
    return float(taken.height())
