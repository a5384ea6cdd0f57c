import asyncio
import errno
import os
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from cloud.practice.playback import END_AFTER_S, FolderStore, Playback, SegmentStore
from cloud.practice.segmenter import Segment

INIT = b"an initialisation segment"


class FullDisk:
    """Keeps files in memory, and has room only while told so."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.is_full = False

    def clear(self) -> None:
        self.files.clear()

    def write(self, name: str, content: bytes) -> None:
        if self.is_full:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self.files[name] = content

    def read(self, name: str) -> bytes:
        return self.files[name]

    def remove(self, name: str) -> None:
        self.files.pop(name, None)


def segment(number: int, *, init: bytes = INIT, new: bool = False) -> Segment:
    return Segment(b"media %d" % number, init, 2000 * number, 2000, 1e9 + 2 * number, True, new)


def with_playback(store: SegmentStore, act: Callable[[Playback], Awaitable[None]]) -> None:
    async def run() -> None:
        with ThreadPoolExecutor(1) as disk:
            playback = Playback(store, disk, 100, window_s=30)
            await act(playback)
            await playback.close()

    asyncio.run(run())


async def written(playback: Playback, *segments: Segment) -> None:
    for each in segments:
        playback.take([each])
        await playback.settle()


def test_what_was_taken_can_be_fetched_by_the_playlist(home: Path) -> None:
    async def act(playback: Playback) -> None:
        assert playback.playlist(0) is None
        playback.begin_session()
        await written(playback, segment(0, new=True), segment(1))

        text = playback.playlist(0) or ""
        assert [line for line in text.splitlines() if not line.startswith("#")] == [
            "100.m4s",
            "101.m4s",
        ]
        assert await playback.read("init-100.mp4") == INIT
        assert await playback.read("101.m4s") == b"media 1"

    with_playback(FolderStore(home / "media"), act)


def test_only_names_from_the_playlist_can_be_fetched(home: Path) -> None:
    (home / "secret").write_text("secret")

    async def act(playback: Playback) -> None:
        playback.begin_session()
        await written(playback, segment(0, new=True))
        (home / "media" / "other").write_text("other")
        for name in ("../secret", "other", "/etc/passwd", "", ".", "102.m4s"):
            assert await playback.read(name) is None

    with_playback(FolderStore(home / "media"), act)


def test_old_files_are_deleted(home: Path) -> None:
    async def act(playback: Playback) -> None:
        playback.begin_session()
        await written(playback, *(segment(number, new=number == 0) for number in range(60)))
        names = os.listdir(home / "media")
        assert len(names) < 40
        assert "100.m4s" not in names
        assert "init-100.mp4" in names

    with_playback(FolderStore(home / "media"), act)


def test_a_full_disk_is_told_and_survived() -> None:
    disk = FullDisk()

    async def act(playback: Playback) -> None:
        playback.begin_session()
        await written(playback, segment(0, new=True))
        disk.is_full = True
        await written(playback, segment(1))
        assert "No space left on device" in playback.problem
        disk.is_full = False
        await written(playback, segment(2))
        assert playback.problem == ""
        text = playback.playlist(0) or ""
        assert text.index("100.m4s") < text.index("#EXT-X-DISCONTINUITY\n") < text.index("101.m4s")
        assert await playback.read("101.m4s") == b"media 2"

    with_playback(disk, act)


def test_a_disk_that_is_too_slow_costs_segments_and_no_memory() -> None:
    async def act(playback: Playback) -> None:
        playback.begin_session()
        playback.take([segment(number) for number in range(50)])
        assert "too slow" in playback.problem
        await playback.settle()
        assert (playback.playlist(0) or "").count(".m4s") == 4

    with_playback(FullDisk(), act)


def test_a_session_continues_where_the_last_one_ended() -> None:
    async def act(playback: Playback) -> None:
        first = playback.begin_session()
        await written(playback, segment(0, new=True), segment(1))
        playback.end_session(first, 4, is_orderly=False)
        assert playback.begin_session().end_ms >= 4000
        await written(playback, segment(2, init=b"another", new=True))

        text = playback.playlist(5) or ""
        assert '#EXT-X-DISCONTINUITY\n#EXT-X-MAP:URI="init-102.mp4"' in text
        assert "#EXT-X-MEDIA-SEQUENCE:100\n" in text

    with_playback(FullDisk(), act)


def test_an_orderly_end_is_the_end_at_once_and_a_lost_connection_later() -> None:
    async def act(playback: Playback) -> None:
        session = playback.begin_session()
        await written(playback, segment(0, new=True))
        assert not playback.has_ended(1e6)
        playback.end_session(session, 10, is_orderly=False)
        assert not playback.has_ended(10 + END_AFTER_S - 1)
        assert playback.has_ended(10 + END_AFTER_S)

        session = playback.begin_session()
        assert not playback.has_ended(1e6)
        playback.end_session(session, 20, is_orderly=True)
        await playback.settle()
        assert playback.has_ended(20)
        assert "#EXT-X-ENDLIST" in (playback.playlist(20) or "")

    with_playback(FullDisk(), act)
