import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from desktop.editing.history import Edit
from desktop.panels.previewediting import PreviewEditing
from desktop.widgets.layeroverlay import LayerOverlay
from encoder.messages import PictureSized, SetProgramme
from encoder.scenes import Input, Layer, Programme, Scene
from encoder.settings import SourceSpec
from tests.fakes.desk import Desk

NO_KEYS = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
TWO_LAYERS = Programme(
    inputs=(Input("screen", SourceSpec("screen")), Input("face", SourceSpec("pattern"), "Face")),
    scenes=(
        Scene(
            "scene-1",
            layers=(
                Layer("low", "screen"),
                Layer("high", "face", x=0.5, y=0.5, width=0.25, height=0.25),
            ),
        ),
    ),
)


@pytest.fixture
def overlay(desk: Desk, stage: QWidget) -> LayerOverlay:
    """An overlay on which one pixel is one of the canvas."""
    desk.hears(desk.engine.attaches)
    desk.studio.change_programme(TWO_LAYERS)
    made = LayerOverlay(stage)
    made.resize(1280, 720)
    made.show()
    PreviewEditing(desk.studio, made, pop_up=lambda menu, place: None)
    return made


def drag(
    overlay: LayerOverlay, start: QPoint, end: QPoint, keys: Qt.KeyboardModifier = NO_KEYS
) -> None:
    press(overlay, start, end, keys)
    QTest.mouseRelease(overlay, LEFT, keys, end)


def press(
    overlay: LayerOverlay, start: QPoint, end: QPoint, keys: Qt.KeyboardModifier = NO_KEYS
) -> None:
    QTest.mousePress(overlay, LEFT, keys, start)
    for stop in (QPointF(start + end) / 2, QPointF(end)):
        move = QMouseEvent(
            QEvent.Type.MouseMove, stop, overlay.mapToGlobal(stop),
            Qt.MouseButton.NoButton, LEFT, keys,
        )  # fmt: skip
        QApplication.sendEvent(overlay, move)


def layer(desk: Desk, layer_id: str = "high") -> Layer:
    return next(each for each in desk.studio.programme().scene.layers if each.id == layer_id)


def in_pixels(each: Layer) -> tuple[int, int, int, int]:
    return (
        round(each.x * 1280), round(each.y * 720), round(each.width * 1280),
        round(each.height * 720),
    )  # fmt: skip


def test_a_layer_is_dragged_and_the_drag_is_one_step(desk: Desk, overlay: LayerOverlay) -> None:
    drag(overlay, QPoint(800, 450), QPoint(700, 420), CTRL)

    assert in_pixels(layer(desk)) == (540, 330, 320, 180)
    assert desk.studio.editor.next_undo is Edit.MOVE_LAYER
    desk.studio.editor.undo()
    assert desk.studio.programme() == TWO_LAYERS
    assert desk.studio.editor.next_undo is None


def test_the_engine_hears_of_a_drag_while_it_lasts_and_of_its_end(
    desk: Desk, overlay: LayerOverlay
) -> None:
    before = len(desk.sent(SetProgramme))
    press(overlay, QPoint(800, 450), QPoint(700, 420))
    assert len(desk.sent(SetProgramme)) > before
    assert desk.keeper.settings.programme == TWO_LAYERS

    QTest.mouseRelease(overlay, LEFT, NO_KEYS, QPoint(700, 420))

    assert desk.sent(SetProgramme)[-1].programme == desk.studio.programme()
    assert desk.keeper.settings.programme == desk.studio.programme()


def test_escape_takes_a_drag_back(desk: Desk, overlay: LayerOverlay) -> None:
    overlay.setFocus()
    press(overlay, QPoint(800, 450), QPoint(700, 420))

    QTest.keyClick(overlay, Qt.Key.Key_Escape)
    QTest.mouseRelease(overlay, LEFT, NO_KEYS, QPoint(700, 420))

    assert desk.studio.programme() == TWO_LAYERS
    assert desk.studio.editor.next_undo is None


