"""Shows the programme's scene, and leads from one to the next by a cut or a fade.

In a fade both scenes go on. One that is interrupted by another change begins again from what is
shown at that moment.
"""

from collections.abc import Mapping

import av

from encoder.engine.compositor import SceneCompositor
from encoder.engine.layerpainter import Shown
from encoder.engine.patch import OPAQUE, black, blended
from encoder.scenes import Programme, Scene
from encoder.settings import Canvas


class Stage:
    """The scenes of one canvas. Used by one thread: `follow`, then `compose`, for each picture."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._compositors: dict[str, SceneCompositor] = {}
        self._programme: Programme | None = None
        self._scene: Scene | None = None
        self._leaving: Scene | av.VideoFrame | None = None
        self._began_s = 0.0
        self._fade_s = 0.0
        self._last = black(canvas)

    def follow(self, programme: Programme, media_time_s: float) -> None:
        """Take the programme as it is now; another scene than before begins the transition.

        Changes within a scene are immediate.
        """
        if programme is self._programme:
            return
        self._programme = programme
        scenes = {scene.id: scene for scene in programme.scenes}
        for gone in self._compositors.keys() - scenes.keys():
            del self._compositors[gone]
        before, self._scene = self._scene, programme.scene
        if before is not None and before.id != programme.scene_id:
            is_interrupted = self._leaving is not None
            self._leaving = None
            if programme.transition.kind == "fade":
                self._leaving = self._last if is_interrupted else scenes.get(before.id, self._last)
                self._began_s = media_time_s
                self._fade_s = programme.transition.duration_ms / 1000
        elif isinstance(self._leaving, Scene):
            self._leaving = scenes.get(self._leaving.id, self._last)

    @property
    def inputs(self) -> frozenset[str]:
        """The inputs whose pictures `compose` needs."""
        scenes = [each for each in (self._scene, self._leaving) if isinstance(each, Scene)]
        return frozenset(
            layer.input
            for scene in scenes
            for layer in scene.layers
            if layer.is_visible and layer.opacity > 0
        )

    def compose(self, shown: Mapping[str, Shown], media_time_s: float) -> av.VideoFrame:
        """Return the picture of this moment."""
        assert self._scene is not None
        picture = self._composed(self._scene, shown)
        if self._leaving is not None:
            passed = (media_time_s - self._began_s) / self._fade_s
            if passed >= 1:
                self._leaving = None
            else:
                picture = self._faded(self._leaving, picture, shown, passed)
        self._last = picture
        return picture

    def _faded(
        self,
        leaving: Scene | av.VideoFrame,
        entering: av.VideoFrame,
        shown: Mapping[str, Shown],
        passed: float,
    ) -> av.VideoFrame:
        below = self._composed(leaving, shown) if isinstance(leaving, Scene) else leaving
        return blended(below, entering, round(max(0.0, passed) * OPAQUE))

    def _composed(self, scene: Scene, shown: Mapping[str, Shown]) -> av.VideoFrame:
        compositor = self._compositors.get(scene.id)
        if compositor is None:
            compositor = self._compositors[scene.id] = SceneCompositor(self._canvas)
        return compositor.compose(scene, shown)
