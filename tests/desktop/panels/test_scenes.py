import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget

from desktop.editing.history import Edit
from desktop.panels.scenes import ScenesPanel
from desktop.widgets.scenechips import SceneRow
from encoder.messages import SetProgramme
from encoder.scenes import Input, Layer, Programme, Scene, Transition
from encoder.settings import SourceSpec
from tests.fakes.desk import Desk

LEFT = Qt.MouseButton.LeftButton
TWO = Programme(
    inputs=(Input("screen", SourceSpec("screen")),),
    scenes=(Scene("talk", "Talk", (Layer("layer-1", "screen"),)), Scene("break", "Break")),
    scene_id="talk",
)


@pytest.fixture
def menus() -> list[QMenu]:
    """The menus that would have opened."""
    return []


@pytest.fixture
def panel(desk: Desk, stage: QWidget, menus: list[QMenu]) -> ScenesPanel:
    made = ScenesPanel(desk.studio, stage, pop_up=lambda menu, place: menus.append(menu))
    made.resize(600, 40)
    made.show()
    desk.hears(desk.engine.attaches)
    desk.studio.change_programme(TWO)
    return made


def rows(panel: ScenesPanel) -> list[tuple[str, bool]]:
    return [(row.title, row.is_shown) for row in panel.chips.rows if isinstance(row, SceneRow)]


def choose(menu: QMenu, name: str) -> None:
    next(a for a in menu.actions() if a.objectName() == f"scenes.menu.{name}").trigger()


def test_a_click_goes_to_a_scene(desk: Desk, panel: ScenesPanel) -> None:
    place = panel.chips.visualItemRect(panel.chips.item(1)).center()

    QTest.mouseClick(panel.chips.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place)

    assert rows(panel) == [("Talk", False), ("Break", True)]
    assert desk.sent(SetProgramme)[-1].programme.scene_id == "break"
    assert desk.studio.editor.next_undo is None


def test_arrow_and_enter_go_to_a_scene(desk: Desk, panel: ScenesPanel) -> None:
    panel.chips.setFocus()

    QTest.keyClick(panel.chips, Qt.Key.Key_Right)
    assert desk.studio.programme().scene_id == "talk"
    QTest.keyClick(panel.chips, Qt.Key.Key_Return)

    assert desk.studio.programme().scene_id == "break"


def test_scenes_are_gone_to_by_number(desk: Desk, panel: ScenesPanel) -> None:
    panel.go_to(2)
    assert desk.studio.programme().scene_id == "break"

    panel.go_to(7)
    assert desk.studio.programme().scene_id == "break"
    assert [row.hint for row in panel.chips.rows] == [
        "Go to Talk (Ctrl+1)",
        "Go to Break (Ctrl+2)",
    ]


def test_a_new_scene_is_shown_at_once_off_air(desk: Desk, panel: ScenesPanel) -> None:
    QTest.mouseClick(panel.add_button, LEFT)

    assert rows(panel) == [("Talk", False), ("Break", False), ("Scene 3", True)]
    desk.studio.editor.undo()
    assert rows(panel) == [("Talk", True), ("Break", False)]


def test_on_air_viewers_never_see_a_scene_because_it_is_new(desk: Desk, panel: ScenesPanel) -> None:
    desk.is_live()

    QTest.mouseClick(panel.add_button, LEFT)

    assert rows(panel) == [("Talk", True), ("Break", False), ("Scene 3", False)]


def test_the_menu_of_a_scene(desk: Desk, panel: ScenesPanel, menus: list[QMenu]) -> None:
    QTest.mouseClick(panel.more_button, LEFT)
    choose(menus[-1], "duplicate")
    assert rows(panel) == [("Talk", False), ("Scene 3", True), ("Break", False)]

    panel.chips.customContextMenuRequested.emit(
        panel.chips.visualItemRect(panel.chips.item(0)).center()
    )
    choose(menus[-1], "later")
    assert [title for title, _ in rows(panel)] == ["Scene 3", "Talk", "Break"]

    choose(menus[-1], "remove")
    assert [title for title, _ in rows(panel)] == ["Scene 3", "Break"]


def test_the_last_scene_can_not_be_removed(panel: ScenesPanel, desk: Desk) -> None:
    desk.studio.change_programme(Programme())
    menu = panel.menu_for(desk.studio.programme().scene)

    enabled = {a.objectName() for a in menu.actions() if a.isEnabled()}

    assert enabled == {"scenes.menu.rename", "scenes.menu.duplicate"}


def test_a_scene_is_renamed_dragged_and_deleted(desk: Desk, panel: ScenesPanel) -> None:
    panel.chips.renamed.emit("talk", "Welcome")
    panel.chips.moved.emit("talk", 1)
    assert rows(panel) == [("Break", False), ("Welcome", True)]

    panel.chips.setFocus()
    panel.chips.removal_asked.emit("talk")

    assert rows(panel) == [("Break", True)]
    assert desk.studio.editor.next_undo is Edit.REMOVE_SCENE


def test_the_way_between_scenes_is_chosen(desk: Desk, panel: ScenesPanel) -> None:
    box = panel.transition
    assert [box.itemText(at) for at in range(3)] == ["Cut", "Fade 0.2 s", "Fade 0.3 s"]

    box.setCurrentIndex(2)
    box.activated.emit(2)

    assert desk.studio.programme().transition == Transition("fade", 300)


def test_a_fade_of_another_length_is_shown_too(desk: Desk, panel: ScenesPanel) -> None:
    fade = Transition("fade", 1700)

    desk.studio.change_programme(Programme(transition=fade))

    assert panel.transition.currentText() == "Fade 1.7 s"


def test_a_press_beside_the_scenes_opens_the_menu_of_the_present_one(
    panel: ScenesPanel, menus: list[QMenu]
) -> None:
    panel.chips.customContextMenuRequested.emit(QPoint(550, 10))

    choose(menus[-1], "remove")

    assert rows(panel) == [("Break", True)]
