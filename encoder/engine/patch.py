"""A layer's picture, scaled and ready to be drawn into planes of yuv420p, and how planes blend.

Blending is fixed-point with 8 bits: 256 covers completely. It runs in numpy over whole planes;
libavfilter's overlay costs the same for small layers, but copies the canvas for each of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import av
import numpy as np
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc
from numpy.typing import NDArray

from encoder.settings import Canvas

Plane = NDArray[np.uint8]
"""Rows x columns of one plane; a view into the frame."""
Weights = NDArray[np.uint16]
OPAQUE = 256
BLACK = (16, 128, 128)
"""Y, Cb, Cr in limited range."""
_BAND_ROWS = 32
"""Blended at once: what is in between stays in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Patch:
    """Where it goes, and what: planes that cover it, or planes and what shines through them."""

    left: int
    top: int
    planes: tuple[Plane, ...]
    weight: int = OPAQUE
    """How much of the planes is seen, where they are equally opaque everywhere."""


@dataclass(frozen=True, slots=True)
class ClearPatch:
    """A picture with an alpha channel: 256 times its own light, and the share of what is below."""

    left: int
    top: int
    light: tuple[Weights, ...]
    below: tuple[Weights, ...]


def planes_of(frame: av.VideoFrame) -> tuple[Plane, ...]:
    """Return views of a planar frame's planes, without the padding."""
    return tuple(
        np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)[
            :, : plane.width
        ]
        for plane in frame.planes
    )


def new_frame(width: int, height: int) -> av.VideoFrame:
    """Return a yuv420p frame, tagged BT.709 in limited range, whose content is undefined."""
    frame = av.VideoFrame(width, height, "yuv420p")
    frame.colorspace = Colorspace.ITU709
    frame.color_range = ColorRange.MPEG
    frame.color_primaries = ColorPrimaries.BT709
    frame.color_trc = ColorTrc.BT709
    return frame


def black(canvas: Canvas) -> av.VideoFrame:
    """Return a black frame."""
    frame = new_frame(canvas.width, canvas.height)
    for plane, value in zip(frame.planes, BLACK, strict=True):
        np.frombuffer(memoryview(plane), np.uint8)[:] = value
    return frame


def copy_of(frame: av.VideoFrame) -> av.VideoFrame:
    """Return a yuv420p frame with the same picture, to be drawn into."""
    copy = new_frame(frame.width, frame.height)
    for source, target in zip(planes_of(frame), planes_of(copy), strict=True):
        target[...] = source
    return copy


def draw(patch: Patch | ClearPatch, planes: tuple[Plane, ...]) -> None:
    """Draw it into the canvas; it must lie inside."""
    for index, into in enumerate(_covered(patch, planes)):
        if isinstance(patch, ClearPatch):
            _shine(into, patch.light[index], patch.below[index])
        elif patch.weight == OPAQUE:
            into[...] = patch.planes[index]
        else:
            blend(into, patch.planes[index], patch.weight, into)


def lifted(patch: Patch | ClearPatch, planes: tuple[Plane, ...]) -> Patch:
    """Return a copy of what the patch would cover, to be put back."""
    copies = tuple(part.copy() for part in _covered(patch, planes))
    return Patch(patch.left, patch.top, copies)


def blend(below: Plane, above: Plane, weight: int, into: Plane) -> None:
    """Write `above` at `weight` of 256 over `below`; `into` may be one of them."""
    scratch = np.empty((2, _BAND_ROWS, into.shape[1]), np.uint16)
    for top in range(0, into.shape[0], _BAND_ROWS):
        part = slice(top, top + _BAND_ROWS)
        one, other = scratch[:, : into[part].shape[0]]
        np.multiply(below[part], OPAQUE - weight, out=one, dtype=np.uint16)
        np.multiply(above[part], weight, out=other, dtype=np.uint16)
        one += other
        one += 128
        one >>= 8
        into[part] = one


def blended(below: av.VideoFrame, above: av.VideoFrame, weight: int) -> av.VideoFrame:
    """Return a new frame: `above` at `weight` of 256 over `below`, both yuv420p of one size."""
    frame = new_frame(below.width, below.height)
    trio = zip(planes_of(below), planes_of(above), planes_of(frame), strict=True)
    for lower, upper, into in trio:
        blend(lower, upper, weight, into)
    return frame


def _covered(patch: Patch | ClearPatch, planes: tuple[Plane, ...]) -> Iterator[Plane]:
    for index, plane in enumerate(planes):
        shift = 1 if index else 0
        source = patch.light[index] if isinstance(patch, ClearPatch) else patch.planes[index]
        rows, columns = source.shape
        top, left = patch.top >> shift, patch.left >> shift
        yield plane[top : top + rows, left : left + columns]


def _shine(into: Plane, light: Weights, below: Weights) -> None:
    scratch = np.multiply(into, below, dtype=np.uint16)
    scratch += light
    scratch >>= 8
    into[...] = scratch
