"""Pictures and sound to encode, and what a decoder makes of the packets."""

from collections.abc import Callable, Iterable
from fractions import Fraction

import av
import numpy as np
from av.video.codeccontext import VideoCodecContext

from encoder.engine.codecs import MediaPacket, VideoEncoder
from encoder.engine.sources.base import Samples
from encoder.rtmp import avc
from encoder.settings import Canvas

CANVAS = Canvas(320, 180, 30)
START_CODE = b"\0\0\0\1"
IDR, SLICE = 5, 1

Paint = Callable[[int], av.VideoFrame]


def still(canvas: Canvas = CANVAS) -> Paint:
    """Return the same grey picture, as a new object each time."""
    return lambda number: _picture(canvas, np.full((canvas.height * 3 // 2, canvas.width), 128))


def noise(canvas: Canvas = CANVAS) -> Paint:
    """Return pictures in which nothing can be predicted."""
    random = np.random.default_rng(7)
    return lambda number: _picture(
        canvas, random.integers(0, 255, (canvas.height * 3 // 2, canvas.width))
    )


def motion(canvas: Canvas = CANVAS) -> Paint:
    """Return a slope that moves by two columns a picture."""
    slope = np.arange(canvas.width) * 256 // canvas.width
    return lambda number: _picture(
        canvas, np.tile(np.roll(slope, 2 * number), (canvas.height * 3 // 2, 1))
    )


def encoded(encoder: VideoEncoder, paint: Paint, numbers: Iterable[int]) -> list[MediaPacket]:
    """Encode these pictures; the encoder stays open."""
    return [packet for number in numbers for packet in encoder.encode(paint(number), number)]


def nal_types(packet: MediaPacket) -> list[int]:
    """Return the types of an access unit's NAL units (H.264 table 7-1)."""
    types, at = [], 0
    while at < len(packet.payload):
        length = int.from_bytes(packet.payload[at : at + 4], "big")
        types.append(packet.payload[at + 4] & 0x1F)
        at += 4 + length
    assert at == len(packet.payload)
    return types


def decoded(avc_config: bytes, packets: list[MediaPacket], fps: int = 30) -> list[av.VideoFrame]:
    """Return the pictures a decoder shows that knows only the configuration, as players do."""
    decoder = av.CodecContext.create("h264", "r")
    assert isinstance(decoder, VideoCodecContext)
    decoder.extradata = avc_config
    frames = []
    for packet in packets:
        received = av.Packet(packet.payload)
        received.pts, received.dts = packet.pts_us, packet.dts_us
        received.time_base = Fraction(1, 1_000_000)
        frames += decoder.decode(received)
    return frames + decoder.decode(None)


def bits_per_second(packets: list[MediaPacket], from_s: float, until_s: float) -> float:
    """Return the mean rate of what is to be decoded in this time."""
    chosen = [p for p in packets if from_s * 1e6 <= p.dts_us < until_s * 1e6]
    return sum(len(p.payload) for p in chosen) * 8 / (until_s - from_s)


def parameter_sets(avc_config: bytes) -> avc.DecoderConfiguration:
    """Read the configuration a sink sends."""
    return avc.DecoderConfiguration.parse(avc_config)


def tone(first_sample: int, count: int = 1024, frequency_hz: float = 1000.0) -> Samples:
    """Return a sine, float32 (2, count), at -6 dB."""
    at = (first_sample + np.arange(count)) / 48_000
    wave = 0.5 * np.sin(2 * np.pi * frequency_hz * at)
    return np.stack([wave, wave]).astype(np.float32)


def _picture(canvas: Canvas, yuv: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> av.VideoFrame:
    assert yuv.shape == (canvas.height * 3 // 2, canvas.width)
    return av.VideoFrame.from_ndarray(np.ascontiguousarray(yuv, np.uint8), "yuv420p")
