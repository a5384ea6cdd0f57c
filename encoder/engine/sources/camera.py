"""The picture of a camera, as soon as it arrives.

Cameras stamp their pictures by clocks of their own; only the newest picture counts, at the media
time at which it came.
"""

import os
import sys
from collections.abc import Callable, Iterator
from typing import Annotated, Literal

import av
import msgspec
from msgspec import Meta

from encoder.engine.sources.base import NowFunction, Source, SourceKind
from encoder.engine.sources.cameraplatforms import (
    CameraMachine,
    CameraPlatform,
    CameraWish,
    PictureFormat,
    platform_of,
)
from encoder.engine.sources.capturedevice import Capture, CaptureFailed, Opener, open_capture
from encoder.engine.sources.framegrabber import FrameGrabber
from encoder.errors import ErrorCode, Problem, SourceError
from encoder.messages import Device
from encoder.settings import Canvas

FIRST_PICTURE_TIMEOUT_S = 6.0
"""Cameras take up to some seconds to wake, and several requests may have to be tried."""
USUAL_SIZE = (1280, 720)


class CameraOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which camera, and what its pictures should be like."""

    device: Annotated[
        str,
        Meta(
            title="Camera",
            description="Which camera to show; empty is the first one.",
            max_length=300,
            extra_json_schema={"x-choices": "devices"},
        ),
    ] = ""
    size: Annotated[
        Literal[
            "automatic",
            "320x240",
            "640x360",
            "640x480",
            "800x600",
            "960x540",
            "1280x720",
            "1920x1080",
        ],
        Meta(title="Size", description="Size of the camera's pictures; the nearest it has."),
    ] = "automatic"
    fps: Annotated[
        int,
        Meta(
            title="Frame rate",
            description="Pictures a second; 0 is the rate of the stream.",
            ge=0,
            le=60,
            extra_json_schema={"x-unit": "fps"},
        ),
    ] = 0
    picture_format: Annotated[
        PictureFormat,
        Meta(
            title="Transfer",
            description="Raw pictures are sharper; MJPEG is compressed and needed for large ones.",
        ),
    ] = "automatic"


class CameraOpener:
    """Opens cameras of one machine; `open_capture` is the seam for tests."""

    def __init__(
        self,
        machine: CameraMachine,
        open_capture: Opener = open_capture,
        timeout_s: float = FIRST_PICTURE_TIMEOUT_S,
    ) -> None:
        self._machine = machine
        self._platform: CameraPlatform = platform_of(machine)
        self._open_capture = open_capture
        self._timeout_s = timeout_s
        self._left_behind: dict[str, FrameGrabber] = {}

    def open(self, options: CameraOptions, canvas: Canvas, now: NowFunction) -> Source:
        """Open and wait for the first picture, at most 6 s."""
        camera = self._chosen(options.device)
        self._refuse_hanging(camera)
        wish = wish_for(camera.id, options, canvas)
        grabber = FrameGrabber(
            "camera", lambda: self._capture(wish, camera.title), now, None, is_steady=True
        )
        source = Camera(grabber, lambda: self._left_behind.update({camera.id: grabber}))
        try:
            grabber.first_picture(self._timeout_s)
        except SourceError:
            source.close()
            raise
        return source

    def list_devices(self) -> tuple[Device, ...]:
        """Return the cameras that are connected."""
        return self._platform.list_cameras(self._machine)

    def problem(self) -> Problem | None:
        """Return why no camera can be used: there is none."""
        return None if self.list_devices() else _missing("")

    def _chosen(self, device: str) -> Device:
        """Return the camera of this id or path, "" = the first one; raises SourceError."""
        for camera in self.list_devices():
            if device in ("", camera.id) or os.path.realpath(device) == os.path.realpath(camera.id):
                return camera
        problem = _missing(device)
        raise SourceError(problem.code, **problem.params)

    def _refuse_hanging(self, camera: Device) -> None:
        """Don't hand a driver that hangs one thread after the other."""
        before = self._left_behind.pop(camera.id, None)
        if before is not None and before.is_left_behind:
            self._left_behind[camera.id] = before
            raise SourceError(ErrorCode.SOURCE_LOST, kind="camera", reason="it hangs")

    def _capture(self, wish: CameraWish, title: str) -> Capture:
        failure = CaptureFailed(0, "it gives no picture")
        for request in self._platform.requests(wish):
            try:
                return NamedCapture(self._open_capture(request), self._platform, title)
            except CaptureFailed as error:
                failure = error
                if self._platform.refusal(error.system_error) is not None:
                    break
        raise _named(failure, self._platform, self._platform.unclear, title) from failure


class Camera:
    """An open camera."""

    def __init__(self, grabber: FrameGrabber, leave_behind: Callable[[], None]) -> None:
        self._grabber = grabber
        self._leave_behind = leave_behind

    def picture(self, media_time_s: float) -> av.VideoFrame | None:
        return self._grabber.newest()

    def sound(self, first_sample: int, count: int) -> None:
        return None

    def close(self) -> None:
        self._grabber.close()
        if self._grabber.is_left_behind:
            self._leave_behind()


class NamedCapture:
    """A capture whose failures speak of the camera by its name."""

    def __init__(self, capture: Capture, platform: CameraPlatform, title: str) -> None:
        self._capture = capture
        self._platform = platform
        self._title = title

    def pictures(self) -> Iterator[av.VideoFrame | None]:
        try:
            yield from self._capture.pictures()
        except CaptureFailed as error:
            raise _named(error, self._platform, ErrorCode.SOURCE_LOST, self._title) from error

    def close(self) -> None:
        self._capture.close()


def wish_for(camera: str, options: CameraOptions, canvas: Canvas) -> CameraWish:
    """Return what to ask the camera for; a picture larger than the canvas is of no use."""
    if options.size == "automatic":
        width, height = USUAL_SIZE if canvas.height >= USUAL_SIZE[1] else (640, 480)
    else:
        width, height = (int(side) for side in options.size.split("x"))
    return CameraWish(camera, width, height, options.fps or canvas.fps, options.picture_format)


def _named(
    failure: CaptureFailed, platform: CameraPlatform, unclear: ErrorCode, title: str
) -> SourceError:
    code = platform.refusal(failure.system_error) or unclear
    return SourceError(code, device=title, kind="camera", reason=failure.reason)


def _missing(device: str) -> Problem:
    return Problem(ErrorCode.DEVICE_MISSING, {"device": device or "The camera"})


_here = CameraOpener(CameraMachine(sys.platform))

KIND = SourceKind(
    kind="camera",
    title="Camera",
    options=CameraOptions,
    open=_here.open,
    is_continuous=True,
    list_devices=_here.list_devices,
    problem=_here.problem,
)
