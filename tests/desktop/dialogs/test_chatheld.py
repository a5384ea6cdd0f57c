import pytest
from PySide6.QtWidgets import QLabel, QWidget

from chatclient.messages import Entry
from chatclient.wire.envelopes import HeldBody
from chatclient.wire.requests import Hold
from desktop.dialogs.chatheld import HeldQueue
from tests.fakes.chat import entry_of


def held(*ids: str) -> tuple[Entry, ...]:
    return tuple(
        entry_of(seq, HeldBody(each, f"<b>{each}</b>", "link")) for seq, each in enumerate(ids, 1)
    )


@pytest.fixture
def queue(stage: QWidget) -> HeldQueue:
    made = HeldQueue(stage)
    made.resize(300, 300)
    made.show()
    return made


def test_each_message_is_let_through_or_not(queue: HeldQueue) -> None:
    asked: list[tuple[Hold, str]] = []
    queue.asked.connect(lambda request, name: asked.append((request, name)))
    queue.show_held(held("a", "b"))
    assert queue.empty.isHidden()
    queue.cards["a"].allow.click()
    queue.cards["b"].deny.click()

    assert asked == [(Hold("a", True), "Aki"), (Hold("b", False), "Aki")]


def test_what_was_decided_on_can_not_be_decided_twice(queue: HeldQueue) -> None:
    queue.show_held(held("a"))
    queue.cards["a"].allow.click()
    assert not queue.cards["a"].isEnabled()
    queue.settle()
    assert queue.cards["a"].isEnabled()
    queue.show_held(())

    assert queue.cards == {}
    assert not queue.empty.isHidden()


def test_the_keyboard_goes_on_to_the_next(queue: HeldQueue) -> None:
    queue.show_held(held("a", "b"))
    queue.cards["a"].allow.setFocus()
    queue.show_held(held("a", "b")[1:])

    assert queue.cards["b"].allow.hasFocus()


def test_nothing_in_it_is_markup(queue: HeldQueue) -> None:
    queue.show_held(held("a"))
    (label,) = (each for each in queue.findChildren(QLabel) if "<b>" in each.text())

    assert label.textFormat().name == "PlainText"
