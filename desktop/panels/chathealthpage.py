"""The page with the chat's health: remembers what was measured, and makes its plots when asked."""

from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from chatclient.messages import FeedMeasured
from desktop.bridges.chat import Chat
from desktop.chatting.situation import ChatSituation

if TYPE_CHECKING:
    from desktop.panels.chathealth import ChatHealth

KEPT = 300


class HealthPage(QWidget):
    """Cheap until it is first looked at; scrolls where it is low; begins anew with the chat."""

    def __init__(self, chat: Chat, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chat.health.page")
        self.plots: ChatHealth | None = None
        """Made by `build`."""
        self._measured: deque[FeedMeasured] = deque(maxlen=KEPT)
        self._choice = chat.choice
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        chat.measured.connect(self._on_measured)
        chat.situation_changed.connect(self._on_situation)

    def build(self) -> None:
        """Make the plots, unless they are there."""
        if self.plots is not None:
            return
        # Late on purpose: numpy and the plots take a while to import.
        from desktop.panels.chathealth import ChatHealth

        self.plots = ChatHealth(self)
        area = QScrollArea(self)
        area.setObjectName("chat.health.scroll")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(self.plots)
        area.setAccessibleName(self.plots.accessibleName())
        self._rows.addWidget(area)
        self.plots.hear(self._measured)
        self.plots.build()

    def _on_measured(self, measured: FeedMeasured) -> None:
        self._measured.append(measured)
        if self.plots is not None:
            self.plots.hear((measured,))

    def _on_situation(self, situation: ChatSituation) -> None:
        if situation.choice != self._choice:
            self._choice = situation.choice
            self._measured.clear()
            if self.plots is not None:
                self.plots.clear()
