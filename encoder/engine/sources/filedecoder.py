"""One pass through a media file: its pictures and its sound, each with its place in file time.

File time 0 is the start of whichever stream starts first. Ignored on purpose: rotation metadata,
interlacing and further streams (the first picture and the first sound stream are played).
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, cast

import av
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.stream import Disposition
from av.video.frame import PictureType
from av.video.stream import VideoStream

from encoder.engine.sources.base import Samples
from encoder.errors import ErrorCode, SourceError
from encoder.settings import SAMPLE_RATE_HZ

_JITTER_SAMPLES = SAMPLE_RATE_HZ // 100
"""Time stamps are rounded (Matroska: 1 ms): up to 10 ms off the count of samples is no gap."""
_USUAL_FRAME_S = 1 / 30


@dataclass(frozen=True, slots=True)
class DecodedPicture:
    """A picture to be shown from `start_s` on, in file time."""

    start_s: float
    end_s: float
    frame: av.VideoFrame


@dataclass(frozen=True, slots=True)
class DecodedSound:
    """Sound from `first_sample` on, in file time."""

    first_sample: int
    samples: Samples


StreamT = TypeVar("StreamT", VideoStream, AudioStream)
Decoded = DecodedPicture | DecodedSound


class FileDecoder:
    """An open file; used by one thread at a time.

    Raises SourceError: FILE_MISSING, FILE_UNREADABLE.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._container = _open(path)
        self._video = next(iter(_playable(self._container.streams.video)), None)
        self._audio = next(iter(_playable(self._container.streams.audio)), None)
        if self._video is None and self._audio is None:
            self.close()
            raise unreadable(path, "there is neither picture nor sound in it")
        if self._video is not None:
            self._video.thread_type = "AUTO"
        self._start_s = (self._container.start_time or 0) / av.time_base
        self._resampler = _resampler()
        self._picture_end_s = 0.0
        self._next_sample: int | None = None

    @property
    def has_pictures(self) -> bool:
        """True for moving pictures; the cover of a song is a picture, but does not move."""
        return self._video is not None and not self._is_cover

    @property
    def has_sound(self) -> bool:
        """True where there is a sound stream."""
        return self._audio is not None

    def decoded(self) -> Iterator[Decoded]:
        """Yield everything in the file, in its order, skipping damaged parts.

        The two kinds are interleaved as the file is. Ends where the file does or no longer can
        be read.
        """
        streams = [stream for stream in (self._video, self._audio) if stream is not None]
        packets = self._container.demux(streams)
        while True:
            try:
                packet = next(packets)
            except (StopIteration, av.FFmpegError):
                break
            try:
                for frame in packet.decode():
                    if isinstance(frame, av.VideoFrame):
                        yield self._picture(frame)
                    elif isinstance(frame, AudioFrame):
                        yield from self._sound(frame)
            except av.FFmpegError:
                continue  # a damaged packet: the next keyframe mends the picture
        if self._next_sample is not None:
            yield from self._sound(None)

    def close(self) -> None:
        """Close the file."""
        self._container.close()

    @property
    def _is_cover(self) -> bool:
        stream = self._video
        return stream is not None and Disposition.attached_pic in stream.disposition

    def _picture(self, frame: av.VideoFrame) -> DecodedPicture:
        # The encoder would repeat the file's picture types, and so its keyframes.
        frame.pict_type = PictureType.NONE
        if self._is_cover:
            return DecodedPicture(0.0, 0.0, frame)
        start_s = self._picture_end_s if frame.time is None else frame.time - self._start_s
        self._picture_end_s = start_s + self._duration_s(frame)
        return DecodedPicture(start_s, self._picture_end_s, frame)

    def _duration_s(self, frame: av.VideoFrame) -> float:
        if frame.duration and frame.time_base:
            return float(frame.duration * frame.time_base)
        rate = self._video.average_rate if self._video is not None else None
        return float(1 / rate) if rate else _USUAL_FRAME_S

    def _sound(self, frame: AudioFrame | None) -> Iterator[DecodedSound]:
        """Convert to 48 kHz stereo; None flushes what the resampler still holds."""
        try:
            converted = self._resampler.resample(frame)
        except ValueError:  # rate or channels change half-way
            self._resampler = _resampler()
            converted = self._resampler.resample(frame)
        for part in converted:
            samples = cast("Samples", part.to_ndarray())
            first_sample = self._place(part)
            self._next_sample = first_sample + samples.shape[1]
            yield DecodedSound(first_sample, samples)

    def _place(self, part: AudioFrame) -> int:
        if part.time is None:
            return self._next_sample or 0
        by_time_stamp = round((part.time - self._start_s) * SAMPLE_RATE_HZ)
        counted = self._next_sample
        if counted is None or abs(by_time_stamp - counted) > _JITTER_SAMPLES:
            return by_time_stamp
        return counted


def unreadable(path: str, reason: str) -> SourceError:
    """Return the error for a file that is there but can't be played."""
    return SourceError(ErrorCode.FILE_UNREADABLE, file=path, reason=reason)


def _open(path: str) -> InputContainer:
    # An absolute path can't be mistaken for the address of a network protocol.
    file = Path(os.path.abspath(Path(path).expanduser()))
    if not file.exists():
        raise SourceError(ErrorCode.FILE_MISSING, file=path)
    if not file.is_file():
        raise unreadable(path, "it is not a file")
    try:
        return av.open(str(file), metadata_errors="replace")
    except av.InvalidDataError as error:
        raise unreadable(path, "it is damaged or not a media file") from error
    except (av.FFmpegError, OSError) as error:
        raise unreadable(path, error.strerror or type(error).__name__) from error


def _playable(streams: Sequence[StreamT]) -> list[StreamT]:
    # PyAV gives no codec context where it has no decoder.
    return [stream for stream in streams if stream.codec_context is not None]


def _resampler() -> AudioResampler:
    return AudioResampler(format="fltp", layout="stereo", rate=SAMPLE_RATE_HZ)
