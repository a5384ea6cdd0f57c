"""Writes small media files with PyAV: white and a beep in the first tenth of every second."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.stream import Disposition
from av.video.stream import VideoStream
from numpy.typing import NDArray

from encoder.engine.sources.base import Samples

WIDTH, HEIGHT = 64, 48
_CLOCK = Fraction(1, 90_000)


def write_media(
    path: Path,
    picture_times_s: Sequence[float] = (),
    sound_s: float = 0.0,
    rate_hz: int = 48_000,
    layout: str = "stereo",
) -> Path:
    """Write pictures at these times and so much sound; either may be missing."""
    with av.open(str(path), "w") as container:
        video = _video_stream(container) if picture_times_s else None
        audio = container.add_stream("aac", rate=rate_hz, layout=layout) if sound_s else None
        if video is not None:
            for time_s in picture_times_s:
                container.mux(video.encode(_picture(time_s)))
            container.mux(video.encode(None))
        if audio is not None:
            _write_sound(container, audio, _beeps(sound_s, rate_hz), layout)
    return path


def steady(seconds: float, fps: int) -> list[float]:
    """Return the picture times of a constant frame rate."""
    return [number / fps for number in range(round(seconds * fps))]


def brightness(frame: av.VideoFrame) -> float:
    """Return the mean luma."""
    plane = frame.planes[0]
    rows = np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)
    return float(rows[:, : plane.width].mean())


def starts_s(is_on: Sequence[bool] | NDArray[np.bool_], step_s: float) -> list[float]:
    """Return when something starts after at least half a second without it."""
    on_s = np.flatnonzero(np.asarray(is_on)) * step_s
    return [float(time_s) for time_s in on_s[np.diff(on_s, prepend=-1e9) > 0.5]]


def _video_stream(container: OutputContainer) -> VideoStream:
    stream = container.add_stream("libx264", rate=25, options={"preset": "ultrafast", "bf": "0"})
    stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
    stream.codec_context.time_base = _CLOCK
    return stream


def _picture(time_s: float) -> av.VideoFrame:
    value = 235 if time_s % 1 < 0.099 else 16
    luma = np.full((HEIGHT, WIDTH), value, np.uint8)
    chroma = np.full((HEIGHT // 2, WIDTH), 128, np.uint8)
    frame = av.VideoFrame.from_ndarray(np.concatenate((luma, chroma)), format="yuv420p")
    frame.pts, frame.time_base = round(time_s / _CLOCK), _CLOCK
    return frame


def _beeps(seconds: float, rate_hz: int) -> Samples:
    time_s = np.arange(round(seconds * rate_hz)) / rate_hz
    wave = 0.5 * np.sin(2 * np.pi * 1000 * time_s) * (time_s % 1 < 0.1)
    return np.stack((wave, wave)).astype(np.float32)


def _write_sound(
    container: OutputContainer, stream: AudioStream, samples: Samples, layout: str
) -> None:
    channels = 1 if layout == "mono" else 2
    frame = av.AudioFrame.from_ndarray(
        np.ascontiguousarray(samples[:channels]), format="fltp", layout=layout
    )
    frame.sample_rate = stream.rate
    frame.pts, frame.time_base = 0, Fraction(1, stream.rate)
    container.mux(stream.encode(frame))
    container.mux(stream.encode(None))


def write_cover(path: Path) -> Path:
    """Write a second of sound with a cover picture."""
    with av.open(str(path), "w", format="mp4") as container:
        audio = container.add_stream("aac", rate=48_000, layout="stereo")
        cover = container.add_stream("mjpeg", rate=1)
        cover.width, cover.height, cover.pix_fmt = WIDTH, HEIGHT, "yuvj420p"
        cover.disposition = Disposition.attached_pic
        for packet in [*cover.encode(_picture(0).reformat(format="yuvj420p")), *cover.encode(None)]:
            container.mux(packet)
        _write_sound(container, audio, _beeps(1, 48_000), "stereo")
    return path
