"""What is done over one connection: own messages sent, missing pages fetched, requests asked."""

import asyncio
from collections.abc import Callable

from chatclient.backends.base import Connection
from chatclient.errors import ChatError, Interrupted, Refused
from chatclient.outbox import Outbox
from chatclient.room import Room
from chatclient.waiting import within
from chatclient.wire.answers import Answer, Paged, refused
from chatclient.wire.codes import Code
from chatclient.wire.requests import Request

ANSWER_S = 12.0
"""Backends give up earlier, with a sentence of their own."""
PAGE_PAUSE_S = 1.0


class Errands:
    """Runs on the loop; `run` until it is cancelled, or the connection fails."""

    def __init__(
        self,
        connection: Connection,
        room: Room,
        outbox: Outbox,
        hear: Callable[[Paged], None],
        page_pause_s: float = PAGE_PAUSE_S,
    ) -> None:
        self._page_pause_s = page_pause_s
        self._connection = connection
        self._room = room
        self._outbox = outbox
        self._hear = hear
        self._mail = asyncio.Event()
        self._hole = asyncio.Event()

    def has_mail(self) -> None:
        """Know that the outbox changed."""
        self._mail.set()

    def has_hole(self) -> None:
        """Know that something may be missing in the room."""
        self._hole.set()

    async def ask(self, request: Request) -> Answer:
        """Return the answer to a request; UNAVAILABLE when none comes."""
        try:
            async with asyncio.timeout(ANSWER_S):
                return await self._connection.ask(request)
        except (ChatError, TimeoutError):
            return refused(Code.UNAVAILABLE)

    async def send(self) -> None:
        """Send own messages, one after the other."""
        now_s = asyncio.get_running_loop().time
        while True:
            due = self._outbox.next()
            if due is None or due[1] > now_s():
                self._mail.clear()
                await within(self._mail.wait(), None if due is None else due[1] - now_s())
                continue
            id = due[0].id
            try:
                async with asyncio.timeout(ANSWER_S):
                    answer = await self._connection.ask(due[0])
            except (ChatError, TimeoutError):
                self._outbox.unanswered(id, now_s())
            else:
                self._outbox.answered(id, answer, now_s())

    async def fill(self, lapse: Callable[[], None]) -> None:
        """Fetch what is missing, page by page; `lapse` shows what can't be had."""
        now_s = asyncio.get_running_loop().time
        while True:
            lapse()
            page = self._room.wants(now_s())
            if page is None:
                due_s = self._room.due_s()
                self._hole.clear()
                await within(self._hole.wait(), due_s and max(0.01, due_s - now_s()))
                continue
            pause_s = 0.0
            try:
                async with asyncio.timeout(ANSWER_S):
                    self._hear(await self._connection.page(page))
            except (ChatError, TimeoutError) as error:
                self._room.postpone(now_s(), is_fruitless=isinstance(error, Refused))
                retry_s = error.retry_after_s if isinstance(error, Interrupted) else 0.0
                pause_s = retry_s or self._page_pause_s
            await asyncio.sleep(pause_s)
