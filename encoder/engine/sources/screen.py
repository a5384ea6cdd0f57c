"""The picture of a screen or a part of it, with or without the mouse pointer.

A screen that changes its size is lost when it becomes smaller, and found again when the source
is opened anew.
"""

import os
import sys
from dataclasses import replace
from typing import Annotated

import av
import msgspec
from msgspec import Meta

from encoder.engine.sources.base import NowFunction, Source, SourceKind
from encoder.engine.sources.capturedevice import (
    Capture,
    CaptureFailed,
    Opener,
    Region,
    open_capture,
)
from encoder.engine.sources.framegrabber import FrameGrabber
from encoder.engine.sources.screenplatforms import Machine, ScreenPlatform, Wish, platform_of
from encoder.errors import ErrorCode, Problem, SourceError, error_for
from encoder.messages import Device
from encoder.settings import Canvas

FIRST_PICTURE_TIMEOUT_S = 3.0

Pixels = Annotated[int, Meta(ge=0, le=32_767)]


class ScreenOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which screen, which part of it, with or without pointer."""

    display: Annotated[
        str,
        Meta(
            title="Screen",
            description="Which screen to show; empty is the main one.",
            max_length=100,
            extra_json_schema={"x-choices": "devices"},
        ),
    ] = ""
    show_cursor: Annotated[
        bool, Meta(title="Mouse pointer", description="Show the mouse pointer.")
    ] = True
    x: Annotated[
        Pixels,
        Meta(
            title="Left edge",
            description="Where the shown part begins, from the left.",
            extra_json_schema={"x-unit": "px"},
        ),
    ] = 0
    y: Annotated[
        Pixels,
        Meta(
            title="Top edge",
            description="Where the shown part begins, from the top.",
            extra_json_schema={"x-unit": "px"},
        ),
    ] = 0
    width: Annotated[
        Pixels,
        Meta(
            title="Width",
            description="How wide the shown part is; 0 is up to the right edge.",
            extra_json_schema={"x-unit": "px"},
        ),
    ] = 0
    height: Annotated[
        Pixels,
        Meta(
            title="Height",
            description="How high the shown part is; 0 is down to the bottom edge.",
            extra_json_schema={"x-unit": "px"},
        ),
    ] = 0


class Screen:
    """A captured screen."""

    def __init__(self, grabber: FrameGrabber) -> None:
        self._grabber = grabber

    def picture(self, media_time_s: float) -> av.VideoFrame | None:
        return self._grabber.newest()

    def sound(self, first_sample: int, count: int) -> None:
        return None

    def close(self) -> None:
        self._grabber.close()


class ScreenOpener:
    """Opens screens of one machine; `open_capture` is the seam for tests."""

    def __init__(
        self,
        machine: Machine,
        open_capture: Opener = open_capture,
        timeout_s: float = FIRST_PICTURE_TIMEOUT_S,
    ) -> None:
        self._machine = machine
        self._platform: ScreenPlatform = platform_of(machine)
        self._open_capture = open_capture
        self._timeout_s = timeout_s

    def open(self, options: ScreenOptions, canvas: Canvas, now: NowFunction) -> Source:
        """Open and wait for the first picture, at most 3 s, twice for a region."""
        if problem := self._platform.obstacle(options.display, self._machine):
            raise error_for(problem)
        wish = Wish(options.display, options.show_cursor, canvas.fps)
        if any((options.x, options.y, options.width, options.height)):
            whole = self._grab(wish, now)
            frame = whole.first_picture(self._timeout_s)
            whole.close()
            wish = replace(wish, region=region_of(options, (frame.width, frame.height)))
        return Screen(self._grab(wish, now))

    def list_devices(self) -> tuple[Device, ...]:
        """Return the screens to choose from."""
        return self._platform.list_displays(self._machine)

    def problem(self) -> Problem | None:
        """Return why this session's own screen can't be captured; None where it can.

        Screens of other sessions don't count: they may be named, but are no sensible default.
        """
        return self._platform.obstacle("", self._machine)

    def _grab(self, wish: Wish, now: NowFunction) -> FrameGrabber:
        paced_fps = wish.fps if self._platform.is_on_demand else None
        grabber = FrameGrabber("screen", lambda: self._capture(wish), now, paced_fps)
        try:
            grabber.first_picture(self._timeout_s)
        except SourceError:
            grabber.close()
            raise
        return grabber

    def _capture(self, wish: Wish) -> Capture:
        request = self._platform.request(wish, self._machine)
        try:
            return self._open_capture(request)
        except CaptureFailed as error:
            raise SourceError(
                self._platform.refusal(error.system_error),
                display=request.name,
                screen=request.name,
                device="the screen",
            ) from error


def region_of(options: ScreenOptions, screen: tuple[int, int]) -> Region:
    """Return the part of a screen of that size that the options name.

    Raises SourceError REGION_OUTSIDE.
    """
    screen_width, screen_height = screen
    width = options.width or screen_width - options.x
    height = options.height or screen_height - options.y
    is_inside = options.x + width <= screen_width and options.y + height <= screen_height
    if not is_inside or width <= 0 or height <= 0:
        raise SourceError(ErrorCode.REGION_OUTSIDE, screen=f"{screen_width} × {screen_height}")
    return Region(options.x, options.y, width, height)


_here = ScreenOpener(Machine(sys.platform, os.environ))

KIND = SourceKind(
    kind="screen",
    title="Screen",
    options=ScreenOptions,
    open=_here.open,
    list_devices=_here.list_devices,
    problem=_here.problem,
)
