"""Composes one scene: its layers, one above the other, to one yuv420p BT.709 canvas.

Nothing new to show gives the same picture object as before, without any work; a layer alone on
the whole canvas is passed on as it is.
"""

from collections.abc import Mapping

import av

from encoder.engine.layerpainter import Base, LayerPainter, Painted, Shown
from encoder.engine.patch import ClearPatch, Patch, black, copy_of, draw, lifted, planes_of
from encoder.scenes import Scene
from encoder.settings import Canvas


class SceneCompositor:
    """One scene of one canvas, whatever becomes of it. Used by one thread."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._black = Base(black(canvas), is_own=False)
        self._painters: dict[str, LayerPainter] = {}
        self._drawn: tuple[Painted, ...] = ()
        self._composed = self._black.frame

    def compose(self, scene: Scene, shown: Mapping[str, Shown]) -> av.VideoFrame:
        """Return the picture of `scene`; `shown` is what its inputs show, missing = nothing yet."""
        painters = self._painters_of(scene, shown)
        base = self._black
        patches: list[Patch | ClearPatch] = []
        for painter in reversed(painters):
            painted = painter.painted()
            if isinstance(painted, Base):
                base = painted
                break
            if painted is not None:
                patches.insert(0, painted)
        # Compared by identity: whoever painted nothing new returns what it returned before.
        drawn = (base, *patches)
        if not _are_same(drawn, self._drawn):
            self._drawn = drawn
            self._composed = _drawn_on(base, patches)
        return self._composed

    def _painters_of(self, scene: Scene, shown: Mapping[str, Shown]) -> list[LayerPainter]:
        """Return the painters of the layers that have something to show, the lowest first."""
        ids = {layer.id for layer in scene.layers}
        for gone in self._painters.keys() - ids:
            del self._painters[gone]
        painters = []
        for layer in scene.layers:
            if layer.input in shown:
                painter = self._painters.get(layer.id)
                if painter is None:
                    painter = self._painters[layer.id] = LayerPainter(self._canvas)
                if painter.show(layer, shown[layer.input]):
                    painters.append(painter)
        return painters


def _are_same(some: tuple[object, ...], others: tuple[object, ...]) -> bool:
    return len(some) == len(others) and all(
        one is other for one, other in zip(some, others, strict=True)
    )


def _drawn_on(base: Base, patches: list[Patch | ClearPatch]) -> av.VideoFrame:
    """Return `base` with the patches on it, the first one lowest.

    On the base itself where nobody has seen it: copying a canvas costs as much as a layer. What
    was covered is kept, for when the base stays and something on it changes.
    """
    may_draw = base.is_own and not base.is_seen
    base.is_seen = True
    if not patches and not base.covered:
        return base.frame
    frame = base.frame if may_draw else copy_of(base.frame)
    planes = planes_of(frame)
    if not may_draw:
        for covered in reversed(base.covered):
            draw(covered, planes)
    for patch in patches:
        if may_draw:
            base.covered.append(lifted(patch, planes))
        draw(patch, planes)
    return frame
