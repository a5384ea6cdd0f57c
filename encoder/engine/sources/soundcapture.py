"""The wall round libavdevice's sound: a request goes in, 48 kHz stereo and named failures out."""

from collections.abc import Callable, Iterator
from typing import Protocol

import av
import numpy as np
from av.audio.stream import AudioStream
from av.container import InputContainer

from encoder.engine.sources.base import Samples
from encoder.engine.sources.capturedevice import CaptureFailed, CaptureRequest, failure_of
from encoder.settings import SAMPLE_RATE_HZ

BLOCK_SAMPLES = 480
"""FFmpeg asks ALSA for the smallest periods there are; they are gathered to 10 ms."""
_FRAME_BYTES = 4
_FULL_SCALE = np.float32(1 / 32_768)


class SoundCapture(Protocol):
    """An open sound device."""

    def blocks(self) -> Iterator[Samples]:
        """Yield float32 (2, count) at 48 kHz as it arrives; blocks. Raises CaptureFailed."""
        ...

    def close(self) -> None:
        """Close the device; called by the thread that reads it."""
        ...


SoundOpener = Callable[[CaptureRequest], SoundCapture]


def open_sound(request: CaptureRequest) -> SoundCapture:
    """Open a device with libavdevice; blocks as long as it does. Raises CaptureFailed."""
    try:
        container = av.open(request.name, format=request.input_format, options=request.options)
    except av.FFmpegError as error:
        raise failure_of(error) from error
    except ValueError as error:
        raise CaptureFailed(0, f"no {request.input_format} in this FFmpeg") from error
    if not container.streams.audio:
        container.close()
        raise CaptureFailed(0, "it has no sound")
    return DeviceSound(container)


class DeviceSound:
    """An open input of libavdevice."""

    def __init__(self, container: InputContainer) -> None:
        self._container = container
        self._stream = container.streams.audio[0]

    def blocks(self) -> Iterator[Samples]:
        try:
            yield from self._plain() if _is_plain(self._stream) else self._converted()
        except av.FFmpegError as error:
            raise failure_of(error) from error
        raise CaptureFailed(0, "the device ended")

    def close(self) -> None:
        self._container.close()

    def _plain(self) -> Iterator[Samples]:
        """Read packets: they are samples already, and there may be 1,500 of them a second."""
        gathered = bytearray()
        for packet in self._container.demux(self._stream):
            gathered += bytes(packet)
            if len(gathered) >= BLOCK_SAMPLES * _FRAME_BYTES:
                whole = len(gathered) // _FRAME_BYTES * _FRAME_BYTES
                interleaved = np.frombuffer(bytes(gathered[:whole]), "<i2")
                del gathered[:whole]
                yield interleaved.reshape(-1, 2).T * _FULL_SCALE

    def _converted(self) -> Iterator[Samples]:
        resampler = av.AudioResampler("fltp", "stereo", SAMPLE_RATE_HZ, BLOCK_SAMPLES)
        for frame in self._container.decode(self._stream):
            for converted in resampler.resample(frame):
                yield converted.to_ndarray().astype(np.float32, copy=False)


def _is_plain(stream: AudioStream) -> bool:
    return (
        stream.codec_context.name == "pcm_s16le"
        and stream.rate == SAMPLE_RATE_HZ
        and stream.codec_context.layout.nb_channels == 2
    )
