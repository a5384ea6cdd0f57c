"""What menus, buttons and keys do to the selected layer, each as one step that can be undone."""

from msgspec.structs import replace

from desktop.bridges.studio import Studio
from desktop.editing.geometry import (
    Box,
    PictureSize,
    box_of,
    hugging,
    moved,
    placed,
    visible_box,
)
from desktop.editing.handles import Handle, cropped, grown, resized
from desktop.editing.history import Edit
from desktop.editing.inputs import rename_input
from desktop.editing.layers import (
    Arrangement,
    Order,
    arrange_layer,
    change_layer,
    duplicate_layer,
    find_layer,
    move_layer,
    order_layer,
    remove_layer,
)
from encoder.scenes import Layer, Programme


class LayerCommands:
    """Acts on the layers of the scene shown; without a layer nothing happens."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._editor = studio.editor

    def size_of(self, input_id: str) -> PictureSize | None:
        """Return how large an input's pictures are, if the engine has said it."""
        size = self._studio.broadcast.situation.sizes.get(input_id)
        return None if size is None or not all(size) else PictureSize(*size)

    def find(self, layer_id: str | None) -> Layer | None:
        """Return a layer of the scene shown."""
        return find_layer(self._programme, layer_id)

    def duplicate(self) -> None:
        """Show the selected one once more, and select that."""
        if (layer := self._editor.layer) is not None:
            after, twin_id = duplicate_layer(self._programme, layer.id)
            self._editor.do(Edit.DUPLICATE_LAYER, after)
            self._editor.select(twin_id)

    def remove(self) -> None:
        """Remove the selected one."""
        if (layer := self._editor.layer) is not None:
            self._editor.do(Edit.REMOVE_LAYER, remove_layer(self._programme, layer.id))
            self._editor.select(None)

    def order(self, order: Order) -> None:
        """Raise or lower the selected one."""
        if (layer := self._editor.layer) is not None:
            self._editor.do(Edit.REORDER_LAYERS, order_layer(self._programme, layer.id, order))

    def move_to(self, layer_id: str, index: int) -> None:
        """Put a layer at this place, 0 = at the bottom."""
        if self.find(layer_id) is not None:
            self._editor.do(Edit.REORDER_LAYERS, move_layer(self._programme, layer_id, index))

    def arrange(self, arrangement: Arrangement) -> None:
        """Place the selected one at once, unless it is locked."""
        layer = self._editor.layer
        if layer is not None and not layer.is_locked:
            size = self.size_of(layer.input)
            after = arrange_layer(self._programme, layer.id, arrangement, size)
            self._editor.do(Edit.ARRANGE_LAYER, after)

    def toggle_visible(self, layer_id: str) -> None:
        """Hide a layer, or show it again."""
        if (layer := self.find(layer_id)) is not None:
            edit = Edit.HIDE_LAYER if layer.is_visible else Edit.SHOW_LAYER
            self._change(edit, replace(layer, is_visible=not layer.is_visible))

    def toggle_locked(self, layer_id: str) -> None:
        """Lock a layer, or unlock it."""
        if (layer := self.find(layer_id)) is not None:
            edit = Edit.UNLOCK_LAYER if layer.is_locked else Edit.LOCK_LAYER
            self._change(edit, replace(layer, is_locked=not layer.is_locked))

    def seen(self, layer: Layer) -> Box:
        """Return where the picture of a layer is seen."""
        return visible_box(layer, self.size_of(layer.input), self._programme.canvas)

    def place_at(self, x_px: float | None, y_px: float | None) -> None:
        """Move the selected one so that its picture begins there; None = where it is."""
        layer, canvas = self._editor.layer, self._programme.canvas
        if layer is None or layer.is_locked:
            return
        seen = self.seen(layer)
        dx = 0.0 if x_px is None else x_px / canvas.width - seen.x
        dy = 0.0 if y_px is None else y_px / canvas.height - seen.y
        after = placed(layer, moved(box_of(layer), dx, dy, canvas))
        self._change(Edit.MOVE_LAYER, after, target=f"{layer.id} by number")

    def size_to(self, width_px: float | None, height_px: float | None) -> None:
        """Resize the selected one; its shape stays unless it is stretched anyway."""
        layer, canvas = self._editor.layer, self._programme.canvas
        if layer is None or layer.is_locked:
            return
        seen = hugging(layer, self.size_of(layer.input), canvas)
        box = box_of(seen)
        width = box.width if width_px is None else width_px / canvas.width
        height = box.height if height_px is None else height_px / canvas.height
        corner = Handle.BOTTOM_RIGHT
        if layer.fit == "stretch":
            after = resized(box, corner, width - box.width, height - box.height, canvas)
        else:
            factor = height / box.height if width_px is None else width / box.width
            after = grown(box, corner, factor, canvas)
        self._change(Edit.RESIZE_LAYER, placed(seen, after), target=f"{layer.id} by number")

    def crop_to(self, side: Handle, share: float) -> None:
        """Cut so much of its whole picture off one side of the selected one; the rest stands."""
        layer, canvas = self._editor.layer, self._programme.canvas
        if layer is None or layer.is_locked:
            return
        seen = hugging(layer, self.size_of(layer.input), canvas)
        crop = seen.crop
        whole_width = seen.width / (1 - crop.left - crop.right)
        whole_height = seen.height / (1 - crop.top - crop.bottom)
        cut = {
            Handle.LEFT: crop.left,
            Handle.RIGHT: crop.right,
            Handle.TOP: crop.top,
            Handle.BOTTOM: crop.bottom,
        }[side]
        dx = (cut - share) * side.across * whole_width
        dy = (cut - share) * side.down * whole_height
        after = cropped(seen, side, dx, dy, canvas)
        self._change(Edit.CROP_LAYER, after, target=f"{layer.id} by number")

    def fade_to(self, opacity: float, *, is_settled: bool) -> None:
        """Let the selected one be seen through."""
        if (layer := self._editor.layer) is not None:
            after = change_layer(self._programme, replace(layer, opacity=opacity))
            self._editor.do(Edit.CHANGE_OPACITY, after, is_settled=is_settled, target=layer.id)

    def rename(self, layer_id: str, name: str) -> None:
        """Call the input of a layer this."""
        if (layer := self.find(layer_id)) is not None:
            self._editor.do(Edit.RENAME, rename_input(self._programme, layer.input, name))

    @property
    def _programme(self) -> Programme:
        return self._editor.programme

    def _change(self, edit: Edit, layer: Layer, target: str = "") -> None:
        self._editor.do(edit, change_layer(self._programme, layer), target=target)
