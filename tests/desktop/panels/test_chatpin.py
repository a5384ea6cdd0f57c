from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from chatclient.wire.envelopes import PinBody
from desktop.panels.chatpin import PinCard

PIN = PinBody(7, 1_000_000, "Studio", "Be kind <b>!</b>")


def test_a_pin_counts_down_and_goes_when_its_time_is_over(stage: QWidget) -> None:
    card = PinCard(stage)
    assert card.isHidden()
    card.show_pin(PIN, may_unpin=True)
    card.tick(1_000_000 - 272_000)

    assert not card.isHidden()
    assert (card.name.text(), card.text.text(), card.clock.text()) == (
        "Studio",
        "Be kind <b>!</b>",
        "4:32",
    )
    card.tick(1_000_001)
    assert card.isHidden()


def test_it_is_taken_down_by_who_may(stage: QWidget) -> None:
    card = PinCard(stage)
    asked: list[bool] = []
    card.unpin_asked.connect(lambda: asked.append(True))
    card.show_pin(PIN, may_unpin=False)
    assert card.button.isHidden()
    card.show_pin(PIN, may_unpin=True)
    card.button.click()
    assert asked == [True]

    card.show_pin(PinBody(), may_unpin=True)
    assert card.isHidden()


def test_a_click_leads_to_the_message(stage: QWidget) -> None:
    card = PinCard(stage)
    jumped: list[int] = []
    card.jump_asked.connect(jumped.append)
    card.show_pin(PIN, may_unpin=False)
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)

    assert jumped == [7]


def test_a_long_pin_is_shortened_and_whole_in_its_tip(stage: QWidget) -> None:
    card = PinCard(stage)
    card.show_pin(PinBody(8, text="word " * 100), may_unpin=False)
    card.tick(5)

    assert card.text.text().endswith("…")
    assert card.text.toolTip() == "word " * 100
    assert card.clock.text() == ""


def test_where_there_is_little_height_its_first_line_is_enough(stage: QWidget) -> None:
    card = PinCard(stage)
    card.resize(200, 200)
    card.show_pin(PinBody(8, text="word " * 20), may_unpin=False)
    whole = card.sizeHint().height()
    card.set_low(True)
    assert card.text.maximumHeight() < whole
    card.set_low(False)
    assert card.sizeHint().height() == whole
