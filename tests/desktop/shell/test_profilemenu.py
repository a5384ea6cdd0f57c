import pytest
from msgspec.structs import replace
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog, QMenu, QMessageBox, QPushButton, QWidget

from desktop.shell.profilemenu import ProfileMenu
from desktop.store.profiles import names, with_new
from encoder.settings import Canvas
from tests.fakes.desk import Desk


@pytest.fixture
def menu(desk: Desk, stage: QWidget) -> QMenu:
    made = QMenu(stage)
    ProfileMenu(desk.studio, made, stage)
    return made


def action(menu: QMenu, name: str) -> QAction:
    menu.aboutToShow.emit()
    found = menu.findChild(QAction, f"profiles.{name}")
    assert found is not None
    return found


def type_name(stage: QWidget, name: str) -> None:
    dialog = stage.findChild(QInputDialog, "profiles.name")
    assert dialog is not None
    dialog.setTextValue(name)
    dialog.accept()


def test_a_new_profile_is_named_and_used(desk: Desk, menu: QMenu, stage: QWidget) -> None:
    action(menu, "new").trigger()
    type_name(stage, "Game night")

    assert desk.keeper.settings.profile == "Game night"
    assert len(names(desk.keeper.settings)) == 2


def test_without_a_name_there_is_no_new_profile(desk: Desk, menu: QMenu, stage: QWidget) -> None:
    action(menu, "new").trigger()
    type_name(stage, "  ")

    assert len(names(desk.keeper.settings)) == 1


def test_changing_the_profile_brings_its_choices_back(desk: Desk, menu: QMenu) -> None:
    first = replace(desk.keeper.settings, profile="A", canvas=Canvas(640, 360, 30))
    desk.keeper.change(replace(with_new(first, "B"), canvas=Canvas(1920, 1080, 60)))

    action(menu, "use.0").trigger()

    assert desk.keeper.settings.profile == "A"
    assert desk.keeper.settings.canvas == Canvas(640, 360, 30)
    assert action(menu, "use.0").isChecked()


def test_the_key_of_one_profile_never_goes_to_the_address_of_another(
    desk: Desk, menu: QMenu
) -> None:
    first = replace(desk.keeper.settings, profile="A")
    desk.keeper.change(with_new(first, "B"))
    desk.studio.destinations.enter_address("main", "rtmps://b.example.com/app?secret")
    desk.studio.destinations.keys.of("main").enter("sk_of_b")

    action(menu, "use.0").trigger()

    assert not desk.studio.destinations.keys.of("main").key
    assert desk.studio.destinations.address("main") == ""


def test_a_profile_is_removed_only_after_a_question(
    desk: Desk, menu: QMenu, stage: QWidget
) -> None:
    desk.keeper.change(with_new(replace(desk.keeper.settings, profile="A"), "B"))
    action(menu, "remove").trigger()
    box = stage.findChild(QMessageBox, "profiles.confirm")
    assert box is not None
    assert len(names(desk.keeper.settings)) == 2

    remove = box.findChild(QPushButton, "profiles.confirm.remove")
    assert remove is not None
    remove.click()

    assert names(desk.keeper.settings) == ("A",)


def test_the_last_profile_can_not_be_removed(desk: Desk, menu: QMenu) -> None:
    assert not action(menu, "remove").isEnabled()


def test_on_air_the_profile_stays(desk: Desk, menu: QMenu) -> None:
    desk.keeper.change(with_new(desk.keeper.settings, "B"))
    desk.is_live()

    for name in ("use.0", "use.1", "new", "remove"):
        assert not action(menu, name).isEnabled()
    assert action(menu, "rename").isEnabled()
