import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.dialogs.sound import USUAL_GATE_DB, SoundDialog
from encoder.scenes import Sound


@pytest.fixture
def dialog(stage: QWidget) -> SoundDialog:
    made = SoundDialog("Microphone", Sound(gain_db=3.0), stage, has_picture=False)
    made.open()
    return made


def test_an_offset_is_asked_for_and_the_gain_stays(qtbot: QtBot, dialog: SoundDialog) -> None:
    with qtbot.waitSignal(dialog.changed) as changed:
        dialog.offset.setValue(-200)

    assert changed.args == [Sound(gain_db=3.0, sync_offset_ms=-200)]


def test_offsets_beyond_what_can_be_had_are_not_offered(dialog: SoundDialog) -> None:
    dialog.offset.setValue(-5000)
    assert dialog.offset.value() == -950

    dialog.offset.setValue(90_000)
    assert dialog.offset.value() == 20_000


def test_a_gate_begins_at_its_usual_level(qtbot: QtBot, dialog: SoundDialog) -> None:
    assert not dialog.gate_db.isEnabled()

    with qtbot.waitSignal(dialog.changed) as changed:
        dialog.gate.click()

    assert changed.args == [Sound(gain_db=3.0, gate_db=USUAL_GATE_DB)]
    assert dialog.gate_db.isEnabled()


def test_a_limiter_is_taken_away_again(qtbot: QtBot, dialog: SoundDialog) -> None:
    dialog.limit.click()
    dialog.limit_db.setValue(-6.0)

    with qtbot.waitSignal(dialog.changed) as changed:
        dialog.limit.click()

    assert changed.args == [Sound(gain_db=3.0)]


def test_what_changed_elsewhere_is_shown_without_asking_for_it(
    qtbot: QtBot, dialog: SoundDialog
) -> None:
    with qtbot.assertNotEmitted(dialog.changed):
        dialog.show_sound(Sound(sync_offset_ms=120, gate_db=-50.0, is_heard_always=True))

    assert dialog.offset.value() == 120
    assert dialog.gate.isChecked()


def test_only_what_has_a_picture_can_be_heard_where_it_is_not_shown(stage: QWidget) -> None:
    picture = SoundDialog("Video", Sound(), stage, has_picture=True)
    sound = SoundDialog("Microphone", Sound(), stage, has_picture=False)

    assert not picture.always.isHidden()
    assert sound.always.isHidden()
