"""Paints a data-flow picture: on the screen, into an SVG and into a PNG alike."""

import math

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen, QPolygonF
from PySide6.QtSvg import QSvgGenerator

from desktop.widgets.flowlayout import (
    GLYPH_PX,
    HEAD_PX,
    FlowBox,
    FlowPicture,
    FlowState,
    LaidArrow,
    LaidPicture,
    lay_out,
    title_room,
)
from desktop.widgets.glyphs import Glyph, draw_glyph
from desktop.widgets.pngbytes import png_bytes
from desktop.widgets.tokens import FONT_SIZES, SPACING, Theme, ui_font

PNG_SCALE = 2
_GLYPHS = {
    FlowState.ABSENT: Glyph.RING,
    FlowState.CHANGING: Glyph.ARC,
    FlowState.READY: Glyph.CHECK,
    FlowState.RUNNING: Glyph.DOT,
    FlowState.FAILED: Glyph.CROSS,
}


def paint_flow(
    painter: QPainter, laid: LaidPicture, theme: Theme, *, focused: str = "", turn_deg: float = 0.0
) -> None:
    """Paint it in picture units; the painter may be scaled."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for arrow in laid.arrows:
        _paint_arrow(painter, arrow, theme)
    for arrow in laid.arrows:
        _paint_words(painter, arrow, theme)
    for box in laid.picture.boxes:
        _paint_box(painter, box, laid.boxes[box.id], theme, turn_deg)
        if box.id == focused:
            painter.setPen(QPen(QColor(theme.accent), 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            frame = laid.boxes[box.id].adjusted(-3, -3, 3, 3)
            painter.drawRoundedRect(frame, SPACING.radius + 2, SPACING.radius + 2)


def flow_svg(picture: FlowPicture, theme: Theme) -> bytes:
    """Return the picture as an SVG file."""
    laid = lay_out(picture)
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setTitle(picture.title)
    generator.setSize(laid.size.toSize())
    generator.setViewBox(QRectF(QPointF(0, 0), laid.size))
    painter = QPainter(generator)
    painter.fillRect(QRectF(QPointF(0, 0), laid.size), QColor(theme.surface))
    paint_flow(painter, laid, theme)
    painter.end()
    buffer.close()
    return bytes(content.data())


def flow_png(picture: FlowPicture, theme: Theme) -> bytes:
    """Return the picture as a PNG file, in twice its size."""
    laid = lay_out(picture)
    size = QSize(
        math.ceil(laid.size.width() * PNG_SCALE), math.ceil(laid.size.height() * PNG_SCALE)
    )
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.surface))
    painter = QPainter(image)
    painter.scale(PNG_SCALE, PNG_SCALE)
    paint_flow(painter, laid, theme)
    painter.end()
    return png_bytes(image)


def state_colour(state: FlowState, theme: Theme) -> str:
    """Return the colour of a state; shape and word say the same."""
    match state:
        case FlowState.READY | FlowState.RUNNING:
            return theme.good
        case FlowState.FAILED:
            return theme.bad
        case FlowState.CHANGING:
            return theme.warning
        case FlowState.ABSENT:
            return theme.outline
        case FlowState.PLAIN:
            return theme.outline


def _paint_arrow(painter: QPainter, laid: LaidArrow, theme: Theme) -> None:
    colour = QColor(theme.muted if laid.arrow.is_control else theme.accent)
    pen = QPen(colour, 1.4 if laid.arrow.is_control else 2.0)
    if laid.arrow.is_control:
        pen.setDashPattern([4.0, 3.0])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(laid.path)
    painter.save()
    painter.translate(laid.tip)
    painter.rotate(laid.angle_deg)
    head = QPolygonF(
        [QPointF(0, 0), QPointF(-HEAD_PX, -HEAD_PX / 2), QPointF(-HEAD_PX, HEAD_PX / 2)]
    )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(head)
    painter.restore()


def _paint_words(painter: QPainter, laid: LaidArrow, theme: Theme) -> None:
    if not laid.arrow.words:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.surface))
    painter.drawRect(laid.label.adjusted(-1, 0, 1, 0))
    painter.setPen(QColor(theme.muted))
    painter.setFont(ui_font(FONT_SIZES.caption))
    flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignCenter
    painter.drawText(laid.label, int(flags), laid.arrow.words)


def _paint_box(
    painter: QPainter, box: FlowBox, area: QRectF, theme: Theme, turn_deg: float
) -> None:
    pen = QPen(QColor(state_colour(box.state, theme)), 1.4)
    if box.is_outside:
        pen.setDashPattern([2.0, 2.5])
    painter.setPen(pen)
    painter.setBrush(QColor(theme.window if box.is_outside else theme.raised))
    painter.drawRoundedRect(area, SPACING.radius, SPACING.radius)
    inner = area.adjusted(SPACING.normal, SPACING.tight, -SPACING.normal, -SPACING.tight)
    glyph = _GLYPHS.get(box.state)
    colour = QColor(state_colour(box.state, theme))
    if glyph is not None:
        spot = QRectF(inner.right() - GLYPH_PX, inner.top() + 3, GLYPH_PX, GLYPH_PX)
        draw_glyph(painter, glyph, spot, colour, turn_deg)
    _paint_lines(painter, box, inner, theme)


def _paint_lines(painter: QPainter, box: FlowBox, inner: QRectF, theme: Theme) -> None:
    caption = ui_font(FONT_SIZES.caption)
    lines = [(box.title, ui_font(FONT_SIZES.small, is_bold=True), theme.text)]
    if box.service and box.service != box.title:
        lines.append((box.service, caption, theme.muted))
    if box.activity:
        is_at_work = box.state in (FlowState.RUNNING, FlowState.FAILED, FlowState.CHANGING)
        colour = state_colour(box.state, theme) if is_at_work else theme.muted
        lines.append((box.activity, caption, colour))
    heights = [QFontMetricsF(font).height() for _, font, _ in lines]
    top = inner.center().y() - sum(heights) / 2
    for index, ((words, font, colour), height) in enumerate(zip(lines, heights, strict=True)):
        room = inner.width()
        if index == 0:
            room = title_room(box, inner.width() + 2 * SPACING.normal)
        text = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(
            QRectF(inner.left(), top, room, height), int(Qt.AlignmentFlag.AlignVCenter), text
        )
        top += height
