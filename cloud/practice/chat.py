"""The chat of the practice cloud: one chat server for all channels, told of their video.

Everybody on this machine may be a guest; moderators' and hosts' tokens are handed out by the
control port. What was said is kept in the home folder.
"""

import asyncio
import contextlib
import logging
import sqlite3
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.types import ASGIApp, Receive, Scope
from starlette.types import Send as AsgiSend

from chatclient.wire.envelopes import LiveBody, LiveState, Role, User
from chatclient.wire.pages import Segment
from cloud.chatserver.log import LogUnavailable
from cloud.chatserver.memorycounts import MemoryCounts
from cloud.chatserver.memorylog import MemoryLog
from cloud.chatserver.options import ServerOptions, own_secrets
from cloud.chatserver.server import ChatServer
from cloud.chatserver.store import Store, StoreFailed
from cloud.chatserver.stores.sqlite import SqliteStore
from cloud.practice.crowd import Crowd, CrowdCounts

STORE_FILE = "practice-chat.sqlite3"
PATHS = ("/socket.io/", "/v1/chat/", "/chat/")
MOST_NEWS = 1_000
"""Segments and starts that may wait for the chat; more are left out, and the video goes on."""
_logger = logging.getLogger(__name__)
_News = Callable[[], Awaitable[None]]


class PracticeChat:
    """Use from one event loop only; `start`, then `close`."""

    def __init__(self, home: Path) -> None:
        """Open the store; a file that can't be used is set aside, or done without."""
        self._store = _open_store(home / STORE_FILE)
        self._counts = CrowdCounts(MemoryCounts())
        self.server = ChatServer(
            ServerOptions(secrets=own_secrets(), guests=True),
            log=MemoryLog(time.time, self._store),
            counts=self._counts,
            store=self._store,
        )
        self._crowds: dict[str, Crowd] = {}
        self._news: asyncio.Queue[_News] = asyncio.Queue(MOST_NEWS)
        self._teller: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to serve."""
        await self.server.start()
        self._teller = asyncio.create_task(self._tell(), name="practice-chat-news")

    async def close(self) -> None:
        """End the crowds and the server, and keep what was said."""
        for live in list(self._crowds):
            await self.set_crowd(live, 0, 0.0)
        if self._teller is not None:
            self._teller.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._teller
        await self.server.close()
        if self._store is not None:
            self._store.close()

    def beside(self, app: ASGIApp) -> ASGIApp:
        """Return an app that serves the chat under its paths, and `app` everywhere else."""

        async def both(scope: Scope, receive: Receive, send: AsgiSend) -> None:
            is_chat = scope["type"] != "lifespan" and scope["path"].startswith(PATHS)
            await (self.server.app if is_chat else app)(scope, receive, send)

        return both

    def token(self, live: str, name: str, role: Role) -> str:
        """Return a token; raises TokenRefused for what can't be one."""
        return self.server.tokens.mint(User(f"desk-{role}", name), live, role)

    def saw_segment(self, live: str, segment: Segment) -> None:
        """Take the next segment of a channel's video. Returns at once."""
        self._put(lambda: self.server.append_segment(live, segment))

    def saw_state(self, live: str, state: LiveState) -> None:
        """Take that a channel's broadcast began or ended. Returns at once."""
        self._put(lambda: self._announce(live, state))

    @property
    def crowds(self) -> dict[str, int]:
        """How many made-up people are in the channels' chats, where there are any."""
        return {live: len(crowd.users) for live, crowd in self._crowds.items()}

    async def set_crowd(self, live: str, people: int, rate: float) -> None:
        """Have so many made-up people say so much a second; 0 people: nobody."""
        if (before := self._crowds.pop(live, None)) is not None:
            await before.close()
        self._counts.set_crowd(live, ())
        if people:
            crowd = Crowd(self.server, live, people, rate)
            self._crowds[live] = crowd
            self._counts.set_crowd(live, crowd.users)
            crowd.start()

    # ---- private ----

    async def _announce(self, live: str, state: LiveState) -> None:
        before = (await self.server.rooms.get(live)).state.live
        # Another broadcast has no title until somebody gives it one.
        is_same = before is not None and before.state in (LiveState.START, LiveState.PAUSE)
        title = before.title if before is not None and is_same else ""
        await self.server.announce(live, LiveBody(state, title))

    def _put(self, news: _News) -> None:
        try:
            self._news.put_nowait(news)
        except asyncio.QueueFull:
            _logger.warning("The chat does not keep up with the video")

    async def _tell(self) -> None:
        while True:
            news = await self._news.get()
            try:
                await news()
            except LogUnavailable:
                _logger.warning("The chat could not be told of the video")


def _open_store(path: Path) -> Store | None:
    """Open the store, anew where the file is damaged; None: nothing is kept in this run."""
    for _ in range(2):
        try:
            return SqliteStore(path)
        except StoreFailed as error:
            _logger.warning("The chat's record can't be opened: %s", error)
            if not isinstance(error.__cause__, sqlite3.DatabaseError) or not _set_aside(path):
                return None
    return None


def _set_aside(path: Path) -> bool:
    try:
        path.replace(path.with_suffix(".damaged"))
    except OSError:
        return False
    for ending in ("-wal", "-shm"):
        Path(f"{path}{ending}").unlink(missing_ok=True)
    return True
