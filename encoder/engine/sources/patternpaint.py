"""Draws the parts of the test pattern that never change, and the glyphs of its clock.

Everything is yuv420p in BT.709 limited range: Y 16 ... 235, Cb and Cr 16 ... 240 (ITU-R BT.709,
section 3.4 "Quantized levels"). Text is drawn with Pillow's own bundled font.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from encoder.engine.sources.patternlayout import Area, Layout
from encoder.settings import Canvas

Plane = NDArray[np.uint8]
"""uint8 (rows, columns); may be a view of a frame's memory."""
Planes = tuple[Plane, Plane, Plane]

BLACK_Y, WHITE_Y, NEUTRAL_C = 16, 235, 128
DARK_Y = 32
"""The flash area at rest: dark, yet told apart from a missing picture."""
CLOCK_GLYPHS = "0123456789:"

_BAR_LEVEL = 0.75
_BARS = ((1, 1, 1), (1, 1, 0), (0, 1, 1), (0, 1, 0), (1, 0, 1), (1, 0, 0), (0, 0, 1))
"""Red, green, blue of the seven bars in the order of SMPTE RP 219: white ... blue."""


def paint_background(planes: Planes, layout: Layout, canvas: Canvas) -> None:
    """Draw everything that stands still."""
    for plane, value in zip(planes, (BLACK_Y, NEUTRAL_C, NEUTRAL_C), strict=True):
        plane[:] = value
    _paint_bars(planes, layout.bars)
    ramp = layout.ramp
    planes[0][ramp.luma] = np.linspace(BLACK_Y, WHITE_Y, ramp.width).round()
    planes[0][layout.flash.luma] = DARK_Y
    caption = f"{canvas.width} x {canvas.height}   {canvas.fps} fps"
    area = layout.caption
    text = _text(caption, _font_fitting(caption, area, share=0.6))[: area.height, : area.width]
    height, width = text.shape
    left = area.left + (area.width - width) // 2
    top = area.top + (area.height - height) // 2
    planes[0][top : top + height, left : left + width] = text


def ycbcr(red: float, green: float, blue: float) -> tuple[int, int, int]:
    """Return limited-range BT.709 Y, Cb, Cr for R'G'B' in 0 ... 1 (sections 3.2 to 3.4)."""
    luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    cb, cr = (blue - luma) / 1.8556, (red - luma) / 1.5748
    return round(16 + 219 * luma), round(128 + 224 * cb), round(128 + 224 * cr)


@dataclass(frozen=True, slots=True)
class ClockFace:
    """Ready-drawn glyphs of one size, and where the first one goes."""

    glyphs: dict[str, Plane]
    left: int
    top: int

    def paint(self, luma: Plane, text: str) -> None:
        """Write `text` (CLOCK_GLYPHS only); every glyph covers what stood there before."""
        left = self.left
        for character in text:
            glyph = self.glyphs[character]
            height, width = glyph.shape
            luma[self.top : self.top + height, left : left + width] = glyph
            left += width


def clock_face(area: Area) -> ClockFace:
    """Draw the glyphs as large as "00:00:00:00" fits into `area`, centred."""
    longest = "00:00:00:00"
    font = _font_fitting(longest, area)
    glyphs = {character: _text(character, font)[: area.height] for character in CLOCK_GLYPHS}
    width = sum(glyphs[character].shape[1] for character in longest)
    height = glyphs["0"].shape[0]
    return ClockFace(
        glyphs,
        left=area.left + max(0, area.width - width) // 2,
        top=area.top + (area.height - height) // 2,
    )


def _paint_bars(planes: Planes, area: Area) -> None:
    for bar, colour in zip(area.columns(len(_BARS)), _BARS, strict=True):
        values = ycbcr(*(_BAR_LEVEL * part for part in colour))
        for plane, value, where in zip(
            planes, values, (bar.luma, bar.chroma, bar.chroma), strict=True
        ):
            plane[where] = value


def _font_fitting(text: str, area: Area, share: float = 1.0) -> ImageFont.FreeTypeFont:
    font = _font(100)
    height = sum(font.getmetrics())
    scale = min(0.9 * area.width / font.getlength(text), share * area.height / height)
    return _font(max(6, int(100 * scale)))


def _font(size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(size)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise RuntimeError("this Pillow was built without FreeType")
    return font


def _text(text: str, font: ImageFont.FreeTypeFont) -> Plane:
    ascent, descent = font.getmetrics()
    image = Image.new("L", (max(1, round(font.getlength(text))), ascent + descent))
    ImageDraw.Draw(image).text((0, 0), text, fill=255, font=font)
    coverage = np.asarray(image, np.float32) / 255
    return (BLACK_Y + coverage * (WHITE_Y - BLACK_Y)).round().astype(np.uint8)
