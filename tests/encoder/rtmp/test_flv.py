from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encoder.rtmp import amf
from encoder.rtmp.errors import MediaError
from encoder.rtmp.flv import (
    MAX_COMPOSITION_MS,
    MAX_TAG_BYTES,
    AudioTag,
    AvcPacket,
    StreamMetadata,
    TagType,
    VideoTag,
    audio_frame,
    audio_sequence_header,
    file_header,
    file_tag,
    parse_audio,
    parse_video,
    script_body,
    video_end_of_sequence,
    video_frame,
    video_sequence_header,
)

COMPOSITION = st.integers(-MAX_COMPOSITION_MS, MAX_COMPOSITION_MS)


@given(st.binary(max_size=50), st.booleans(), COMPOSITION)
def test_a_video_frame_is_read_back(unit: bytes, is_keyframe: bool, composition_ms: int) -> None:
    body = video_frame(unit, is_keyframe=is_keyframe, composition_ms=composition_ms)

    assert parse_video(body) == VideoTag(AvcPacket.NAL_UNITS, is_keyframe, composition_ms, unit)


@given(st.binary(max_size=50))
def test_an_audio_frame_is_read_back(frame: bytes) -> None:
    assert parse_audio(audio_frame(frame)) == AudioTag(False, frame)


def test_sequence_headers_are_told_from_frames() -> None:
    video = parse_video(video_sequence_header(b"avcC"))
    audio = parse_audio(audio_sequence_header(b"\x11\x90"))

    assert video.is_sequence_header
    assert video.is_keyframe
    assert video.payload == b"avcC"
    assert audio == AudioTag(True, b"\x11\x90")
    assert not parse_video(video_frame(b"", is_keyframe=True)).is_sequence_header


def test_the_end_of_sequence_has_no_payload() -> None:
    assert parse_video(video_end_of_sequence()) == VideoTag(AvcPacket.END_OF_SEQUENCE, True, 0, b"")


def test_the_first_bytes_are_those_of_the_specification() -> None:
    assert video_frame(b"", is_keyframe=True)[:2] == b"\x17\x01"
    assert video_frame(b"", is_keyframe=False, composition_ms=-1) == b"\x27\x01\xff\xff\xff"
    assert audio_sequence_header(b"") == b"\xaf\x00"
    assert audio_frame(b"") == b"\xaf\x01"


@pytest.mark.parametrize("composition_ms", [MAX_COMPOSITION_MS + 1, -MAX_COMPOSITION_MS - 1])
def test_a_composition_time_beyond_24_bits_is_refused(composition_ms: int) -> None:
    with pytest.raises(MediaError):
        video_frame(b"", is_keyframe=False, composition_ms=composition_ms)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"\x22\x01\x00\x00\x00", "rtmp.media.video-codec"),  # Sorenson H.263
        (b"\x1c\x01\x00\x00\x00", "rtmp.media.video-codec"),  # the private number for HEVC
        (b"\x90hvc1", "rtmp.media.video-codec"),  # enhanced RTMP
        (b"\x97\x01\x00\x00\x00", "rtmp.media.video-codec"),
        (b"\x17\x03\x00\x00\x00", "rtmp.media"),
        (b"\x17\x01\x00\x00", "rtmp.media"),
        (b"", "rtmp.media"),
    ],
)
def test_a_video_body_that_is_not_h264_is_refused(body: bytes, code: str) -> None:
    with pytest.raises(MediaError) as refused:
        parse_video(body)

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"\x2f", "rtmp.media.audio-codec"),  # MP3
        (b"\xaf", "rtmp.media"),
        (b"\xaf\x02", "rtmp.media"),
        (b"", "rtmp.media"),
    ],
)
def test_an_audio_body_that_is_not_aac_is_refused(body: bytes, code: str) -> None:
    with pytest.raises(MediaError) as refused:
        parse_audio(body)

    assert refused.value.code == code


@given(st.binary(max_size=20))
def test_any_body_gives_a_tag_or_a_media_error(body: bytes) -> None:
    for parse in (parse_video, parse_audio):
        with suppress(MediaError):
            tag: VideoTag | AudioTag = parse(body)
            assert body.endswith(tag.payload)


def test_metadata_uses_the_names_and_units_of_flv() -> None:
    described = StreamMetadata(1280, 720, 30.0, 3_000_000, 128_000, 48_000, 2).to_amf()

    assert described["width"] == 1280
    assert described["videodatarate"] == 3000
    assert described["audiodatarate"] == 128
    assert described["stereo"] is True
    assert (described["videocodecid"], described["audiocodecid"]) == (7, 10)
    assert amf.decode(script_body(described)) == ["onMetaData", described]


def test_an_flv_stream_begins_with_its_signature_and_a_length_of_nothing() -> None:
    assert file_header().hex(" ") == "46 4c 56 01 05 00 00 00 09 00 00 00 00"
    assert file_header(has_video=False)[4] == 4
    assert file_header(has_audio=False)[4] == 1


def test_a_tag_is_framed_by_its_length_on_both_sides() -> None:
    assert file_tag(TagType.VIDEO, 0x01020304, b"abc").hex(" ") == (
        "09 00 00 03 02 03 04 01 00 00 00 61 62 63 00 00 00 0e"
    )


def test_the_time_of_a_tag_wraps() -> None:
    assert file_tag(TagType.AUDIO, 2**32 + 5, b"") == file_tag(TagType.AUDIO, 5, b"")


def test_a_tag_too_long_for_its_header_is_refused() -> None:
    with pytest.raises(MediaError):
        file_tag(TagType.VIDEO, 0, bytes(MAX_TAG_BYTES + 1))
