from collections.abc import Iterator

import pytest

from encoder.messages import PreviewReady, PreviewSlots
from encoder.preview import PreviewReader, PreviewWriter
from tests.fakes.previewwindow import register_again


@pytest.fixture
def reader() -> Iterator[PreviewReader]:
    reader = PreviewReader(width=4, height=2, slots=2)
    yield reader
    reader.close()


@pytest.fixture
def writer(reader: PreviewReader) -> Iterator[PreviewWriter]:
    writer = PreviewWriter(reader.slots)
    yield writer
    writer.close()
    register_again(reader.slots)


def test_what_is_written_is_read(reader: PreviewReader, writer: PreviewWriter) -> None:
    slot = writer.take()
    assert slot is not None
    picture = bytes(range(32))

    writer.memory(slot)[:32] = picture

    assert reader.read(PreviewReady(slot, 4, 2)) == picture


def test_a_smaller_picture_takes_only_its_own_bytes(
    reader: PreviewReader, writer: PreviewWriter
) -> None:
    slot = writer.take()
    assert slot is not None
    writer.memory(slot)[:16] = bytes(range(16))

    assert reader.read(PreviewReady(slot, 2, 2)) == bytes(range(16))


def test_a_picture_that_was_read_stays_as_it_was(
    reader: PreviewReader, writer: PreviewWriter
) -> None:
    slot = writer.take()
    assert slot is not None
    writer.memory(slot)[:32] = b"a" * 32
    picture = reader.read(PreviewReady(slot, 4, 2))

    writer.memory(slot)[:32] = b"b" * 32

    assert picture == b"a" * 32


def test_a_slot_is_not_written_again_before_it_is_given_back(writer: PreviewWriter) -> None:
    first, second = writer.take(), writer.take()

    assert {first, second} == {0, 1}
    assert writer.take() is None
    writer.release(1)
    assert writer.take() == 1
    assert writer.take() is None


def test_a_slot_given_back_twice_is_free_once(writer: PreviewWriter) -> None:
    writer.take()
    for slot in (0, 0, 1, -1, 2, 99):
        writer.release(slot)

    assert sorted([writer.take(), writer.take()], key=str) == [0, 1]
    assert writer.take() is None


@pytest.mark.parametrize(
    "event",
    [
        PreviewReady(2, 4, 2),
        PreviewReady(-1, 4, 2),
        PreviewReady(0, 40_000, 40_000),
        PreviewReady(0, 0, 2),
        PreviewReady(0, -4, -2),
    ],
)
def test_a_slot_or_size_that_was_never_offered_is_refused(
    reader: PreviewReader, event: PreviewReady
) -> None:
    with pytest.raises(ValueError, match="does not exist"):
        reader.read(event)


def test_blocks_of_a_window_that_is_gone_can_not_be_mapped() -> None:
    reader = PreviewReader(width=4, height=2)
    names = reader.slots.names
    reader.close()

    with pytest.raises(FileNotFoundError):
        PreviewWriter(PreviewSlots(names, 4, 2))


def test_an_engine_still_attached_keeps_writing_when_the_window_is_gone() -> None:
    reader = PreviewReader(width=4, height=2)
    writer = PreviewWriter(reader.slots)
    register_again(reader.slots)
    reader.close()

    writer.memory(0)[:4] = b"abcd"

    assert bytes(writer.memory(0)[:4]) == b"abcd"
    writer.close()
    assert writer.take() is None


def test_a_closed_reader_says_so(reader: PreviewReader) -> None:
    reader.close()

    with pytest.raises(ValueError, match="closed"):
        reader.read(PreviewReady(0, 4, 2))
