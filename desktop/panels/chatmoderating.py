"""The window about how the room may be written to, while it is open."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.bridges.chat import Chat
from desktop.chatting.situation import ChatSituation
from desktop.dialogs.chatmoderation import ModerationDialog
from desktop.panels.chatdeeds import ChatDeeds
from desktop.panels.chatflow import ChatFlow
from desktop.widgets.chatrow import ChatRow


class ChatModerating(QObject):
    """Opens it once, and keeps it as the room is."""

    def __init__(
        self,
        chat: Chat,
        flow: ChatFlow,
        deeds: ChatDeeds,
        present: Callable[[object], ChatRow],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._chat, self._flow, self._deeds = chat, flow, deeds
        self._present = present
        self._window = window
        self.dialog: ModerationDialog | None = None
        """While it is open."""
        chat.situation_changed.connect(self._show)
        flow.audited.connect(self._show_audit)
        deeds.settled.connect(self._on_settled)

    def open(self) -> ModerationDialog:
        """Open it, or bring it to the front."""
        if self.dialog is None:
            self.dialog = dialog = ModerationDialog(self._present, self._window)
            dialog.asked.connect(self._deeds.ask)
            dialog.finished.connect(self._on_closed)
            dialog.show_situation(self._chat.situation)
            self._show_audit()
        self.dialog.show()
        self.dialog.activateWindow()
        return self.dialog

    def say(self, words: str, is_bad: bool) -> None:
        """Say there too what was said."""
        if self.dialog is not None:
            self.dialog.say(words, is_bad)

    def _show(self, situation: ChatSituation) -> None:
        if self.dialog is not None:
            self.dialog.show_situation(situation)

    def _show_audit(self) -> None:
        if self.dialog is not None:
            self.dialog.show_audit(tuple(self._flow.audit))

    def _on_settled(self) -> None:
        self._show(self._chat.situation)
        if self.dialog is not None:
            self.dialog.held.settle()

    def _on_closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
