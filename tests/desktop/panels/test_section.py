from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.panels.section import ColumnBox, Note, Section, keep_room


def test_a_section_is_called_by_its_title(qtbot: QtBot) -> None:
    section = Section("example")
    qtbot.addWidget(section)

    section.set_title("Example")

    assert section.objectName() == "example"
    assert section.accessibleName() == "Example"


def test_a_note_takes_no_room_while_there_is_nothing_to_say(qtbot: QtBot) -> None:
    note = Note("note", "hint")
    qtbot.addWidget(note)
    assert note.isHidden()

    note.say("Something")
    assert not note.isHidden()

    note.say("")
    assert note.isHidden()


def test_a_long_entry_does_not_widen_its_column(qtbot: QtBot) -> None:
    box = ColumnBox("box")
    qtbot.addWidget(box)
    before = box.minimumSizeHint().width()

    box.addItem("An entry that is much longer than any column of the window is wide")

    assert box.minimumSizeHint().width() == before


def test_what_is_hidden_can_keep_its_room(stage: QWidget) -> None:
    section = Section("section", stage)
    section.set_title("Title")
    button = QPushButton("Button", section)
    keep_room(button)
    section.rows.addWidget(button)
    height = section.sizeHint().height()
    button.hide()

    assert section.sizeHint().height() == height
