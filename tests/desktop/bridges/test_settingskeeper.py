import msgspec
import pytest
from pytestqt.qtbot import QtBot

from desktop.bridges.settingskeeper import SettingsKeeper
from desktop.store.settings import Finding, LoadedSettings, Settings, load_settings
from tests.fakes.desk import Desk

JAPANESE = Settings(language="ja")


def test_a_change_is_told_at_once_and_saved_soon(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.keeper.changed):
        desk.keeper.change(JAPANESE)

    assert desk.keeper.settings == JAPANESE
    qtbot.waitUntil(desk.settings_file.exists, timeout=3000)
    assert load_settings(desk.settings_file).settings == JAPANESE


def test_the_same_settings_again_are_no_change(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(desk.keeper.changed):
        desk.keeper.change(Settings())


def test_closing_saves_what_is_not_saved_yet(desk: Desk) -> None:
    desk.keeper.change(JAPANESE)

    desk.keeper.close()

    assert load_settings(desk.settings_file).settings == JAPANESE


def test_nothing_is_written_where_nothing_changed(desk: Desk) -> None:
    desk.keeper.close()

    assert not desk.settings_file.exists()


@pytest.mark.parametrize("finding", [Finding.FROM_THE_FUTURE, Finding.NOT_KEPT])
def test_settings_that_must_not_be_overwritten_are_not(desk: Desk, finding: Finding) -> None:
    keeper = SettingsKeeper(desk.settings_file, LoadedSettings(Settings(), finding), desk.tasks)

    keeper.change(JAPANESE)
    keeper.close()

    assert not desk.settings_file.exists()


def test_a_disk_that_refuses_is_told(desk: Desk, qtbot: QtBot) -> None:
    desk.settings_file.mkdir()

    with qtbot.waitSignal(desk.keeper.save_failed, timeout=3000) as told:
        desk.keeper.change(msgspec.structs.replace(Settings(), theme="light"))

    assert told.args
