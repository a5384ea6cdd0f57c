import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.dialogs.hotkeys import HotkeyRow, HotkeysDialog

ROWS = (
    HotkeyRow("go_live", "Go live", "Ctrl+L"),
    HotkeyRow("record", "Record", "Ctrl+Shift+R"),
    HotkeyRow("replay", "Save replay", ""),
)


@pytest.fixture
def dialog(stage: QWidget) -> HotkeysDialog:
    made = HotkeysDialog(ROWS, {"record": "F9"}, stage)
    made.open()
    return made


def key_of(dialog: HotkeysDialog, name: str) -> str:
    return dialog.editors[name].keySequence().toString()


def test_each_action_shows_the_key_it_has(dialog: HotkeysDialog) -> None:
    assert [key_of(dialog, row.name) for row in ROWS] == ["Ctrl+L", "F9", ""]


def test_a_key_is_typed_anew(qtbot: QtBot, dialog: HotkeysDialog) -> None:
    with qtbot.waitSignal(dialog.changed) as changed:
        QTest.keyClick(dialog.editors["replay"], Qt.Key.Key_F10)

    assert changed.args == [{"record": "F9", "replay": "F10"}]


def test_a_key_is_never_given_away_twice(qtbot: QtBot, dialog: HotkeysDialog) -> None:
    with qtbot.assertNotEmitted(dialog.changed):
        dialog.editors["replay"].setKeySequence(QKeySequence("Ctrl+L"))

    assert key_of(dialog, "replay") == ""
    assert "Go live" in dialog.problem.text()


def test_an_action_can_go_without_a_key(qtbot: QtBot, dialog: HotkeysDialog) -> None:
    with qtbot.waitSignal(dialog.changed) as changed:
        dialog.editors["go_live"].clear()

    assert changed.args == [{"go_live": "", "record": "F9"}]


def test_the_default_comes_back(qtbot: QtBot, dialog: HotkeysDialog) -> None:
    reset = dialog.findChild(QToolButton, "hotkeys.record.reset")
    assert reset is not None

    with qtbot.waitSignal(dialog.changed) as changed:
        reset.click()

    assert changed.args == [{}]
    assert key_of(dialog, "record") == "Ctrl+Shift+R"
