from dataclasses import replace

import av
import pytest

from encoder.engine.encoders import ENCODERS, X264, EncoderChoice, choice_of, open_encoder
from encoder.errors import CodecError, ErrorCode
from encoder.settings import Canvas, VideoEncoding
from tests.encoder.engine.pictures import CANVAS

HARDWARE = [choice for choice in ENCODERS if choice.is_hardware]


def refusal(choice: EncoderChoice) -> CodecError:
    with pytest.raises(CodecError) as raised:
        open_encoder(choice, CANVAS, VideoEncoding(), 1_000_000)
    return raised.value


def test_x264_is_the_first_and_needs_no_hardware() -> None:
    assert ENCODERS[0] is X264
    assert not X264.is_hardware
    assert VideoEncoding().encoder == X264.name


def test_every_encoder_is_told_apart() -> None:
    assert len({choice.name for choice in ENCODERS}) == len(ENCODERS)
    assert len({choice.title for choice in ENCODERS}) == len(ENCODERS)


@pytest.mark.parametrize("choice", ENCODERS, ids=lambda choice: choice.name)
@pytest.mark.parametrize("profile", ["baseline", "main", "high"])
def test_ffmpeg_knows_every_option_and_its_value(choice: EncoderChoice, profile: str) -> None:
    try:
        supported = av.CodecContext.create(choice.name, "w").supported_options
    except ValueError:
        pytest.skip(f"this FFmpeg has no {choice.name}")
    known = {option.name: option for option in (*supported.generic, *supported.private)}

    options = choice.options(VideoEncoding(profile=profile), 60)  # type: ignore[arg-type]
    for name, value in options.items():
        words = [word.name for word in known[name].choices]
        assert not words or value in words or value.isdecimal(), f"{name}={value}: {words}"


def test_an_encoder_is_opened_for_constant_bitrate_and_closed_groups() -> None:
    context = open_encoder(X264, Canvas(320, 180, 25), VideoEncoding(), 700_000)

    assert context.bit_rate == context.max_bit_rate == 700_000
    assert context.gop_size == 50
    assert context.max_b_frames == 0
    assert context.extradata
    assert not context.options, "what is left here was not understood"


def test_pictures_between_are_for_x264_only() -> None:
    like_hardware = replace(X264, is_hardware=True)
    settings = VideoEncoding(b_frames=2)

    assert open_encoder(X264, CANVAS, settings, 10**6).max_b_frames == 2
    assert open_encoder(like_hardware, CANVAS, settings, 10**6).max_b_frames == 0


def test_pictures_are_taken_in_the_encoders_own_form() -> None:
    choice = replace(X264, pixel_format="nv12")

    assert open_encoder(choice, CANVAS, VideoEncoding(), 10**6).pix_fmt == "nv12"


def test_an_encoder_this_ffmpeg_lacks_is_unavailable() -> None:
    error = refusal(replace(X264, name="h264_of_tomorrow"))

    assert error.problem.code is ErrorCode.ENCODER_UNAVAILABLE
    assert "does not have it" in str(error)


def test_an_encoder_that_does_not_open_says_why() -> None:
    error = refusal(replace(X264, options=lambda settings, gop: {"preset": "impossible"}))

    assert error.problem.code is ErrorCode.ENCODER_UNAVAILABLE
    assert error.problem.params["reason"]


def test_an_unknown_name_is_a_codec_error() -> None:
    with pytest.raises(CodecError, match="no such encoder"):
        choice_of("x265")
