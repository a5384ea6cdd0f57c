"""A layer dragged with the mouse is somewhere else in the picture that the engine makes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.bridges.broadcast import Deliver, Engine
from desktop.bridges.previewfeed import HEIGHT_PX, WIDTH_PX
from desktop.panels.preview import PreviewPanel
from desktop.store.settings import Settings
from encoder.messages import Shutdown
from encoder.preview import PreviewReader
from encoder.scenes import Input, Layer, Programme, Scene
from encoder.settings import SourceSpec
from encoder.supervisor import Supervisor
from tests.fakes.desk import Desk

CORNER = Programme(
    inputs=(Input("bars", SourceSpec("pattern")),),
    scenes=(Scene("scene-1", layers=(Layer("bars", "bars", width=0.5, height=0.5),)),),
)
LEFT = Qt.MouseButton.LeftButton
NO_KEYS = Qt.KeyboardModifier.NoModifier


class Workplace(Desk):
    """A preview on screen, and behind it an engine process."""

    def __init__(self, folder: Path) -> None:
        self._home = folder / "engine"
        super().__init__(folder, Settings(programme=CORNER))
        self.stage = QWidget()
        self.stage.resize(WIDTH_PX, HEIGHT_PX + 40)
        self.panel = PreviewPanel(self.studio, self.stage)
        self.panel.setGeometry(0, 0, WIDTH_PX, HEIGHT_PX + 40)
        self.stage.show()

    def close(self) -> None:
        """End the engine and everything that listened to it."""
        self._supervisor.send(Shutdown())
        super().close()
        self.stage.close()
        self.stage.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def colour_at(self, x: float, y: float) -> QColor:
        """Return the colour of the picture at a point of the canvas."""
        area = self.panel.overlay.canvas_area
        place = self.panel.overlay.pos() + self.point(x, y)
        assert area.contains(QPointF(self.point(x, y)))
        return self.panel.view.grab().toImage().pixelColor(place)

    def point(self, x: float, y: float) -> QPoint:
        """Return where a point of the canvas is on the overlay."""
        area = self.panel.overlay.canvas_area
        return QPointF(area.x() + x * area.width(), area.y() + y * area.height()).toPoint()

    def _open_engine(self, deliver: Deliver) -> Engine:
        pictures = PreviewReader(WIDTH_PX, HEIGHT_PX)
        self.preview.open(pictures)
        self._supervisor = Supervisor(
            self._home, deliver, preview=pictures.slots, keeps_on_air=False
        )
        return self._supervisor


@pytest.fixture
def workplace(qapp: QApplication, home: Path) -> Iterator[Workplace]:
    """A preview with an engine of its own."""
    made = Workplace(home)
    yield made
    made.close()


def test_a_dragged_layer_is_elsewhere_in_the_picture_and_back_after_undo(
    workplace: Workplace, qtbot: QtBot
) -> None:
    black = 40

    def is_lit(x: float, y: float) -> bool:
        return workplace.colour_at(x, y).lightness() > black

    # The pattern's brightest bar is at its left edge.
    qtbot.waitUntil(workplace.panel.overlay.isVisible, timeout=20_000)
    qtbot.waitUntil(lambda: is_lit(0.04, 0.1) and not is_lit(0.54, 0.6), timeout=10_000)
    overlay = workplace.panel.overlay
    start, end = workplace.point(0.25, 0.25), workplace.point(0.75, 0.75)

    QTest.mousePress(overlay, LEFT, NO_KEYS, start)
    for stop in (QPointF(start + end) / 2, QPointF(end)):
        move = QMouseEvent(
            QEvent.Type.MouseMove, stop, overlay.mapToGlobal(stop),
            Qt.MouseButton.NoButton, LEFT, NO_KEYS,
        )  # fmt: skip
        QApplication.sendEvent(overlay, move)
    QTest.mouseRelease(overlay, LEFT, NO_KEYS, end)
    qtbot.waitUntil(lambda: is_lit(0.54, 0.6) and not is_lit(0.04, 0.1), timeout=10_000)

    workplace.studio.editor.undo()
    qtbot.waitUntil(lambda: is_lit(0.04, 0.1) and not is_lit(0.54, 0.6), timeout=10_000)
