from collections.abc import Callable
from dataclasses import replace

import av
import msgspec
import numpy as np
import pytest
from av.audio.codeccontext import AudioCodecContext
from av.video.reformatter import ColorRange

from encoder.engine.codecs import AudioEncoder, MediaPacket, VideoEncoder
from encoder.engine.encoders import X264
from encoder.errors import CodecError, ErrorCode
from encoder.rtmp import AudioSpecificConfig
from encoder.settings import AudioEncoding, Canvas, VideoEncoding
from tests.encoder.engine.pictures import (
    CANVAS,
    IDR,
    SLICE,
    Paint,
    bits_per_second,
    decoded,
    encoded,
    motion,
    nal_types,
    noise,
    parameter_sets,
    still,
    tone,
)

FPS = CANVAS.fps
ENCODING = VideoEncoding(bitrate_bps=400_000, preset="ultrafast")


def video_encoder(canvas: Canvas = CANVAS, **changes: object) -> VideoEncoder:
    return VideoEncoder(canvas, msgspec.structs.replace(ENCODING, **changes))


def keyframe_numbers(packets: list[MediaPacket]) -> list[int]:
    return [round(p.pts_us * FPS / 1e6) for p in packets if p.is_keyframe]


@pytest.mark.parametrize("paint", [still(), noise(), motion()])
@pytest.mark.parametrize("is_low_latency", [True, False])
def test_a_keyframe_comes_exactly_every_two_seconds(paint: Paint, is_low_latency: bool) -> None:
    encoder = video_encoder(is_low_latency=is_low_latency)
    packets = encoded(encoder, paint, range(5 * FPS)) + encoder.flush()

    assert keyframe_numbers(packets) == [0, 2 * FPS, 4 * FPS]


def test_the_keyframe_interval_can_be_chosen() -> None:
    encoder = video_encoder(Canvas(320, 180, 25), keyframe_interval_s=1)
    packets = encoded(encoder, motion(), range(60))

    assert [p.pts_us for p in packets if p.is_keyframe] == [0, 1_000_000, 2_000_000]


def test_every_keyframe_is_one_that_a_decoder_can_begin_with() -> None:
    encoder = video_encoder()
    packets = encoded(encoder, motion(), range(3 * FPS))

    for packet in packets:
        types = nal_types(packet)
        assert (IDR in types) is packet.is_keyframe
        assert (SLICE in types) is not packet.is_keyframe


def test_a_keyframe_that_is_asked_for_is_the_very_next_picture() -> None:
    encoder = video_encoder()
    packets = encoded(encoder, motion(), range(17))
    encoder.request_keyframe()
    packets += encoded(encoder, motion(), range(17, 5 * FPS))

    assert keyframe_numbers(packets) == [0, 17, 17 + 2 * FPS, 17 + 4 * FPS]
    assert IDR in nal_types(packets[17])


def test_what_follows_a_keyframe_that_was_asked_for_needs_nothing_before_it() -> None:
    encoder = video_encoder()
    encoded(encoder, motion(), range(17))
    encoder.request_keyframe()
    packets = encoded(encoder, motion(), range(17, 40))

    frames = decoded(encoder.avc_config, packets)

    assert len(frames) == 23
    shown = frames[-1].to_ndarray()[:180].astype(int)
    meant = motion()(39).to_ndarray()[:180].astype(int)
    assert np.abs(shown - meant).mean() < 8


@pytest.mark.parametrize("paint", [still(), noise()], ids=["still", "noise"])
def test_the_bitrate_is_constant_within_five_percent_over_ten_seconds(paint: Paint) -> None:
    encoder = video_encoder()
    packets = encoded(encoder, paint, range(24 * FPS))

    for from_s in (2, 7, 12):
        assert bits_per_second(packets, from_s, from_s + 10) == pytest.approx(400_000, rel=0.05)


@pytest.mark.parametrize("paint", [still(), noise()], ids=["still", "noise"])
def test_a_bitrate_changed_on_air_takes_effect(paint: Paint) -> None:
    encoder = video_encoder(bitrate_bps=1_000_000)
    packets = encoded(encoder, paint, range(5 * FPS))
    encoder.set_bitrate(400_000)
    packets += encoded(encoder, paint, range(5 * FPS, 14 * FPS))
    encoder.set_bitrate(1_000_000)
    packets += encoded(encoder, paint, range(14 * FPS, 24 * FPS))

    assert bits_per_second(packets, 2, 5) == pytest.approx(1_000_000, rel=0.1)
    assert bits_per_second(packets, 7, 14) == pytest.approx(400_000, rel=0.1)
    assert bits_per_second(packets, 16, 24) == pytest.approx(1_000_000, rel=0.1)


