from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from desktop.panels.layercommands import LayerCommands
from desktop.panels.layermenu import LayerMenu
from encoder.scenes import Layer
from tests.fakes.desk import Desk


def menu_for(desk: Desk, stage: QWidget, layer: Layer) -> LayerMenu:
    return LayerMenu(LayerCommands(desk.studio), layer, lambda: None, stage)


def test_every_entry_does_something(desk: Desk, stage: QWidget) -> None:
    desk.hears(desk.engine.attaches)
    start = desk.studio.programme()
    for name in ("duplicate", "fill", "stretch", "visible", "locked", "remove"):
        desk.studio.editor.select("layer-1")
        layer = desk.studio.editor.layer
        assert layer is not None
        menu = menu_for(desk, stage, layer)

        next(a for a in menu.actions() if a.objectName() == f"layers.menu.{name}").trigger()

        assert desk.studio.programme() != start
        desk.studio.editor.undo()
        assert desk.studio.programme() == start


def test_it_says_what_the_switches_would_do(desk: Desk, stage: QWidget) -> None:
    desk.hears(desk.engine.attaches)
    layer = desk.studio.programme().scene.layers[0]

    texts = [
        {action.text() for action in menu_for(desk, stage, each).actions()}
        for each in (layer, replace(layer, is_visible=False, is_locked=True))
    ]

    assert {"Hide", "Lock"} <= texts[0]
    assert {"Show", "Unlock"} <= texts[1]


def test_a_locked_layer_can_not_be_placed(desk: Desk, stage: QWidget) -> None:
    desk.hears(desk.engine.attaches)
    layer = replace(desk.studio.programme().scene.layers[0], is_locked=True)

    menu = menu_for(desk, stage, layer)

    disabled = {a.objectName() for a in menu.actions() if a.text() and not a.isEnabled()}
    assert disabled == {
        f"layers.menu.{name}" for name in ("fit", "fill", "stretch", "centre", "reset")
    }
