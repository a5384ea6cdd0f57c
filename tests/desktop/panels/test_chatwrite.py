import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from chatclient.wire.envelopes import Role, User
from chatclient.wire.requests import CAPABILITIES, MAX_TEXT
from desktop.chatting.people import People
from desktop.panels.chatwrite import ChatWrite

ENTER = Qt.Key.Key_Return


@pytest.fixture
def heard() -> list[tuple[object, ...]]:
    return []


@pytest.fixture
def write(stage: QWidget, heard: list[tuple[object, ...]]) -> ChatWrite:
    people = People()
    people.saw([User("u1", "Aki"), User("u2", "Bo")])
    made = ChatWrite(people, stage)
    made.setGeometry(10, 200, 280, 140)
    made.show()
    made.allow(True, CAPABILITIES[Role.HOST])
    made.box.setFocus()
    for name, signal in (
        ("said", made.said),
        ("stamped", made.stamped),
        ("commanded", made.commanded),
        ("left", made.left),
    ):
        signal.connect(lambda *args, each=name: heard.append((each, *args)))
    return made


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        (" hello ", ("said", "hello", 0)),
        (":clap:", ("stamped", "clap", 0)),
        (":dance:", ("said", ":dance:", 0)),
        ("/slow 5", ("commanded", "/slow 5")),
        ("//slow", ("said", "/slow", 0)),
    ],
)
def test_what_is_typed_means_one_thing(
    write: ChatWrite, heard: list[tuple[object, ...]], typed: str, means: tuple[object, ...]
) -> None:
    write.box.set_text(typed)
    QTest.keyClick(write.box, ENTER)

    assert heard == [means]
    assert write.box.text == typed


def test_nothing_empty_or_too_long_is_sent(
    write: ChatWrite, heard: list[tuple[object, ...]]
) -> None:
    for text in ("  ", "あ" * (MAX_TEXT + 1)):
        write.box.set_text(text)
        QTest.keyClick(write.box, ENTER)
        assert not write.send.isEnabled()

    assert heard == []


def test_characters_are_counted_near_the_end(write: ChatWrite) -> None:
    write.box.set_text("a" * 399)
    assert write.box.note == ""
    write.box.set_text("𠮷" * 480)
    assert write.box.note == "480 / 500"
    write.box.set_text("a" * 501)
    assert write.box.note == "501 / 500"
    assert not write.send.isEnabled()


def test_an_answer_is_shown_and_ends_with_escape(
    write: ChatWrite, heard: list[tuple[object, ...]]
) -> None:
    write.answer(7, "Aki", "Which game is next? " * 10)
    assert write.reply.toolTip().startswith("Answering Aki: Which game")
    write.box.set_text("this one")
    QTest.keyClick(write.box, ENTER)
    assert heard == [("said", "this one", 7)]

    QTest.keyClick(write.box, Qt.Key.Key_Escape)
    assert (write.reply_seq, write.reply.isHidden()) == (0, True)
    QTest.keyClick(write.box, Qt.Key.Key_Escape)
    assert heard[-1] == ("left",)


def test_the_box_counts_down_in_slow_mode(
    write: ChatWrite, heard: list[tuple[object, ...]]
) -> None:
    write.box.set_text("hello")
    write.wait(8)
    assert write.box.note == "Wait 8 s"
    QTest.keyClick(write.box, ENTER)
    assert heard == []
    assert not write.send.isEnabled()

    write.wait(0)
    write.send.click()
    assert heard == [("said", "hello", 0)]


def test_a_stamp_is_picked_with_the_draft_left_in_peace(
    write: ChatWrite, heard: list[tuple[object, ...]]
) -> None:
    write.box.set_text("draft")
    write.stamps.click()
    write.picker.buttons[0].click()

    assert heard == [("stamped", "clap", 0)]
    assert write.box.text == "draft"


def test_names_and_commands_are_offered(write: ChatWrite) -> None:
    QTest.keyClicks(write.box, "@a")
    assert write.box.offers.shown == ("Aki",)
    QTest.keyClick(write.box, Qt.Key.Key_Tab)
    assert write.box.text == "@Aki "

    write.box.set_text("")
    QTest.keyClicks(write.box, "/pu")
    assert write.box.offers.shown == ("/purge",)


def test_where_nothing_can_be_sent_commands_still_explain_themselves(write: ChatWrite) -> None:
    write.allow(False, frozenset())
    write.box.set_text("hello")
    assert not write.send.isEnabled()
    assert not write.stamps.isEnabled()
    write.box.set_text("/help")
    assert write.send.isEnabled()
