"""The studio window: on screen at once, furnished then; asks before it closes on air."""

import base64
import binascii
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QTimer, Signal
from PySide6.QtWidgets import QMainWindow, QWidget

# What stands in it takes longer to import than Qt itself, and must not keep it from appearing.
# So do Qt's classes with many enums, the first time that one is named.
if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QCloseEvent, QPaintEvent

    from desktop.actions import Actions
    from desktop.bridges.studio import Studio
    from desktop.furniture import Furniture
    from desktop.panels.controls import ControlsPanel
    from desktop.panels.recording import RecordingPanel

DEFAULT_SIZE_PX = (1280, 800)
LEAST_SIZE_PX = (1000, 640)


class StudioWindow(QMainWindow):
    """An empty window, and after `furnish` all panels in it.

    Signals:
        close_asked(): the user wants to close it while on air, or while something that costs money
            runs; somebody has to ask what that means.
        opened(): its first picture is on screen, still empty.
        painted(): the first picture with its panels is on screen.
        closed(): it is gone.
    """

    close_asked = Signal()
    opened = Signal()
    painted = Signal()
    closed = Signal()

    _furniture: "Furniture | None" = None
    # Of the class, because Qt reports changes before __init__ has come far.

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle("Livedesk")
        self._has_opened = False
        self._has_painted = False
        self._may_close = False
        self.setMinimumSize(*LEAST_SIZE_PX)

    def furnish(self, studio: "Studio") -> None:
        """Put all panels in; imports them unless that has been done."""
        from desktop.furniture import Furniture

        self._furniture = Furniture(self, studio)
        self.update()

    @property
    def furniture(self) -> "Furniture":
        """What stands in it, once it is furnished."""
        assert self._furniture is not None
        return self._furniture

    @property
    def studio(self) -> "Studio":
        """What its panels share."""
        return self.furniture.studio

    @property
    def panels(self) -> dict[str, QWidget]:
        """Its panels by their names."""
        return self.furniture.panels

    @property
    def actions_by_name(self) -> "Actions":
        """What its menu offers."""
        return self.furniture.actions_by_name

    @property
    def controls(self) -> "ControlsPanel":
        """The panel with Go live and Stop."""
        return self.furniture.controls

    @property
    def recording(self) -> "RecordingPanel":
        """The panel that records."""
        return self.furniture.recording

    def draw_attention(self, object_name: str) -> None:
        """Put the keyboard where the user should look, and scroll there."""
        self.furniture.draw_attention(object_name)

    def close_for_good(self) -> None:
        """Close without asking."""
        self._may_close = True
        self.close()

    def geometry_text(self) -> str:
        """Return place and size as text for the settings."""
        return base64.b64encode(bytes(self.saveGeometry().data())).decode("ascii")

    def take_geometry(self, text: str) -> None:
        """Take place and size from the settings, or the default size."""
        self.resize(*DEFAULT_SIZE_PX)
        try:
            raw = base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            return
        if raw:
            self.restoreGeometry(QByteArray(raw))

    def closeEvent(self, event: "QCloseEvent") -> None:
        is_on_air = self._furniture is not None and self.studio.broadcast.situation.is_on_air
        is_paid = self._furniture is not None and self.studio.cloud.is_paid
        if (is_on_air or is_paid) and not self._may_close:
            event.ignore()
            self.close_asked.emit()
            return
        super().closeEvent(event)
        self.closed.emit()

    def paintEvent(self, event: "QPaintEvent") -> None:
        super().paintEvent(event)
        if not self._has_opened:
            self._has_opened = True
            QTimer.singleShot(0, self.opened.emit)
        if not self._has_painted and self._furniture is not None:
            self._has_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def changeEvent(self, event: "QEvent") -> None:
        if self._furniture is not None:
            self._furniture.hear(event)
        super().changeEvent(event)
