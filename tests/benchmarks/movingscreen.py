"""Fills an X display with something that moves 60 times a second: work for a screen capture.

Run as a program: `python -m tests.benchmarks.movingscreen WIDTHxHEIGHT`, with DISPLAY set.
"""

import random
import sys

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPaintEvent, QRasterWindow

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
        """Draw the moving picture, and once the still rest."""
        painter = QPainter(self)
        if event.region().boundingRect() != PICTURE:
            painter.fillRect(event.rect(), QColor("#203040"))
        source = QRect(self._step * 2 % 256, self._step % 256, PICTURE.width(), PICTURE.height())
        painter.drawImage(PICTURE, self._texture, source)
        painter.end()

    def _move(self) -> None:
        self._step += 1
        self.update(PICTURE)


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
