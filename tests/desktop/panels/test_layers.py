from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget

from desktop.editing.history import Edit
from desktop.panels.layers import LayersPanel
from desktop.widgets.layerlist import LayerRow
from desktop.widgets.statuslamp import Lamp
from encoder.errors import ErrorCode, Problem
from encoder.messages import SourceChanged, SourceState
from encoder.scenes import Input, Layer, Programme, Scene
from encoder.settings import SourceSpec
from tests.fakes.desk import Desk

LEFT = Qt.MouseButton.LeftButton
NO_KEYS = Qt.KeyboardModifier.NoModifier
TWO = Programme(
    inputs=(Input("screen", SourceSpec("screen")), Input("face", SourceSpec("pattern"), "Face")),
    scenes=(Scene("scene-1", layers=(Layer("low", "screen"), Layer("high", "face"))),),
)


@pytest.fixture
def menus() -> list[QMenu]:
    """The menus that would have opened."""
    return []


@pytest.fixture
def panel(desk: Desk, stage: QWidget, menus: list[QMenu]) -> LayersPanel:
    made = LayersPanel(desk.studio, stage, pop_up=lambda menu, place: menus.append(menu))
    made.resize(288, 500)
    made.show()
    desk.hears(desk.engine.attaches)
    desk.studio.change_programme(TWO)
    return made


def rows(panel: LayersPanel) -> list[LayerRow]:
    return [row for row in panel.list.rows if isinstance(row, LayerRow)]


def click(panel: LayersPanel, place: QPoint) -> None:
    QTest.mouseClick(panel.list.viewport(), LEFT, NO_KEYS, place)


def middle(panel: LayersPanel, at: int) -> QPoint:
    return panel.list.visualItemRect(panel.list.item(at)).center() - QPoint(60, 0)


def test_until_the_engine_lists_what_there_is_nothing_can_be_added(
    desk: Desk, stage: QWidget
) -> None:
    made = LayersPanel(desk.studio, stage)
    assert not made.add_button.isEnabled()

    desk.hears(desk.engine.attaches)

    assert made.add_button.isEnabled()


def test_the_topmost_layer_comes_first(panel: LayersPanel) -> None:
    assert [row.title for row in rows(panel)] == ["Face", "Screen"]


def test_one_layer_alone_is_one_line_until_it_is_selected(desk: Desk, panel: LayersPanel) -> None:
    assert not panel.options.isVisible()
    assert not panel.tool("remove").isVisible()

    click(panel, middle(panel, 1))

    assert desk.studio.editor.layer == TWO.scene.layers[0]
    assert panel.options.isVisible()
    assert panel.tool("remove").isVisible()


def test_eye_and_lock_are_pressed_in_the_row(desk: Desk, panel: LayersPanel) -> None:
    click(panel, panel.list.eye_area(0).center())
    click(panel, panel.list.lock_area(1).center())

    low, high = desk.studio.programme().scene.layers
    assert not high.is_visible
    assert low.is_locked
    assert [row.words for row in rows(panel)] == ["Face, hidden", "Screen, locked"]


@pytest.mark.parametrize(
    ("tool", "count", "edit"),
    [
        ("raise", 2, Edit.REORDER_LAYERS),
        ("duplicate", 3, Edit.DUPLICATE_LAYER),
        ("remove", 1, Edit.REMOVE_LAYER),
    ],
)
def test_the_buttons_act_on_the_selected_layer(
    desk: Desk, panel: LayersPanel, tool: str, count: int, edit: Edit
) -> None:
    click(panel, middle(panel, 1))

    QTest.mouseClick(panel.tool(tool), LEFT)

    assert len(desk.studio.programme().scene.layers) == count
    assert desk.studio.editor.next_undo is edit


def test_dragging_a_row_changes_the_order(desk: Desk, panel: LayersPanel) -> None:
    panel.list.moved.emit("low", 0)

    assert [row.title for row in rows(panel)] == ["Screen", "Face"]
    assert [layer.id for layer in desk.studio.programme().scene.layers] == ["high", "low"]


def test_a_row_is_renamed_and_removed_by_keyboard(desk: Desk, panel: LayersPanel) -> None:
    panel.list.renamed.emit("low", "Desk")
    assert [row.title for row in rows(panel)] == ["Face", "Desk"]

    click(panel, middle(panel, 1))
    panel.list.setFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)

    assert [row.title for row in rows(panel)] == ["Face"]


def test_a_failed_source_has_a_lamp_and_its_reason(desk: Desk, panel: LayersPanel) -> None:
    problem = Problem(ErrorCode.DISPLAY_UNREACHABLE, {"display": ":0"})

    desk.says(
        SourceChanged("screen", "screen", SourceState.FAILED, problem),
        SourceChanged("face", "pattern", SourceState.RUNNING),
    )

    face, screen = rows(panel)
    assert (face.lamp, screen.lamp) == (Lamp.OK, Lamp.BAD)
    assert screen.words == "Screen, not available"
    assert screen.hint.startswith("The screen :0 can't be captured.")


def test_an_empty_scene_says_what_to_do(desk: Desk, panel: LayersPanel) -> None:
    desk.studio.change_programme(Programme(inputs=(), scenes=(Scene("scene-1"),)))

    assert not panel.list.isVisible()
    note = panel.findChild(QWidget, "layers.empty")
    assert note is not None
    assert note.isVisible()


@pytest.mark.parametrize(
    "ask",
    [
        lambda panel: QTest.mouseClick(panel.tool("more"), LEFT),
        lambda panel: panel.list.customContextMenuRequested.emit(QPoint(20, 10)),
    ],
    ids=["button", "context"],
)
def test_the_menu_of_the_layer_opens(
    panel: LayersPanel, menus: list[QMenu], ask: Callable[[LayersPanel], None]
) -> None:
    click(panel, middle(panel, 0))

    ask(panel)

    assert [menu.objectName() for menu in menus] == ["layers.menu"]
