from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.panels.chatkeys import ChatKeys

FIND = (Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)


def test_a_key_means_the_chats_own_thing_only_where_the_chat_has_the_keyboard(
    stage: QWidget,
) -> None:
    heard: list[str] = []
    shortcut = QShortcut(QKeySequence("Ctrl+F"), stage)
    shortcut.activated.connect(lambda: heard.append("menu"))
    inside, outside = QLineEdit(stage), QLineEdit(stage)
    for box in (inside, outside):
        box.show()
    ChatKeys(inside, {"Ctrl+F": lambda: heard.append("chat"), "Del": lambda: heard.append("del")})

    inside.setFocus()
    QTest.keyClick(inside, *FIND)
    QTest.keyClick(inside, Qt.Key.Key_Delete)
    outside.setFocus()
    QTest.keyClick(outside, *FIND)

    assert heard == ["chat", "del", "menu"]


def test_other_keys_go_on(stage: QWidget) -> None:
    box = QLineEdit(stage)
    ChatKeys(box, {"R": lambda: None})
    QTest.keyClicks(box, "abr")

    assert box.text() == "ab"


def test_a_plus_may_be_typed_with_shift(stage: QWidget) -> None:
    heard: list[str] = []
    box = QLineEdit(stage)
    ChatKeys(box, {"Ctrl++": lambda: heard.append("larger")})
    shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    for modifiers in (control, control | shift, control | Qt.KeyboardModifier.KeypadModifier):
        QTest.keyClick(box, Qt.Key.Key_Plus, modifiers)

    assert heard == ["larger"] * 3
