from PySide6.QtWidgets import QComboBox, QWidget

from desktop.dialogs.settings import SettingsDialog
from tests.fakes.desk import Desk


def choose(box: QComboBox, value: str) -> None:
    index = box.findData(value)
    box.setCurrentIndex(index)
    box.activated.emit(index)


def test_what_holds_is_shown_and_a_choice_holds_at_once(desk: Desk, stage: QWidget) -> None:
    dialog = SettingsDialog(desk.keeper, stage)
    dialog.open()
    assert dialog.language_box.currentData() == "system"
    assert dialog.theme_box.currentData() == "dark"

    choose(dialog.language_box, "ja")
    choose(dialog.theme_box, "light")

    assert desk.keeper.settings.language == "ja"
    assert desk.keeper.settings.theme == "light"


def test_a_language_is_named_in_itself(desk: Desk, stage: QWidget) -> None:
    dialog = SettingsDialog(desk.keeper, stage)

    names = [dialog.language_box.itemText(index) for index in range(3)]

    assert names == ["As the system", "English", "日本語"]
