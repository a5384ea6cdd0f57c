"""Amazon IVS Chat: messaging over one websocket that a token opens, once.

IVS keeps no history, numbers nothing and acknowledges nothing: what one said is accepted when it
comes back under its RequestId. `ivsframes` tells how stamps, donations and the rest travel. Of a
moderator's work it offers two things: DELETE_MESSAGE (delete; purge deletes what is remembered of a
user), and DISCONNECT_USER (ban, timeout: who gives the tokens must refuse the next one). All else
is refused here. A message whose echo got lost with its connection is said again under the same
RequestId; clients of this kind show it once.
"""

import asyncio
import uuid
from collections import deque
from collections.abc import Callable

import msgspec

from chatclient.backends.base import Heard, Place, Traits
from chatclient.backends.ivsframes import (
    DeleteMessage,
    DisconnectUser,
    SendMessage,
    Told,
    envelope_of,
    message_of,
)
from chatclient.backends.numberless import NumberlessConnection, unsayable
from chatclient.backends.opening import opening
from chatclient.backends.ownorder import OwnOrder
from chatclient.backends.refusals import server_of
from chatclient.backends.tokens import fetched
from chatclient.errors import ChatError, ErrorCode, Interrupted, Unreachable
from chatclient.settings import IvsChat, Token, TokenSource
from chatclient.wire.answers import Answer, Joined, refused
from chatclient.wire.codes import Code
from chatclient.wire.envelopes import Role, User
from chatclient.wire.pushed import Batch
from chatclient.wire.requests import (
    REQUESTS,
    Ban,
    Delete,
    Purge,
    Request,
    Send,
    Timeout,
)

CONNECT_S = 9.0
ANSWER_S = 8.0
SILENCE_S = 3.0
"""Without an error for so long somebody counts as disconnected."""
HEARTBEAT_S = 20.0
MESSAGES_A_SECOND = 10
"""Service quota: requests a second over one connection."""
MOST_PURGED = 50
RETRY_MS = 1000
_OFFERED = (Send, Delete, Purge, Ban, Timeout)
_CODES = {
    400: Code.BAD_REQUEST,
    401: Code.AUTH_EXPIRED,
    403: Code.FORBIDDEN,
    404: Code.NOT_FOUND,
    406: Code.DENIED,  # by the room's message review handler
    413: Code.TOO_LONG,
    429: Code.RATE_LIMITED,
}
_EXPIRED = 401
_told = msgspec.json.Decoder(Told)
_Ask = SendMessage | DeleteMessage | DisconnectUser


class IvsBackend:
    """Connects to the room that a token is for."""

    traits = Traits(
        "ivs",
        has_numbers=False,
        fills_gaps=False,
        cannot=frozenset(REQUESTS) - {kind.EVENT for kind in _OFFERED},
    )

    def __init__(self, address: IvsChat, silence_s: float = SILENCE_S) -> None:
        self._address = address
        self._silence_s = silence_s
        self._order: OwnOrder | None = None
        self._me = User(address.user, address.name or address.user, Role.HOST)

    async def connect(
        self, tokens: TokenSource, place: Place, hear: Callable[[Heard], None]
    ) -> "IvsConnection":
        """Connect; what was said meanwhile is a gap."""
        server = server_of(self._address.url)
        if self._order is None or not self._order.goes_on(place):
            self._order = OwnOrder(place)
        connection = IvsConnection(server, self._order, hear, self._silence_s)
        async with opening(connection, server, CONNECT_S):
            token = await fetched(tokens, self._address.url)
            await connection.open(self._address.url, token, self._me)
        return connection


