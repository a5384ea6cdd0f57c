"""The wall round libavdevice: a request goes in, pictures and named failures come out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

import av
from av.container import InputContainer
from av.filter import Graph

_FIRST_FFMPEG_ERROR = 4096
"""FFmpeg's own codes lie far above the system's."""


class Region(NamedTuple):
    """A part of a screen, in its own pixels."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class CaptureRequest:
    """What to open: an input format of libavdevice, the device's name there and its options."""

    input_format: str
    name: str
    options: dict[str, str] = field(default_factory=dict)
    crop: Region | None = None
    """Cut this part out of each picture, for formats that can't capture parts."""


class CaptureFailed(Exception):
    """The device does not open, or stopped; `system_error` is an errno, 0 = another failure."""

    def __init__(self, system_error: int, reason: str) -> None:
        super().__init__(reason)
        self.system_error = system_error
        self.reason = reason


class Capture(Protocol):
    """An open device."""

    def pictures(self) -> Iterator[av.VideoFrame | None]:
        """Yield pictures, each as soon as it is there; blocks. Raises CaptureFailed.

        None = nothing yet: some devices say so instead of blocking; or a damaged picture.
        """
        ...

    def close(self) -> None:
        """Close the device; called by the thread that reads it."""
        ...


Opener = Callable[[CaptureRequest], Capture]


def open_capture(request: CaptureRequest) -> Capture:
    """Open a device with libavdevice; blocks as long as it does. Raises CaptureFailed."""
    try:
        container = av.open(request.name, format=request.input_format, options=request.options)
    except av.FFmpegError as error:
        raise failure_of(error) from error
    except ValueError as error:
        raise CaptureFailed(0, f"no {request.input_format} in this FFmpeg") from error
    return DeviceCapture(container, request.crop)


class DeviceCapture:
    """An open input of libavdevice."""

    def __init__(self, container: InputContainer, crop: Region | None = None) -> None:
        self._container = container
        self._crop = _crop_graph(container, crop) if crop is not None else None

    def pictures(self) -> Iterator[av.VideoFrame | None]:
        stream = self._container.streams.video[0]
        while True:
            try:
                for frame in self._container.decode(stream):
                    yield frame if self._crop is None else _through(self._crop, frame)
                raise CaptureFailed(0, "the device ended")
            except (av.BlockingIOError, av.InvalidDataError):
                yield None  # cameras give damaged pictures while they wake, and now and then later
            except av.FFmpegError as error:
                raise failure_of(error) from error

    def close(self) -> None:
        self._container.close()


def failure_of(error: av.FFmpegError) -> CaptureFailed:
    """Return what FFmpeg raised as a failure of the device."""
    number = error.errno or 0
    if isinstance(error, av.ExternalError):  # how x11grab says that its connection broke
        return CaptureFailed(0, "it no longer answers")
    reason = (error.strerror or type(error).__name__).lower()
    return CaptureFailed(number if number < _FIRST_FFMPEG_ERROR else 0, reason)


def _crop_graph(container: InputContainer, crop: Region) -> Graph:
    graph = Graph()
    entry = graph.add_buffer(template=container.streams.video[0])
    cut = graph.add("crop", f"{crop.width}:{crop.height}:{crop.x}:{crop.y}:exact=1")
    graph.link_nodes(entry, cut, graph.add("buffersink")).configure()
    return graph


def _through(graph: Graph, frame: av.VideoFrame) -> av.VideoFrame:
    graph.vpush(frame)
    return graph.vpull()
