"""Opens the H.264 and AAC encoders and turns frames into packets on one time line.

Constant bitrate comes from VBV plus filler, without nal-hrd: with nal-hrd=cbr, or without VBV,
x264 ignores a bitrate change on air (measured).
"""

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

from encoder.errors import CodecError, ErrorCode
from encoder.rtmp import MediaError, avc
from encoder.settings import SAMPLE_RATE_HZ, AudioEncoding, Canvas, VideoEncoding

AAC_FRAME_SAMPLES = 1024
BT709 = 1
"""ISO/IEC 23091-2 code of BT.709 primaries, transfer and matrix."""
LIMITED_RANGE = 1


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
    """libx264; `encode` and `close` on one thread, the requests from any."""

    def __init__(self, canvas: Canvas, settings: VideoEncoding) -> None:
        self._fps = canvas.fps
        self._context = _open_x264(canvas, settings)
        self._bitrate_bps = settings.bitrate_bps
        self._wanted_bitrate_bps = settings.bitrate_bps
        self._keyframe_wanted = threading.Event()
        self.avc_config = _avc_config(self._context)

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
        if self._wanted_bitrate_bps != self._bitrate_bps:
            self._bitrate_bps = self._wanted_bitrate_bps
            self._context.bit_rate = self._bitrate_bps
        frame.pts = number
        frame.time_base = Fraction(1, self._fps)
        frame.pict_type = PictureType.I if self._take_request() else PictureType.NONE
        return self._run(frame)

    def flush(self) -> list[MediaPacket]:
        """Return what the encoder still holds; it takes no frame afterwards."""
        return self._run(None)

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
                ErrorCode.ENCODER_FAILED, encoder="libx264", reason=error.strerror
            ) from error

    def _packet(self, packet: "av.Packet[Any]") -> MediaPacket:
        return MediaPacket(
            is_video=True,
            is_keyframe=packet.is_keyframe,
            pts_us=round((packet.pts or 0) * 1_000_000 / self._fps),
            dts_us=round((packet.dts or 0) * 1_000_000 / self._fps),
            payload=avc.annexb_to_length_prefixed(bytes(packet)),
        )


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


def _open_x264(canvas: Canvas, settings: VideoEncoding) -> VideoCodecContext:
    context = av.CodecContext.create("libx264", "w")
    assert isinstance(context, VideoCodecContext)
    context.width, context.height, context.pix_fmt = canvas.width, canvas.height, "yuv420p"
    context.framerate = Fraction(canvas.fps)
    context.time_base = Fraction(1, canvas.fps)
    context.bit_rate = settings.bitrate_bps
    context.gop_size = canvas.fps * settings.keyframe_interval_s
    context.max_b_frames = settings.b_frames
    context.color_primaries = context.color_trc = context.colorspace = BT709
    context.color_range = LIMITED_RANGE
    context.flags |= av.codec.context.Flags.global_header
    context.options = _x264_options(context.gop_size, settings)
    try:
        context.open()
    except FFmpegError as error:
        raise CodecError(
            ErrorCode.ENCODER_UNAVAILABLE, encoder="libx264", reason=error.strerror
        ) from error
    return context


def _x264_options(gop_frames: int, settings: VideoEncoding) -> dict[str, str]:
    rate = str(settings.bitrate_bps)
    options = {
        "preset": settings.preset,
        "profile": settings.profile,
        # IVS: VBV buffer at most one second of the average bitrate.
        "maxrate": rate,
        "bufsize": rate,
        "forced-idr": "1",
        "x264-params": f"filler=1:scenecut=0:min-keyint={gop_frames}:open-gop=0",
    }
    if settings.is_low_latency:
        options["tune"] = "zerolatency"
    return options


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


def _avc_config(context: VideoCodecContext) -> bytes:
    try:
        return avc.DecoderConfiguration.from_annexb(bytes(context.extradata or b"")).to_bytes()
    except MediaError as error:
        raise CodecError(
            ErrorCode.ENCODER_UNAVAILABLE, encoder="libx264", reason=str(error)
        ) from error
