"""Pictures in plain colours, what stands at a point of one, and a plain way to compose them."""

import av
import numpy as np
from numpy.typing import NDArray

from encoder.engine.layerpainter import Shown
from encoder.engine.placement import Placement

BLACK = (16, 128, 128)
Rgb = NDArray[np.float64]


def plane(frame: av.VideoFrame, index: int) -> NDArray[np.uint8]:
    """Return rows x columns of a plane, without the padding."""
    source = frame.planes[index]
    rows = np.frombuffer(memoryview(source), np.uint8).reshape(source.height, source.line_size)
    return rows[:, : source.width]


def yuv_at(frame: av.VideoFrame, x: int, y: int) -> tuple[int, ...]:
    """Return Y, Cb, Cr of a yuv420p picture at a point."""
    return tuple(int(plane(frame, i)[y >> (i > 0), x >> (i > 0)]) for i in range(3))


def rgb(width: int, height: int, colour: tuple[int, int, int]) -> av.VideoFrame:
    """Return an RGB picture of one colour."""
    return av.VideoFrame.from_ndarray(np.full((height, width, 3), colour, np.uint8), "rgb24")


def rgba(width: int, height: int, colour: tuple[int, int, int, int]) -> av.VideoFrame:
    """Return a picture of one colour with alpha."""
    return av.VideoFrame.from_ndarray(np.full((height, width, 4), colour, np.uint8), "rgba")


def yuv(width: int, height: int, colour: tuple[int, int, int]) -> av.VideoFrame:
    """Return a yuv420p picture of one colour."""
    frame = av.VideoFrame(width, height, "yuv420p")
    for index, value in enumerate(colour):
        np.frombuffer(memoryview(frame.planes[index]), np.uint8)[:] = value
    return frame


def smooth(width: int, height: int, seed: int, channels: int = 3) -> av.VideoFrame:
    """Return an RGB or RGBA picture of soft waves, so that scalers agree about it."""
    random = np.random.default_rng(seed)
    x, y = np.meshgrid(np.linspace(0, 1, width), np.linspace(0, 1, height))
    waves = [
        127 + 120 * np.sin(6 * (a * x + b * y) + c)
        for a, b, c in random.uniform(-1, 1, (channels, 3))
    ]
    form = "rgb24" if channels == 3 else "rgba"
    return av.VideoFrame.from_ndarray(np.stack(waves, axis=2).astype(np.uint8), form)


def shows(**frames: av.VideoFrame) -> dict[str, Shown]:
    """Return what inputs show, by their ids."""
    return {name: Shown(frame) for name, frame in frames.items()}


def near(found: tuple[int, ...], wanted: tuple[int, ...], by: int = 2) -> bool:
    """Tell whether two colours are the same but for rounding."""
    return all(abs(a - b) <= by for a, b in zip(found, wanted, strict=True))


def composed_plainly(
    width: int, height: int, layers: list[tuple[av.VideoFrame, Placement, float]]
) -> Rgb:
    """Compose pixel by pixel in RGB floats: rows x columns x 3, the first layer lowest."""
    canvas = np.zeros((height, width, 3))
    for frame, (source, target), opacity in layers:
        pixels = frame.to_ndarray(format="rgba").astype(float)
        y = source.top + (np.arange(target.height) + 0.5) * source.height / target.height
        x = source.left + (np.arange(target.width) + 0.5) * source.width / target.width
        part = pixels[y.astype(int)[:, None], x.astype(int)[None, :]]
        alpha = part[..., 3:] / 255 * opacity
        into = canvas[target.top : target.bottom, target.left : target.right]
        into[...] = part[..., :3] * alpha + into * (1 - alpha)
    return canvas
