"""Makes one layer's picture ready to be drawn: cropped, scaled, converted; only when it is new.

Cropping is libavfilter's (it moves pointers), scaling and colour conversion are swscale's. Both
run without the GIL.
"""

import logging
from dataclasses import dataclass, field
from typing import NamedTuple

import av
import numpy as np
from av.filter import Graph
from av.filter.context import FilterContext
from av.video.reformatter import ColorRange, Colorspace, Interpolation, VideoReformatter
from msgspec.structs import replace
from numpy.typing import NDArray
from PIL import Image

from encoder.engine.patch import BLACK, OPAQUE, ClearPatch, Patch, planes_of
from encoder.engine.placement import Area, Placement, place
from encoder.scenes import Crop, Layer
from encoder.settings import Canvas

UNSPECIFIED = 2
"""Code of a picture that does not say by which matrix it was made (ISO/IEC 23091-2)."""


_logger = logging.getLogger(__name__)


class Shown(NamedTuple):
    """What one input shows now."""

    frame: av.VideoFrame
    is_slate: bool = False
    """It stands in for a picture that is missing: crop and fit were meant for the other one."""


@dataclass(eq=False, slots=True)
class Base:
    """A layer that covers the canvas; others may be drawn on it once, before it is seen."""

    frame: av.VideoFrame
    is_own: bool
    """Made by scaling: nobody else has it. Else it is the source's, never to be drawn into."""
    is_seen: bool = False
    covered: list[Patch] = field(default_factory=list)
    """What was there before something was drawn on it, in the order it was covered."""


Painted = Base | Patch | ClearPatch


