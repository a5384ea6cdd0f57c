"""Fills an X display with something that moves 60 times a second, and a clock for machines.

Run as a program: `python -m tests.benchmarks.movingscreen WIDTHxHEIGHT`, with DISPLAY set.
"""

import random
import sys
import time

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QImage,
    QPainter,
    QPaintEvent,
    QRasterWindow,
    QRegion,
)

from encoder.engine.sources.timecodecells import CELLS, cells

SCREEN_HEIGHT = 1080
CLOCK_HEIGHT = 24
PICTURE = QRect(80, 80, 640, 360)
"""About the share of the screen that a playing video takes; the rest stands still."""


class MovingScreen(QRasterWindow):
    """A still desktop with one moving picture in it."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self.setFlags(Qt.WindowType.FramelessWindowHint | Qt.WindowType.BypassWindowManagerHint)
        self.setGeometry(0, 0, width, height)
        self._texture = _texture(PICTURE.width() + 256, PICTURE.height() + 256)
        self._step = 0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._move)
        self._timer.start(16)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the moving picture and the clock, and once the still rest."""
        painter = QPainter(self)
        if event.region().contains(QPoint(0, self.height() - 1)):
            painter.fillRect(event.rect(), QColor("#203040"))
        source = QRect(self._step * 2 % 256, self._step % 256, PICTURE.width(), PICTURE.height())
        painter.drawImage(PICTURE, self._texture, source)
        self._paint_clock(painter)
        painter.end()

    def _paint_clock(self, painter: QPainter) -> None:
        width = self.width() // CELLS
        for number, is_white in enumerate(cells(time.time_ns() // 1_000_000)):
            colour = Qt.GlobalColor.white if is_white else Qt.GlobalColor.black
            painter.fillRect(number * width, 0, width, CLOCK_HEIGHT, colour)

    def _move(self) -> None:
        self._step += 1
        self.update(QRegion(PICTURE) + QRegion(0, 0, self.width(), CLOCK_HEIGHT))


def _texture(width: int, height: int) -> QImage:
    chance = random.Random(1)
    texture = QImage(width, height, QImage.Format.Format_RGB32)
    texture.fill(QColor("#444466"))
    painter = QPainter(texture)
    for _ in range(500):
        left, top = chance.randrange(width), chance.randrange(height)
        colour = QColor(chance.randrange(256), chance.randrange(256), chance.randrange(256))
        painter.fillRect(left, top, chance.randrange(4, 60), chance.randrange(4, 60), colour)
    painter.end()
    return texture


def main() -> None:
    """Show it until killed."""
    width, _, height = sys.argv[1].partition("x")
    application = QGuiApplication(sys.argv[:1])
    window = MovingScreen(int(width), int(height))
    window.show()
    application.exec()


if __name__ == "__main__":
    main()
