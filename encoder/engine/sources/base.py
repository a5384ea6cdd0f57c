"""What a capture source is: one module a kind, found by scanning this folder.

A source module exports `KIND: SourceKind`. Opening may block (bounded by the device); reading
never does. All times are media time: seconds since the programme started, on its clock.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar, runtime_checkable

import av
import msgspec
import numpy as np
from numpy.typing import NDArray

from encoder.alerts import Alert
from encoder.errors import Problem
from encoder.messages import Device
from encoder.settings import Canvas

Samples = NDArray[np.float32]
"""float32 (2, count), full scale +-1, at settings.SAMPLE_RATE_HZ."""


class Source(Protocol):
    """An open source; one object may give picture, sound or both, kept in step.

    `picture` and `sound` are called from different threads. Both raise SourceError once the
    source is lost; the caller closes it and opens a new one.
    """

    def picture(self, media_time_s: float) -> av.VideoFrame | None:
        """Return the frame to show at `media_time_s`; None while there is none yet.

        Not blocking. Any size and pixel format; the same object may be returned again while
        nothing newer is there, and is never written to afterwards.
        """
        ...

    def sound(self, first_sample: int, count: int) -> Samples | None:
        """Return samples `first_sample ... first_sample + count` of media time; None = silence.

        Not blocking: what has not arrived yet is silent.
        """
        ...

    def close(self) -> None:
        """Release the device and join the source's threads, within 2 s."""
        ...


@runtime_checkable
class Alerted(Protocol):
    """A source that shows what happens in the chat."""

    def alert(self, alert: Alert) -> None:
        """Show it; the same one once. Any thread, not blocking."""
        ...


class NowFunction(Protocol):
    """Tells the media time."""

    def __call__(self) -> float:
        """Return seconds since the programme started."""
        ...


OptionsT = TypeVar("OptionsT", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True)
class SourceKind(Generic[OptionsT]):
    """What the catalogue says of a kind, and how to open one."""

    kind: str
    title: str
    options: type[OptionsT]
    """Frozen Struct, forbid_unknown_fields, every field with a default, title and description
    (msgspec.Meta), so that a form can be built from its JSON Schema."""
    open: Callable[[OptionsT, Canvas, NowFunction], Source]
    """Open with validated options; raises SourceError. May take as long as the device does."""
    has_video: bool = True
    has_audio: bool = False
    is_continuous: bool = False
    """True where a picture that does not change at all is a fault: a camera has noise, a screen,
    an image or a paused film has not."""
    list_devices: Callable[[], tuple[Device, ...]] = tuple
    """Devices to choose from now; must answer within 1 s and never raise."""
    problem: Callable[[], Problem | None] = lambda: None
    """Why this kind can't be used on this machine now; None = it can."""
