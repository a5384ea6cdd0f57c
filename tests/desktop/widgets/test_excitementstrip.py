import pytest
from pytestqt.qtbot import QtBot

from desktop.widgets.excitementstrip import Bar, ExcitementStrip


@pytest.fixture
def strip(qtbot: QtBot) -> ExcitementStrip:
    made = ExcitementStrip()
    qtbot.addWidget(made)
    made.resize(600, 30)
    return made


def lightness(strip: ExcitementStrip, x: int, y: int) -> int:
    return strip.grab().toImage().pixelColor(x, y).lightness()


def test_where_more_is_said_the_bar_is_higher(strip: ExcitementStrip) -> None:
    strip.show_bars([Bar(0), Bar(5), Bar(10)])

    empty = lightness(strip, 100, 20)
    assert lightness(strip, 300, 20) != empty
    assert lightness(strip, 300, 8) == lightness(strip, 100, 8)
    assert lightness(strip, 500, 8) != lightness(strip, 100, 8)


def test_a_single_message_is_no_excitement(strip: ExcitementStrip) -> None:
    strip.show_bars([Bar(0), Bar(1)])

    assert lightness(strip, 500, 8) == lightness(strip, 100, 8)


def test_each_place_belongs_to_a_bar(strip: ExcitementStrip) -> None:
    strip.show_bars([Bar(1, tip="first"), Bar(2, tip="second")])

    assert (strip.bar_at(0), strip.bar_at(599)) == (strip.bars[0], strip.bars[1])
    assert strip.bar_at(600) is None


def test_nothing_is_drawn_of_nothing(strip: ExcitementStrip) -> None:
    strip.show_bars([])
    strip.set_title("Chat")

    assert strip.bar_at(10) is None
    assert strip.accessibleName() == "Chat"
    assert not strip.grab().isNull()


def test_the_title_can_be_read_over_high_bars(strip: ExcitementStrip) -> None:
    strip.show_bars([Bar(0)])
    strip.set_title("Chat, last 10 minutes")
    alone = strip.grab().toImage().pixelColor(4, 8).lightness()
    strip.show_bars([Bar(50)] * 60)

    assert abs(lightness(strip, 4, 8) - alone) < 40
