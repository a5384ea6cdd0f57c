import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.chatinput import ChatInput
from desktop.widgets.completionlist import ShownOffer

ENTER = Qt.Key.Key_Return


@pytest.fixture
def box(stage: QWidget) -> ChatInput:
    made = ChatInput("chat.input", stage)
    made.setGeometry(20, 300, 260, 60)
    made.show()
    made.setFocus()
    return made


@pytest.fixture
def sent(box: ChatInput) -> list[str]:
    heard: list[str] = []
    box.submitted.connect(heard.append)
    return heard


def compose(box: ChatInput, begun: str, done: str = "") -> None:
    event = QInputMethodEvent(begun, [])
    event.setCommitString(done)
    QCoreApplication.sendEvent(box, event)


def test_enter_sends_what_is_written(box: ChatInput, sent: list[str]) -> None:
    QTest.keyClicks(box, "hello")
    QTest.keyClick(box, ENTER)

    assert sent == ["hello"]
    assert box.text == "hello"  # who sends it clears it


def test_enter_while_composing_does_not_send(box: ChatInput, sent: list[str], qtbot: QtBot) -> None:
    compose(box, "にほん")
    assert box.is_composing
    QTest.keyClick(box, ENTER)
    assert sent == []

    compose(box, "", "日本")
    QTest.keyClick(box, ENTER)  # the same Enter, passed on by the input method
    assert sent == []
    assert box.text == "日本"

    qtbot.waitUntil(lambda: (QTest.keyClick(box, ENTER), bool(sent))[1], timeout=2000)
    assert sent[0] == "日本"


def test_offers_are_not_asked_for_while_composing(box: ChatInput) -> None:
    asked: list[str] = []
    box.edited.connect(lambda: asked.append(box.text))
    compose(box, "＠あ")
    assert asked == []
    compose(box, "", "＠あ")
    assert asked[-1] == "＠あ"


def test_a_pasted_text_becomes_one_line(box: ChatInput, sent: list[str]) -> None:
    pasted = QMimeData()
    pasted.setText("one\ntwo\r\n\r\n three")
    box.insertFromMimeData(pasted)
    QTest.keyClick(box, ENTER, Qt.KeyboardModifier.ShiftModifier)

    assert box.text == "one two three "
    assert sent == []


def test_up_brings_back_what_was_said(box: ChatInput) -> None:
    box.remember("one")
    box.remember("two")
    box.remember("two")

    QTest.keyClick(box, Qt.Key.Key_Up)
    assert box.text == "two"
    QTest.keyClick(box, Qt.Key.Key_Up)
    QTest.keyClick(box, Qt.Key.Key_Up)
    assert box.text == "one"
    QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.text == ""


def test_up_moves_in_a_text_of_ones_own(box: ChatInput) -> None:
    box.remember("one")
    QTest.keyClicks(box, "mine")
    QTest.keyClick(box, Qt.Key.Key_Up)

    assert box.text == "mine"


def test_tab_takes_an_offer_and_else_leaves(box: ChatInput, stage: QWidget) -> None:
    QTest.keyClicks(box, "hi @ak")
    box.show_offers((ShownOffer(3, "@Aki ", "Aki"),))
    QTest.keyClick(box, Qt.Key.Key_Tab)
    assert box.text == "hi @Aki "
    assert box.hasFocus()


def test_enter_sends_though_a_list_is_open_unless_one_moved_in_it(
    box: ChatInput, sent: list[str]
) -> None:
    offers = (ShownOffer(0, ":clap:", "clap"), ShownOffer(0, ":cry:", "cry"))
    QTest.keyClicks(box, ":c")
    box.show_offers(offers)
    QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(box, ENTER)
    assert box.text == ":cry:"
    assert sent == []

    box.show_offers(())
    box.show_offers(offers)
    QTest.keyClick(box, ENTER)
    assert sent == [":cry:"]
    assert not box.offers.is_open


def test_escape_closes_the_list_first(box: ChatInput, qtbot: QtBot) -> None:
    heard: list[bool] = []
    box.left.connect(lambda: heard.append(True))
    box.show_offers((ShownOffer(0, "a", "a"),))
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert not box.offers.is_open
    assert heard == []

    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert heard == [True]


def test_the_box_keeps_its_height_and_shows_why_one_waits_in_its_corner(box: ChatInput) -> None:
    height = box.height()
    before = box.grab().toImage()
    box.show_note("Wait 8 s", is_bad=True)
    assert box.grab().toImage() != before
    assert box.accessibleDescription() == "Wait 8 s"
    box.set_text("word " * 100)

    assert box.height() == height
    box.undo()
    assert box.text == ""
