"""A plain colour, as the ground behind other layers."""

import math
from typing import Annotated

import av
import msgspec
import numpy as np
from msgspec import Meta

from encoder.engine.sources.base import NowFunction, SourceKind
from encoder.settings import Canvas

LEAST_SIDE = 64
"""A plain picture can be small: it is scaled to its layer's box once."""


class ColourOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which colour."""

    colour: Annotated[
        str,
        Meta(
            title="Colour",
            description="The colour, such as #203040.",
            pattern=r"^#[0-9a-fA-F]{6}$",
            extra_json_schema={"x-colour": True},
        ),
    ] = "#203040"


class PlainColour:
    """One picture of the canvas' shape, always the same."""

    def __init__(self, options: ColourOptions, canvas: Canvas, now: NowFunction) -> None:
        # Exactly the canvas' shape: a hair off would leave a line clear at two edges.
        unit = math.gcd(canvas.width, canvas.height)
        width, height = canvas.width // unit, canvas.height // unit
        scale = max(1, LEAST_SIDE // min(width, height))
        pixels = np.empty((height * scale, width * scale, 3), np.uint8)
        pixels[:] = tuple(bytes.fromhex(options.colour[1:]))
        self._frame = av.VideoFrame.from_ndarray(pixels, "rgb24")

    def picture(self, media_time_s: float) -> av.VideoFrame:
        return self._frame

    def sound(self, first_sample: int, count: int) -> None:
        return None

    def close(self) -> None:
        pass


KIND = SourceKind(kind="colour", title="Plain colour", options=ColourOptions, open=PlainColour)
