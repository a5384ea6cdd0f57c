"""Turns what mouse and keyboard want of the picture into edits of the scene."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from desktop.bridges.studio import Studio
from desktop.editing.dragging import Drag, Keys
from desktop.editing.geometry import box_of, moved, placed
from desktop.editing.handles import Handle
from desktop.editing.history import Edit
from desktop.editing.layers import change_layer
from desktop.editing.picking import layers_at, picked
from desktop.editing.snapping import Guide, Snapper
from desktop.panels.inputwords import input_title
from desktop.panels.layercommands import LayerCommands
from desktop.panels.layermenu import LayerMenu
from desktop.widgets.layerframe import Grip, GuideLine, LayerFrame, Pull
from desktop.widgets.layeroverlay import LayerOverlay
from encoder.scenes import Layer

PopUp = Callable[[QMenu, QPoint], object]
"""Opens a menu at a place of the screen without waiting for its end."""
SNAP_PX = 10
"""How near to a line an edge has to be, on the screen, to be pulled to it."""


class PreviewEditing(QObject):
    """Keeps an overlay and the scene editor of one studio together."""

    def __init__(self, studio: Studio, overlay: LayerOverlay, pop_up: PopUp = QMenu.popup) -> None:
        super().__init__(overlay)
        self._pop_up = pop_up
        self._studio = studio
        self._editor = studio.editor
        self._commands = LayerCommands(studio)
        self._overlay = overlay
        self._drag: Drag | None = None
        self._edit: Edit | None = None
        self._is_nudging = False
        overlay.pressed.connect(self._on_pressed)
        overlay.pulled.connect(self._on_pulled)
        overlay.released.connect(self._on_released)
        overlay.cancelled.connect(self._on_cancelled)
        overlay.nudged.connect(self._on_nudged)
        overlay.nudge_ended.connect(self._on_nudge_ended)
        overlay.chosen.connect(self._editor.select)
        overlay.opened.connect(self._editor.options_asked)
        overlay.menu_asked.connect(self._on_menu)
        studio.programme_changed.connect(self.show)
        studio.catalogue_changed.connect(self.show)
        studio.broadcast.picture_sized.connect(self.show)
        self._editor.selection_changed.connect(self.show)
        self.show()

    def show(self) -> None:
        """Show the frames of the scene as it is now."""
        programme, selected = self._editor.programme, self._editor.layer
        frames = tuple(
            LayerFrame(layer.id, seen.x, seen.y, seen.width, seen.height, is_locked=layer.is_locked)
            for layer in programme.scene.layers
            if layer.is_visible or layer == selected
            for seen in (self._commands.seen(layer),)
        )
        self._overlay.show_canvas(programme.canvas.width, programme.canvas.height)
        self._overlay.show_frames(frames, None if selected is None else selected.id)
        self._describe(selected)

    def _describe(self, layer: Layer | None) -> None:
        source = self._editor.input
        if layer is None or source is None:
            self._overlay.setAccessibleName(self.tr("Scene: no layer selected"))
            return
        canvas, seen = self._editor.programme.canvas, self._commands.seen(layer)
        text = self.tr("Layer {name}: {width} × {height} px at {x}, {y}").format(
            name=input_title(self._studio, source),
            width=round(seen.width * canvas.width),
            height=round(seen.height * canvas.height),
            x=round(seen.x * canvas.width),
            y=round(seen.y * canvas.height),
        )
        self._overlay.setAccessibleName(text)

    def _on_pressed(self, x: float, y: float, cycles: bool) -> None:
        programme, selected = self._editor.programme, self._editor.layer
        sizes = {
            each.id: size
            for each in programme.inputs
            if (size := self._commands.size_of(each.id)) is not None
        }
        found = layers_at(programme, x, y, sizes)
        present = None if selected is None else selected.id
        self._editor.select(picked(found, present, cycles=cycles))

    def _on_pulled(self, pull: Pull) -> None:
        layer = self._editor.layer
        if layer is None:
            return
        handle = None if pull.grip is Grip.BODY else Handle(pull.grip.value)
        if self._drag is None:
            self._drag = self._begin(layer, handle)
        self._edit = _edit_of(handle, pull.crops)
        keys = Keys(pull.is_free, pull.crops, pull.snaps)
        after, guides = self._drag.to(pull.dx, pull.dy, keys)
        self._overlay.show_guides(tuple(_line(guide) for guide in guides))
        programme = change_layer(self._editor.programme, after)
        self._editor.do(self._edit, programme, is_settled=False)

    def _begin(self, layer: Layer, handle: Handle | None) -> Drag:
        programme = self._editor.programme
        area = self._overlay.canvas_area
        others = [
            self._commands.seen(each)
            for each in programme.scene.layers
            if each.id != layer.id and each.is_visible
        ]
        snapper = Snapper(others, SNAP_PX / area.width(), SNAP_PX / area.height())
        size = self._commands.size_of(layer.input)
        return Drag(layer, handle, size, programme.canvas, snapper)

    def _on_released(self) -> None:
        if self._drag is not None and self._edit is not None:
            self._editor.do(self._edit, self._editor.programme)
        self._drag = None

    def _on_cancelled(self) -> None:
        self._drag = None
        self._editor.cancel()

    def _on_nudged(self, dx_px: int, dy_px: int) -> None:
        layer, canvas = self._editor.layer, self._editor.programme.canvas
        if layer is None:
            return
        box = moved(box_of(layer), dx_px / canvas.width, dy_px / canvas.height, canvas)
        after = change_layer(self._editor.programme, placed(layer, box))
        self._is_nudging = True
        self._editor.do(Edit.MOVE_LAYER, after, is_settled=False)

    def _on_nudge_ended(self) -> None:
        if self._is_nudging:
            self._is_nudging = False
            self._editor.do(Edit.MOVE_LAYER, self._editor.programme)

    def _on_menu(self, place: QPoint) -> None:
        layer = self._editor.layer
        if layer is not None:
            menu = LayerMenu(self._commands, layer, parent=self._overlay)
            menu.aboutToHide.connect(menu.deleteLater)
            self._pop_up(menu, place)


def _edit_of(handle: Handle | None, crops: bool) -> Edit:
    if handle is None:
        return Edit.MOVE_LAYER
    return Edit.CROP_LAYER if crops else Edit.RESIZE_LAYER


def _line(guide: Guide) -> GuideLine:
    return GuideLine(guide.is_upright, guide.at)