def test_no_frame_waits_for_a_later_one_unless_it_is_wanted() -> None:
    encoder = video_encoder()
    for number in range(FPS):
        (packet,) = encoder.encode(motion()(number), number)
        assert packet.pts_us == packet.dts_us == round(number * 1_000_000 / FPS)
        assert packet.is_video


def test_frames_between_can_be_had_and_keep_their_order_of_decoding() -> None:
    encoder = video_encoder(b_frames=2, is_low_latency=False, preset="veryfast")
    packets = encoded(encoder, motion(), range(2 * FPS)) + encoder.flush()

    assert len(packets) == 2 * FPS
    assert [p.dts_us for p in packets] == sorted(p.dts_us for p in packets)
    assert sorted(round(p.pts_us * FPS / 1e6) for p in packets) == list(range(2 * FPS))
    assert any(p.pts_us != p.dts_us for p in packets)
    assert all(p.pts_us >= p.dts_us for p in packets)


def test_a_decoder_that_knows_only_the_configuration_shows_everything() -> None:
    encoder = video_encoder(profile="high")
    packets = encoded(encoder, motion(), range(10)) + encoder.flush()
    frames = decoded(encoder.avc_config, packets)

    assert [(f.width, f.height) for f in frames] == [(320, 180)] * 10
    assert frames[0].colorspace == 1  # BT.709
    assert frames[0].color_range == ColorRange.MPEG


@pytest.mark.parametrize(("profile", "number"), [("baseline", 66), ("main", 77), ("high", 100)])
def test_the_configuration_names_the_profile(profile: str, number: int) -> None:
    encoder = video_encoder(profile=profile, preset="veryfast")  # faster ones use Baseline's tools
    sets = parameter_sets(encoder.avc_config)

    assert sets.profile == number
    assert len(sets.sequence_parameter_sets) == len(sets.picture_parameter_sets) == 1


def test_a_picture_the_encoder_can_not_take_is_a_codec_error() -> None:
    encoder = video_encoder()
    encoder.flush()

    with pytest.raises(CodecError) as caught:
        encoder.encode(still()(0), 0)

    assert caught.value.problem.code is ErrorCode.ENCODER_FAILED
    assert "libx264" in str(caught.value)


@pytest.mark.parametrize(
    ("canvas", "changes"),
    [
        (CANVAS, {"preset": "placid"}),
        (CANVAS, {"profile": "extended"}),
        (CANVAS, {"encoder": "h264_of_tomorrow"}),
        (Canvas(321, 180, 30), {}),
        (Canvas(0, 0, 30), {}),
    ],
)
def test_settings_the_encoder_does_not_know_are_a_codec_error(
    canvas: Canvas, changes: dict[str, object]
) -> None:
    with pytest.raises(CodecError) as caught:
        video_encoder(canvas, **changes)

    assert caught.value.problem.code is ErrorCode.ENCODER_UNAVAILABLE
    assert caught.value.problem.is_final


def of_another_make(encoding: VideoEncoding = ENCODING, **differences: object) -> VideoEncoder:
    """Open x264 as if it were an encoder that differs so."""
    return VideoEncoder(CANVAS, encoding, (replace(X264, **differences),))  # type: ignore[arg-type]


def with_start_codes(settings: VideoEncoding, gop_frames: int) -> dict[str, str]:
    return X264.options(settings, gop_frames) | {"x264-params": "annexb=1"}


def test_parameter_sets_that_come_with_keyframes_only_are_found() -> None:
    encoder = of_another_make(options=with_start_codes, has_global_header=False)
    packets = encoded(encoder, motion(), range(10)) + encoder.flush()

    assert (
        parameter_sets(encoder.avc_config).profile
        == parameter_sets(video_encoder().avc_config).profile
    )
    assert len(decoded(encoder.avc_config, packets)) == 10


def test_an_encoder_that_writes_start_codes_gets_lengths_instead() -> None:
    encoder = of_another_make(options=with_start_codes)
    packets = encoded(encoder, motion(), range(10))

    assert IDR in nal_types(packets[0])
    assert len(decoded(encoder.avc_config, packets)) == 10


