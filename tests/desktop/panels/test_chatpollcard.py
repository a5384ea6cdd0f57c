from PySide6.QtWidgets import QWidget

from chatclient.wire.envelopes import PollBody
from desktop.panels.chatpollcard import PollCard

OPEN = PollBody("p1", "Which?", ("This", "That"), True, 100_000)


def test_a_poll_shows_its_bars_and_votes(stage: QWidget) -> None:
    card = PollCard(stage)
    assert card.isHidden()
    card.resize(260, 120)
    card.show_poll(OPEN, (3,), may_end=True)
    card.tick(12_000)

    assert not card.isHidden()
    assert card.clock.text() == "1:28"
    assert card.accessibleDescription() == "This: 3, That: 0"
    before = card.bars.grab().toImage()
    card.show_poll(OPEN, (3, 9), may_end=True)
    assert card.bars.grab().toImage() != before


def test_who_may_ends_it(stage: QWidget) -> None:
    card = PollCard(stage)
    ended: list[str] = []
    card.end_asked.connect(ended.append)
    card.show_poll(OPEN, (), may_end=False)
    assert card.button.isHidden()
    card.show_poll(OPEN, (), may_end=True)
    card.button.click()

    assert ended == ["p1"]


def test_the_result_stays_until_it_is_put_away(stage: QWidget) -> None:
    card = PollCard(stage)
    closed = PollBody("p1", "Which?", ("This", "That"), False, votes=(5, 6))
    card.show_poll(closed, (), may_end=False)
    card.tick(0)
    assert (card.clock.text(), card.accessibleDescription()) == ("ended", "This: 5, That: 6")

    card.button.click()
    card.show_poll(closed, (), may_end=False)
    assert card.isHidden()
    card.show_poll(None, (), may_end=False)
    assert card.isHidden()
