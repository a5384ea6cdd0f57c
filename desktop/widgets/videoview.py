"""Shows the newest picture of a stream, and says in words when there is none or it is old."""

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.widgets.glyphs import Glyph, draw_glyph
from desktop.widgets.tokens import DARK, FONT_SIZES, SPACING, ui_font


class ViewState(StrEnum):
    """What the view has to show."""

    EMPTY = "empty"
    LOADING = "loading"
    RUNNING = "running"
    STALE = "stale"
    ERROR = "error"


_GLYPHS = {
    ViewState.EMPTY: Glyph.RING,
    ViewState.LOADING: Glyph.ELLIPSIS,
    ViewState.STALE: Glyph.PAUSE,
    ViewState.ERROR: Glyph.WARNING,
}
_SURROUND = DARK.raised
"""Around a picture, in both themes: a picture that is black at its edge ends somewhere too."""
_VEIL = 0.66
_GLYPH_PX = 36.0


class VideoView(QWidget):
    """Paints the latest picture, letterboxed; the caller hands over all texts, translated.

    The last picture stays, dimmed, behind the words of STALE and ERROR.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = ViewState.EMPTY
        self._sentence = ""
        self._action = ""
        self._image: QImage | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 90)

    @property
    def state(self) -> ViewState:
        """What is shown now."""
        return self._state

    @property
    def sentence(self) -> str:
        """The words shown now; empty while running."""
        return self._sentence

    @property
    def picture_size(self) -> QSize:
        """Size of the latest picture in its own pixels; empty without one."""
        return self._image.size() if self._image is not None else QSize()

    def show_empty(self, sentence: str, action: str = "") -> None:
        """Forget the last picture and say why there is none."""
        self._image = None
        self._enter(ViewState.EMPTY, sentence, action)

    def show_loading(self, sentence: str) -> None:
        """Say what is being waited for; a last picture stays, dimmed."""
        self._enter(ViewState.LOADING, sentence)

    def show_picture(self, pixels: bytes | bytearray | memoryview, width: int, height: int) -> None:
        """Show `height` rows of `width` BGRA pixels without padding; they are copied at once.

        Raises ValueError when there are fewer pixels than that.
        """
        if width <= 0 or height <= 0 or len(pixels) < width * height * 4:
            raise ValueError(f"{len(pixels)} bytes are no {width}x{height} BGRA picture")
        # PySide takes a memoryview where its stubs name bytes only.
        wrapped = QImage(pixels, width, height, width * 4, QImage.Format.Format_RGB32)
        self._image = wrapped.copy()
        if self._state is ViewState.RUNNING:
            self.update()
        else:
            self._enter(ViewState.RUNNING)

    def show_stale(self, sentence: str) -> None:
        """Dim the last picture and say how old it is."""
        self._enter(ViewState.STALE, sentence)

    def show_error(self, sentence: str, action: str) -> None:
        """Say what happened and the one thing to do about it."""
        self._enter(ViewState.ERROR, sentence, action)

    def sizeHint(self) -> QSize:
        return QSize(640, 360)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(DARK.video if self._image is None else _SURROUND))
        if self._image is not None:
            self._paint_picture(painter, self._image)
        if self._state is not ViewState.RUNNING:
            self._paint_words(painter)
        painter.end()

    def _enter(self, state: ViewState, sentence: str = "", action: str = "") -> None:
        if (state, sentence, action) == (self._state, self._sentence, self._action):
            return
        self._state, self._sentence, self._action = state, sentence, action
        self.setAccessibleDescription(f"{sentence} {action}".strip())
        self.update()

    def _paint_picture(self, painter: QPainter, image: QImage) -> None:
        # Scaled while painting: a 640x360 picture on 900x506 takes 0.9 ms, by way of a scaled
        # copy 1.2 ms; and a picture is painted once, so there is nothing to keep.
        size = QSizeF(image.size()).scaled(QSizeF(self.size()), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(QPointF(0, 0), size)
        place.moveCenter(QRectF(self.rect()).center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place.toAlignedRect(), image)
        if self._state is not ViewState.RUNNING:
            # Not by the painter's opacity: Qt 6.11 then leaves most of a scaled picture black.
            veil = QColor(DARK.video)
            veil.setAlphaF(_VEIL)
            painter.fillRect(self.rect(), veil)

    def _paint_words(self, painter: QPainter) -> None:
        theme = DARK  # words stand on the black behind the picture in both themes
        margin = SPACING.wide
        width = max(1.0, min(self.width() - 2.0 * margin, 460.0))
        area = QRectF((self.width() - width) / 2, 0, width, self.height())
        wrap = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        painter.setFont(ui_font(FONT_SIZES.heading, is_bold=True))
        sentence = painter.boundingRect(area, int(wrap), self._sentence)
        painter.setFont(ui_font())
        action = painter.boundingRect(area, int(wrap), self._action)
        glyph_px = _GLYPH_PX if self.height() > 180 else 0.0
        gap = float(SPACING.normal)
        action_space = action.height() + gap / 2 if self._action else 0.0
        total = glyph_px + (gap if glyph_px else 0) + sentence.height() + action_space
        top = (self.height() - total) / 2
        is_error = self._state is ViewState.ERROR
        colour = QColor(theme.warning if is_error else theme.on_video)
        if glyph_px:
            spot = QRectF((self.width() - glyph_px) / 2, top, glyph_px, glyph_px)
            draw_glyph(painter, _GLYPHS[self._state], spot, colour)
            top += glyph_px + gap
        painter.setPen(QColor(theme.on_video))
        painter.setFont(ui_font(FONT_SIZES.heading, is_bold=True))
        painter.drawText(area.adjusted(0, top, 0, 0), int(wrap), self._sentence)
        painter.setFont(ui_font())
        painter.setPen(QColor(theme.on_video))
        painter.drawText(
            area.adjusted(0, top + sentence.height() + gap / 2, 0, 0), int(wrap), self._action
        )
