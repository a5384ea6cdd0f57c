from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encoder.rtmp.avc import (
    MAX_PARAMETER_SETS,
    DecoderConfiguration,
    annexb_to_length_prefixed,
    split_annexb,
    split_length_prefixed,
)
from encoder.rtmp.errors import MediaError

# Parameter sets written by x264 for 640x360 at 30 frames/s, High profile, level 3.0.
SPS = bytes.fromhex("6764001eacd940a02ff970110000030001000003003c0f162d96")
PPS = bytes.fromhex("68efbcb0")
ANNEXB = b"\x00\x00\x00\x01" + SPS + b"\x00\x00\x00\x01" + PPS

# A unit has no start code inside, and does not end in zero (emulation prevention sees to it).
UNITS = st.lists(
    st.binary(min_size=1, max_size=40).map(lambda u: u.replace(b"\0", b"\1")), min_size=1
)
START_CODES = st.sampled_from([b"\0\0\1", b"\0\0\0\1", b"\0\0\0\0\0\1"])


def test_a_decoder_configuration_is_made_from_what_the_encoder_gives() -> None:
    configuration = DecoderConfiguration.from_annexb(ANNEXB)

    assert (configuration.profile, configuration.level) == (100, 30)
    assert configuration.sequence_parameter_sets == (SPS,)
    assert configuration.picture_parameter_sets == (PPS,)


def test_the_record_of_a_high_profile_ends_with_its_chroma_format() -> None:
    record = DecoderConfiguration.from_annexb(ANNEXB).to_bytes()

    assert record == (
        b"\x01\x64\x00\x1e\xff\xe1\x00\x1a" + SPS + b"\x01\x00\x04" + PPS + b"\xfd\xf8\xf8\x00"
    )
    assert DecoderConfiguration.parse(record) == DecoderConfiguration.from_annexb(ANNEXB)


def test_the_record_of_a_main_profile_has_no_chroma_format() -> None:
    main = b"\0\0\1\x67\x4d\x40\x1f\x01\0\0\1\x68\xee"

    assert DecoderConfiguration.from_annexb(main).to_bytes() == (
        b"\x01\x4d\x40\x1f\xff\xe1\x00\x05\x67\x4d\x40\x1f\x01\x01\x00\x02\x68\xee"
    )


def test_a_4_4_4_picture_has_one_bit_more_before_its_depths() -> None:
    # seq_parameter_set_id 0, chroma_format_idc 3, separate planes 0, depths 10 and 10 bits
    bits = 0b1_00100_0_011_011
    sps = b"\x67\xf4\x00\x1f" + (bits << 3).to_bytes(2, "big") + b"\x80"
    record = DecoderConfiguration.from_annexb(b"\0\0\1" + sps + b"\0\0\1" + PPS).to_bytes()

    assert record[-4:] == b"\xff\xfa\xfa\x00"


@pytest.mark.parametrize(
    "extradata",
    [
        b"",
        b"\x01\x64\x00\x1e",
        b"\0\0\1" + SPS,
        b"\0\0\1" + PPS,
        b"\0\0\1\x67\x64\0\0\1" + PPS,
        (b"\0\0\1" + SPS) * (MAX_PARAMETER_SETS + 1) + b"\0\0\1" + PPS,
        b"\0\0\1\x67" + b"\x64" * 65_536 + b"\0\0\1" + PPS,
    ],
    ids=["nothing", "avcC", "no pps", "no sps", "short sps", "many sps", "long sps"],
)
def test_parameter_sets_that_are_missing_or_out_of_bounds_are_refused(extradata: bytes) -> None:
    with pytest.raises(MediaError):
        DecoderConfiguration.from_annexb(extradata)


@pytest.mark.parametrize(
    "chroma", [b"", bytes(64), b"\x80", b"\x94\xff"], ids=["cut", "zeros", "short", "format 4"]
)
def test_a_sequence_parameter_set_that_makes_no_sense_is_refused(chroma: bytes) -> None:
    configuration = DecoderConfiguration(100, 0, 30, 4, (b"\x67\x64\x00\x1e" + chroma,), (PPS,))

    with pytest.raises(MediaError):
        configuration.to_bytes()


@given(st.integers(0, 60))
def test_a_record_that_is_cut_off_is_refused(length: int) -> None:
    record = DecoderConfiguration.from_annexb(ANNEXB).to_bytes()[:-4]
    if length < len(record):
        with pytest.raises(MediaError):
            DecoderConfiguration.parse(record[:length])


@given(st.binary(max_size=60))
def test_any_record_gives_a_configuration_or_a_media_error(record: bytes) -> None:
    for first in (b"", b"\x01\x64\x00\x1e\xff\xe1"):
        with suppress(MediaError):
            DecoderConfiguration.parse(first + record).to_bytes()


@given(UNITS, st.lists(START_CODES, min_size=1, max_size=4), st.integers(0, 3))
def test_start_codes_become_lengths(units: list[bytes], codes: list[bytes], padding: int) -> None:
    stream = b"".join(codes[i % len(codes)] + unit for i, unit in enumerate(units)) + bytes(padding)

    assert split_annexb(stream) == units
    assert split_length_prefixed(annexb_to_length_prefixed(stream), 4) == units


def test_a_stream_without_a_start_code_is_refused() -> None:
    assert split_annexb(b"\x65\x88") == []
    with pytest.raises(MediaError):
        annexb_to_length_prefixed(b"\x65\x88")


def test_bytes_before_the_first_start_code_are_not_a_unit() -> None:
    assert split_annexb(b"\0\0\0\0\1\x09\xf0\0\0\1\0\0\1\x41") == [b"\x09\xf0", b"\x41"]


@pytest.mark.parametrize("unit", [b"\0\0", b"\0\0\0\x02a", b"\xff\xff\xff\xff"])
def test_a_length_that_lies_is_refused(unit: bytes) -> None:
    with pytest.raises(MediaError):
        split_length_prefixed(unit, 4)
