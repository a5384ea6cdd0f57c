"""One drag of the mouse, from the layer as it was to the layer under the pointer now."""

from dataclasses import dataclass

from msgspec.structs import replace

from desktop.editing.geometry import Box, PictureSize, box_of, hugging, moved, placed
from desktop.editing.handles import Handle, cropped, grown, resized, scaled
from desktop.editing.snapping import Guide, Pull, Snapper
from encoder.scenes import Layer
from encoder.settings import Canvas


@dataclass(frozen=True, slots=True)
class Keys:
    """Which keys change what a drag means."""

    is_free: bool = False
    """The shape may change (Shift)."""
    crops: bool = False
    """Edges cut the picture instead of resizing it (Alt)."""
    snaps: bool = True
    """False while lines pull nothing (Ctrl)."""


class Drag:
    """What one drag does; it is given the whole way of the pointer, so it can't drift."""

    def __init__(
        self,
        layer: Layer,
        handle: Handle | None,
        size: PictureSize | None,
        canvas: Canvas,
        snapper: Snapper,
    ) -> None:
        # A resized or cropped box should be the picture one sees, not the bands around it.
        self._seen = hugging(layer, size, canvas)
        self._layer = layer
        self._handle = handle
        self._canvas = canvas
        self._snapper = snapper

    def to(self, dx: float, dy: float, keys: Keys) -> tuple[Layer, tuple[Guide, ...]]:
        """Return the layer when the pointer has gone this far over the canvas, and the guides."""
        if self._handle is None:
            return self._moved(dx, dy, keys)
        if keys.crops:
            dx, dy, guides = self._pulled_edges(self._handle, dx, dy, keys)
            return cropped(self._seen, self._handle, dx, dy, self._canvas), guides
        if keys.is_free:
            dx, dy, guides = self._pulled_edges(self._handle, dx, dy, keys)
            box = resized(box_of(self._seen), self._handle, dx, dy, self._canvas)
            return replace(placed(self._seen, box), fit="stretch"), guides
        return self._scaled(self._handle, dx, dy, keys)

    def _moved(self, dx: float, dy: float, keys: Keys) -> tuple[Layer, tuple[Guide, ...]]:
        guides: tuple[Guide, ...] = ()
        if keys.snaps:
            seen = box_of(self._seen)
            there = Box(seen.x + dx, seen.y + dy, seen.width, seen.height)
            by_x, by_y, guides = self._snapper.pull_box(there)
            dx, dy = dx + by_x, dy + by_y
        box = moved(box_of(self._layer), dx, dy, self._canvas)
        return placed(self._layer, box), guides

    def _pulled_edges(
        self, handle: Handle, dx: float, dy: float, keys: Keys
    ) -> tuple[float, float, tuple[Guide, ...]]:
        if not keys.snaps:
            return dx, dy, ()
        across, down = self._pulls(handle, dx, dy)
        return (
            dx + (across.by if across else 0.0),
            dy + (down.by if down else 0.0),
            tuple(pull.guide for pull in (across, down) if pull),
        )

    def _pulls(self, handle: Handle, dx: float, dy: float) -> tuple[Pull | None, Pull | None]:
        box = box_of(self._seen)
        across = down = None
        if handle.across:
            across = self._snapper.pull_x((box.x if handle.across < 0 else box.right) + dx)
        if handle.down:
            down = self._snapper.pull_y((box.y if handle.down < 0 else box.bottom) + dy)
        return across, down

    def _scaled(
        self, handle: Handle, dx: float, dy: float, keys: Keys
    ) -> tuple[Layer, tuple[Guide, ...]]:
        start = box_of(self._seen)
        box = scaled(start, handle, dx, dy, self._canvas)
        guides: tuple[Guide, ...] = ()
        if keys.snaps:
            # Shape first: the edge that is nearest to a line decides how large it becomes.
            step_x = box.x - start.x if handle.across < 0 else box.right - start.right
            step_y = box.y - start.y if handle.down < 0 else box.bottom - start.bottom
            across, down = self._pulls(handle, step_x, step_y)
            if across and (down is None or abs(across.by) <= abs(down.by)):
                factor = 1 + (step_x + across.by) * handle.across / start.width
                box, guides = grown(start, handle, factor, self._canvas), (across.guide,)
            elif down:
                factor = 1 + (step_y + down.by) * handle.down / start.height
                box, guides = grown(start, handle, factor, self._canvas), (down.guide,)
        return placed(self._seen, box), guides
