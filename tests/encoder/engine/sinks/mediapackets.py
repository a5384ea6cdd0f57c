"""Packets as the encoders give them, without encoding anything."""

from encoder.engine.codecs import MediaPacket, StreamHeaders
from encoder.rtmp import DecoderConfiguration
from encoder.settings import AudioEncoding, Canvas, VideoEncoding

FPS = 30
FRAME_US = 1_000_000 / FPS
SOUND_US = 1024 / 48_000 * 1_000_000
# The smallest parameter sets that parse: Baseline, level 3.0.
SPS = bytes((0x67, 66, 0, 30, 0xDA, 0x01, 0x40, 0x16, 0xC4))
PPS = bytes((0x68, 0xCE, 0x3C, 0x80))
AVC_CONFIG = DecoderConfiguration.from_annexb(b"\0\0\0\1" + SPS + b"\0\0\0\1" + PPS).to_bytes()
AAC_CONFIG = bytes((0x11, 0x90))


def headers(bitrate_bps: int = 1_000_000) -> StreamHeaders:
    """Return what a sink is given first."""
    return StreamHeaders(
        Canvas(320, 180, FPS),
        VideoEncoding(bitrate_bps),
        AudioEncoding(96_000),
        AVC_CONFIG,
        AAC_CONFIG,
    )


def picture(number: int, *, key: bool = False, size: int = 100) -> MediaPacket:
    """Return picture `number` as one NAL unit that carries its number."""
    nal = bytes((0x65 if key else 0x41,)) + number.to_bytes(4, "big") + bytes(max(0, size - 9))
    at_us = round(number * FRAME_US)
    return MediaPacket(True, key, at_us, at_us, len(nal).to_bytes(4, "big") + nal)


def sound(number: int, size: int = 50) -> MediaPacket:
    """Return the AAC frame `number`."""
    at_us = round(number * SOUND_US)
    return MediaPacket(False, True, at_us, at_us, number.to_bytes(4, "big") + bytes(size))


def number_of(payload: bytes) -> int:
    """Return which picture a received access unit is."""
    return int.from_bytes(payload[5:9], "big")
