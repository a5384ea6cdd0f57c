from PySide6.QtWidgets import QWidget

from chatclient.wire.envelopes import PinBody, PollBody
from desktop.panels.chatabove import ChatAbove


def above_with_both(stage: QWidget) -> ChatAbove:
    made = ChatAbove(stage)
    made.pin.show_pin(PinBody(1, name="Aki", text="hello"), may_unpin=True)
    made.poll.show_poll(PollBody("p", "Which?", ("A", "B")), (), may_end=True, may_vote=True)
    made.tick(0)
    return made


def test_without_pin_and_poll_it_takes_no_room(stage: QWidget) -> None:
    made = ChatAbove(stage)
    assert made.isHidden()
    made.pin.show_pin(PinBody(1, name="Aki", text="hello"), may_unpin=True)
    made.fit()
    assert not made.isHidden()


def test_where_it_is_low_it_makes_room_for_what_is_read_instead(stage: QWidget) -> None:
    made = above_with_both(stage)
    made.set_reading(False)
    assert not made.isHidden()
    made.set_low(True)
    assert made.isHidden()
    made.set_reading(True)
    assert not made.isHidden()
