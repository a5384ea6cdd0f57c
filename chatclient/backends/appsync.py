"""AWS AppSync Events: one channel of an Event API over its websocket.

The handshake carries the authorization in a subprotocol, and so does each subscribe and publish.
`appsyncframes` tells what an event holds. A message is accepted once the service says
`publish_success` and its event came back; where only the event gets lost, it takes its place here.
There is no history, no number and no presence: after a broken connection a gap is marked.
"""

import asyncio
import time
import uuid
from collections.abc import Callable
from urllib.parse import urlsplit

import msgspec
from msgspec.structs import replace

from chatclient.backends.appsyncfaults import Fault, Told, error_of, outcome_of, refusal_of
from chatclient.backends.appsyncframes import Event, envelope_of, event_of, subprotocols
from chatclient.backends.base import Heard, Place, Traits
from chatclient.backends.numberless import NumberlessConnection, unsayable
from chatclient.backends.opening import opening
from chatclient.backends.ownorder import OwnOrder
from chatclient.backends.refusals import server_of
from chatclient.backends.tokens import fetched, holder_of
from chatclient.errors import ChatError, ErrorCode, Interrupted, Unreachable
from chatclient.settings import AppSyncChat, Token, TokenSource
from chatclient.wire.answers import Answer, Joined, refused
from chatclient.wire.codes import Code
from chatclient.wire.envelopes import Role, User
from chatclient.wire.pushed import Batch
from chatclient.wire.requests import (
    CAPABILITIES,
    REQUESTS,
    Clear,
    Delete,
    Effect,
    Live,
    Purge,
    Request,
    Send,
)

CONNECT_S = 9.0
ANSWER_S = 8.0
ECHO_S = 2.0
"""After `publish_success` an event is on its way for so long at most."""
FRESH_S = 60.0
"""What a token may not do while it is so young is forbidden; later it has run out."""
PATH = "/event/realtime"
_OFFERED = (Send, Delete, Purge, Clear, Effect, Live)
_told = msgspec.json.Decoder(Told)


class AppSyncBackend:
    """Connects to one channel."""

    traits = Traits(
        "appsync",
        has_numbers=False,
        fills_gaps=False,
        cannot=frozenset(REQUESTS) - {kind.EVENT for kind in _OFFERED},
    )

    def __init__(
        self,
        address: AppSyncChat,
        clock: Callable[[], float] = time.time,
        echo_s: float = ECHO_S,
    ) -> None:
        self._address = address
        self._clock = clock
        self._echo_s = echo_s
        self._order: OwnOrder | None = None

    async def connect(
        self, tokens: TokenSource, place: Place, hear: Callable[[Heard], None]
    ) -> "AppSyncConnection":
        """Connect and subscribe; what was said meanwhile is a gap."""
        server = server_of(self._address.realtime_url)
        if self._order is None or not self._order.goes_on(place):
            self._order = OwnOrder(place)
        connection = AppSyncConnection(self._address, self._order, hear, self._clock, self._echo_s)
        async with opening(connection, server, CONNECT_S):
            await connection.open(await fetched(tokens, self._address.realtime_url))
        return connection


