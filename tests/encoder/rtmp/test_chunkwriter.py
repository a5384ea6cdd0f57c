import pytest
from hypothesis import given
from hypothesis import strategies as st

from encoder.rtmp.chunks import INITIAL_CHUNK_SIZE, ChunkReader
from encoder.rtmp.chunkwriter import MAX_WRITTEN_MESSAGE, ChunkWriter
from encoder.rtmp.errors import ChunkError, MessageTooLarge
from encoder.rtmp.messages import MAX_CHUNK_SIZE, Message, MessageType
from tests.encoder.rtmp.conversation import pieces

AUDIO, VIDEO = MessageType.AUDIO, MessageType.VIDEO
TIMES = st.one_of(
    st.integers(0, 2**32 - 1),
    st.integers(0xFFFFFF - 50, 0xFFFFFF + 50),
    st.integers(2**32 - 50, 2**32 - 1),
    st.integers(0, 50),
)
MESSAGES = st.builds(
    Message,
    st.sampled_from([AUDIO, VIDEO, MessageType.DATA_AMF0, MessageType.COMMAND_AMF0]),
    st.binary(max_size=600),
    TIMES,
    st.integers(0, 2),
)


def read(reader: ChunkReader, written: bytes) -> list[Message]:
    reader.feed(written)
    return list(iter(reader.next_message, None))


@given(
    st.lists(st.tuples(st.integers(3, 63), MESSAGES), max_size=12),
    st.one_of(st.none(), st.integers(1, 700), st.integers(1, MAX_CHUNK_SIZE)),
    st.lists(st.integers(1, 300), min_size=1, max_size=5),
)
def test_a_reader_gets_back_every_message_whatever_chunk_size_and_split(
    sent: list[tuple[int, Message]], chunk_size: int | None, sizes: list[int]
) -> None:
    writer, reader = ChunkWriter(), ChunkReader()
    written = writer.set_chunk_size(chunk_size) if chunk_size else b""
    written += b"".join(writer.write(stream, message) for stream, message in sent)

    received: list[Message] = []
    for piece in pieces(written, sizes):
        received += read(reader, piece)

    assert received[bool(chunk_size) :] == [message for _, message in sent]
    assert reader.chunk_size == writer.chunk_size == (chunk_size or INITIAL_CHUNK_SIZE)


@given(st.lists(st.tuples(TIMES, st.integers(0, 3)), min_size=1, max_size=20))
def test_times_on_one_chunk_stream_survive_jumps_steps_back_and_the_wrap(
    sent: list[tuple[int, int]],
) -> None:
    writer, reader = ChunkWriter(), ChunkReader()
    for time_ms, length in sent:
        message = Message(VIDEO, bytes(length), time_ms, 1)
        assert read(reader, writer.write(6, message)) == [message]


def formats(writer: ChunkWriter, *messages: Message) -> list[int]:
    return [writer.write(6, message)[0] >> 6 for message in messages]


def test_headers_shrink_as_messages_become_alike() -> None:
    same = [Message(VIDEO, b"abc", ms, 1) for ms in (40, 80, 120, 160)]

    assert formats(ChunkWriter(), *same) == [0, 2, 3, 3]


def test_format_3_never_follows_format_0_because_nginx_reads_it_differently() -> None:
    assert formats(ChunkWriter(), *[Message(VIDEO, b"a", ms, 1) for ms in (40, 80)]) == [0, 2]


def test_another_length_or_type_needs_format_1_and_another_stream_format_0() -> None:
    messages = [
        Message(VIDEO, b"a", 0, 1),
        Message(VIDEO, b"ab", 1, 1),
        Message(AUDIO, b"ab", 2, 1),
        Message(AUDIO, b"ab", 3, 2),
    ]

    assert formats(ChunkWriter(), *messages) == [0, 1, 1, 0]


def test_a_step_back_is_written_as_an_absolute_time() -> None:
    assert formats(ChunkWriter(), Message(VIDEO, b"", 50, 1), Message(VIDEO, b"", 49, 1)) == [0, 0]


def test_the_wrap_is_a_small_step_forward() -> None:
    before, after = Message(VIDEO, b"", 2**32 - 10, 1), Message(VIDEO, b"", 2**32 + 10, 1)
    writer, reader = ChunkWriter(), ChunkReader()
    read(reader, writer.write(6, before))

    written = writer.write(6, after)

    assert written == b"\x86\x00\x00\x14"
    assert read(reader, written)[0].timestamp_ms == 10


def test_an_extended_timestamp_is_repeated_on_continuation_chunks() -> None:
    writer = ChunkWriter()

    written = writer.write(6, Message(VIDEO, bytes(129), 0x01020304, 1))

    assert written[1:4] == b"\xff\xff\xff"
    assert written[12:16] == b"\x01\x02\x03\x04"
    assert written[16 + 128 :] == b"\xc6\x01\x02\x03\x04\x00"


def test_a_time_of_ffffff_is_already_extended() -> None:
    written = ChunkWriter().write(6, Message(VIDEO, b"", 0xFFFFFF, 1))

    assert written[1:4] == b"\xff\xff\xff"
    assert written[12:] == b"\x00\xff\xff\xff"


@pytest.mark.parametrize("chunk_size", [0, -1, MAX_CHUNK_SIZE + 1])
def test_a_chunk_size_out_of_range_is_refused(chunk_size: int) -> None:
    with pytest.raises(ChunkError):
        ChunkWriter().set_chunk_size(chunk_size)


def test_a_message_too_long_for_its_header_is_refused() -> None:
    with pytest.raises(MessageTooLarge):
        ChunkWriter().write(6, Message(VIDEO, bytes(MAX_WRITTEN_MESSAGE + 1), 0, 1))
