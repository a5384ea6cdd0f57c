"""Turns frames into packets on one time line, by an H.264 encoder and AAC."""

import logging
import threading
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import av
import numpy as np
from av.audio.codeccontext import AudioCodecContext
from av.error import FFmpegError
from av.video.codeccontext import VideoCodecContext
from av.video.frame import PictureType
from numpy.typing import NDArray

from encoder.engine.encoders import (
    ENCODERS,
    EncoderChoice,
    choice_of,
    open_encoder,
    reason_of,
)
from encoder.errors import CodecError, ErrorCode
from encoder.rtmp import MediaError, avc
from encoder.settings import SAMPLE_RATE_HZ, AudioEncoding, Canvas, VideoEncoding

AAC_FRAME_SAMPLES = 1024
AVC_RECORD = b"\x01"
"""How extradata begins that are an AVCDecoderConfigurationRecord, not an Annex B byte stream; the
packets of such an encoder have length prefixes already."""
MOST_HELD_FRAMES = 60
"""An encoder that gives nothing for so many is not going to."""

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class MediaPacket:
    """One encoded access unit, in the form RTMP and MP4 carry it.

    Video: length-prefixed NAL units (AVCC); audio: one raw AAC frame. Times are in
    microseconds since the encoders were opened; audio may begin below zero (encoder delay).
    """

    is_video: bool
    is_keyframe: bool
    pts_us: int
    dts_us: int
    payload: bytes


@dataclass(frozen=True, slots=True)
class StreamHeaders:
    """What a sink needs before the first packet."""

    canvas: Canvas
    video: VideoEncoding
    audio: AudioEncoding
    avc_config: bytes
    """AVCDecoderConfigurationRecord (ISO/IEC 14496-15)."""
    aac_config: bytes
    """AudioSpecificConfig (ISO/IEC 14496-3)."""


class VideoEncoder:
    """One of the H.264 encoders; `encode` and `close` on one thread, the requests from any."""

    def __init__(
        self,
        canvas: Canvas,
        settings: VideoEncoding,
        choices: tuple[EncoderChoice, ...] = ENCODERS,
    ) -> None:
        """Open it; raises CodecError. May take as long as a graphics driver does."""
        self._canvas = canvas
        self._settings = settings
        self._choice = choice_of(settings.encoder, choices)
        self._bitrate_bps = settings.bitrate_bps
        self._wanted_bitrate_bps = settings.bitrate_bps
        self._keyframe_wanted = threading.Event()
        self._context = self._open()
        self._time_base = Fraction(1, canvas.fps)
        extradata = bytes(self._context.extradata or b"") or self._headers_in_band()
        self._is_annexb = extradata[:1] != AVC_RECORD
        self.avc_config = self._avc_config(extradata)

    @property
    def is_keyframe_wanted(self) -> bool:
        """Whether the next frame will be an IDR by request."""
        return self._keyframe_wanted.is_set()

    def forget_request(self) -> None:
        """Let the next frame be what it would be anyway."""
        self._keyframe_wanted.clear()

    def request_keyframe(self) -> None:
        """Make the next frame an IDR."""
        self._keyframe_wanted.set()

    def set_bitrate(self, bitrate_bps: int) -> None:
        """Use this bitrate from the next frame on."""
        self._wanted_bitrate_bps = bitrate_bps

    def encode(self, frame: av.VideoFrame, number: int) -> list[MediaPacket]:
        """Encode `frame` as picture `number` (pts = number / fps); raises CodecError."""
        before = [] if self._wanted_bitrate_bps == self._bitrate_bps else self._change_bitrate()
        frame.pts = number
        frame.time_base = self._time_base
        frame.pict_type = PictureType.I if self._take_request() else PictureType.NONE
        return before + self._run(frame)

    def flush(self) -> list[MediaPacket]:
        """Return what the encoder still holds; it takes no frame afterwards."""
        return self._run(None)

    def _open(self) -> VideoCodecContext:
        return open_encoder(self._choice, self._canvas, self._settings, self._bitrate_bps)

    def _change_bitrate(self) -> list[MediaPacket]:
        """Return what an encoder that had to be opened anew still held."""
        self._bitrate_bps = self._wanted_bitrate_bps
        if self._choice.follows_bitrate:
            self._context.bit_rate = self._bitrate_bps
            return []
        try:
            fresh = self._open()
        except CodecError as error:  # a graphics card may allow only so many at a time
            _logger.warning("The bitrate stays as it is: %s", error)
            return []
        held = self._run(None)
        self._context = fresh
        return held

    def _take_request(self) -> bool:
        if self._keyframe_wanted.is_set():
            self._keyframe_wanted.clear()
            return True
        return False

    def _run(self, frame: av.VideoFrame | None) -> list[MediaPacket]:
        try:
            return [self._packet(packet) for packet in self._context.encode(frame)]
        except FFmpegError as error:
            raise CodecError(
                ErrorCode.ENCODER_FAILED, encoder=self._choice.name, reason=reason_of(error)
            ) from error

    def _packet(self, packet: "av.Packet[Any]") -> MediaPacket:
        payload = bytes(packet)
        return MediaPacket(
            is_video=True,
            is_keyframe=packet.is_keyframe,
            pts_us=round((packet.pts or 0) * 1_000_000 / self._canvas.fps),
            dts_us=round((packet.dts or 0) * 1_000_000 / self._canvas.fps),
            payload=avc.annexb_to_length_prefixed(payload) if self._is_annexb else payload,
        )

    def _headers_in_band(self) -> bytes:
        """Return the first access unit of an encoder like this one, which holds its headers."""
        context = self._open()
        for number in range(MOST_HELD_FRAMES):
            frame = av.VideoFrame(self._canvas.width, self._canvas.height, "yuv420p")
            frame.pts, frame.time_base = number, self._time_base
            try:
                for packet in context.encode(frame):
                    return bytes(packet)
            except FFmpegError as error:
                raise self._unavailable(reason_of(error)) from error
        return b""

    def _avc_config(self, extradata: bytes) -> bytes:
        read = avc.DecoderConfiguration
        try:
            found = read.from_annexb(extradata) if self._is_annexb else read.parse(extradata)
            return found.to_bytes()
        except MediaError as error:
            raise self._unavailable(str(error)) from error

    def _unavailable(self, reason: str) -> CodecError:
        return CodecError(ErrorCode.ENCODER_UNAVAILABLE, encoder=self._choice.name, reason=reason)


