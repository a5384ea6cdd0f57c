from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.panels.chatpollbars import PollBars

OPTIONS = ("This", "That", "Neither")


def bars_of(stage: QWidget) -> PollBars:
    made = PollBars(stage)
    made.show_answers(OPTIONS, (1, 4, 2), -1, may_vote=True)
    made.setGeometry(0, 0, 240, 100)
    made.show()
    return made


def test_each_answer_is_a_button_that_says_its_votes(stage: QWidget) -> None:
    made = bars_of(stage)
    voted: list[int] = []
    made.voted.connect(voted.append)
    made.bars[2].setFocus()
    QTest.keyClick(made.bars[2], Qt.Key.Key_Space)

    assert voted == [2]
    assert made.bars[2].accessibleName() == "Neither: 2"
    assert made.spoken() == "This: 1, That: 4, Neither: 2"


def test_counting_on_keeps_the_keyboard_where_it_is(stage: QWidget) -> None:
    made = bars_of(stage)
    bar = made.bars[2]
    made.show_answers(OPTIONS, (9, 4, 2), 0, may_vote=True)

    assert made.bars[2] is bar
    assert made.bars[0].isChecked()


def test_where_it_is_low_the_first_click_shows_all_answers(stage: QWidget) -> None:
    made = bars_of(stage)
    voted: list[int] = []
    made.voted.connect(voted.append)
    made.set_low(True)
    assert [bar.isHidden() for bar in made.bars] == [True, False, True]

    made.bars[1].click()
    assert voted == []
    assert not any(bar.isHidden() for bar in made.bars)
    made.bars[0].click()
    assert voted == [0]
    made.fold()
    assert [bar.isHidden() for bar in made.bars] == [True, False, True]


def test_the_leading_answer_is_the_one_that_stays(stage: QWidget) -> None:
    made = bars_of(stage)
    made.set_low(True)
    made.show_answers(OPTIONS, (9, 4, 2), -1, may_vote=True)

    assert [bar.isHidden() for bar in made.bars] == [False, True, True]


def test_the_keyboard_stays_in_the_poll_when_it_folds_or_ends(stage: QWidget) -> None:
    made = bars_of(stage)
    made.set_low(True)
    made.bars[1].click()
    made.bars[2].setFocus()
    made.fold()
    assert made.bars[1].hasFocus()

    made.show_answers(OPTIONS, (1, 4, 2), -1, may_vote=False)
    assert made.bars[1].hasFocus()


def test_the_answer_that_stands_alone_says_that_there_are_more(stage: QWidget) -> None:
    made = bars_of(stage)
    alone = made.bars[1]
    before = alone.grab().toImage()
    made.set_low(True)
    assert alone.accessibleName() == "That: 4. Show all answers"
    assert alone.grab().toImage() != before

    alone.click()
    assert alone.accessibleName() == "That: 4"


def test_the_keyboard_goes_with_the_leading_answer(stage: QWidget) -> None:
    made = bars_of(stage)
    made.set_low(True)
    elsewhere = QLineEdit(stage)
    elsewhere.show()
    made.bars[1].setFocus()
    made.show_answers(OPTIONS, (1, 4, 9), -1, may_vote=True)
    assert made.bars[2].hasFocus()
    made.show_answers(OPTIONS, (10, 4, 9), -1, may_vote=True)
    assert made.bars[0].hasFocus()
