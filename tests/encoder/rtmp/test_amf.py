import math
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encoder.rtmp.amf import (
    MAX_NESTING,
    MAX_VALUES,
    UNDEFINED,
    Date,
    EcmaArray,
    Value,
    decode,
    encode,
)
from encoder.rtmp.errors import AmfError

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
NUMBERS = st.floats(allow_nan=False)
SIMPLE: st.SearchStrategy[Value] = st.one_of(
    st.none(),
    st.booleans(),
    NUMBERS,
    TEXTS,
    st.just(UNDEFINED),
    st.builds(Date, NUMBERS, st.integers(-720, 720)),
)
VALUES: st.SearchStrategy[Value] = st.recursive(
    SIMPLE,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(TEXTS, inner, max_size=4),
        st.dictionaries(TEXTS, inner, max_size=4).map(EcmaArray),
    ),
    max_leaves=12,
)


@given(st.lists(VALUES, max_size=4))
def test_what_is_written_is_read_back(values: list[Value]) -> None:
    decoded = decode(encode(*values))

    assert decoded == values
    assert [type(value) for value in decoded] == [type(value) for value in values]


@given(st.binary(max_size=200))
def test_any_bytes_give_values_or_an_amf_error(encoded: bytes) -> None:
    with suppress(AmfError):
        decode(encoded)


@given(VALUES, st.data())
def test_a_value_that_is_cut_off_is_refused(value: Value, data: st.DataObject) -> None:
    encoded = encode(value)
    length = data.draw(st.integers(1, len(encoded) - 1)) if len(encoded) > 1 else 0
    if length:
        with pytest.raises(AmfError, match="cut off"):
            decode(encoded[:length])


def test_whole_numbers_are_written_as_doubles() -> None:
    assert encode(1) == b"\x00\x3f\xf0" + bytes(6)
    assert decode(encode(1)) == [1.0]


def test_the_bytes_are_those_of_the_specification() -> None:
    encoded = encode("connect", True, None, UNDEFINED, {"app": "live"}, EcmaArray(a=1), [False])

    assert encoded.hex(" ") == (
        "02 00 07 63 6f 6e 6e 65 63 74 01 01 05 06 "
        "03 00 03 61 70 70 02 00 04 6c 69 76 65 00 00 09 "
        "08 00 00 00 01 00 01 61 00 3f f0 00 00 00 00 00 00 00 00 09 "
        "0a 00 00 00 01 01 00"
    )


def test_a_text_above_65535_bytes_becomes_a_long_string() -> None:
    text = "é" * 40_000

    encoded = encode(text)

    assert encoded[:5] == b"\x0c" + (80_000).to_bytes(4, "big")
    assert decode(encoded) == [text]


def test_the_count_of_an_ecma_array_is_not_believed() -> None:
    encoded = bytearray(encode(EcmaArray(a=1.0)))
    encoded[1:5] = b"\xff\xff\xff\xff"

    assert decode(bytes(encoded)) == [EcmaArray(a=1.0)]


def test_text_that_is_not_utf_8_is_read_with_replacements() -> None:
    assert decode(b"\x02\x00\x02\xb2\xbb") == ["\ufffd\ufffd"]


def test_not_a_number_survives() -> None:
    (number,) = decode(encode(math.nan))
    assert isinstance(number, float)
    assert math.isnan(number)


@pytest.mark.parametrize("marker", [0x04, 0x07, 0x0D, 0x0E, 0x0F, 0x10, 0x11, 0x80, 0xFF])
def test_a_marker_that_is_not_supported_is_refused(marker: int) -> None:
    with pytest.raises(AmfError, match=f"0x{marker:02x}"):
        decode(bytes((marker,)) + bytes(20))


def test_an_object_end_alone_is_refused() -> None:
    with pytest.raises(AmfError):
        decode(b"\x09")


@pytest.mark.parametrize("opening", [b"\x03\x00\x01a", b"\x08\x00\x00\x00\x01\x00\x01a"])
def test_endless_nesting_is_refused(opening: bytes) -> None:
    with pytest.raises(AmfError, match="nested deeper"):
        decode(opening * 100_000)


def test_endless_nesting_of_arrays_is_refused() -> None:
    with pytest.raises(AmfError, match="nested deeper"):
        decode(b"\x0a\x00\x00\x00\x01" * 100_000)


def test_the_deepest_nesting_that_is_written_can_be_read() -> None:
    value: Value = None
    for _ in range(MAX_NESTING):
        value = [value]

    assert decode(encode(value)) == [value]
    with pytest.raises(AmfError, match="nested deeper"):
        encode([value])


def test_an_array_that_contains_itself_is_refused() -> None:
    endless: list[Value] = []
    endless.append(endless)

    with pytest.raises(AmfError, match="nested deeper"):
        encode(endless)


def test_a_lying_array_length_is_refused_before_memory_is_taken() -> None:
    with pytest.raises(AmfError, match="declares more than"):
        decode(b"\x0a\xff\xff\xff\xff")


def test_too_many_values_are_refused() -> None:
    assert len(decode(b"\x05" * MAX_VALUES)) == MAX_VALUES
    with pytest.raises(AmfError, match="more than"):
        decode(b"\x05" * (MAX_VALUES + 1))


@pytest.mark.parametrize(
    "value",
    [
        "\ud800",
        10**400,
        {"n" * 65_536: 1.0},
        Date(10**400),
        Date(0.0, 40_000),
    ],
    ids=["lone surrogate", "huge number", "long name", "huge date", "far zone"],
)
def test_a_value_that_amf_cannot_say_is_refused(value: Value) -> None:
    with pytest.raises(AmfError):
        encode(value)


def test_a_refused_text_is_not_quoted() -> None:
    with pytest.raises(AmfError) as refused:
        encode("sk_secret\ud800")

    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__
    assert "secret" not in str(refused.value)
