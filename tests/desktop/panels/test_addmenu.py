import msgspec
import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.editing.history import Edit
from desktop.panels.addmenu import AddMenu, file_option
from desktop.widgets.filefield import FileKind
from encoder.errors import ErrorCode, Problem
from encoder.messages import Device, SourceKindInfo
from tests.fakes.desk import Desk
from tests.fakes.engine import CATALOGUE, PATTERN, SCREEN

IMAGE = SourceKindInfo(
    "image", "Image", True, False,
    {"properties": {"path": {"title": "File", "type": "string", "x-file": "image"}}},
)  # fmt: skip
NO_CAMERA = SourceKindInfo(
    "camera", "Camera", True, False, {}, problem=Problem(ErrorCode.DEVICE_MISSING, {"device": "0"})
)


@pytest.fixture
def menu(desk: Desk, stage: QWidget) -> AddMenu:
    desk.hears(lambda: desk.engine.attaches(catalogue=(*CATALOGUE, IMAGE, NO_CAMERA)))
    made = AddMenu(desk.studio, stage)
    made.fill()
    return made


def action(menu: AddMenu, name: str) -> QAction:
    found = menu.findChild(QAction, name)
    assert found is not None
    return found


def test_pictures_come_first_and_sounds_last(menu: AddMenu) -> None:
    names = [each.objectName() for each in menu.actions() if each.objectName()]

    assert names == [
        f"layers.add.{kind}" for kind in ("screen", "pattern", "image", "camera", "tone")
    ]


def test_a_picture_is_added_on_top_and_selected(desk: Desk, menu: AddMenu) -> None:
    action(menu, "layers.add.pattern").trigger()

    layers = desk.studio.programme().scene.layers
    assert len(layers) == 2
    assert desk.studio.editor.layer == layers[1]
    assert desk.studio.programme().inputs[1].source.kind == "pattern"
    assert desk.studio.editor.next_undo is Edit.ADD_LAYER


@pytest.mark.parametrize(
    "info",
    [
        SourceKindInfo("text", "Text", True, False, {}),
        SourceKindInfo("camera", "Camera", True, False, {}, (Device("0", "A"), Device("1", "B"))),
    ],
    ids=["text", "two cameras"],
)
def test_what_has_to_be_chosen_first_shows_its_options(
    desk: Desk, stage: QWidget, qtbot: QtBot, info: SourceKindInfo
) -> None:
    desk.hears(lambda: desk.engine.attaches(catalogue=(info,)))
    menu = AddMenu(desk.studio, stage)
    menu.fill()

    with qtbot.waitSignal(desk.studio.editor.options_asked):
        action(menu, f"layers.add.{info.kind}").trigger()


def test_a_second_one_of_a_kind_gets_a_number(desk: Desk, menu: AddMenu) -> None:
    for _ in range(3):
        action(menu, "layers.add.pattern").trigger()

    names = [each.name for each in desk.studio.programme().inputs[1:]]
    assert names == ["", "Test pattern 2", "Test pattern 3"]


def test_a_sound_is_added_without_a_layer_and_its_options_are_shown(
    desk: Desk, menu: AddMenu
) -> None:
    action(menu, "layers.add.tone").trigger()

    assert len(desk.studio.programme().scene.layers) == 1
    assert desk.studio.editor.input == desk.studio.programme().inputs[1]


def test_an_input_can_be_shown_once_more(desk: Desk, menu: AddMenu) -> None:
    action(menu, "layers.add.existing.picture").trigger()

    programme = desk.studio.programme()
    assert [layer.input for layer in programme.scene.layers] == ["picture", "picture"]
    assert len(programme.inputs) == 1


def test_what_does_not_work_here_says_why(menu: AddMenu) -> None:
    camera = action(menu, "layers.add.camera")

    assert not camera.isEnabled()
    assert camera.text() == "Camera (not available)"
    assert camera.toolTip()


def test_an_image_is_added_once_its_file_is_chosen(
    desk: Desk, menu: AddMenu, stage: QWidget
) -> None:
    action(menu, "layers.add.image").trigger()
    dialog = stage.findChild(QFileDialog)
    assert dialog is not None
    assert len(desk.studio.programme().inputs) == 1

    dialog.fileSelected.emit("/pictures/logo.png")
    dialog.reject()

    added = desk.studio.programme().inputs[1].source
    assert (added.kind, added.options) == ("image", {"path": "/pictures/logo.png"})


def test_only_kinds_with_a_file_ask_for_one() -> None:
    assert file_option(IMAGE) == ("path", FileKind.IMAGE)
    assert file_option(SCREEN) == ("", FileKind.MEDIA)
    odd = {"properties": {"path": {"x-file": "unheard-of"}}}
    assert file_option(msgspec.structs.replace(PATTERN, schema=odd)) == ("path", FileKind.MEDIA)
