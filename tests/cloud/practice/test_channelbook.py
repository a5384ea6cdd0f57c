import asyncio
import errno
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cloud.practice.channel import Channel, Clocks
from cloud.practice.channelbook import MAX_CHANNELS, BadChannel, ChannelBook
from cloud.practice.faults import NO_FAULTS, Faults
from cloud.practice.messages import EndReason
from cloud.practice.playback import FolderStore, Playback
from tests.cloud.practice.test_channel import Clock, FakePublisher


def with_book(
    home: Path,
    act: Callable[[ChannelBook, list[dict[str, str]]], Awaitable[None]],
    keys: dict[str, str] | None = None,
) -> None:
    """Give `act` a book and the list of everything it kept."""

    async def run() -> None:
        clock = Clock()
        kept: list[dict[str, str]] = []
        with ThreadPoolExecutor(1) as disk:

            def open_channel(name: str, key: str) -> Channel:
                playback = Playback(FolderStore(home / name), disk, 1)
                return Channel(name, key, playback, Clocks(clock.monotonic, clock.wall))

            book = ChannelBook(keys or {}, open_channel, kept.append)
            await act(book, kept)
            book.close()
            for channel in book:
                await channel.playback.close()

    asyncio.run(run())


def test_a_new_channel_gets_a_practice_key_that_is_kept(home: Path) -> None:
    async def act(book: ChannelBook, kept: list[dict[str, str]]) -> None:
        channel = book.create("second-camera")
        assert book.create("second-camera") is channel
        assert channel.key.startswith("practice-second-camera-")
        assert kept == [{"studio": "practice-studio-1", "second-camera": channel.key}]
        assert book.find(channel.key) is channel
        assert book.find("practice-studio-1") is book.get("studio")

    with_book(home, act, {"studio": "practice-studio-1"})


def test_a_deleted_channel_ends_and_its_key_opens_nothing(home: Path) -> None:
    async def act(book: ChannelBook, kept: list[dict[str, str]]) -> None:
        channel = book.create("camera")
        publisher = FakePublisher()
        channel.begin(publisher, 0)
        book.set_faults(Faults(stall=True), channel)
        assert book.delete("camera") is channel
        await channel.playback.close()
        assert not channel.is_live
        assert book.get("camera") is None
        assert book.find(channel.key) is None
        assert kept[-1] == {"studio": "practice-studio-1"}
        assert book.delete("camera") is None
        again = book.create("camera")
        assert again.key != channel.key
        assert book.faults(again) == NO_FAULTS

    with_book(home, act, {"studio": "practice-studio-1"})


def test_wrong_keys_open_nothing(home: Path) -> None:
    async def act(book: ChannelBook, kept: list[dict[str, str]]) -> None:
        for key in ("", "studio", "practice-studio-2", "practice-studio-", "ключ"):
            assert book.find(key) is None
        assert book.names_a_channel("practice-studio-2")
        assert not book.names_a_channel("practice-other-2")
        assert not book.names_a_channel("sk_studio-1")

    with_book(home, act, {"studio": "practice-studio-1"})


@pytest.mark.parametrize("name", ["", "a/b", "..", "Studio", "-a", "a-", "x" * 33, "static", "ü"])
def test_a_name_that_would_not_fit_into_an_address_is_refused(home: Path, name: str) -> None:
    async def act(book: ChannelBook, kept: list[dict[str, str]]) -> None:
        with pytest.raises(BadChannel, match="hyphens"):
            book.create(name)
        assert kept == []

    with_book(home, act)


def test_there_is_an_end_to_channels(home: Path) -> None:
    async def act(book: ChannelBook, kept: list[dict[str, str]]) -> None:
        for number in range(MAX_CHANNELS):
            book.create(f"channel{number}")
        with pytest.raises(BadChannel, match=str(MAX_CHANNELS)):
            book.create("one-more")

    with_book(home, act)


def test_a_key_that_can_not_be_kept_makes_no_channel(home: Path) -> None:
    def keep(keys: dict[str, str]) -> None:
        raise OSError(errno.ENOSPC, "full")

    def open_channel(name: str, key: str) -> Channel:
        raise AssertionError

    book = ChannelBook({}, open_channel, keep)
    with pytest.raises(OSError, match="full"):
        book.create("studio")
    assert book.get("studio") is None


def test_setting_faults_wakes_those_who_wait(home: Path) -> None:
    async def act(book: ChannelBook, kept: list[dict[str, str]]) -> None:
        studio = book.create("studio")
        assert not await book.wait_for_change(0.01)
        waiting = asyncio.create_task(book.wait_for_change(5))
        await asyncio.sleep(0)
        book.set_faults(Faults(stall=True), studio)
        assert await waiting
        assert book.faults(studio).stall
        assert book.faults(None) == NO_FAULTS

    with_book(home, act)


def test_a_timed_stall_ends_by_itself_and_leaves_the_other_faults(home: Path) -> None:
    async def act(book: ChannelBook, kept: list[dict[str, str]]) -> None:
        studio = book.create("studio")
        book.set_faults(Faults(stall=True, stall_s=0.05, read_rate_bps=9000), None)
        assert book.faults(studio).stall
        assert await book.wait_for_change(5)
        assert book.faults(studio) == Faults(read_rate_bps=9000)

    with_book(home, act)


def test_reset_ends_the_sessions_concerned_and_is_not_kept(home: Path) -> None:
    async def act(book: ChannelBook, kept: list[dict[str, str]]) -> None:
        first, second = FakePublisher(), FakePublisher()
        studio = book.create("studio")
        studio.begin(first, 0)
        book.create("other").begin(second, 0)
        book.set_faults(Faults(reset=True), studio)
        assert (first.ended, second.ended) == (EndReason.RESET, None)
        book.set_faults(Faults(reset=True), None)
        assert second.ended is EndReason.RESET
        assert book.general_faults == NO_FAULTS

    with_book(home, act)


def test_a_name_is_free_again_when_holding_is_taken_back(home: Path) -> None:
    async def act(book: ChannelBook, kept: list[dict[str, str]]) -> None:
        studio, publisher = book.create("studio"), FakePublisher()
        book.set_faults(Faults(hold_session_s=30), None)
        studio.begin(publisher, 0)
        studio.leave(publisher, EndReason.DISCONNECTED, book.faults(studio).hold_session_s)
        assert studio.begin(publisher, 0) is None
        book.set_faults(NO_FAULTS, None)
        assert studio.begin(publisher, 0)

    with_book(home, act)