def test_near_the_centre_a_layer_snaps_and_a_guide_is_drawn(
    desk: Desk, overlay: LayerOverlay
) -> None:
    press(overlay, QPoint(800, 450), QPoint(643, 450))  # its centre 3 px beside the canvas's

    assert in_pixels(layer(desk))[0] == 480
    assert any(guide.is_upright and guide.at == 0.5 for guide in overlay.guides)
    QTest.mouseRelease(overlay, LEFT, NO_KEYS, QPoint(643, 450))
    assert overlay.guides == ()


def test_a_corner_resizes_in_shape_shift_frees_it_and_alt_crops(
    desk: Desk, overlay: LayerOverlay
) -> None:
    desk.studio.editor.select("high")
    drag(overlay, QPoint(960, 540), QPoint(1120, 540), CTRL)
    assert in_pixels(layer(desk)) == (640, 360, 480, 270)
    assert desk.studio.editor.next_undo == Edit.RESIZE_LAYER

    drag(overlay, QPoint(1120, 630), QPoint(1120, 700), CTRL | SHIFT)
    assert in_pixels(layer(desk)) == (640, 360, 480, 340)
    assert layer(desk).fit == "stretch"

    drag(overlay, QPoint(640, 530), QPoint(760, 530), CTRL | ALT)
    assert in_pixels(layer(desk)) == (760, 360, 360, 340)
    assert layer(desk).crop.left == pytest.approx(0.25)
    assert str(desk.studio.editor.next_undo) == Edit.CROP_LAYER


def test_alt_click_goes_to_the_layer_below(desk: Desk, overlay: LayerOverlay) -> None:
    selected = []
    for keys in (NO_KEYS, ALT, ALT):
        QTest.mouseClick(overlay, LEFT, keys, QPoint(800, 450))
        assert desk.studio.editor.layer is not None
        selected.append(desk.studio.editor.layer.id)

    assert selected == ["high", "low", "high"]


def test_a_locked_layer_lets_the_mouse_through(desk: Desk, overlay: LayerOverlay) -> None:
    locked = replace(TWO_LAYERS.scene.layers[1], is_locked=True)
    scene = replace(TWO_LAYERS.scene, layers=(TWO_LAYERS.scene.layers[0], locked))
    desk.studio.change_programme(replace(TWO_LAYERS, scenes=(scene,)))

    QTest.mouseClick(overlay, LEFT, NO_KEYS, QPoint(800, 450))

    assert desk.studio.editor.layer == scene.layers[0]


def test_arrows_move_by_pixels_of_the_canvas_until_the_key_is_let_go(
    desk: Desk, overlay: LayerOverlay
) -> None:
    overlay.setFocus()
    desk.studio.editor.select("high")

    for _ in range(3):
        QTest.keyPress(overlay, Qt.Key.Key_Right)
    QTest.keyRelease(overlay, Qt.Key.Key_Right)
    QTest.keyClick(overlay, Qt.Key.Key_Up, SHIFT)

    assert in_pixels(layer(desk)) == (643, 350, 320, 180)
    desk.studio.editor.undo()
    assert in_pixels(layer(desk)) == (643, 360, 320, 180)
    desk.studio.editor.undo()
    assert desk.studio.programme() == TWO_LAYERS


def test_the_frame_is_around_the_picture_once_its_size_is_known(
    desk: Desk, overlay: LayerOverlay
) -> None:
    desk.studio.editor.select("high")

    desk.says(PictureSized("face", 400, 400))

    assert overlay.selected is not None
    assert overlay.selected.width * 1280 == pytest.approx(180)
    assert overlay.accessibleName() == "Layer Face: 180 × 180 px at 710, 360"


def test_the_menu_acts_on_the_layer(desk: Desk, overlay: LayerOverlay) -> None:
    desk.studio.editor.select("high")
    overlay.menu_asked.emit(QPoint(800, 450))
    menu = overlay.findChild(QMenu, "layers.menu")
    assert menu is not None

    next(each for each in menu.actions() if each.objectName() == "layers.menu.fit").trigger()

    assert in_pixels(layer(desk)) == (0, 0, 1280, 720)
