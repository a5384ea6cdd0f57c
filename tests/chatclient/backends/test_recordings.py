"""Finished chats are read from where they are kept, without what was taken down."""

import asyncio
from pathlib import Path

import msgspec
import pytest

from chatclient.backends.recordings import (
    ChunkRecording,
    FileRecording,
    FolderRecording,
    Recording,
    ServerRecording,
    recording_of,
)
from chatclient.errors import ErrorCode, Refused
from chatclient.settings import ReplayChat
from chatclient.wire.envelopes import (
    Body,
    DeleteBody,
    Envelope,
    MessageBody,
    PurgeBody,
    User,
    plain,
)
from chatclient.wire.pages import Chunk, ChunkIndex, Counted, Segment, Tombstones


def said(
    seq: int, position_ms: int | None, body: Body | None = None, kind: str = "msg"
) -> Envelope:
    content = plain(body or MessageBody(f"{seq}"))
    return Envelope(seq, kind, 50_000 + seq, position_ms, user=User("aki", "Aki"), body=content)


def write_lines(path: Path, *lines: object) -> Path:
    path.write_bytes(b"\n".join(msgspec.json.encode(line) for line in lines) + b'\n{"s": 9, "k')
    return path


def write_chunks(folder: Path, *chunks: Chunk, gone: tuple[int, ...] = ()) -> Path:
    segments = tuple(
        Counted(Segment(one.media_sequence, 0, one.duration_ms, one.position_ms)) for one in chunks
    )
    index = ChunkIndex("show", "e", segments)
    (folder / "index.json").write_bytes(msgspec.json.encode(index))
    (folder / "tombstones.json").write_bytes(msgspec.json.encode(Tombstones("show", gone)))
    for one in chunks:
        (folder / f"{one.media_sequence}.json").write_bytes(msgspec.json.encode(one))
    return folder


def numbers(recording: Recording, window: int = 0) -> list[int]:
    async def load() -> list[int]:
        await recording.open()
        return [one.seq for one in await recording.load(window)]

    return asyncio.run(load())


def test_an_address_names_its_kind(tmp_path: Path) -> None:
    async def kinds() -> list[type]:
        sources = (
            ReplayChat(str(tmp_path)),
            ReplayChat(str(tmp_path / "chat.jsonl")),
            ReplayChat("https://cdn.example/chat/show"),
            ReplayChat("https://chat.example", "show"),
        )
        recordings = [recording_of(source) for source in sources]
        for recording in recordings:
            await recording.close()
        return [type(recording) for recording in recordings]

    assert asyncio.run(kinds()) == [
        FolderRecording, FileRecording, ChunkRecording, ServerRecording,
    ]  # fmt: skip


def test_a_file_is_read_in_the_order_of_the_video(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", said(1, 2000), said(2, 1000), said(3, 2000))

    assert numbers(FileRecording(path)) == [2, 1, 3]


def test_in_a_file_without_places_the_time_counts(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", said(5, None), said(7, None))
    recording = FileRecording(path)
    asyncio.run(recording.open())

    assert [one.position_ms for one in asyncio.run(recording.load(0))] == [0, 2]


def test_what_a_file_says_was_taken_down_is_left_out(tmp_path: Path) -> None:
    path = write_lines(
        tmp_path / "a.jsonl",
        said(1, 10),
        said(2, 20),
        said(3, 30, DeleteBody(2), "del"),
        msgspec.to_builtins(said(4, 40)) | {"removed": True},
        said(5, 50),
    )
    assert numbers(FileRecording(path)) == [1, 5]

    write_lines(path, said(1, 10), said(2, 20, PurgeBody("aki", 1), "purge"), said(3, 30))
    assert numbers(FileRecording(path)) == [3]


def test_purges_and_clears_are_honoured_as_well(tmp_path: Path) -> None:
    rei = User("rei", "Rei")
    chunk = Chunk("show", 0, 0, 2000, (
        said(1, 100), said(2, 200), msgspec.structs.replace(said(3, 300), user=rei), said(4, 400),
    ))  # fmt: skip
    folder = write_chunks(tmp_path, chunk)
    tombstones = Tombstones("show", purged={"aki": 3}, cleared=1)
    (folder / "tombstones.json").write_bytes(msgspec.json.encode(tombstones))

    assert numbers(FolderRecording(folder)) == [3, 4]


def test_chunks_are_found_by_position_and_honour_tombstones(tmp_path: Path) -> None:
    first = Chunk("show", 7, 0, 2000, (said(1, 100), said(2, 900)))
    second = Chunk("show", 8, 2000, 2000, (said(3, 2100),))
    recording = FolderRecording(write_chunks(tmp_path, first, second, gone=(2,)))

    assert numbers(recording) == [1]
    assert numbers(recording, 1) == [3]
    assert numbers(recording, 2) == []
    assert [recording.window(at_ms) for at_ms in (-5, 0, 1999, 2000, 99_000)] == [0, 0, 0, 1, 1]


@pytest.mark.parametrize("content", [None, b"{}", b"not json", b"\xff"])
def test_what_is_no_recording_says_so(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "index.json").write_bytes(content)
        (tmp_path / "chat.jsonl").write_bytes(content)

    for recording in (FolderRecording(tmp_path), FileRecording(tmp_path / "chat.jsonl")):
        with pytest.raises(Refused) as refused:
            asyncio.run(recording.open())
        assert refused.value.problem.code == ErrorCode.NO_REPLAY
        assert refused.value.problem.message
