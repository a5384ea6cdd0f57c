from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.dialogs.sound import SoundDialog
from desktop.panels.mixer import MASTER, MixerPanel
from desktop.store.settings import Settings
from encoder.messages import CatalogueListed, Device, Levelled, Levels
from encoder.scenes import Programme, Sound, single_scene
from encoder.settings import Canvas, SourceSpec
from tests.fakes.desk import Desk

PROGRAMME = single_scene(Canvas(), SourceSpec("pattern"), SourceSpec("tone"))
LOUD = (-6.0, -8.0)


@pytest.fixture
def mixed(qapp: QApplication, home: Path) -> Iterator[Desk]:
    made = Desk(home, Settings(programme=PROGRAMME))
    yield made
    made.close()


@pytest.fixture
def panel(mixed: Desk, stage: QWidget) -> MixerPanel:
    made = MixerPanel(mixed.studio, stage)
    made.show()
    mixed.is_ready()
    return made


def sound_of(desk: Desk, input_id: str) -> Sound:
    return desk.studio.programme().input(input_id).sound


def _chosen(panel: MixerPanel, device_id: str) -> int:
    panel.headphones.setCurrentIndex(panel.headphones.findData(device_id))
    return panel.headphones.currentIndex()


def levels(input_id: str, *, is_clipped: bool = False, is_heard: bool = True) -> Levels:
    return Levels(input_id, LOUD, (-20.0, -20.0), is_clipped, 0.0, is_heard)


def test_everything_that_can_be_heard_has_a_row_and_the_programme_is_last(
    panel: MixerPanel,
) -> None:
    assert list(panel.strips) == ["picture", "sound", MASTER]
    assert panel.strips[MASTER].heading.text() == "Programme"


def test_a_fader_moves_the_gain_and_settles_when_it_is_let_go(
    mixed: Desk, panel: MixerPanel
) -> None:
    panel.strips["sound"].fader.setValue(-24)

    assert sound_of(mixed, "sound").gain_db == -12.0
    assert panel.strips["sound"].value.text() == "-12.0 dB"


def test_the_lowest_place_of_a_fader_is_silence(mixed: Desk, panel: MixerPanel) -> None:
    fader = panel.strips["sound"].fader
    fader.setValue(fader.minimum())

    assert sound_of(mixed, "sound").gain_db == -96.0
    assert panel.strips["sound"].value.text() == "off"


def test_a_double_click_on_a_fader_means_zero(mixed: Desk, panel: MixerPanel) -> None:
    panel.strips["sound"].fader.setValue(10)

    QTest.mouseDClick(panel.strips["sound"].fader, Qt.MouseButton.LeftButton)

    assert sound_of(mixed, "sound").gain_db == 0.0


def test_the_programme_has_a_gain_of_its_own(mixed: Desk, panel: MixerPanel) -> None:
    panel.strips[MASTER].fader.setValue(-6)

    assert mixed.studio.programme().master_gain_db == -3.0


def test_an_input_is_muted_and_heard_again(mixed: Desk, panel: MixerPanel) -> None:
    button = panel.strips["sound"].mute_button
    button.click()
    assert sound_of(mixed, "sound").is_muted

    button.click()
    assert not sound_of(mixed, "sound").is_muted


def test_without_headphones_nothing_can_be_heard_alone(mixed: Desk, panel: MixerPanel) -> None:
    assert not panel.strips["sound"].solo_button.isEnabled()


def test_with_headphones_one_input_can_be_heard_alone(mixed: Desk, panel: MixerPanel) -> None:
    mixed.says(CatalogueListed(mixed.studio.catalogue))
    assert not panel.headphones.isVisible()
    mixed.says(CatalogueListed(mixed.studio.catalogue, headphones=(Device("hw:1", "Headset"),)))

    panel.headphones.activated.emit(_chosen(panel, "hw:1"))
    panel.strips["sound"].solo_button.click()

    assert mixed.studio.programme().headphones == "hw:1"
    assert sound_of(mixed, "sound").is_solo


def test_headphones_that_were_unplugged_stay_chosen(mixed: Desk, panel: MixerPanel) -> None:
    mixed.studio.change_programme(replace(PROGRAMME, headphones="hw:1"))

    assert panel.headphones.currentText() == "hw:1 (not connected)"
    assert panel.headphones.isVisible()


def test_levels_move_the_meters(mixed: Desk, panel: MixerPanel) -> None:
    mixed.says(Levelled((levels("picture"), levels("sound", is_heard=False), levels(MASTER))))

    assert [bar.level_db for bar in panel.strips["picture"].meter.bars] == list(LOUD)
    assert [bar.level_db for bar in panel.strips[MASTER].meter.bars] == list(LOUD)


def test_a_clip_is_shown_until_it_is_dismissed(mixed: Desk, panel: MixerPanel) -> None:
    meter = panel.strips["sound"].meter
    mixed.says(Levelled((levels("sound", is_clipped=True),)))
    mixed.says(Levelled((levels("sound"),)))
    assert meter.is_clipped

    QTest.mouseClick(meter, Qt.MouseButton.LeftButton)
    mixed.says(Levelled((levels("sound"),)))

    assert not meter.is_clipped


def test_an_input_that_goes_takes_its_row_along(mixed: Desk, panel: MixerPanel) -> None:
    mixed.studio.change_programme(single_scene(Canvas(), SourceSpec("screen")))
    assert list(panel.strips) == []

    mixed.studio.change_programme(Programme())
    assert list(panel.strips) == ["picture", MASTER]


def choose(panel: MixerPanel, input_id: str, name: str) -> None:
    action = panel.menu_for(input_id).findChild(QAction, f"mixer.menu.{name}")
    assert action is not None
    action.trigger()


def test_everything_else_is_set_in_a_dialog(mixed: Desk, panel: MixerPanel, stage: QWidget) -> None:
    choose(panel, "sound", "settings")
    dialog = stage.findChild(SoundDialog, "sound")
    assert dialog is not None

    dialog.offset.setValue(120)

    assert sound_of(mixed, "sound").sync_offset_ms == 120


def test_the_options_of_a_sound_are_shown_where_those_of_layers_are(
    qtbot: QtBot, mixed: Desk, panel: MixerPanel
) -> None:
    with qtbot.waitSignal(mixed.studio.editor.options_asked):
        choose(panel, "sound", "options")


def test_a_sound_is_removed_here_and_comes_back_with_undo(mixed: Desk, panel: MixerPanel) -> None:
    choose(panel, "sound", "remove")
    assert list(panel.strips) == ["picture", MASTER]

    mixed.studio.editor.undo()
    assert list(panel.strips) == ["picture", "sound", MASTER]


def test_what_has_a_picture_is_removed_with_its_layer(panel: MixerPanel) -> None:
    assert panel.menu_for("picture").findChild(QAction, "mixer.menu.remove") is None
