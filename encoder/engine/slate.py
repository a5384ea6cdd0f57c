"""Draws what stands in for the picture of an input that failed: its name, and why, in words."""

import re
from collections.abc import Iterator
from pathlib import PurePath

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace
from PIL import Image, ImageDraw

from encoder.engine.sources.fonts import Font, load_font
from encoder.errors import Problem

GROUND, NAME_COLOUR, REASON_COLOUR = "#15171c", "#f2f4f8", "#b4bac6"
MARK_COLOUR = "#f0a830"
_NAME_SHARE, _REASON_SHARE = 0.115, 0.075
"""Height of the letters, as a share of the slate's: readable on a picture of 320 x 180 too."""
_MARGIN_SHARE = 0.07
_LINE_SPACING = 1.3
_SMALLEST_PX = 8
# Words, each with the space after it; Chinese and Japanese lines may end after every character.
_PIECES = re.compile("[\u3000-\u9fff\uff00-\uffef]|[^\\s\u3000-\u9fff\uff00-\uffef]+\\s*|\\s+")


def shown_reason(problem: Problem) -> str:
    """Return the problem's sentence as viewers may read it: files without their folders."""
    params = {
        name: PurePath(value).name if PurePath(value).is_absolute() else value
        for name, value in problem.params.items()
    }
    return Problem(problem.code, params).message


def draw_slate(name: str, reason: str, width: int, height: int) -> av.VideoFrame:
    """Return a dark yuv420p BT.709 picture with both texts; takes up to 0.1 s."""
    image = Image.new("RGB", (width, height), GROUND)
    canvas = ImageDraw.Draw(image)
    share = 1.0
    block = _Block(name, reason, width, height, share)
    while block.height > height * (1 - 2 * _MARGIN_SHARE) and block.can_shrink:
        share *= 0.85
        block = _Block(name, reason, width, height, share)
    block.draw(canvas)
    frame = av.VideoFrame.from_ndarray(np.asarray(image), "rgb24")
    return frame.reformat(
        format="yuv420p", dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG
    )


def wrapped(text: str, font: Font, width: float) -> Iterator[str]:
    """Yield the lines of `text`, none wider than `width` unless one word is."""
    line = ""
    for piece in _PIECES.findall(" ".join(text.split())):
        if line and font.getlength((line + piece).rstrip()) > width:
            yield line.rstrip()
            line = piece.lstrip()
        else:
            line += piece
    if line.strip():
        yield line.rstrip()


class _Block:
    """Both texts at one size, in the middle of a slate of this size."""

    def __init__(self, name: str, reason: str, width: int, height: int, share: float) -> None:
        # By the narrower side: an upright slate has long sentences too.
        side = min(height, width * 0.75) * share
        self._size = width, height
        self._lines: list[tuple[str, Font, str, int]] = []
        self.can_shrink = side * _REASON_SHARE > _SMALLEST_PX
        for text, part, colour in (
            (name, _NAME_SHARE, NAME_COLOUR),
            (reason, _REASON_SHARE, REASON_COLOUR),
        ):
            size_px = max(_SMALLEST_PX, round(side * part))
            font = load_font("sans", size_px, text)
            for line in wrapped(text, font, width * (1 - 2 * _MARGIN_SHARE)):
                self._lines.append((line, font, colour, round(size_px * _LINE_SPACING)))
        self._mark_px = max(2, round(side * _NAME_SHARE * 0.12))
        self.height = sum(line[3] for line in self._lines) + 4 * self._mark_px

    def draw(self, canvas: ImageDraw.ImageDraw) -> None:
        width, height = self._size
        top = (height - self.height) / 2
        middle = width / 2
        canvas.rectangle(
            (middle - width * 0.05, top, middle + width * 0.05, top + self._mark_px - 1),
            MARK_COLOUR,
        )
        top += 4 * self._mark_px
        for text, font, colour, line_px in self._lines:
            canvas.text((middle, top + line_px / 2), text, colour, font, anchor="mm")
            top += line_px
