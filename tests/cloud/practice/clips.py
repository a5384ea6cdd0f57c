"""A short clip of real H.264 and AAC as FLV messages, encoded once for all tests."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import av
import numpy as np

from encoder.rtmp import TagType

WIDTH, HEIGHT, FRAME_RATE, SAMPLE_RATE = 320, 180, 25, 48_000
CLIP_S = 2
CONFIGURATIONS = 2
"""The first two messages of the clip: how to decode picture and sound."""


@dataclass(frozen=True)
class Message:
    """What one RTMP message carries."""

    kind: TagType
    timestamp_ms: int
    body: bytes

    @property
    def is_keyframe(self) -> bool:
        return self.kind is TagType.VIDEO and self.body[0] >> 4 == 1

    def later(self, by_ms: int) -> "Message":
        """Return the same at another time."""
        return Message(self.kind, self.timestamp_ms + by_ms, self.body)


def configurations(*, audio: bool = True) -> list[Message]:
    """Return the messages that come before any frame."""
    return [message for message in _clip() if _is_configuration(message, audio=audio)]


def frames(duration_s: float, start_ms: int = 0, *, audio: bool = True) -> Iterator[Message]:
    """Yield the frames of so many seconds in the order of their times; a keyframe every 2 s."""
    for turn in range(int(duration_s // CLIP_S) + 1):
        at_ms = turn * CLIP_S * 1000
        for message in _clip():
            is_frame = message.body[1] != 0
            is_wanted = audio or message.kind is TagType.VIDEO
            if is_frame and is_wanted and at_ms + message.timestamp_ms < duration_s * 1000:
                yield message.later(start_ms + at_ms)


def _is_configuration(message: Message, *, audio: bool) -> bool:
    return message.body[1] == 0 and (audio or message.kind is TagType.VIDEO)


@cache
def _clip() -> list[Message]:
    """Let FFmpeg write an FLV file into memory, and take it apart (FLV 10.1, section E.4.1)."""
    written = _flv()
    messages: list[Message] = []
    at = 13
    while at < len(written):
        size = int.from_bytes(written[at + 1 : at + 4], "big")
        timestamp_ms = int.from_bytes(written[at + 7 : at + 8] + written[at + 4 : at + 7], "big")
        kind, body = TagType(written[at]), written[at + 11 : at + 11 + size]
        is_end_of_sequence = kind is TagType.VIDEO and body[1] == 2
        if kind is not TagType.SCRIPT and not is_end_of_sequence:
            messages.append(Message(kind, timestamp_ms, body))
        at += 11 + size + 4
    # FFmpeg puts the encoder's priming frame of sound before the first picture.
    first_ms = next(m.timestamp_ms for m in messages if m.is_keyframe and m.body[1] != 0)
    moved = [m if m.body[1] == 0 else m.later(-first_ms) for m in messages]
    kept = [m for m in moved if m.timestamp_ms >= 0]
    return sorted(kept, key=lambda m: (m.body[1] != 0, m.timestamp_ms, -m.kind))


def _flv() -> bytes:
    file = io.BytesIO()
    with av.open(file, "w", format="flv") as container:
        options = {"preset": "ultrafast", "sc_threshold": "0", "bf": "0"}
        video = container.add_stream("libx264", rate=FRAME_RATE, options=options)
        video.width, video.height, video.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        video.codec_context.gop_size = CLIP_S * FRAME_RATE
        audio = container.add_stream("aac", rate=SAMPLE_RATE, layout="stereo")
        for index in range(CLIP_S * FRAME_RATE):
            picture = np.full((HEIGHT, WIDTH, 3), index * 5, np.uint8)
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts = index
            container.mux(video.encode(frame))
        container.mux(video.encode(None))
        for index in range(CLIP_S * SAMPLE_RATE // 1024):
            seconds = (np.arange(1024) + index * 1024) / SAMPLE_RATE
            wave = (0.3 * np.sin(2000 * np.pi * seconds)).astype(np.float32)
            sound = av.AudioFrame.from_ndarray(np.tile(wave, (2, 1)), "fltp", "stereo")
            sound.sample_rate, sound.pts = SAMPLE_RATE, index * 1024
            container.mux(audio.encode(sound))
        container.mux(audio.encode(None))
    return file.getvalue()
