"""Some seconds that really were encoded, and what FFmpeg finds in the files made of them."""

import json
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from encoder.engine.codecs import AudioEncoder, MediaPacket, StreamHeaders, VideoEncoder
from encoder.settings import AudioEncoding, Canvas, VideoEncoding
from tests.encoder.engine.pictures import motion, tone

CANVAS = Canvas(160, 90, 30)


@cache
def clip(seconds: int = 5, b_frames: int = 0) -> tuple[StreamHeaders, tuple[MediaPacket, ...]]:
    """Return pictures and sound as two encoders give them; a keyframe every 2 s."""
    settings = VideoEncoding(
        200_000, preset="ultrafast", b_frames=b_frames, is_low_latency=not b_frames
    )
    video, audio = VideoEncoder(CANVAS, settings), AudioEncoder(AudioEncoding())
    paint = motion(CANVAS)
    packets: list[MediaPacket] = []
    sounds = 0
    for number in range(seconds * CANVAS.fps):
        packets += video.encode(paint(number), number)
        while sounds * 1024 / 48_000 < (number + 1) / CANVAS.fps:
            packets += audio.encode(tone(sounds * 1024), sounds * 1024)
            sounds += 1
    packets += video.flush()
    headers = StreamHeaders(CANVAS, settings, AudioEncoding(), video.avc_config, audio.aac_config)
    return headers, tuple(packets)


@dataclass(frozen=True)
class Judgement:
    """What ffprobe says of a file."""

    pictures: int
    sounds: int
    starts_s: tuple[float, ...]
    durations_s: tuple[float, ...]
    boxes: tuple[str, ...]


def judge(file: Path) -> Judgement:
    """Decode the whole file with the ffmpeg program; whatever it complains of fails."""
    complaints = subprocess.run(
        ["ffmpeg", "-v", "warning", "-i", file, "-f", "null", "-"],
        capture_output=True, text=True, check=True,
    ).stderr  # fmt: skip
    assert not complaints, complaints
    said = json.loads(
        subprocess.run(
            ["ffprobe", "-v", "error", "-count_packets", "-of", "json", "-show_streams", file],
            capture_output=True, check=True,
        ).stdout
    )  # fmt: skip
    video, audio = said["streams"]
    assert (video["codec_name"], audio["codec_name"]) == ("h264", "aac")
    return Judgement(
        int(video["nb_read_packets"]),
        int(audio["nb_read_packets"]),
        tuple(float(stream["start_time"]) for stream in (video, audio)),
        tuple(float(stream["duration"]) for stream in (video, audio)),
        tuple(boxes_of(file)),
    )


def boxes_of(file: Path) -> list[str]:
    """Return the kinds of the outermost boxes."""
    content = file.read_bytes()
    kinds, at = [], 0
    while at < len(content):
        size, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        if size == 1:
            size = int.from_bytes(content[at + 8 : at + 16], "big")
        kinds.append(kind.decode("latin-1"))
        at += max(8, size)
    return kinds