class AppSyncConnection(NumberlessConnection):
    """One websocket with one subscription."""

    def __init__(
        self,
        address: AppSyncChat,
        order: OwnOrder,
        hear: Callable[[Heard], None],
        clock: Callable[[], float],
        echo_s: float,
    ) -> None:
        self._server = server_of(address.realtime_url)
        super().__init__(self._server, order)
        self._address = address
        self._hear = hear
        self._clock = clock
        self._echo_s = echo_s
        self._headers: dict[str, str] = {}
        self._me = User(address.user, address.name or address.user, Role.HOST)
        self._capabilities: tuple[str, ...] = ()
        self._subscription = uuid.uuid4().hex
        self._silence_s = CONNECT_S
        self._since_s = 0.0
        self._joined = asyncio.get_running_loop().create_future()
        self._echoes: dict[str, asyncio.Event] = {}

    async def open(self, token: Token) -> None:
        """Connect and subscribe; raises ChatError."""
        name = "x-api-key" if self._address.auth == "api-key" else "Authorization"
        self._headers = {"host": urlsplit(self._address.http_url).netloc, name: token}
        self._know(token)
        url = self._address.realtime_url.rstrip("/").removesuffix(PATH) + PATH
        await self._socket.open(url, subprotocols(self._headers))
        self._since_s = self._clock()
        await self._socket.send({"type": "connection_init"})
        self._reading = asyncio.create_task(self._read(), name="chat-appsync")
        await asyncio.wait({self._joined, self._reading}, return_when=asyncio.FIRST_COMPLETED)
        if self._reading.done():
            self._reading.result()

    async def ask(self, request: Request) -> Answer:
        """Publish the event that does it; raises ChatError."""
        if request.EVENT in AppSyncBackend.traits.cannot:
            return refused(Code.FORBIDDEN)
        if isinstance(request, Send) and (code := unsayable(request)):
            return refused(code)
        event = event_of(request, self._me, self._order)
        if event is None:
            return refused(Code.NOT_FOUND)
        answer = await self._publish(event)
        is_deed = answer.code == Code.DENIED and not isinstance(request, Send)
        return refused(Code.FORBIDDEN) if is_deed else answer  # the handler lets only some do this

    # ---- asking ----

    async def _publish(self, event: Event) -> Answer:
        text = msgspec.json.encode(event).decode()
        id = uuid.uuid4().hex
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._asked[id] = answer
        echo = self._echoes[event.id] = asyncio.Event()
        try:
            await self._socket.send(
                {
                    "type": "publish",
                    "id": id,
                    "channel": self._address.channel,
                    "events": [text],
                    "authorization": self._headers,
                }
            )
            async with asyncio.timeout(ANSWER_S):
                said = await answer
            if not said.ok:
                return said
            try:
                async with asyncio.timeout(self._echo_s):
                    await echo.wait()
            except TimeoutError:
                self._tell(text)
        except TimeoutError:
            raise Unreachable(ErrorCode.TIMED_OUT, server=self._server) from None
        finally:
            self._asked.pop(id, None)
            self._echoes.pop(event.id, None)
        return replace(said, seq=self._order.of(event.id) or self._order.head, id=event.id)

    # ---- hearing ----

    async def _read(self) -> None:
        try:
            while True:
                raw = await self._socket.receive(self._silence_s)
                try:
                    told = _told.decode(raw)
                except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
                    continue
                await self._take(told)
        except ChatError as error:
            self._unanswered(error)
            raise

    async def _take(self, told: Told) -> None:
        match told.type:
            case "data":
                for text in told.events:
                    self._tell(text)
            case "connection_ack":
                self._silence_s = max(1.0, told.connection_timeout_ms / 1000)
                await self._subscribe()
            case "subscribe_success":
                self._enter()
            case "publish_success":
                self._answered(told.id, outcome_of(told))
            case "publish_error" | "error" if told.id in self._asked:
                self._answered(told.id, self._refusal(told.fault))
            case "connection_error" | "subscribe_error":
                raise error_of(told.fault, self._server, self._address.channel)
            case "error" if not told.id:
                raise error_of(told.fault, self._server, self._address.channel)

    async def _subscribe(self) -> None:
        await self._socket.send(
            {
                "type": "subscribe",
                "id": self._subscription,
                "channel": self._address.channel,
                "authorization": self._headers,
            }
        )

    def _enter(self) -> None:
        if self._joined.done():
            return
        order, gaps = self._order, self._order.enter()
        self._hear(
            Joined(
                True, order.epoch, order.head, order.head + 1, (), gaps,
                me=self._me, capabilities=self._capabilities,
            )
        )  # fmt: skip
        self._joined.set_result(None)

    def _tell(self, text: str) -> None:
        """Pass an event on, once."""
        envelope = envelope_of(text, self._order, self._clock)
        if envelope is not None:
            self._hear(Batch(self._order.epoch, envelope.seq, (envelope,)))
        if self._echoes:
            try:
                id = msgspec.json.decode(text, type=Event).id
            except (msgspec.DecodeError, RecursionError):
                return
            if id in self._echoes:
                self._echoes[id].set()

    def _know(self, token: Token) -> None:
        """Take from a token who one is and what one may do; an API key may do all there is."""
        holder, told = (None, ()) if self._address.auth == "api-key" else holder_of(token)
        self._me = holder or self._me
        all = told or CAPABILITIES[self._me.role]
        offered = {kind.CAPABILITY for kind in _OFFERED}
        self._capabilities = tuple(sorted(offered & set(all)))

    def _answered(self, id: str, answer: Answer) -> None:
        if (waits := self._asked.get(id)) and not waits.done():
            waits.set_result(answer)

    def _refusal(self, fault: Fault) -> Answer:
        if fault.is_unauthorized and self._clock() - self._since_s >= FRESH_S:
            raise Interrupted(ErrorCode.SESSION_EXPIRED)
        return refusal_of(fault)
