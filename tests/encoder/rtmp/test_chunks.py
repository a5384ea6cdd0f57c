from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encoder.rtmp.chunks import (
    MAX_CHUNK_STREAMS,
    MAX_MESSAGE_BYTES,
    MAX_UNFINISHED_BYTES,
    ChunkReader,
    checked_chunk_size,
)
from encoder.rtmp.errors import ChunkError, CommandError, MessageTooLarge, ProtocolError
from encoder.rtmp.messages import MAX_CHUNK_SIZE, Message
from tests.encoder.rtmp.conversation import pieces

VIDEO = 9


def read(encoded: bytes, reader: ChunkReader | None = None) -> list[Message]:
    reader = reader or ChunkReader()
    reader.feed(encoded)
    messages = []
    while (message := reader.next_message()) is not None:
        messages.append(message)
    return messages


def full_header(
    chunk_stream_id: int, length: int, type_id: int = VIDEO, time: int = 0, stream_id: int = 1
) -> bytes:
    """Write a header of format 0; `time` is the 3-byte field as it stands on the wire."""
    return (
        bytes((chunk_stream_id,))
        + time.to_bytes(3, "big")
        + length.to_bytes(3, "big")
        + bytes((type_id,))
        + stream_id.to_bytes(4, "little")
    )


def test_the_specifications_first_example_gives_four_audio_messages() -> None:
    # Adobe RTMP 1.0, section 5.3.2.1: formats 0, 2, 3 and 3 on chunk stream 3, 20 ms apart.
    body = bytes(32)
    encoded = (
        full_header(3, 32, 8, 1000, 12345)
        + body
        + b"\x83\x00\x00\x14"
        + body
        + (b"\xc3" + body) * 2
    )

    assert [message.timestamp_ms for message in read(encoded)] == [1000, 1020, 1040, 1060]
    assert set(read(encoded)) == {Message(8, body, ms, 12345) for ms in (1000, 1020, 1040, 1060)}


def test_the_specifications_second_example_gives_one_long_message() -> None:
    # Section 5.3.2.2: 307 bytes of video in chunks of 128, 128 and 51.
    body = bytes(range(256)) + bytes(51)
    encoded = (
        full_header(4, 307, VIDEO, 1000, 12346)
        + body[:128]
        + b"\xc4"
        + body[128:256]
        + b"\xc4"
        + body[256:]
    )

    assert read(encoded) == [Message(VIDEO, body, 1000, 12346)]


def test_format_1_changes_length_and_type_and_adds_its_delta() -> None:
    encoded = full_header(4, 1, VIDEO, 7) + b"a" + b"\x44\x00\x00\x05\x00\x00\x02\x08" + b"bc"

    assert read(encoded) == [Message(VIDEO, b"a", 7, 1), Message(8, b"bc", 12, 1)]


def test_format_3_after_format_0_repeats_the_absolute_time_as_delta() -> None:
    encoded = full_header(4, 1, time=40) + b"a" + b"\xc4b" + b"\xc4c"

    assert [message.timestamp_ms for message in read(encoded)] == [40, 80, 120]


def test_chunk_streams_are_put_together_side_by_side() -> None:
    encoded = (
        full_header(4, 130) + bytes(128) + full_header(5, 129, 8) + bytes(128)
        + b"\xc4" + b"vv" + b"\xc5" + b"a"
    )  # fmt: skip

    assert [(m.type_id, m.payload[-2:]) for m in read(encoded)] == [(9, b"vv"), (8, b"\x00a")]


@pytest.mark.parametrize(
    ("basic_header", "continuation"),
    [
        (b"\x3f", b"\xff"),
        (b"\x00\x00", b"\xc0\x00"),
        (b"\x00\xff", b"\xc0\xff"),
        (b"\x01\xff\xff", b"\xc1\xff\xff"),
    ],
)
def test_basic_headers_have_one_two_or_three_bytes(
    basic_header: bytes, continuation: bytes
) -> None:
    encoded = basic_header + full_header(0, 129)[1:] + bytes(128) + continuation + b"z"

    assert [len(message.payload) for message in read(encoded)] == [129]


def test_an_extended_timestamp_stands_on_every_chunk_of_the_message() -> None:
    late = (0x01020304).to_bytes(4, "big")
    encoded = full_header(4, 130, time=0xFFFFFF) + late + bytes(128) + b"\xc4" + late + b"ab"

    (message,) = read(encoded)

    assert message.timestamp_ms == 0x01020304
    assert message.payload.endswith(b"\x00ab")


def test_an_extended_delta_is_added_and_repeated() -> None:
    delta = (0x1000000).to_bytes(4, "big")
    encoded = (
        full_header(4, 1, time=1)
        + b"a"
        + b"\x84\xff\xff\xff"
        + delta
        + b"b"
        + b"\xc4"
        + delta
        + b"c"
    )

    assert [m.timestamp_ms for m in read(encoded)] == [1, 0x1000001, 0x2000001]


