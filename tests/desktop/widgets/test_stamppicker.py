import itertools

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.stamppicker import COLUMNS, StampPicker

STAMPS = tuple((name, name.title()) for name in ("clap", "heart", "laugh", "wow", "cry", "party"))


@pytest.fixture
def picker(stage: QWidget) -> StampPicker:
    anchor = QPushButton(stage)
    anchor.move(40, 400)
    anchor.show()
    made = StampPicker("picker", stage)
    made.show_stamps(STAMPS)
    made.open_above(anchor)
    return made


def test_a_click_picks_a_stamp_and_closes(picker: StampPicker, qtbot: QtBot) -> None:
    with qtbot.waitSignal(picker.picked) as picked:
        picker.buttons[2].click()

    assert picked.args == ["laugh"]
    assert not picker.isVisible()


def test_the_arrow_keys_go_around_and_enter_picks(picker: StampPicker, qtbot: QtBot) -> None:
    QTest.keyClick(picker.buttons[0], Qt.Key.Key_Down)
    assert picker.focusWidget() is picker.buttons[COLUMNS]
    QTest.keyClick(picker.buttons[COLUMNS], Qt.Key.Key_Right)
    with qtbot.waitSignal(picker.picked) as picked:
        QTest.keyClick(picker.buttons[COLUMNS + 1], Qt.Key.Key_Return)

    assert picked.args == ["party"]


def test_each_stamp_is_drawn_and_has_a_name(picker: StampPicker) -> None:
    pictures = [button.grab().toImage() for button in picker.buttons]

    assert all(a != b for a, b in itertools.pairwise(pictures))
    assert [button.accessibleName() for button in picker.buttons] == [t for _, t in STAMPS]


def test_escape_closes_without_a_stamp(picker: StampPicker) -> None:
    picked: list[str] = []
    picker.picked.connect(picked.append)
    QTest.keyClick(picker.buttons[0], Qt.Key.Key_Escape)

    assert not picker.isVisible()
    assert picked == []


def test_it_goes_when_the_keyboard_does(picker: StampPicker, stage: QWidget, qtbot: QtBot) -> None:
    stage.findChildren(QPushButton)[0].setFocus()

    qtbot.waitUntil(lambda: not picker.isVisible(), timeout=2000)


def test_it_ends_where_what_asked_for_it_ends(stage: QWidget) -> None:
    anchor = QToolButton(stage)
    anchor.setGeometry(600, 500, 30, 30)
    made = StampPicker("stamps", stage)
    made.show_stamps((("clap", "Applause"), ("heart", "Heart")))
    made.open_above(anchor)

    assert made.geometry().right() == anchor.geometry().right()
    assert made.geometry().bottom() < anchor.geometry().top()