class IvsConnection(NumberlessConnection):
    """One session in one room."""

    def __init__(
        self, server: str, order: OwnOrder, hear: Callable[[Heard], None], silence_s: float
    ) -> None:
        super().__init__(server, order)
        self._hear = hear
        self._silence_s = silence_s
        self._sent_s: deque[float] = deque(maxlen=MESSAGES_A_SECOND)
        self._turn = asyncio.Lock()

    async def open(self, url: str, token: Token, me: User) -> None:
        """Connect and tell the room as it begins here; raises ChatError."""
        await self._socket.open(url, [token], HEARTBEAT_S)
        order, gaps = self._order, self._order.enter()
        capabilities = ("send", "delete", "ban")
        self._hear(
            Joined(
                True, order.epoch, order.head, order.head + 1, (), gaps,
                me=me, capabilities=capabilities,
            )
        )  # fmt: skip
        self._reading = asyncio.create_task(self._read(), name="chat-ivs")

    async def ask(self, request: Request) -> Answer:
        """Send what IVS has a word for, and return what came of it; raises ChatError."""
        match request:
            case Send():
                return await self._say(request)
            case Delete():
                return await self._delete(request)
            case Purge():
                return await self._purge(request.user)
            case Ban():
                return await self._disconnect(request.user, "ban")
            case Timeout():
                return await self._disconnect(request.user, f"timeout {request.seconds} s")
        return refused(Code.FORBIDDEN)

    # ---- asking ----

    async def _say(self, send: Send) -> Answer:
        if code := unsayable(send):
            return refused(code)
        return await self._answer(send.id, message_of(send, self._order))

    async def _delete(self, request: Delete) -> Answer:
        said = self._order.said(request.seq)
        if said is None:
            return refused(Code.NOT_FOUND)
        return await self._delete_id(said.id)

    async def _delete_id(self, id: str) -> Answer:
        request_id = uuid.uuid4().hex
        return await self._answer(request_id, DeleteMessage(request_id, id))

    async def _purge(self, user: str) -> Answer:
        ids = self._order.newest_of(user, MOST_PURGED)
        answers = await asyncio.gather(*map(self._delete_id, ids))
        failed = (answer for answer in answers if not answer.ok)
        return next(failed, Answer(True, self._order.head))

    async def _disconnect(self, user: str, reason: str) -> Answer:
        request_id = uuid.uuid4().hex
        ask = DisconnectUser(request_id, user, reason)
        try:
            answer = await self._answer(request_id, ask, self._silence_s)
        except Unreachable:
            # Amazon's own clients wait for an event that its reference does not name.
            answer = Answer(True, self._order.head)
        return await self._purge(user) if answer.ok else answer

    async def _answer(self, request_id: str, ask: _Ask, within_s: float = ANSWER_S) -> Answer:
        """Send a frame, no more of them a second than are allowed, and wait for its echo."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Answer] = loop.create_future()
        self._asked[request_id] = answer
        try:
            async with self._turn:
                if len(self._sent_s) == MESSAGES_A_SECOND:
                    await asyncio.sleep(self._sent_s[0] + 1.0 - loop.time())
                self._sent_s.append(loop.time())
                await self._socket.send(ask)
            async with asyncio.timeout(within_s):
                return await answer
        except TimeoutError:
            raise Unreachable(ErrorCode.TIMED_OUT, server="ivs") from None
        finally:
            self._asked.pop(request_id, None)

    # ---- hearing ----

    async def _read(self) -> None:
        try:
            while True:
                raw = await self._socket.receive()
                try:
                    told = _told.decode(raw)
                except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
                    continue
                self._take(told)
        except ChatError as error:
            self._unanswered(error)
            raise

    def _take(self, told: Told) -> None:
        if told.type == "ERROR":
            self._failed(told)
            return
        before = self._order.head
        envelope = envelope_of(told, self._order)
        if envelope is not None:
            self._hear(Batch(self._order.epoch, envelope.seq, (envelope,)))
        answer = self._asked.get(told.request_id or "")
        if answer is not None and not answer.done():
            seq = envelope.seq if envelope else self._order.of(told.id) or before
            answer.set_result(Answer(True, seq, told.request_id or ""))

    def _failed(self, told: Told) -> None:
        code = _CODES.get(told.error_code, Code.UNAVAILABLE)
        retry_ms = RETRY_MS if code in (Code.RATE_LIMITED, Code.UNAVAILABLE) else 0
        if (answer := self._asked.get(told.request_id or "")) and not answer.done():
            answer.set_result(refused(code, retry_ms, told.request_id or ""))
        if told.error_code == _EXPIRED:
            raise Interrupted(ErrorCode.SESSION_EXPIRED)
