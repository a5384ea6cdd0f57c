"""A list of lines of a chat inside a dialog, drawn as they stand in the chat."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from chatclient.messages import Entry
from desktop.widgets.chatrow import ChatRow
from desktop.widgets.chatview import ChatView

Present = Callable[[object], ChatRow]


class ChatLines(ChatView):
    """Shows entries; those of `removed` struck out."""

    def __init__(self, name: str, present: Present, parent: QWidget | None = None) -> None:
        super().__init__(self._row, _seq_of, parent)
        self.setObjectName(name)
        self._present_entry = present
        self._removed: Collection[int] = ()

    def show_entries(self, entries: Sequence[Entry], removed: Collection[int] = ()) -> None:
        """Show these, the oldest first."""
        self._removed = removed
        self.clear()
        self.append(entries)

    def _row(self, item: object) -> ChatRow:
        row = self._present_entry(item)
        return replace(row, is_removed=True) if row.key in self._removed else row


def _seq_of(item: object) -> int:
    assert isinstance(item, Entry)
    return item.seq
