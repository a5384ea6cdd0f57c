import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.widgets.levelmeter import LevelMeter, MeterBar
from desktop.widgets.tokens import DARK

LOUD = MeterBar(level_db=-3.0, hold_db=-1.0, rms_db=-12.0)
QUIET = MeterBar(level_db=-40.0, hold_db=-30.0, rms_db=-50.0)


@pytest.fixture
def meter(qtbot: QtBot, dressed: QApplication) -> LevelMeter:
    meter = LevelMeter()
    qtbot.addWidget(meter)
    meter.resize(210, 12)
    meter.show()
    return meter


def colours(meter: LevelMeter, row: int) -> list[QColor]:
    image = meter.grab().toImage()
    return [image.pixelColor(x, row) for x in range(image.width())]


def count(meter: LevelMeter, colour: str, row: int = 2) -> int:
    return sum(found == QColor(colour) for found in colours(meter, row))


def test_a_louder_channel_has_the_longer_bar(meter: LevelMeter) -> None:
    meter.show_levels((LOUD, QUIET), is_clipped=False)

    assert count(meter, DARK.good, 2) > count(meter, DARK.good, 9) > 0
    assert count(meter, DARK.bad, 2) > 0
    assert count(meter, DARK.bad, 9) == 0


def test_what_is_not_heard_is_grey(meter: LevelMeter) -> None:
    meter.show_levels((LOUD, LOUD), is_clipped=False, is_heard=False)

    assert count(meter, DARK.good) == 0
    assert count(meter, DARK.disabled) > 0


def test_the_clip_lamp_stays_until_it_is_pressed(qtbot: QtBot, meter: LevelMeter) -> None:
    meter.show_levels((LOUD, LOUD), is_clipped=True)
    assert count(meter, DARK.live) > 0

    with qtbot.waitSignal(meter.clip_dismissed):
        QTest.mouseClick(meter, Qt.MouseButton.LeftButton)


def test_the_level_is_said_in_words(meter: LevelMeter) -> None:
    meter.show_levels((LOUD, QUIET), is_clipped=False)

    assert meter.accessibleDescription() == "-3 decibels"


def test_nothing_is_repainted_for_the_same_levels(meter: LevelMeter) -> None:
    meter.show_levels((LOUD, QUIET), is_clipped=False)
    before = meter.bars

    meter.show_levels((LOUD, QUIET), is_clipped=False)

    assert meter.bars is before