def test_pictures_are_converted_for_an_encoder_that_wants_another_form() -> None:
    encoder = of_another_make(pixel_format="nv12")
    shown = (
        decoded(encoder.avc_config, encoded(encoder, motion(), range(10)))[-1]
        .to_ndarray()[:180]
        .astype(int)
    )

    assert np.abs(shown - motion()(9).to_ndarray()[:180].astype(int)).mean() < 8


def test_an_encoder_that_can_not_change_its_bitrate_is_opened_anew() -> None:
    fast = msgspec.structs.replace(ENCODING, bitrate_bps=1_000_000)
    encoder = of_another_make(fast, follows_bitrate=False)
    packets = encoded(encoder, noise(), range(3 * FPS))
    encoder.set_bitrate(400_000)
    packets += encoded(encoder, noise(), range(3 * FPS, 9 * FPS))

    assert [round(p.pts_us * FPS / 1e6) for p in packets] == list(range(9 * FPS))
    assert keyframe_numbers(packets) == [0, 60, 90, 150, 210]
    assert bits_per_second(packets, 1, 3) == pytest.approx(1_000_000, rel=0.1)
    assert bits_per_second(packets, 4, 9) == pytest.approx(400_000, rel=0.1)
    assert len(decoded(encoder.avc_config, packets)) == 9 * FPS


def test_a_new_bitrate_that_can_not_be_had_leaves_the_old_one(
    expected_log: Callable[[str, str], None],
) -> None:
    allowed = [1]

    def options(settings: VideoEncoding, gop_frames: int) -> dict[str, str]:
        allowed[0] -= 1
        return X264.options(settings, gop_frames) if allowed[0] >= 0 else {"preset": "none"}

    encoder = of_another_make(follows_bitrate=False, options=options)
    expected_log("WARNING", "bitrate stays")
    packets = encoded(encoder, motion(), range(5))
    encoder.set_bitrate(200_000)
    packets += encoded(encoder, motion(), range(5, 10))

    assert len(decoded(encoder.avc_config, packets)) == 10


def test_sound_becomes_frames_of_1024_samples_at_its_own_time() -> None:
    encoder = AudioEncoder(AudioEncoding(96_000))
    packets = [p for i in range(100) for p in encoder.encode(tone(i * 1024), i * 1024)]
    packets += encoder.flush()

    steps = np.diff([p.pts_us for p in packets])
    assert np.abs(steps - 1024 / 48_000 * 1e6).max() <= 1
    assert packets[0].pts_us == -round(1024 / 48_000 * 1e6)  # the encoder's delay
    assert not any(p.is_video for p in packets)
    assert bits_per_second(packets, 0.5, 2.0) == pytest.approx(96_000, rel=0.1)


def test_the_sound_configuration_is_aac_lc_48_khz_stereo() -> None:
    config = AudioSpecificConfig.parse(AudioEncoder(AudioEncoding()).aac_config)

    assert (config.object_type, config.sample_rate, config.channels) == (2, 48_000, 2)


def test_sound_is_decoded_where_it_was() -> None:
    encoder = AudioEncoder(AudioEncoding())
    blocks = [np.zeros((2, 1024), np.float32)] * 40
    blocks[20] = tone(0)
    packets = [p for i, b in enumerate(blocks) for p in encoder.encode(b, i * 1024)]
    packets += encoder.flush()
    decoder = av.CodecContext.create("aac", "r")
    assert isinstance(decoder, AudioCodecContext)
    decoder.extradata = encoder.aac_config
    heard = [f.to_ndarray() for p in packets for f in decoder.decode(av.Packet(p.payload))]
    wave = np.concatenate(heard, axis=1)[0]
    first_sample = round(packets[0].pts_us * 48_000 / 1e6)

    loud = np.flatnonzero(np.abs(wave) > 0.2) + first_sample
    assert abs(loud[0] - 20 * 1024) < 64
    assert abs(loud[-1] - 21 * 1024) < 64


def test_sound_the_encoder_can_not_take_is_a_codec_error() -> None:
    encoder = AudioEncoder(AudioEncoding())
    encoder.flush()

    with pytest.raises(CodecError) as caught:
        encoder.encode(tone(0), 0)

    assert caught.value.problem.code is ErrorCode.ENCODER_FAILED
