"""The H.264 encoders that FFmpeg may have, and how each is told to stream.

Every one: constant bitrate with a buffer of one second, closed groups of pictures of fixed length,
the least delay. Only libx264 runs in the tests; the others are set up from the sources of FFmpeg
8 (libavcodec/nvenc.c, qsvenc.c, amfenc.c, videotoolboxenc.c, mfenc.c, v4l2_m2m_enc.c), and prove
themselves on each machine before they are offered.

What they can't do: amf, videotoolbox, mf and v4l2m2m keep the bitrate they were opened with, so
that a change opens them anew (a keyframe, no gap in the numbering). Without filler (videotoolbox
before macOS 13, mf, v4l2m2m) a still picture takes less than the bitrate.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import av
from av.error import FFmpegError
from av.video.codeccontext import VideoCodecContext

from encoder.errors import CodecError, ErrorCode
from encoder.settings import Canvas, VideoEncoding

BT709 = 1
"""ISO/IEC 23091-2 code of BT.709 primaries, transfer and matrix."""
LIMITED_RANGE = 1

Options = dict[str, str]


@dataclass(frozen=True, slots=True)
class EncoderChoice:
    """One encoder, by FFmpeg's name, and how it is opened."""

    name: str
    title: str
    options: Callable[[VideoEncoding, int], Options]
    """Its own options for these settings and this keyframe interval in pictures."""
    is_hardware: bool = True
    pixel_format: str = "yuv420p"
    has_global_header: bool = True
    """False: its parameter sets come with the keyframes only."""
    follows_bitrate: bool = False
    """Whether it takes another bitrate while it runs."""


def _x264(settings: VideoEncoding, gop_frames: int) -> Options:
    options = {
        "preset": settings.preset,
        "profile": settings.profile,
        "forced-idr": "1",
        # Filler without nal-hrd: with nal-hrd=cbr, x264 ignores a bitrate change on air (measured).
        # Without Annex B: its packets are then as RTMP and MP4 want them, and need not be searched
        # for start codes (10 us each at 720p, 20 us at 1080p).
        "x264-params": f"filler=1:scenecut=0:min-keyint={gop_frames}:open-gop=0:annexb=0",
    }
    if settings.is_low_latency:
        options["tune"] = "zerolatency"
    return options


def _nvenc(settings: VideoEncoding, gop_frames: int) -> Options:
    return {
        "preset": "p4",
        "tune": "ll",
        "profile": settings.profile,
        "rc": "cbr",
        "cbr_padding": "1",
        "forced-idr": "1",
        "no-scenecut": "1",
        "strict_gop": "1",
        "zerolatency": "1",
        "delay": "0",
    }


def _qsv(settings: VideoEncoding, gop_frames: int) -> Options:
    # It takes constant bitrate from bitrate and maxrate being equal.
    return {
        "preset": "veryfast",
        "profile": settings.profile,
        "forced_idr": "1",
        "async_depth": "1",
        "look_ahead": "0",
        "scenario": "livestreaming",
    }


def _amf(settings: VideoEncoding, gop_frames: int) -> Options:
    profiles = {"baseline": "constrained_baseline"}
    return {
        "usage": "lowlatency",
        "quality": "balanced",
        "profile": profiles.get(settings.profile, settings.profile),
        "rc": "cbr",
        "filler_data": "1",
        "enforce_hrd": "1",
        "forced_idr": "1",
    }


def _videotoolbox(settings: VideoEncoding, gop_frames: int) -> Options:
    return {
        "profile": settings.profile,
        "realtime": "1",
        "constant_bit_rate": "1",
        "allow_sw": "0",
        "prio_speed": "1",
    }


def _mf(settings: VideoEncoding, gop_frames: int) -> Options:
    return {"rate_control": "cbr", "scenario": "live_streaming", "hw_encoding": "1"}


def _v4l2m2m(settings: VideoEncoding, gop_frames: int) -> Options:
    return {}


X264 = EncoderChoice("libx264", "x264", _x264, is_hardware=False, follows_bitrate=True)
ENCODERS = (
    X264,
    EncoderChoice("h264_nvenc", "NVIDIA NVENC", _nvenc, follows_bitrate=True),
    EncoderChoice("h264_qsv", "Intel Quick Sync", _qsv, pixel_format="nv12"),
    EncoderChoice("h264_amf", "AMD AMF", _amf),
    EncoderChoice("h264_videotoolbox", "Apple VideoToolbox", _videotoolbox),
    EncoderChoice("h264_mf", "Windows Media Foundation", _mf, pixel_format="nv12"),
    EncoderChoice("h264_v4l2m2m", "V4L2 M2M", _v4l2m2m, has_global_header=False),
)
"""In the order to offer them."""


def choice_of(name: str, choices: tuple[EncoderChoice, ...] = ENCODERS) -> EncoderChoice:
    """Return the encoder of this name; raises CodecError where there is none."""
    for choice in choices:
        if choice.name == name:
            return choice
    raise _unavailable(name, "there is no such encoder")


def open_encoder(
    choice: EncoderChoice, canvas: Canvas, settings: VideoEncoding, bitrate_bps: int
) -> VideoCodecContext:
    """Open it with these settings at this bitrate; raises CodecError.

    May take as long as the graphics driver does.
    """
    try:
        context = av.CodecContext.create(choice.name, "w")
    except ValueError as error:
        raise _unavailable(choice.name, "this FFmpeg does not have it") from error
    assert isinstance(context, VideoCodecContext)
    context.width, context.height = canvas.width, canvas.height
    context.pix_fmt = choice.pixel_format
    context.framerate = Fraction(canvas.fps)
    context.time_base = Fraction(1, canvas.fps)
    context.bit_rate = bitrate_bps
    context.gop_size = canvas.fps * settings.keyframe_interval_s
    context.max_b_frames = 0 if choice.is_hardware else settings.b_frames
    context.color_primaries = context.color_trc = context.colorspace = BT709
    context.color_range = LIMITED_RANGE
    if choice.has_global_header:
        context.flags |= av.codec.context.Flags.global_header
    rate = str(bitrate_bps)
    # IVS: VBV buffer at most one second of the average bitrate.
    context.options = {
        **choice.options(settings, context.gop_size),
        "maxrate": rate,
        "bufsize": rate,
    }
    try:
        context.open()
    except FFmpegError as error:
        raise _unavailable(choice.name, reason_of(error)) from error
    return context


def reason_of(error: FFmpegError) -> str:
    """Return FFmpeg's reason as the end of a sentence."""
    if isinstance(error, av.UnknownError | av.ExternalError):
        return "it does not start"
    return (error.strerror or type(error).__name__).lower()


def _unavailable(name: str, reason: str) -> CodecError:
    return CodecError(ErrorCode.ENCODER_UNAVAILABLE, encoder=name, reason=reason)
