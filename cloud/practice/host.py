"""The practice process: ingest, playback and control in one event loop, until nobody needs it."""

import asyncio
import contextlib
import os
import secrets
import shutil
import socket
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from cloud.practice.channel import Channel, Clocks
from cloud.practice.channelbook import ChannelBook
from cloud.practice.chat import PracticeChat
from cloud.practice.control import Owner, control_app
from cloud.practice.homefolder import (
    MEDIA_FOLDER,
    read_memory,
    remove_addresses,
    write_addresses,
    write_memory,
)
from cloud.practice.httpserver import HttpServer
from cloud.practice.ingest import RECEIVE_BUFFER_BYTES, Ingest, listen
from cloud.practice.messages import (
    APP,
    DEFAULT_CHANNEL,
    PROTOCOL_VERSION,
    Addresses,
    ChannelInfo,
    PracticeInfo,
    PracticeStatus,
)
from cloud.practice.playback import FolderStore, Playback
from cloud.practice.watching import watch_app

TICK_S = 0.5
CLOCKS = Clocks(time.monotonic, time.time)


@dataclass(frozen=True, slots=True)
class Options:
    """How a practice cloud is started."""

    home: Path
    channels: Sequence[str] = (DEFAULT_CHANNEL,)
    idle_s: float = 10.0
    """Ends when nobody has published or used the control port for so long."""
    is_held: bool = False
    """Ends only when told to."""
    rtmp_port: int = 0
    http_port: int = 0
    control_port: int = 0
    """Ports; 0: those of last time, or any free ones."""


class PracticeHost:
    """One practice cloud; `run()` returns when it may end. Raises OSError, BadChannel."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._home = options.home
        self._memory = read_memory(self._home)
        self._token = secrets.token_urlsafe(32)
        self._disk = ThreadPoolExecutor(2, thread_name_prefix="practice-disk")
        self._started_s = self._used_s = time.monotonic()
        # Grows by one a second while segments last two: no number of an earlier run comes again,
        # and no cache holds a segment of the same name.
        self._first_number = int(time.time())
        self._chat = PracticeChat(self._home)
        self._book = ChannelBook(self._memory.keys, self._open_channel, self._keep_keys)
        self._is_ending = asyncio.Event()

    async def run(self) -> None:
        """Serve until told to end, or unused; blocks no longer than 3 s after that."""
        for name in self._options.channels:
            self._book.create(name)
        listeners = self._listen()
        self._addresses = self._publish_addresses(listeners)
        owner = Owner(self._info, self._status, self._touch, self.end)
        ingest = Ingest(listeners[0], self._book, CLOCKS)
        chat = self._chat
        pages = HttpServer(
            chat.beside(watch_app(self._book, CLOCKS)), listeners[1], chat.server.gate
        )
        control = HttpServer(control_app(self._book, owner, chat, self._token), listeners[2])
        await self._delete_media()  # an earlier run may have been killed
        await chat.start()
        ingest.start()
        pages.start()
        control.start()
        try:
            await self._wait_until_unused()
        finally:
            remove_addresses(self._home)
            self._book.close()
            await asyncio.gather(ingest.close(), control.close())
            await asyncio.gather(*(channel.playback.close() for channel in self._book))
            await chat.close()
            await pages.close()
            await self._delete_media()
            self._disk.shutdown()

    def end(self) -> None:
        """Let `run` come to its end; on the event loop's thread."""
        self._is_ending.set()

    async def _wait_until_unused(self) -> None:
        while not self._is_ending.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._is_ending.wait(), TICK_S)
            for channel in self._book:
                channel.check_health()
            if any(channel.is_live for channel in self._book):
                self._touch()
            unused_s = time.monotonic() - self._used_s
            if unused_s >= self._options.idle_s and not self._options.is_held:
                return

    async def _delete_media(self) -> None:
        media = self._home / MEDIA_FOLDER
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._disk, lambda: shutil.rmtree(media, ignore_errors=True))

    # ---- addresses ----

    def _listen(self) -> list[socket.socket]:
        options, memory = self._options, self._memory
        wishes = (
            (options.rtmp_port, memory.rtmp_port, RECEIVE_BUFFER_BYTES),
            (options.http_port, memory.http_port, 0),
            (options.control_port, memory.control_port, 0),
        )
        return [_listen_again(chosen, last, size) for chosen, last, size in wishes]

    def _publish_addresses(self, listeners: Sequence[socket.socket]) -> Addresses:
        rtmp, http, control = (listener.getsockname()[1] for listener in listeners)
        self._memory = replace(self._memory, rtmp_port=rtmp, http_port=http, control_port=control)
        write_memory(self._home, self._memory)
        addresses = Addresses(os.getpid(), PROTOCOL_VERSION, rtmp, http, control, self._token)
        write_addresses(self._home, addresses)
        return addresses

    def _keep_keys(self, keys: dict[str, str]) -> None:
        self._memory = replace(self._memory, keys=keys)
        write_memory(self._home, self._memory)

    def _open_channel(self, name: str, key: str) -> Channel:
        store = FolderStore(self._home / MEDIA_FOLDER / name)
        chat = self._chat
        playback = Playback(store, self._disk, self._first_number, partial(chat.saw_segment, name))
        return Channel(name, key, playback, CLOCKS, partial(chat.saw_state, name))

    # ---- what the control port asks ----

    def _touch(self) -> None:
        self._used_s = time.monotonic()

    def _info(self) -> PracticeInfo:
        addresses = self._addresses
        pages = f"http://127.0.0.1:{addresses.http_port}"
        return PracticeInfo(
            pid=addresses.pid,
            protocol=addresses.protocol,
            control_url=f"http://127.0.0.1:{addresses.control_port}/control",
            channels=[
                ChannelInfo(
                    name=channel.name,
                    rtmp_url=f"rtmp://127.0.0.1:{addresses.rtmp_port}/{APP}",
                    key=channel.key,
                    playback_url=f"{pages}/{channel.name}/index.m3u8",
                    watch_url=f"{pages}/{channel.name}/",
                    chat_url=pages,
                )
                for channel in self._book
            ],
        )

    def _status(self) -> PracticeStatus:
        return PracticeStatus(
            time=datetime.now(UTC),
            uptime_s=round(time.monotonic() - self._started_s, 3),
            faults=self._book.general_faults,
            channels=[channel.status(self._book.faults(channel)) for channel in self._book],
            crowds=self._chat.crowds,
        )


def _listen_again(chosen: int, last: int, receive_buffer: int) -> socket.socket:
    """Listen on the chosen port, or on that of last time if it is free, or on any."""
    if chosen:
        return listen(chosen, receive_buffer=receive_buffer)
    try:
        return listen(last, receive_buffer=receive_buffer)
    except OSError:
        return listen(0, receive_buffer=receive_buffer)
