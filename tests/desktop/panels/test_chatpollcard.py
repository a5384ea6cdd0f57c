from PySide6.QtWidgets import QApplication, QWidget

from chatclient.wire.envelopes import PollBody
from desktop.panels.chatpollcard import RESULT_MS, PollCard

OPEN = PollBody("p1", "Which?", ("This", "That"), True, 100_000)
CLOSED = PollBody("p1", "Which?", ("This", "That"), False, votes=(5, 6))


def test_a_poll_shows_its_bars_and_votes(stage: QWidget) -> None:
    card = PollCard(stage)
    assert card.isHidden()
    card.resize(260, 120)
    card.show_poll(OPEN, (3,), may_end=True, may_vote=True)
    card.tick(12_000)

    assert not card.isHidden()
    assert card.clock.text() == "1:28"
    assert card.accessibleDescription() == "This: 3, That: 0"
    before = card.bars.grab().toImage()
    card.show_poll(OPEN, (3, 9), may_end=True, may_vote=True)
    assert card.bars.grab().toImage() != before


def test_a_click_on_an_answer_votes_for_it_and_marks_it_once_it_counts(stage: QWidget) -> None:
    card = PollCard(stage)
    asked: list[tuple[str, int]] = []
    card.vote_asked.connect(lambda poll, option: asked.append((poll, option)))
    card.show_poll(OPEN, (3,), may_end=True, may_vote=True)
    card.bars.bars[1].click()
    assert asked == [("p1", 1)]
    assert not card.bars.bars[1].isChecked()

    card.show_vote("p1", 1)
    card.show_poll(OPEN, (3, 1), may_end=True, may_vote=True)
    assert [bar.isChecked() for bar in card.bars.bars] == [False, True]


def test_nobody_votes_when_it_is_over_or_the_connection_is(stage: QWidget) -> None:
    card = PollCard(stage)
    asked: list[int] = []
    card.vote_asked.connect(lambda poll, option: asked.append(option))
    card.show_poll(OPEN, (), may_end=True, may_vote=False)
    assert not card.bars.bars[0].is_open
    card.show_poll(PollBody("p1", "Which?", ("This", "That"), False), (), may_end=True,
                   may_vote=True)  # fmt: skip
    assert not card.bars.bars[0].is_open
    card.bars.bars[0].click()
    assert asked == []


def test_a_long_question_takes_one_line_where_there_is_little_height(stage: QWidget) -> None:
    card = PollCard(stage)
    card.show_poll(PollBody("p2", "word " * 20, ("This", "That")), (), may_end=False, may_vote=True)
    card.setGeometry(0, 0, 280, 200)
    card.show()
    QApplication.processEvents()
    tall = card.question.height()
    card.set_low(True)

    QApplication.processEvents()
    assert card.question.height() < tall
    assert card.question.text().endswith("…")
    assert card.question.toolTip() == "word " * 20


def test_the_result_goes_after_a_while_by_itself(stage: QWidget) -> None:
    card = PollCard(stage)
    card.show_poll(OPEN, (), may_end=True, may_vote=True)
    card.tick(0)
    card.show_poll(CLOSED, (), may_end=True, may_vote=True)
    card.tick(1_000)
    card.tick(RESULT_MS)
    assert not card.isHidden()
    card.tick(RESULT_MS + 2_000)
    assert card.isHidden()

    card.show_poll(PollBody("p2", "And now?", ("A", "B")), (), may_end=True, may_vote=True)
    assert not card.isHidden()


def test_who_may_ends_it(stage: QWidget) -> None:
    card = PollCard(stage)
    ended: list[str] = []
    card.end_asked.connect(ended.append)
    card.show_poll(OPEN, (), may_end=False, may_vote=True)
    assert card.button.isHidden()
    card.show_poll(OPEN, (), may_end=True, may_vote=True)
    card.button.click()

    assert ended == ["p1"]


def test_the_result_stays_until_it_is_put_away(stage: QWidget) -> None:
    card = PollCard(stage)
    card.show_poll(CLOSED, (), may_end=False, may_vote=True)
    card.tick(0)
    assert (card.clock.text(), card.accessibleDescription()) == ("ended", "This: 5, That: 6")

    card.button.click()
    card.show_poll(CLOSED, (), may_end=False, may_vote=True)
    assert card.isHidden()
    card.show_poll(None, (), may_end=False, may_vote=True)
    assert card.isHidden()
