"""FLV tag bodies as RTMP carries them, stream metadata, and the framing of an FLV byte stream.

Source: Adobe, "Adobe Flash Video File Format Specification 10.1" (2010), annex E. Only H.264 and
AAC, the codecs that Amazon IVS and MediaLive accept over RTMP.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final

from encoder.rtmp import amf
from encoder.rtmp.errors import MediaError

MAX_COMPOSITION_MS: Final = 0x7F_FFFF
"""Composition time is a signed 24-bit number of milliseconds (section E.4.3.1)."""

MAX_TAG_BYTES: Final = 0xFF_FFFF
"""Longest tag body whose length an FLV tag header can state (section E.4.1)."""

_AVC: Final = 7
_AAC: Final = 10
_KEYFRAME: Final = 1
_INTERFRAME: Final = 2
# AAC states 44 kHz, 16 bit, stereo here whatever it is: the truth is in its configuration.
_AAC_FLAGS: Final = _AAC << 4 | 0x0F
_ENHANCED: Final = 0x80  # the bit by which enhanced RTMP (2023) marks its other video header


class TagType(IntEnum):
    """FLV tag types, equal to the RTMP message types that carry the same bodies."""

    AUDIO = 8
    VIDEO = 9
    SCRIPT = 18


class AvcPacket(IntEnum):
    """AVCPacketType: what the payload of a video tag is."""

    SEQUENCE_HEADER = 0
    NAL_UNITS = 1
    END_OF_SEQUENCE = 2


@dataclass(frozen=True, slots=True)
class VideoTag:
    """An H.264 tag: a decoder configuration, or one access unit with NAL unit length prefixes.

    `composition_ms` is presentation minus decoding time.
    """

    packet: AvcPacket
    is_keyframe: bool
    composition_ms: int
    payload: bytes = field(repr=False)

    @property
    def is_sequence_header(self) -> bool:
        """Whether the payload is an AVCDecoderConfigurationRecord."""
        return self.packet is AvcPacket.SEQUENCE_HEADER


@dataclass(frozen=True, slots=True)
class AudioTag:
    """An AAC tag: an AudioSpecificConfig, or one raw frame."""

    is_sequence_header: bool
    payload: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class StreamMetadata:
    """What onMetaData says of a live stream; bit rates are the encoder's targets."""

    width: int
    height: int
    frame_rate: float
    video_bitrate_bps: int
    audio_bitrate_bps: int
    audio_sample_rate: int
    audio_channels: int
    encoder: str = "Livedesk"

    def to_amf(self) -> amf.EcmaArray:
        """Return the properties by the names of section E.5; bit rates there are in kb/s."""
        return amf.EcmaArray(
            {
                "duration": 0.0,
                "width": float(self.width),
                "height": float(self.height),
                "framerate": self.frame_rate,
                "videocodecid": float(_AVC),
                "videodatarate": self.video_bitrate_bps / 1000,
                "audiocodecid": float(_AAC),
                "audiodatarate": self.audio_bitrate_bps / 1000,
                "audiosamplerate": float(self.audio_sample_rate),
                "audiosamplesize": 16.0,
                "audiochannels": float(self.audio_channels),
                "stereo": self.audio_channels == 2,
                "encoder": self.encoder,
            }
        )


def video_sequence_header(decoder_configuration: bytes) -> bytes:
    """Return the tag body that must precede the first access unit, and follow every reconnect."""
    return (
        bytes((_KEYFRAME << 4 | _AVC, AvcPacket.SEQUENCE_HEADER, 0, 0, 0)) + decoder_configuration
    )


def video_frame(access_unit: bytes, *, is_keyframe: bool, composition_ms: int = 0) -> bytes:
    """Return the tag body of one length-prefixed access unit.

    Raises MediaError when `composition_ms` is beyond MAX_COMPOSITION_MS either way.
    """
    if abs(composition_ms) > MAX_COMPOSITION_MS:
        raise MediaError("A composition time does not fit into its 24 bits.")
    frame_type = _KEYFRAME if is_keyframe else _INTERFRAME
    header = bytes((frame_type << 4 | _AVC, AvcPacket.NAL_UNITS))
    return header + composition_ms.to_bytes(3, "big", signed=True) + access_unit


def video_end_of_sequence() -> bytes:
    """Return the tag body that says that no access unit follows."""
    return bytes((_KEYFRAME << 4 | _AVC, AvcPacket.END_OF_SEQUENCE, 0, 0, 0))


def audio_sequence_header(audio_specific_config: bytes) -> bytes:
    """Return the tag body that must precede the first AAC frame, and follow every reconnect."""
    return bytes((_AAC_FLAGS, 0)) + audio_specific_config


def audio_frame(raw_frame: bytes) -> bytes:
    """Return the tag body of one raw AAC frame (no ADTS header)."""
    return bytes((_AAC_FLAGS, 1)) + raw_frame


def parse_video(body: bytes) -> VideoTag:
    """Read a video tag body. Raises MediaError when it is cut off or not H.264."""
    if len(body) < 5:
        raise MediaError("A video tag is cut off.")
    if body[0] & _ENHANCED or body[0] & 0x0F != _AVC:
        raise MediaError("The video is not H.264.", code="rtmp.media.video-codec")
    if body[1] > AvcPacket.END_OF_SEQUENCE:
        raise MediaError("A video tag has an unknown packet type.")
    composition_ms = int.from_bytes(body[2:5], "big", signed=True)
    return VideoTag(AvcPacket(body[1]), body[0] >> 4 == _KEYFRAME, composition_ms, body[5:])


def parse_audio(body: bytes) -> AudioTag:
    """Read an audio tag body. Raises MediaError when it is cut off or not AAC."""
    if not body:
        raise MediaError("An audio tag is cut off.")
    if body[0] >> 4 != _AAC:
        raise MediaError("The audio is not AAC.", code="rtmp.media.audio-codec")
    if len(body) < 2:
        raise MediaError("An audio tag is cut off.")
    if body[1] > 1:
        raise MediaError("An audio tag has an unknown packet type.")
    return AudioTag(body[1] == 0, body[2:])


def file_header(*, has_video: bool = True, has_audio: bool = True) -> bytes:
    """Return the beginning of an FLV byte stream, up to the first tag (sections E.2 and E.3)."""
    flags = (0x04 if has_audio else 0) | (0x01 if has_video else 0)
    return b"FLV\x01" + bytes((flags,)) + b"\x00\x00\x00\x09" + bytes(4)


def file_tag(tag_type: TagType, timestamp_ms: int, body: bytes) -> bytes:
    """Return one tag of an FLV byte stream, with the length that follows it (section E.4.1).

    `timestamp_ms` is taken modulo 2**32. Raises MediaError above MAX_TAG_BYTES.
    """
    if len(body) > MAX_TAG_BYTES:
        raise MediaError(f"A tag is longer than {MAX_TAG_BYTES} bytes.")
    # 24 low bits, then the 8 high bits; the stream id is always zero.
    timestamp = (timestamp_ms % (1 << 32)).to_bytes(4, "big")
    header = bytes((tag_type,)) + len(body).to_bytes(3, "big") + timestamp[1:] + timestamp[:1]
    return b"".join((header, bytes(3), body, (len(body) + 11).to_bytes(4, "big")))


def script_body(properties: dict[str, amf.Value]) -> bytes:
    """Return the body of the script tag onMetaData. Raises AmfError when it cannot be written."""
    return amf.encode("onMetaData", amf.EcmaArray(properties))
