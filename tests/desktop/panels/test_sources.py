from pytestqt.qtbot import QtBot

from desktop.panels.sources import SourcesPanel
from encoder.settings import SourceSpec
from tests.fakes.desk import Desk


def test_until_the_engine_lists_what_there_is_nothing_can_be_chosen(
    desk: Desk, qtbot: QtBot
) -> None:
    panel = SourcesPanel(desk.studio)
    qtbot.addWidget(panel)
    assert not panel.isEnabled()

    desk.hears(desk.engine.attaches)

    assert panel.isEnabled()
    assert panel.video.box.currentData() == "screen"
    assert panel.audio.box.currentData() == ""


def test_sound_is_chosen_among_what_has_no_picture(desk: Desk, qtbot: QtBot) -> None:
    panel = SourcesPanel(desk.studio)
    qtbot.addWidget(panel)
    desk.hears(desk.engine.attaches)

    offered = {panel.audio.box.itemData(i) for i in range(panel.audio.box.count())}

    assert offered == {"", "tone"}


def test_what_is_chosen_goes_to_the_settings(desk: Desk, qtbot: QtBot) -> None:
    panel = SourcesPanel(desk.studio)
    qtbot.addWidget(panel)
    desk.hears(desk.engine.attaches)

    panel.video.chosen.emit(SourceSpec("pattern"))
    panel.audio.chosen.emit(SourceSpec("tone"))

    assert desk.keeper.settings.video == SourceSpec("pattern")
    assert desk.keeper.settings.audio == SourceSpec("tone")
    assert panel.video.box.currentData() == "pattern"
