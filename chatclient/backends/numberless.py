"""A connection to a service that numbers nothing and keeps no history: what managed chats share."""

import asyncio

from chatclient.backends.jsonsocket import JsonSocket
from chatclient.backends.ownorder import OwnOrder
from chatclient.errors import ChatError, ErrorCode, Interrupted
from chatclient.wire.answers import Answer, Paged
from chatclient.wire.codes import Code
from chatclient.wire.requests import MAX_TEXT, Page, Send


class NumberlessConnection:
    """Numbers by its own order; who derives from it reads the socket in `_reading`."""

    def __init__(self, server: str, order: OwnOrder) -> None:
        self._socket = JsonSocket(server)
        self._order = order
        self._asked: dict[str, asyncio.Future[Answer]] = {}
        """What waits for its answer, by an id of its own."""
        self._reading: asyncio.Task[None] | None = None

    async def page(self, request: Page) -> Paged:
        """Return nothing: what was missed can't be had."""
        return Paged(True, self._order.epoch, self._order.head, self._order.head + 1, ())

    async def wait_closed(self) -> None:
        """Raise the ChatError with which the connection ended."""
        assert self._reading is not None
        await asyncio.shield(self._reading)

    async def close(self) -> None:
        """End the connection."""
        if self._reading is not None:
            self._reading.cancel()
            await asyncio.gather(self._reading, return_exceptions=True)
        self._unanswered(Interrupted(ErrorCode.CLOSED))
        await self._socket.close()

    def _unanswered(self, error: ChatError) -> None:
        """Let everything that waits know that no answer comes."""
        for answer in self._asked.values():
            if not answer.done():
                answer.set_exception(error)


def unsayable(send: Send) -> Code | None:
    """Return why a message is not even sent to such a service; None: it may be."""
    if send.amount:
        return Code.FORBIDDEN  # only the payment's own service tells of money
    if not (send.text or send.stamp):
        return Code.BAD_REQUEST
    return Code.TOO_LONG if len(send.text) > MAX_TEXT else None
