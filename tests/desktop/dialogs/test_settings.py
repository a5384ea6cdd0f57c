from PySide6.QtWidgets import QComboBox, QWidget

from desktop.dialogs.settings import SettingsDialog
from tests.fakes.desk import Desk


def choose(box: QComboBox, value: str) -> None:
    index = box.findData(value)
    box.setCurrentIndex(index)
    box.activated.emit(index)


def test_what_holds_is_shown_and_a_choice_holds_at_once(desk: Desk, stage: QWidget) -> None:
    dialog = SettingsDialog(desk.studio, stage)
    dialog.open()
    assert dialog.language_box.currentData() == "system"
    assert dialog.theme_box.currentData() == "dark"

    choose(dialog.language_box, "ja")
    choose(dialog.theme_box, "light")

    assert desk.keeper.settings.language == "ja"
    assert desk.keeper.settings.theme == "light"


def test_how_recordings_are_made_is_there_too(desk: Desk, stage: QWidget) -> None:
    dialog = SettingsDialog(desk.studio, stage)
    dialog.open()

    dialog.recording.always_box.click()

    assert desk.keeper.settings.records_with_broadcast


def test_a_language_is_named_in_itself(desk: Desk, stage: QWidget) -> None:
    dialog = SettingsDialog(desk.studio, stage)

    names = [dialog.language_box.itemText(index) for index in range(3)]

    assert names == ["As the system", "English", "日本語"]