class AudioEncoder:
    """AAC-LC, 48 kHz stereo; used by one thread."""

    def __init__(self, settings: AudioEncoding) -> None:
        self._context = _open_aac(settings)
        self.aac_config = bytes(self._context.extradata or b"")

    def encode(self, samples: NDArray[np.float32], first_sample: int) -> list[MediaPacket]:
        """Encode float32 (2, 1024), the first of them `first_sample`; raises CodecError."""
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples), "fltp", "stereo")
        frame.sample_rate = SAMPLE_RATE_HZ
        frame.pts = first_sample
        frame.time_base = Fraction(1, SAMPLE_RATE_HZ)
        return self._run(frame)

    def flush(self) -> list[MediaPacket]:
        """Return what the encoder still holds; it takes no frame afterwards."""
        return self._run(None)

    def _run(self, frame: av.AudioFrame | None) -> list[MediaPacket]:
        try:
            return [_audio_packet(packet) for packet in self._context.encode(frame)]
        except FFmpegError as error:
            raise CodecError(
                ErrorCode.ENCODER_FAILED, encoder="aac", reason=error.strerror
            ) from error


def _audio_packet(packet: "av.Packet[Any]") -> MediaPacket:
    at_us = round((packet.pts or 0) * 1_000_000 / SAMPLE_RATE_HZ)
    return MediaPacket(False, True, at_us, at_us, bytes(packet))


def _open_aac(settings: AudioEncoding) -> AudioCodecContext:
    context = av.CodecContext.create("aac", "w")
    assert isinstance(context, AudioCodecContext)
    context.sample_rate = SAMPLE_RATE_HZ
    context.layout = "stereo"
    context.format = "fltp"
    context.bit_rate = settings.bitrate_bps
    context.time_base = Fraction(1, SAMPLE_RATE_HZ)
    context.flags |= av.codec.context.Flags.global_header
    try:
        context.open()
    except FFmpegError as error:
        raise CodecError(
            ErrorCode.ENCODER_UNAVAILABLE, encoder="aac", reason=error.strerror
        ) from error
    return context
