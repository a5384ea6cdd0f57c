import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.editing.history import Edit
from desktop.editing.inputs import add_input
from desktop.editing.layers import Arrangement
from desktop.panels.layercommands import LayerCommands
from desktop.panels.layeroptions import LayerOptions
from desktop.widgets.boxfields import BoxField
from desktop.widgets.cropfields import CropSide
from encoder.errors import ErrorCode, Problem
from encoder.messages import SourceChanged, SourceState
from encoder.scenes import PICTURE_ID
from encoder.settings import SourceSpec
from tests.fakes.desk import Desk


@pytest.fixture
def options(desk: Desk, stage: QWidget) -> LayerOptions:
    made = LayerOptions(desk.studio, stage)
    made.resize(260, 400)
    made.show()
    desk.hears(desk.engine.attaches)
    desk.studio.editor.selection_changed.connect(made.show_selected)
    desk.studio.programme_changed.connect(made.show_selected)
    desk.studio.broadcast.situation_changed.connect(made.show_selected)
    desk.studio.editor.select("layer-1")
    return made


def test_the_form_of_the_source_is_folded_away(options: LayerOptions) -> None:
    assert options.details.button.text() == "Options: Screen"
    assert not options.source.isVisible()

    QTest.mouseClick(options.details.button, Qt.MouseButton.LeftButton)

    assert options.source.isVisible()
    assert options.source.box.currentData() == "screen"


def test_another_source_keeps_the_layer_and_can_be_undone(
    desk: Desk, options: LayerOptions
) -> None:
    before = desk.studio.programme()

    options.source.chosen.emit(SourceSpec("pattern"))
    options.source.chosen.emit(SourceSpec("pattern", {"motion": "busy"}))

    assert desk.studio.programme().inputs[0].source == SourceSpec("pattern", {"motion": "busy"})
    desk.studio.editor.undo()
    assert desk.studio.programme() == before


def test_opacity_is_one_step_from_press_to_release(
    desk: Desk, options: LayerOptions, qtbot: QtBot
) -> None:
    slider = options.opacity
    slider.setSliderDown(True)
    for percent in (80, 60, 40):
        slider.setValue(percent)
    assert desk.studio.programme().scene.layers[0].opacity == 0.4
    assert desk.studio.editor.next_undo is None

    slider.setSliderDown(False)  # as the mouse does

    assert desk.studio.editor.next_undo == Edit.CHANGE_OPACITY
    desk.studio.editor.undo()
    assert desk.studio.programme().scene.layers[0].opacity == 1.0
    assert slider.value() == 100


def test_opacity_by_keyboard(desk: Desk, options: LayerOptions) -> None:
    options.details.open()
    options.opacity.setFocus()

    QTest.keyClick(options.opacity, Qt.Key.Key_Left)

    assert desk.studio.programme().scene.layers[0].opacity == 0.99


def test_place_and_size_can_be_typed(desk: Desk, options: LayerOptions) -> None:
    for field, value in ((BoxField.WIDTH, 640), (BoxField.X, 100), (BoxField.Y, 50)):
        options.fields.box(field).setValue(value)

    shown = [options.fields.box(field).value() for field in BoxField]
    assert shown == [100, 50, 640, 360]
    layer = desk.studio.programme().scene.layers[0]
    assert (layer.width, layer.height) == (0.5, 0.5)


def test_what_can_not_be_had_is_not_shown(desk: Desk, options: LayerOptions) -> None:
    options.fields.box(BoxField.X).setValue(9_000)

    assert options.fields.box(BoxField.X).value() == 1280 - 16


def test_a_stretched_layer_takes_any_shape(desk: Desk, options: LayerOptions) -> None:
    LayerCommands(desk.studio).arrange(Arrangement.STRETCH)

    options.fields.box(BoxField.HEIGHT).setValue(200)

    assert options.fields.box(BoxField.WIDTH).value() == 1280
    assert options.fields.box(BoxField.HEIGHT).value() == 200


def test_a_locked_layer_can_not_be_placed_by_number(desk: Desk, options: LayerOptions) -> None:
    LayerCommands(desk.studio).toggle_locked("layer-1")

    assert not options.fields.isEnabled()


def test_a_source_that_fails_says_why_and_what_to_do(desk: Desk, options: LayerOptions) -> None:
    problem = Problem(ErrorCode.DISPLAY_UNREACHABLE, {"display": ":0"})

    desk.says(SourceChanged(PICTURE_ID, "screen", SourceState.FAILED, problem))

    trouble = options.findChild(QLabel, "layers.problem")
    assert trouble is not None
    assert trouble.isVisible()
    assert trouble.text() == "The screen :0 can't be captured."


def test_a_sound_has_its_options_too_and_can_be_removed(desk: Desk, options: LayerOptions) -> None:
    after, input_id = add_input(desk.studio.programme(), SourceSpec("tone"))
    desk.studio.editor.do(Edit.ADD_INPUT, after)

    desk.studio.editor.select_input(input_id)

    assert options.details.is_open
    assert not options.opacity.isVisible()
    kinds = [options.source.box.itemData(at) for at in range(options.source.box.count())]
    assert kinds == ["tone"]
    QTest.mouseClick(options.remove_button, Qt.MouseButton.LeftButton)
    assert len(desk.studio.programme().inputs) == 1
    assert desk.studio.editor.input is None


def test_asked_for_options_take_what_is_typed_next(
    desk: Desk, options: LayerOptions, qtbot: QtBot
) -> None:
    form = options.source.form
    assert form is not None
    options.window().activateWindow()

    desk.studio.editor.options_asked.emit()

    first = next(iter(form.values()))
    assert options.details.is_open
    assert options.window().focusWidget() is form.editor(first)


def test_what_is_cut_off_can_be_typed(desk: Desk, options: LayerOptions) -> None:
    options.crop.box(CropSide.RIGHT).setValue(20)

    layer = desk.studio.programme().scene.layers[0]
    assert layer.crop.right == pytest.approx(0.2)
    assert options.crop.box(CropSide.RIGHT).value() == 20
    desk.studio.editor.undo()
    assert options.crop.box(CropSide.RIGHT).value() == 0
