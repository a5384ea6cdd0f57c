"""A written line or two, with the time of day if wanted, on a clear or coloured ground."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Literal

import av
import msgspec
import numpy as np
from msgspec import Meta
from PIL import Image, ImageDraw

from encoder.engine.sources.base import NowFunction, SourceKind
from encoder.engine.sources.fonts import Font, list_families, load_font
from encoder.engine.sources.keptpicture import KeptPicture
from encoder.settings import Canvas

Utc = Callable[[], float]
PADDING = 0.25
"""Between letters and edge, as a share of the letters' height."""
MAX_SIDE = 4096
_FORMS = {"{time}": "%H:%M:%S", "{date}": "%Y-%m-%d"}


class TextOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is written, and how."""

    text: Annotated[
        str,
        Meta(
            title="Text",
            description="What is written; {time} and {date} are replaced.",
            max_length=1000,
            extra_json_schema={"x-lines": 3},
        ),
    ] = "Livedesk"
    colour: Annotated[
        str,
        Meta(
            title="Text colour",
            description="Colour of the letters, such as #FFFFFF.",
            pattern=r"^#([0-9a-fA-F]{6}|[0-9a-fA-F]{8})$",
            extra_json_schema={"x-colour": True},
        ),
    ] = "#FFFFFF"
    background: Annotated[
        str,
        Meta(
            title="Background",
            description="Colour behind the letters, with its opacity such as #00000080; empty is "
            "clear.",
            pattern=r"^(#([0-9a-fA-F]{6}|[0-9a-fA-F]{8}))?$",
            extra_json_schema={"x-colour": True},
        ),
    ] = ""
    size: Annotated[
        int,
        Meta(
            title="Size",
            description="How high a line is, as a part of the picture's height.",
            ge=1,
            le=50,
            extra_json_schema={"x-unit": "%"},
        ),
    ] = 8
    alignment: Annotated[
        Literal["left", "centre", "right"],
        Meta(title="Alignment", description="Where shorter lines stand."),
    ] = "left"
    font: Annotated[
        str,
        Meta(
            title="Font",
            description="Empty is the system's; letters that a font lacks are taken from another.",
            max_length=100,
            extra_json_schema={"x-choices": "devices"},
        ),
    ] = ""


class TextPainter:
    """Draws the text when what it says has changed; used by one thread."""

    def __init__(self, options: TextOptions, canvas: Canvas, utc: Utc) -> None:
        self._options = options
        self._size_px = max(6, canvas.height * options.size // 100)
        self._template = options.text.replace("\\n", "\n")
        self._utc = utc
        self._drawn: str | None = None
        self._least = (0, 0)

    def draw(self) -> av.VideoFrame | None:
        """Return the picture (rgba), None where it says what it said before."""
        written = self._written()
        if written == self._drawn:
            return None
        self._drawn = written
        font = load_font(self._options.font, self._size_px, written)
        image = paint(written, self._options, font, self._least)
        # It never becomes smaller: scaled to its box, a clock would breathe with every second.
        self._least = image.size
        return av.VideoFrame.from_ndarray(np.asarray(image), "rgba")

    def wait_s(self) -> float | None:
        """Return how long it stays true: until the next second, or for ever."""
        if not any(form in self._template for form in _FORMS):
            return None
        return 1.001 - self._utc() % 1

    def _written(self) -> str:
        now = datetime.fromtimestamp(self._utc()).astimezone()
        written = self._template
        for form, meaning in _FORMS.items():
            written = written.replace(form, now.strftime(meaning))
        return written


def paint(text: str, options: TextOptions, font: Font, least: tuple[int, int]) -> Image.Image:
    """Return the text as an RGBA image that is as large as it is, but not below `least`."""
    line_px = _line_height(font)
    padding = round(line_px * PADDING)
    lines = [_cut(line, font, MAX_SIDE - 2 * padding) for line in text.split("\n")]
    lengths = [round(font.getlength(line)) for line in lines]
    width = min(MAX_SIDE, max(least[0], max(lengths) + 2 * padding))
    height = min(MAX_SIDE, max(least[1], line_px * len(lines) + 2 * padding))
    # Clear letters' colour, not clear black: blending would give the edges a dark rim.
    ground = options.background or options.colour[:7] + "00"
    image = Image.new("RGBA", (width, height), ground)
    letters = Image.new("L", (width, height))
    pen = ImageDraw.Draw(letters)
    share = {"left": 0.0, "centre": 0.5, "right": 1.0}[options.alignment]
    opacity = int(options.colour[7:] or "ff", 16)
    for number, (line, length) in enumerate(zip(lines, lengths, strict=True)):
        left = padding + round((width - 2 * padding - length) * share)
        pen.text((left, padding + number * line_px), line, fill=opacity, font=font)
    ink = Image.new("RGBA", image.size, options.colour)
    ink.putalpha(letters)
    return Image.alpha_composite(image, ink)


def _cut(line: str, font: Font, most_px: int) -> str:
    """Return as much of the line as there is room for."""
    while line and (length := font.getlength(line)) > most_px:
        line = line[: min(len(line) - 1, int(len(line) * most_px / length))]
    return line


def _line_height(font: Font) -> int:
    """Return the height of any line in this font, so that lines don't jump with their letters."""
    if hasattr(font, "getmetrics"):
        ascent, descent = font.getmetrics()
        return int(ascent + descent)
    return int(font.getbbox("Ág")[3]) + 1


def open_text(
    options: TextOptions, canvas: Canvas, now: NowFunction, utc: Utc = time.time
) -> KeptPicture:
    """Draw it once, then whenever the time it shows has changed."""
    painter = TextPainter(options, canvas, utc)
    return KeptPicture("text", painter.draw, painter.wait_s)


KIND = SourceKind(
    kind="text", title="Text", options=TextOptions, open=open_text, list_devices=list_families
)
