"""How loud an input is, left and right: level, hold and clip, by place as well as by colour."""

from dataclasses import dataclass

from PySide6.QtCore import QElapsedTimer, QEvent, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.widgets.tokens import SPACING, current_theme

FLOOR_DB = -60.0
"""Left end of the bars; what is quieter is not drawn."""
MARKS_DB = (-20.0, -9.0)
"""Speech belongs below the second mark; from there on there is little room left."""
SILENCE_DB = -96.0
_BAR_PX = 5
_CLIP_PX = 8
_DESCRIBE_EVERY_MS = 3000  # a screen reader must not be told something new all the time


@dataclass(frozen=True, slots=True)
class MeterBar:
    """One channel; decibels below full scale."""

    level_db: float = SILENCE_DB
    hold_db: float = SILENCE_DB
    rms_db: float = SILENCE_DB


class LevelMeter(QWidget):
    """Two bars and a clip lamp that stays lit until it is pressed.

    Signals:
        clip_dismissed(): the user has seen that it clipped.
    """

    clip_dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars = (MeterBar(), MeterBar())
        self._is_clipped = False
        self._is_heard = True
        self._described = QElapsedTimer()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def bars(self) -> tuple[MeterBar, MeterBar]:
        """What is drawn: left and right."""
        return self._bars

    @property
    def is_clipped(self) -> bool:
        """Whether the clip lamp is lit."""
        return self._is_clipped

    def show_levels(
        self, bars: tuple[MeterBar, MeterBar], *, is_clipped: bool, is_heard: bool = True
    ) -> None:
        """Draw these; grey where the input is not heard."""
        if (bars, is_clipped, is_heard) == (self._bars, self._is_clipped, self._is_heard):
            return
        self._bars, self._is_clipped, self._is_heard = bars, is_clipped, is_heard
        self._describe()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, 2 * _BAR_PX + SPACING.hair)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._is_clipped:
            self.clip_dismissed.emit()
            return
        super().mousePressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        width = self.width() - _CLIP_PX - SPACING.hair
        for row, bar in enumerate(self._bars):
            self._paint_bar(painter, bar, QRectF(0, row * (_BAR_PX + SPACING.hair), width, _BAR_PX))
        theme = current_theme()
        lamp = QRectF(width + SPACING.hair, 0, _CLIP_PX, 2 * _BAR_PX + SPACING.hair)
        painter.fillRect(lamp, QColor(theme.live if self._is_clipped else theme.border))
        painter.end()

    def _paint_bar(self, painter: QPainter, bar: MeterBar, place: QRectF) -> None:
        theme = current_theme()
        colours = (theme.good, theme.warning, theme.bad)
        edges = [0.0, *(_share(mark) for mark in MARKS_DB), 1.0]
        level = _share(bar.level_db)
        painter.fillRect(place, QColor(theme.border))
        for low, high, colour in zip(edges, edges[1:], colours, strict=False):
            if level > low:
                shown = QRectF(place)
                shown.setLeft(place.left() + low * place.width())
                shown.setRight(place.left() + min(high, level) * place.width())
                painter.fillRect(shown, QColor(colour if self._is_heard else theme.disabled))
        for mark in MARKS_DB:
            self._tick(painter, place, mark, QColor(theme.surface), 1)
        if bar.rms_db > FLOOR_DB:
            self._tick(painter, place, bar.rms_db, QColor(theme.sunken), 2)
        if bar.hold_db > FLOOR_DB:
            self._tick(painter, place, bar.hold_db, QColor(theme.text), 2)

    @staticmethod
    def _tick(
        painter: QPainter, place: QRectF, level_db: float, colour: QColor, width_px: int
    ) -> None:
        left = place.left() + _share(level_db) * (place.width() - width_px)
        painter.fillRect(QRectF(left, place.top(), width_px, place.height()), colour)

    def _describe(self) -> None:
        if self._described.isValid() and self._described.elapsed() < _DESCRIBE_EVERY_MS:
            return
        self._described.start()
        loudest = max(bar.level_db for bar in self._bars)
        words = (
            self.tr("silent")
            if loudest <= FLOOR_DB
            else self.tr("{level} decibels").format(level=round(loudest))
        )
        if self._is_clipped:
            words = self.tr("{level}, clipped").format(level=words)
        self.setAccessibleDescription(words)


def _share(level_db: float) -> float:
    """Return how far along the bar a level lies, 0 ... 1."""
    return min(1.0, max(0.0, (level_db - FLOOR_DB) / -FLOOR_DB))
