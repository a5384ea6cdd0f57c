"""Turns whatever a source delivers into one yuv420p BT.709 picture of the canvas' size.

Scaling and colour conversion run in swscale without the GIL; nothing is done per pixel here.
"""

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace, Interpolation, VideoReformatter

from encoder.settings import Canvas

BLACK_Y = 16
"""Limited range: black is Y 16, Cb and Cr 128 (BT.709)."""
NEUTRAL_C = 128
UNSPECIFIED = 2
"""Code of a picture that does not say by which matrix it was made (ISO/IEC 23091-2)."""


class Compositor:
    """One canvas. Used by one thread."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._reformatter = VideoReformatter()
        self._black = _black(canvas)
        self._source: av.VideoFrame | None = None
        self._composed = self._black

    def compose(self, source: av.VideoFrame | None) -> av.VideoFrame:
        """Return the picture for `source`; black while there is none.

        The same source object gives the same picture object, without any work.
        """
        if source is None:
            return self._black
        if source is not self._source:
            self._source = source
            self._composed = self._fit(source)
        return self._composed

    def _fit(self, source: av.VideoFrame) -> av.VideoFrame:
        canvas = self._canvas
        width, height = fitted_size(source.width, source.height, canvas.width, canvas.height)
        if (source.width, source.height) == (canvas.width, canvas.height) and _is_ready(source):
            return source
        scaled = self._reformatter.reformat(
            source,
            width,
            height,
            "yuv420p",
            dst_colorspace=Colorspace.ITU709,
            dst_color_range=ColorRange.MPEG,
            interpolation=Interpolation.BILINEAR,
            threads=1,  # slices in swscale cost more than they save at these sizes
        )
        if (width, height) == (canvas.width, canvas.height):
            return scaled
        return _centred(scaled, canvas)


def fitted_size(width: int, height: int, max_width: int, max_height: int) -> tuple[int, int]:
    """Return the largest even size of the same shape that fits; at least 2 x 2."""
    scale = min(max_width / width, max_height / height)
    return (
        max(2, min(max_width, round(width * scale / 2) * 2)),
        max(2, min(max_height, round(height * scale / 2) * 2)),
    )


def _is_ready(source: av.VideoFrame) -> bool:
    return (
        source.format.name == "yuv420p"
        and source.color_range != ColorRange.JPEG
        and source.colorspace in (Colorspace.ITU709, UNSPECIFIED)
    )


def _black(canvas: Canvas) -> av.VideoFrame:
    frame = av.VideoFrame(canvas.width, canvas.height, "yuv420p")
    for plane, value in zip(frame.planes, (BLACK_Y, NEUTRAL_C, NEUTRAL_C), strict=True):
        np.frombuffer(memoryview(plane), np.uint8)[:] = value
    return frame


def _centred(picture: av.VideoFrame, canvas: Canvas) -> av.VideoFrame:
    framed = _black(canvas)
    left = (canvas.width - picture.width) // 4 * 2
    top = (canvas.height - picture.height) // 4 * 2
    for index, (source, target) in enumerate(zip(picture.planes, framed.planes, strict=True)):
        shift = 1 if index else 0
        rows = np.frombuffer(memoryview(source), np.uint8).reshape(source.height, source.line_size)
        into = np.frombuffer(memoryview(target), np.uint8).reshape(target.height, target.line_size)
        y, x = top >> shift, left >> shift
        into[y : y + source.height, x : x + source.width] = rows[:, : source.width]
    return framed
