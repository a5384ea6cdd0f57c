"""Which layer the mouse means."""

from collections.abc import Mapping, Sequence

from desktop.editing.geometry import PictureSize, visible_box
from encoder.scenes import Programme


def layers_at(
    programme: Programme, x: float, y: float, sizes: Mapping[str, PictureSize]
) -> tuple[str, ...]:
    """Return the visible, unlocked layers whose picture is at this point, the topmost first."""
    return tuple(
        layer.id
        for layer in reversed(programme.scene.layers)
        if layer.is_visible
        and not layer.is_locked
        and visible_box(layer, sizes.get(layer.input), programme.canvas).holds(x, y)
    )


def picked(found: Sequence[str], selected: str | None, *, cycles: bool) -> str | None:
    """Return which of the layers at a point is meant.

    The selected one as long as it is among them, so that a covered layer can be dragged; with
    `cycles` the next one below it.
    """
    if not found:
        return None
    if selected not in found:
        return found[0]
    return found[(found.index(selected) + 1) % len(found)] if cycles else selected
