"""A test pattern whose picture and sound tell at the far end how late and how far apart they are.

At every whole second of media time a white area flashes and a 1 kHz beep starts, both for 100 ms.
"""

import time
from collections.abc import Callable
from typing import Annotated, Literal

import av
import msgspec
import numpy as np
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc
from msgspec import Meta

from encoder.engine.sources.base import NowFunction, Samples, SourceKind
from encoder.engine.sources.patternlayout import Area, layout_of
from encoder.engine.sources.patternpaint import (
    BLACK_Y,
    NEUTRAL_C,
    WHITE_Y,
    Plane,
    Planes,
    clock_face,
    paint_background,
)
from encoder.engine.sources.secondloop import SecondLoop, beep
from encoder.engine.sources.timecodecells import CELLS, cells
from encoder.settings import Canvas

FLASH_S = 0.1
LAP_S = 4
"""How long the bright spot takes from one side to the other."""
_ROUNDING_S = 1e-6
"""Media times are n / fps in floating point: a hair below the exact value counts as reached."""
_BLOCK = 8
_BUSY_SPEEDS = ((70, 34), (-38, 86), (130, -42), (-26, -122))
"""Columns of noise, each moving by so many pixels right and down a frame: further than an encoder
looks for motion, so that nearly every block is new to it (12 Mbit/s at 720p30, x264 CRF 23)."""


class PatternOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What moves, what is shown and how loud it beeps."""

    motion: Annotated[
        Literal["still", "moving", "busy"],
        Meta(
            title="Motion",
            description="Still: nothing moves and nothing flashes. Moving: a spot runs and a flash "
            "comes with every beep. Busy: moving noise as well, hard to encode.",
        ),
    ] = "moving"
    show_timecode: Annotated[
        bool, Meta(title="Time code", description="Show the running time, also for machines.")
    ] = True
    volume_db: Annotated[
        float,
        Meta(
            title="Beep volume",
            description="How loud the beep is; 0 is the loudest.",
            ge=-60,
            le=0,
            extra_json_schema={"x-unit": "dB"},
        ),
    ] = -20.0


class TestPattern:
    """The pattern on one canvas; picture and sound are pure functions of media time.

    `start_utc_s` is UTC at media time 0, for the machine-readable time code.
    """

    __test__ = False  # not a test class, whatever its name says

    def __init__(self, options: PatternOptions, canvas: Canvas, start_utc_s: float) -> None:
        self._options = options
        self._canvas = canvas
        self._start_utc_s = start_utc_s
        self._layout = layout_of(canvas)
        self._background = _new_frame(canvas)
        paint_background(_planes(self._background), self._layout, canvas)
        self._face = clock_face(self._layout.clock)
        self._spot = _spot(self._layout.track)
        self._noise = _noise(self._layout.bars) if options.motion == "busy" else None
        self._flash_frames = min(max(1, round(FLASH_S * canvas.fps)), canvas.fps - 1)
        self._beep = SecondLoop(beep(options.volume_db))
        self._last: tuple[int, av.VideoFrame] | None = None

    def picture(self, media_time_s: float) -> av.VideoFrame:
        number = int((media_time_s + _ROUNDING_S) * self._canvas.fps)
        if self._last is None or self._last[0] != number:
            self._last = (number, self._draw(number))
        return self._last[1]

    def sound(self, first_sample: int, count: int) -> Samples:
        return self._beep.samples(first_sample, count)

    def close(self) -> None:
        self._last = None

    def _draw(self, number: int) -> av.VideoFrame:
        frame = _new_frame(self._canvas)
        for source, target in zip(self._background.planes, frame.planes, strict=True):
            memoryview(target)[:] = memoryview(source)
        planes = _planes(frame)
        if self._noise is not None:
            self._paint_noise(planes, self._noise, number)
        if self._options.motion != "still":
            self._paint_motion(planes[0], number)
        if self._options.show_timecode:
            self._paint_time(planes[0], number)
        return frame

    def _paint_motion(self, luma: Plane, number: int) -> None:
        fps, track = self._canvas.fps, self._layout.track
        if number % fps < self._flash_frames:
            luma[self._layout.flash.luma] = WHITE_Y
        lap_frames = LAP_S * fps
        offset = track.width - track.width * (number % lap_frames) // lap_frames
        luma[track.luma] = self._spot[offset : offset + track.width]

    def _paint_time(self, luma: Plane, number: int) -> None:
        fps = self._canvas.fps
        seconds, frame = divmod(number, fps)
        text = f"{seconds // 3600 % 100:02}:{seconds // 60 % 60:02}:{seconds % 60:02}:{frame:02}"
        self._face.paint(luma, text)
        bits = cells(round((self._start_utc_s + number / fps) * 1000))
        row = self._layout.time_row
        columns = np.arange(row.width) * CELLS // row.width
        luma[row.luma] = np.where(bits[columns], WHITE_Y, BLACK_Y)

    def _paint_noise(self, planes: Planes, noise: Planes, number: int) -> None:
        bars = self._layout.bars
        columns = bars.columns(len(_BUSY_SPEEDS))
        for column, (right, down) in zip(columns, _BUSY_SPEEDS, strict=True):
            left, top = -right * number % bars.width, -down * number % bars.height
            part = Area(left, top, column.width, column.height)
            planes[0][column.luma] = noise[0][part.luma]
            planes[1][column.chroma] = noise[1][part.chroma]
            planes[2][column.chroma] = noise[2][part.chroma]


def open_pattern(
    options: PatternOptions,
    canvas: Canvas,
    now: NowFunction,
    utc: Callable[[], float] = time.time,
) -> TestPattern:
    """Draw the still parts once; takes about 20 ms at 720p."""
    return TestPattern(options, canvas, start_utc_s=utc() - now())


def _new_frame(canvas: Canvas) -> av.VideoFrame:
    frame = av.VideoFrame(canvas.width, canvas.height, "yuv420p")
    frame.colorspace = Colorspace.ITU709
    frame.color_range = ColorRange.MPEG
    frame.color_primaries = ColorPrimaries.BT709
    frame.color_trc = ColorTrc.BT709
    return frame


def _planes(frame: av.VideoFrame) -> Planes:
    first, second, third = (
        np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)[
            :, : plane.width
        ]
        for plane in frame.planes
    )
    return first, second, third


def _spot(track: Area) -> Plane:
    """Return one row, twice as wide as the track, with a soft-edged white spot in its middle.

    Soft, so that moving it by whole pixels looks smooth.
    """
    distance = np.abs(np.arange(2 * track.width) - track.width - track.width / 16)
    brightness = np.clip(1.5 - distance / (track.width / 24), 0, 1)
    spot: Plane = (BLACK_Y + brightness * (WHITE_Y - BLACK_Y)).round().astype(np.uint8)
    return spot


def _noise(bars: Area) -> Planes:
    """Return coloured blocks with grain on them, twice as large as `bars` in both directions.

    The four quarters are alike: whatever part of that size is cut out, it has no seam.
    """
    height, width = bars.height, bars.width
    random = np.random.default_rng(1)
    rows, columns = height // _BLOCK + 1, width // _BLOCK + 1
    blocks = random.integers(40, 210, (rows, columns), np.uint8)
    luma = blocks.repeat(_BLOCK, 0).repeat(_BLOCK, 1)[:height, :width]
    luma = luma + random.integers(0, 24, (height, width), np.uint8)
    colours = random.integers(NEUTRAL_C - 60, NEUTRAL_C + 60, (2, rows, columns), np.uint8)
    cb, cr = colours.repeat(_BLOCK // 2, 1).repeat(_BLOCK // 2, 2)[:, : height // 2, : width // 2]
    return np.tile(luma, (2, 2)), np.tile(cb, (2, 2)), np.tile(cr, (2, 2))


KIND = SourceKind(
    kind="pattern",
    title="Test pattern",
    options=PatternOptions,
    open=open_pattern,
    has_audio=True,
)
