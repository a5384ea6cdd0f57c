import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.panels.mixerrow import MixerRow


@pytest.fixture
def row(stage: QWidget) -> MixerRow:
    made = MixerRow("mixer.sound", stage, is_master=False)
    made.show_title("Microphone")
    made.show()
    return made


def test_every_part_says_whose_it_is(row: MixerRow) -> None:
    named = (row.meter, row.fader, row.mute_button, row.solo_button, row.details_button)

    assert all("Microphone" in widget.accessibleName() for widget in named)


def test_a_moving_fader_asks_all_the_way_and_settles_at_its_end(
    qtbot: QtBot, row: MixerRow
) -> None:
    asked: list[tuple[float, bool]] = []
    row.gain_asked.connect(lambda gain, is_settled: asked.append((gain, is_settled)))

    row.fader.setSliderDown(True)
    row.fader.setValue(-10)
    row.fader.setSliderDown(False)

    assert asked == [(-5.0, False), (-5.0, True)]


def test_a_fader_in_the_users_hand_stays_there(row: MixerRow) -> None:
    row.fader.setSliderDown(True)
    row.fader.setValue(-10)

    row.show_gain(0.0)

    assert row.fader.value() == -10


def test_showing_a_gain_asks_for_nothing(qtbot: QtBot, row: MixerRow) -> None:
    with qtbot.assertNotEmitted(row.gain_asked):
        row.show_gain(-96.0)

    assert row.value.text() == "off"
    row.show_gain(3.0)
    assert row.value.text() == "+3.0 dB"


def test_the_wheel_scrolls_the_list_and_not_the_sound(qtbot: QtBot, row: MixerRow) -> None:
    turned = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, 120),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )

    with qtbot.assertNotEmitted(row.gain_asked):
        QApplication.sendEvent(row.fader, turned)


def test_the_programme_can_not_be_muted(stage: QWidget) -> None:
    master = MixerRow("mixer.programme", stage, is_master=True)

    assert master.mute_button.isHidden()
    assert master.solo_button.isHidden()
    assert master.details_button.isHidden()
