"""Goes to one message of the chat, fetched from the record where the list does not reach it."""

from PySide6.QtCore import QObject, Signal

from chatclient.messages import Entry
from desktop.bridges.chat import Chat
from desktop.panels.chatflow import ChatFlow
from desktop.widgets.chatview import ChatView


class ChatJumps(QObject):
    """Shows a message in its place.

    Signals:
        said(str, bool): why it can't.
    """

    said = Signal(str, bool)

    def __init__(self, chat: Chat, flow: ChatFlow, view: ChatView) -> None:
        super().__init__(view)
        self._chat, self._flow, self._view = chat, flow, view

    def show_seq(self, seq: int) -> None:
        """Stand still where this message is."""
        if not self._view.show_key(seq):
            self._chat.older(seq + 1, lambda entries: self._on_older(seq, entries))

    def next_mention(self) -> None:
        """Show the newest message about the reader; asked again, the one before it."""
        seq = self._flow.next_mention()
        if not seq:
            self.said.emit(self.tr("Nobody has mentioned you yet."), False)
            return
        self.show_seq(seq)

    def _on_older(self, seq: int, entries: tuple[Entry, ...]) -> None:
        self._flow.insert(entries)
        if not self._view.show_key(seq):
            self.said.emit(self.tr("It is too far back to be shown in its place."), False)