class LayerPainter:
    """One layer of one scene. Used by one thread."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._reformatter = VideoReformatter()
        self._cropper = _Cropper()
        self._layer: Layer | None = None
        self._shown: Shown | None = None
        self._premultiplied: tuple[av.VideoFrame, av.VideoFrame] | None = None
        self._placement: Placement | None = None
        self._is_painted = False
        self._painted: Painted | None = None
        self._refused_pixels = ""

    def show(self, layer: Layer, shown: Shown) -> bool:
        """Take what is to be shown where; False where nothing of it is seen. Costs nothing."""
        is_same = self._shown is not None and self._shown.frame is shown.frame
        if not is_same or layer != self._layer:
            self._layer, self._shown = layer, shown
            self._is_painted = False
            if shown.is_slate:
                fit = "stretch" if layer.fit == "stretch" else "contain"
                layer = replace(layer, crop=Crop(), fit=fit)
            size = shown.frame.width, shown.frame.height
            is_seen = layer.is_visible and layer.opacity > 0
            self._placement = place(layer, *size, self._canvas) if is_seen else None
        return self._placement is not None

    def painted(self) -> Painted | None:
        """Return what to draw: the whole canvas where nothing below is seen, else a patch.

        The same object while nothing changed; None where there is nothing to see.
        """
        if not self._is_painted:
            self._is_painted = True
            try:
                self._painted = self._paint()
            except (av.FFmpegError, ValueError) as error:
                self._painted = None
                self._complain(error)
        return self._painted

    def _complain(self, error: Exception) -> None:
        pixels = self._shown.frame.format.name if self._shown is not None else ""
        if pixels != self._refused_pixels:  # not thirty times a second
            self._refused_pixels = pixels
            _logger.warning("Pictures in %s can't be scaled: %s", pixels, error)

    def _covers_canvas(self, shown: Shown, placement: Placement) -> bool:
        """Tell whether nothing below it is seen."""
        canvas = Area(0, 0, self._canvas.width, self._canvas.height)
        is_opaque = self._weight == OPAQUE and not has_alpha(shown.frame)
        return is_opaque and placement.target == canvas

    @property
    def _weight(self) -> int:
        return OPAQUE if self._layer is None else round(self._layer.opacity * OPAQUE)

    def _paint(self) -> Painted | None:
        placement, shown = self._placement, self._shown
        if placement is None or shown is None or self._weight == 0:
            return None
        if has_alpha(shown.frame):
            return self._paint_clear(shown.frame, placement)
        cropped = self._cropper.crop(shown.frame, placement.source)
        fitted = self._fit(cropped, placement.target)
        if self._covers_canvas(shown, placement):
            return Base(fitted, is_own=fitted is not cropped)
        target = placement.target
        return Patch(target.left, target.top, planes_of(fitted), self._weight)

    def _paint_clear(self, frame: av.VideoFrame, placement: Placement) -> ClearPatch | None:
        if self._premultiplied is None or self._premultiplied[0] is not frame:
            self._premultiplied = (frame, _premultiplied(frame))
        cropped = self._cropper.crop(self._premultiplied[1], placement.source)
        target = placement.target
        small = self._scale(cropped, target, "rgba")
        return _clear_patch(small, self._scale(small, target, "yuv420p"), target, self._weight)

    def _fit(self, frame: av.VideoFrame, target: Area) -> av.VideoFrame:
        if (frame.width, frame.height) == (target.width, target.height) and _is_ready(frame):
            return frame
        return self._scale(frame, target, "yuv420p")

    def _scale(self, frame: av.VideoFrame, target: Area, pixels: str) -> av.VideoFrame:
        return self._reformatter.reformat(
            frame,
            target.width,
            target.height,
            pixels,
            dst_colorspace=None if pixels == "rgba" else Colorspace.ITU709,
            dst_color_range=None if pixels == "rgba" else ColorRange.MPEG,
            interpolation=Interpolation.BILINEAR,
            threads=1,  # slices in swscale cost more than they save at these sizes
        )


class _Cropper:
    """Cuts frames to an area without copying them; built anew when their form changes."""

    def __init__(self) -> None:
        self._form: tuple[object, ...] = ()
        self._graph: Graph | None = None
        self._entry: FilterContext | None = None
        self._exit: FilterContext | None = None

    def crop(self, frame: av.VideoFrame, area: Area) -> av.VideoFrame:
        """Return that part of the frame; the frame itself where that is all of it."""
        if area == (0, 0, frame.width, frame.height):
            return frame
        form = (frame.width, frame.height, frame.format.name, frame.colorspace, frame.color_range)
        if self._form != (*form, area):
            self._build(frame, area)
            self._form = (*form, area)
        assert self._entry is not None
        assert self._exit is not None
        self._entry.push(frame)
        cropped = self._exit.pull()
        assert isinstance(cropped, av.VideoFrame)
        return cropped

    def _build(self, frame: av.VideoFrame, area: Area) -> None:
        graph = Graph()
        self._entry = graph.add(
            "buffer",
            f"video_size={frame.width}x{frame.height}:pix_fmt={frame.format.name}:time_base=1/1000"
            f":colorspace={int(frame.colorspace)}:range={int(frame.color_range)}",
        )
        crop = graph.add("crop", f"{area.width}:{area.height}:{area.left}:{area.top}:exact=1")
        self._exit = graph.add("buffersink")
        self._entry.link_to(crop)
        crop.link_to(self._exit)
        graph.configure()
        self._graph = graph


def has_alpha(frame: av.VideoFrame) -> bool:
    """Tell whether parts of the frame may be clear."""
    return any(component.is_alpha for component in frame.format.components) or (
        frame.format.name == "pal8"
    )


def _is_ready(frame: av.VideoFrame) -> bool:
    return (
        frame.format.name == "yuv420p"
        and frame.color_range != ColorRange.JPEG
        and frame.colorspace in (Colorspace.ITU709, UNSPECIFIED)
    )


def _premultiplied(frame: av.VideoFrame) -> av.VideoFrame:
    """Return it as RGBA whose colours are weighted by alpha: scaled so, edges get no dark seam."""
    rgba = frame.reformat(format="rgba").to_ndarray()
    image = Image.fromarray(rgba).convert("RGBa")  # Pillow's name of just that
    return av.VideoFrame.from_ndarray(np.asarray(image), "rgba")


def _clear_patch(
    small: av.VideoFrame, colours: av.VideoFrame, target: Area, weight: int
) -> ClearPatch | None:
    """Weigh once what every composed picture then only multiplies and adds."""
    opaque = small.to_ndarray()[..., 3].astype(np.uint32)
    seen = _bounds(opaque)
    if seen is None:
        return None
    quarters = opaque.reshape(target.height // 2, 2, target.width // 2, 2).sum(axis=(1, 3)) // 4
    light, below = [], []
    for index, plane in enumerate(planes_of(colours)):
        shift = 1 if index else 0
        part = np.s_[
            seen.top >> shift : seen.bottom >> shift, seen.left >> shift : seen.right >> shift
        ]
        covered = (quarters if index else opaque)[part].astype(np.int32) * weight // 255
        own = (plane[part].astype(np.int32) - BLACK[index]) * weight + BLACK[index] * covered
        through = OPAQUE - covered
        light.append(np.clip(own + 128, 0, 0xFFFF - 255 * through).astype(np.uint16))
        below.append(through.astype(np.uint16))
    return ClearPatch(target.left + seen.left, target.top + seen.top, tuple(light), tuple(below))


def _bounds(opaque: NDArray[np.uint32]) -> Area | None:
    """Return the even area outside which everything is clear; None where all is."""
    rows, columns = np.flatnonzero(opaque.any(axis=1)), np.flatnonzero(opaque.any(axis=0))
    if not rows.size:
        return None
    top, left = int(rows[0]) // 2 * 2, int(columns[0]) // 2 * 2
    bottom, right = (int(rows[-1]) // 2 + 1) * 2, (int(columns[-1]) // 2 + 1) * 2
    return Area(left, top, right - left, bottom - top)
