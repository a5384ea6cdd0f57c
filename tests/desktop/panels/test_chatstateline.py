from PySide6.QtWidgets import QWidget

from desktop.dialogs.chatstate import CardWords, StateDeed, StateWords
from desktop.panels.chatstateline import StateCard, StateLine
from desktop.widgets.statuslamp import Lamp

WAITING = StateWords(Lamp.WARNING, "Waiting", "Why it waits. " * 20, "Wait.", StateDeed.RETRY, True)
SLOW = StateWords(Lamp.OK, "Online", "Slow mode 10 s")
FINE = StateWords(Lamp.OK, "Online", "Everybody may write", is_usual=True)


def test_the_line_keeps_its_height_whatever_it_says(stage: QWidget) -> None:
    line = StateLine(stage)
    line.resize(270, line.height())
    line.show()
    height = line.height()
    for words in (FINE, WAITING):
        line.show_words(words)
        assert line.height() == height
        assert line.label.toolTip() == words.whole
    assert line.label.text().endswith("…")


def test_where_there_is_little_height_only_news_take_a_line(stage: QWidget) -> None:
    line = StateLine(stage)
    line.show_words(FINE)
    assert not line.isHidden()
    line.set_low(True)
    assert line.isHidden()
    line.show_words(WAITING)
    assert not line.isHidden()
    high = line.height()
    line.show_words(SLOW)
    assert not line.isHidden()
    assert line.height() < high


def test_the_line_offers_what_can_be_done(stage: QWidget) -> None:
    line = StateLine(stage)
    asked: list[StateDeed] = []
    line.asked.connect(asked.append)
    line.show_words(FINE)
    assert line.button.isHidden()
    line.show_words(WAITING)
    line.button.click()

    assert asked == [StateDeed.RETRY]
    assert line.button.accessibleName() == "Try now"


def test_the_card_offers_the_settings(stage: QWidget) -> None:
    card = StateCard(stage)
    asked: list[StateDeed] = []
    card.asked.connect(asked.append)
    card.show_words(CardWords("Off", "The chat is switched off.", StateDeed.SETTINGS))
    card.button.click()
    assert asked == [StateDeed.SETTINGS]

    card.show_words(CardWords("Nobody has written yet", ""))
    assert card.button.isHidden()
