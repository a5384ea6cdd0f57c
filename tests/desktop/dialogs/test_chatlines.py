from PySide6.QtWidgets import QWidget

from chatclient.messages import Entry
from chatclient.wire.envelopes import MessageBody
from desktop.dialogs.chatlines import ChatLines
from desktop.widgets.chatrow import ChatRow
from tests.fakes.chat import entry_of


def present(item: object) -> ChatRow:
    assert isinstance(item, Entry)
    return ChatRow(item.seq, text="hello")


def test_lines_stand_as_in_the_chat_and_removed_ones_look_it(stage: QWidget) -> None:
    lines = ChatLines("lines", present, stage)
    lines.resize(260, 120)
    lines.show()
    entries = tuple(entry_of(seq, MessageBody("hello")) for seq in (1, 2))
    lines.show_entries(entries)
    assert lines.show_key(2)
    whole = lines.grab().toImage()
    lines.show_entries(entries, removed={1, 2})

    assert lines.grab().toImage() != whole
