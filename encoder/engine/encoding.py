"""Runs the two encoders, each on a thread with a bounded queue before it.

Pictures and sound arrive on the programme's time line and leave on the broadcast's, whose zero
is the first picture taken.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import av

from encoder.engine.codecs import AudioEncoder, MediaPacket, StreamHeaders, VideoEncoder
from encoder.engine.framequeue import FrameQueue
from encoder.engine.sources.base import Samples
from encoder.errors import EncoderError, ErrorCode, Problem
from encoder.settings import SAMPLE_RATE_HZ, Canvas, Encoding

QUEUED_PICTURES = 6
"""0.2 s at 30 fps; beyond that the encoder is too slow and pictures are skipped."""
QUEUED_SOUNDS = 50
"""About one second; AAC costs next to nothing, so this fills only when the machine stands still."""


class _Picture(NamedTuple):
    frame: av.VideoFrame
    number: int


class _Sound(NamedTuple):
    samples: Samples
    first_sample: int


@dataclass(slots=True)
class EncodingFigures:
    """Cumulative counters; each field has one writing thread."""

    video_bytes: int = 0
    audio_bytes: int = 0
    repeated: int = 0
    """Composed late, so the picture before was used again."""
    skipped: int = 0
    """Not encoded, because the encoder was still busy."""


class EncodingLine:
    """From programme pictures and sound to packets; a ProgrammeSink."""

    def __init__(
        self,
        canvas: Canvas,
        encoding: Encoding,
        deliver: Callable[[MediaPacket], None],
        failed: Callable[[Problem], None],
    ) -> None:
        """Open both encoders; raises CodecError. `deliver` is called on two threads."""
        self._fps = canvas.fps
        self._video = VideoEncoder(canvas, encoding.video)
        self._audio = AudioEncoder(encoding.audio)
        self.headers = StreamHeaders(
            canvas, encoding.video, encoding.audio, self._video.avc_config, self._audio.aac_config
        )
        self._deliver = deliver
        self._failed = failed
        self._first_picture: int | None = None
        self._first_sample = 0
        self.figures = EncodingFigures()
        self._pictures: FrameQueue[_Picture] = FrameQueue(QUEUED_PICTURES)
        self._sounds: FrameQueue[_Sound] = FrameQueue(QUEUED_SOUNDS)
        self._threads = [
            threading.Thread(target=self._encode_pictures, name="encode-pictures"),
            threading.Thread(target=self._encode_sound, name="encode-sound"),
        ]

    def start(self) -> None:
        """Begin to encode what arrives."""
        for thread in self._threads:
            thread.start()

    def take_picture(self, frame: av.VideoFrame, number: int, is_repeat: bool) -> None:
        """Take the programme's picture `number`."""
        if self._first_picture is None:
            self._first_sample = number * SAMPLE_RATE_HZ // self._fps
            self._first_picture = number
        self.figures.repeated += is_repeat
        if not self._pictures.offer(_Picture(frame, number - self._first_picture)):
            self.figures.skipped += 1

    def take_sound(self, samples: Samples, first_sample: int) -> None:
        """Take 1024 samples of the programme; sound before the first picture is left out."""
        if self._first_picture is not None:
            self._sounds.offer(_Sound(samples, first_sample - self._first_sample))

    def request_keyframe(self) -> None:
        """Make the next picture an IDR."""
        self._video.request_keyframe()

    def set_bitrate(self, bitrate_bps: int) -> None:
        """Change the video bitrate from the next picture on."""
        self._video.set_bitrate(bitrate_bps)

    def close(self) -> None:
        """Encode what waits, join the threads."""
        self._pictures.close()
        self._sounds.close()
        for thread in self._threads:
            if thread.ident is not None:
                thread.join()

    def _encode_pictures(self) -> None:
        try:
            while (picture := self._pictures.take()) is not None:
                self._count(self._video.encode(picture.frame, picture.number))
            self._count(self._video.flush())
        except Exception as error:  # noqa: BLE001 - a thread's main: say it, or the picture stands
            self._pictures.close()
            self._failed(_problem_of(error))

    def _encode_sound(self) -> None:
        try:
            while (sound := self._sounds.take()) is not None:
                self._count(self._audio.encode(sound.samples, sound.first_sample))
            self._count(self._audio.flush())
        except Exception as error:  # noqa: BLE001
            self._sounds.close()
            self._failed(_problem_of(error))

    def _count(self, packets: list[MediaPacket]) -> None:
        for packet in packets:
            if packet.is_video:
                self.figures.video_bytes += len(packet.payload)
            else:
                self.figures.audio_bytes += len(packet.payload)
            # A keyframe asked for while one was being encoded is that one: without this, every
            # broadcast to a near server would begin with two.
            is_answer = packet.is_video and packet.is_keyframe and self._video.is_keyframe_wanted
            self._deliver(packet)
            if is_answer:
                self._video.forget_request()


def _problem_of(error: Exception) -> Problem:
    if isinstance(error, EncoderError):
        return error.problem
    return Problem(ErrorCode.ENGINE_FAULT, {"reason": type(error).__name__})