def test_timestamps_wrap_at_32_bits() -> None:
    encoded = (
        full_header(4, 1, time=0xFFFFFF) + b"\xff\xff\xff\xfe" + b"a" + b"\x84\x00\x00\x03" + b"b"
    )

    assert [message.timestamp_ms for message in read(encoded)] == [0xFFFFFFFE, 1]


def test_a_chunk_size_counts_from_the_next_chunk() -> None:
    reader = ChunkReader()
    encoded = full_header(2, 4, 1, stream_id=0) + (1000).to_bytes(4, "big")

    messages = read(encoded + full_header(4, 900) + bytes(900), reader)

    assert [len(message.payload) for message in messages] == [4, 900]
    assert reader.chunk_size == 1000


@pytest.mark.parametrize("chunk_size", [0, MAX_CHUNK_SIZE + 1, 0xFFFFFFFF])
def test_a_silly_chunk_size_is_refused(chunk_size: int) -> None:
    with pytest.raises(ChunkError, match="chunk size"):
        read(full_header(2, 4, 1) + chunk_size.to_bytes(4, "big"))
    with pytest.raises(ChunkError, match="chunk size"):
        checked_chunk_size(chunk_size)


def test_a_chunk_size_without_its_number_is_refused() -> None:
    with pytest.raises(CommandError):
        read(full_header(2, 2, 1) + b"\x01\x00")


def test_an_aborted_message_is_forgotten() -> None:
    abort = full_header(2, 4, 2, stream_id=0) + (4).to_bytes(4, "big")
    encoded = full_header(4, 130) + bytes(128) + abort + full_header(4, 2) + b"ok"

    assert [message.payload for message in read(encoded)][1:] == [b"ok"]


def test_an_abort_of_a_chunk_stream_that_does_not_exist_changes_nothing() -> None:
    assert len(read(full_header(2, 4, 2) + (60).to_bytes(4, "big"))) == 1


def test_librtmp_may_open_the_control_stream_with_format_1() -> None:
    assert read(b"\x42\x00\x00\x00\x00\x00\x06\x04" + bytes(6)) == [Message(4, bytes(6))]


@pytest.mark.parametrize("first", [b"\x44", b"\x84", b"\xc4", b"\xc2", b"\x82"])
def test_a_chunk_stream_that_begins_without_a_full_header_is_refused(first: bytes) -> None:
    with pytest.raises(ChunkError, match="without a full header"):
        read(first)


@pytest.mark.parametrize("first", [b"\x04", b"\x44", b"\x84"])
def test_a_message_begun_inside_another_one_is_refused(first: bytes) -> None:
    with pytest.raises(ChunkError, match="before the last one"):
        read(full_header(4, 129) + bytes(128) + first)


def test_a_message_above_the_limit_is_refused_by_its_header_alone() -> None:
    with pytest.raises(MessageTooLarge):
        read(full_header(4, MAX_MESSAGE_BYTES + 1))


def test_too_many_chunk_streams_are_refused() -> None:
    reader = ChunkReader()
    for extra in range(MAX_CHUNK_STREAMS):
        read(bytes((0, extra)) + full_header(0, 0)[1:], reader)

    with pytest.raises(ChunkError, match="chunk streams"):
        read(bytes((0, MAX_CHUNK_STREAMS)), reader)


def test_unfinished_messages_are_held_up_to_a_limit() -> None:
    reader = ChunkReader()
    size = MAX_MESSAGE_BYTES - 1
    read(full_header(2, 4, 1) + size.to_bytes(4, "big"), reader)
    for chunk_stream_id in range(3, 3 + MAX_UNFINISHED_BYTES // size):
        read(full_header(chunk_stream_id, MAX_MESSAGE_BYTES) + bytes(size), reader)

    with pytest.raises(MessageTooLarge, match="together"):
        read(full_header(30, MAX_MESSAGE_BYTES), reader)


@given(st.binary(max_size=400), st.lists(st.integers(1, 40), min_size=1, max_size=8))
def test_any_bytes_in_any_split_give_the_same_messages_or_an_error(
    encoded: bytes, sizes: list[int]
) -> None:
    assert _outcome([encoded]) == _outcome(pieces(encoded, sizes))


def _outcome(received: Iterable[bytes]) -> tuple[list[Message], str]:
    reader, messages = ChunkReader(), []
    for piece in received:
        reader.feed(piece)
        try:
            while (message := reader.next_message()) is not None:
                messages.append(message)
        except ProtocolError as error:
            return messages, error.reason
    return messages, ""
