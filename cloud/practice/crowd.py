"""Lets a made-up crowd act in a chat room, at a steady rate, without connections of its own."""

import asyncio
import contextlib
import secrets
from collections.abc import Sequence

from chatclient.wire.answers import Answer
from chatclient.wire.envelopes import User
from chatclient.wire.requests import CAPABILITIES, OpenPoll, Request, Send
from cloud.chatserver.log import LogUnavailable, SharedCounts
from cloud.chatserver.server import ChatServer
from cloud.chatserver.tokens import Claims
from cloud.practice.crowdscript import CASHIER, CrowdScript, Deed

MAX_PEOPLE = 10_000
MAX_RATE = 1_000.0
TICK_S = 0.05
_FOREVER_MS = 2**41


class Crowd:
    """So many people who say so much a second; on the server's event loop."""

    def __init__(self, server: ChatServer, live: str, people: int, rate: float) -> None:
        self._server = server
        self._live = live
        self._rate = rate
        self._script = CrowdScript(people, name=secrets.token_hex(4))
        self._task: asyncio.Task[None] | None = None

    @property
    def users(self) -> tuple[str, ...]:
        """Ids of all of them."""
        return tuple(person.id for person in self._script.people)

    def start(self) -> None:
        """Begin to act."""
        self._task = asyncio.create_task(self._act(), name=f"practice-crowd-{self._live}")

    async def close(self) -> None:
        """Stop."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _act(self) -> None:
        loop = asyncio.get_running_loop()
        due = 0.0
        before_s = loop.time()
        while True:
            await asyncio.sleep(TICK_S)
            now_s = loop.time()
            # A machine that was asleep does not make up for it all at once.
            due += min(1.0, now_s - before_s) * self._rate
            before_s = now_s
            while due >= 1.0:
                due -= 1.0
                for deed in self._script.next_deeds():
                    await self._do(deed)

    async def _do(self, deed: Deed) -> None:
        try:
            answer = await self._server.answer(self._live, deed.request, self._claims(deed.user))
        except LogUnavailable:
            return
        self._learn(deed.user, deed.request, answer)

    def _learn(self, user: User, request: Request, answer: Answer) -> None:
        if not answer.ok:
            return
        if isinstance(request, Send):
            self._script.saw(answer.seq, user.id, request.text)
        elif isinstance(request, OpenPoll):
            self._script.poll_opened(answer.id)

    def _claims(self, user: User) -> Claims:
        capabilities = CAPABILITIES[user.role] | ({"donation"} if user == CASHIER else frozenset())
        return Claims(user, self._live, capabilities, _FOREVER_MS, user.id)


class CrowdCounts:
    """Counts made-up people as viewers beside those who are really here; see SharedCounts."""

    def __init__(self, counts: SharedCounts) -> None:
        self._counts = counts
        self._crowds: dict[str, tuple[str, ...]] = {}

    def set_crowd(self, room: str, users: Sequence[str]) -> None:
        """Count these in a room from now on."""
        self._crowds[room] = tuple(users)

    async def here(self, room: str, users: Sequence[str]) -> tuple[int, int]:
        return await self._counts.here(room, [*users, *self._crowds.get(room, ())])

    async def like(self, room: str, count: int) -> int:
        return await self._counts.like(room, count)

    async def vote(self, room: str, poll: str, user: str, option: int) -> None:
        await self._counts.vote(room, poll, user, option)

    async def votes(self, room: str, poll: str, options: int) -> tuple[int, ...]:
        return await self._counts.votes(room, poll, options)
