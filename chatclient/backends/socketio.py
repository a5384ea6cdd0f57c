"""Livedesk's own chat server, over Socket.IO: websocket only, resumed by our own numbers.

python-socketio keeps the connection alive and matches acknowledgements; it neither reconnects nor
parses: what arrives is decoded once, straight into the wire's types.
"""

import asyncio
import time
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import aiohttp
import msgspec
import socketio

from chatclient.backends.base import Heard, Place, Traits
from chatclient.backends.opening import opening
from chatclient.backends.quietsocketio import WRONG, quiet_client
from chatclient.backends.refusals import error_of, server_of
from chatclient.backends.tokens import fetched
from chatclient.backends.unredirected import session_without_redirects
from chatclient.errors import ChatError, ErrorCode, Interrupted, Refused, Unreachable
from chatclient.settings import SocketIoChat, Token, TokenSource
from chatclient.wire.answers import Answer, Joined, Paged
from chatclient.wire.codes import Code
from chatclient.wire.pushed import Batch, Drain, Own, Resync, Stats
from chatclient.wire.requests import NAMESPACE, Join, Page, Request

CONNECT_S = 9.0
ANSWER_S = 10.0
CLOSE_S = 1.5
_Answer = TypeVar("_Answer", Joined, Paged)

_answer = msgspec.json.Decoder(Answer)
_joined = msgspec.json.Decoder(Joined)
_paged = msgspec.json.Decoder(Paged)


class SocketIoBackend:
    """Connects to one room of a chat server."""

    traits = Traits("socketio")

    def __init__(self, address: SocketIoChat) -> None:
        self._address = address

    async def connect(
        self, tokens: TokenSource, place: Place, hear: Callable[[Heard], None]
    ) -> "SocketIoConnection":
        """Connect, enter the room from `place`, and tell `hear` from then on."""
        server = server_of(self._address.url)
        connection = SocketIoConnection(self._address, hear)
        async with opening(connection, server, CONNECT_S):
            await connection.open(await fetched(tokens, self._address.url), place)
        return connection


class SocketIoConnection:
    """One websocket to one room."""

    def __init__(self, address: SocketIoChat, hear: Callable[[Heard], None]) -> None:
        self._address = address
        self._server = server_of(address.url)
        self._hear = hear
        self._early: list[Heard] | None = []  # heard before the answer to the join
        self._refusal: ChatError | None = None
        self._end: asyncio.Future[ChatError] = asyncio.get_running_loop().create_future()
        self._drain: asyncio.TimerHandle | None = None
        self._session: aiohttp.ClientSession | None = None
        self._client = quiet_client()
        self._listen()

    async def open(self, token: Token, place: Place) -> None:
        """Connect and enter; raises ChatError."""
        self._session = session_without_redirects(self._server)
        self._client.eio.http = self._session
        self._client.eio.external_http = True
        try:
            await self._client.connect(
                self._address.url,
                transports=["websocket"],
                namespaces=[NAMESPACE],
                auth={"token": token},
                wait_timeout=CONNECT_S,
            )
        except (socketio.exceptions.SocketIOError, aiohttp.ClientError, OSError, *WRONG) as error:
            raise self._refusal or _unreachable(error, self._server) from None
        asked_s = time.monotonic()
        raw = await self._call(Join(self._address.live, place.last, place.epoch))
        half_ms = int((time.monotonic() - asked_s) * 500)
        joined = self._decoded(raw, _joined)
        # As its clock shows now, so that whoever hears it need not know how long it took.
        self._hear(msgspec.structs.replace(joined, now_ms=joined.now_ms + half_ms))
        early, self._early = self._early or [], None
        for heard in early:
            self._hear(heard)

    async def ask(self, request: Request) -> Answer:
        """Send a request and return its answer; raises ChatError when there is none in time."""
        try:
            return _answer.decode(await self._call(request))
        except WRONG:
            raise Refused(ErrorCode.NOT_CHAT, server=self._server) from None

    async def page(self, request: Page) -> Paged:
        """Return a stretch of the log; raises ChatError."""
        return self._decoded(await self._call(request), _paged)

    async def wait_closed(self) -> None:
        """Raise the ChatError with which the connection ended."""
        raise await asyncio.shield(self._end)

    async def close(self) -> None:
        """End it; returns within 2 s."""
        self._ended(Interrupted(ErrorCode.CLOSED))
        if self._drain:
            self._drain.cancel()
        try:
            async with asyncio.timeout(CLOSE_S):
                await self._client.disconnect()
        except (TimeoutError, socketio.exceptions.SocketIOError, aiohttp.ClientError, OSError):
            pass  # it is over either way
        tasks = (self._client.eio.read_loop_task, self._client.eio.write_loop_task)
        for task in tasks:
            if task is not None:
                task.cancel()
        if self._session:
            await self._session.close()

    def _listen(self) -> None:
        on = partial(self._client.on, namespace=NAMESPACE)
        hear_batch = self._told(Batch, self._heard)
        on(Batch.EVENT, hear_batch)
        self._client.hear_batch = hear_batch
        on(Stats.EVENT, self._told(Stats, self._heard))
        on(Own.EVENT, self._told(Own, self._heard))
        on(Drain.EVENT, self._told(Drain, self._drained))
        on(Resync.EVENT, self._told(Resync, self._dismissed))
        on("connect_error", self._refused)
        on("disconnect", self._disconnected)

    def _told(self, kind: type[Any], then: Callable[[Any], None]) -> Callable[[bytes | str], None]:
        decoder = msgspec.json.Decoder(kind)

        def hear(raw: bytes | str) -> None:
            try:
                told = decoder.decode(raw)
            except WRONG:
                return  # if it had numbers, they are missed and asked for
            then(told)

        return hear

    def _heard(self, heard: Heard) -> None:
        if self._early is not None:
            self._early.append(heard)
        else:
            # Not from within the library, which would swallow what goes wrong.
            asyncio.get_running_loop().call_soon(self._pass_on, heard)

    def _pass_on(self, heard: Heard) -> None:
        if not self._end.done():
            self._hear(heard)

    def _drained(self, drain: Drain) -> None:
        loop = asyncio.get_running_loop()
        self._drain = loop.call_later(
            drain.after_ms / 1000, self._ended, Interrupted(ErrorCode.CLOSED)
        )

    def _dismissed(self, resync: Resync) -> None:
        self._ended(error_of(resync.code, server=self._server, room=self._address.live))

    def _refused(self, told: object = None, *_: object) -> None:
        try:
            refusal = msgspec.convert(told, _Refusal)
        except msgspec.ValidationError:
            return  # not from the server, but the library's own words
        data = refusal.data or _RefusalData(refusal.message)
        self._refusal = error_of(
            data.code, server=self._server, room=self._address.live, retry_ms=data.retry_ms
        )

    def _disconnected(self, *_: object) -> None:
        self._ended(Interrupted(ErrorCode.CLOSED))

    def _ended(self, error: ChatError) -> None:
        if not self._end.done():
            self._end.set_result(error)

    async def _call(self, request: Request) -> bytes:
        """Return the raw answer; raises ChatError when the connection ends before it comes."""
        answer: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()

        def came(raw: bytes = b"null", *_: object) -> None:
            if not answer.done():
                answer.set_result(raw)

        try:
            await self._client.emit(
                request.EVENT, msgspec.to_builtins(request), NAMESPACE, callback=came
            )
            both: set[asyncio.Future[Any]] = {answer, self._end}
            await asyncio.wait(both, timeout=ANSWER_S, return_when=asyncio.FIRST_COMPLETED)
        except socketio.exceptions.SocketIOError:
            raise Interrupted(ErrorCode.CLOSED) from None
        if answer.done():
            return answer.result()
        raise (
            self._end.result()
            if self._end.done()
            else Unreachable(ErrorCode.TIMED_OUT, server=self._server)
        )

    def _decoded(self, raw: bytes, decoder: "msgspec.json.Decoder[_Answer]") -> _Answer:
        try:
            answer = _answer.decode(raw)
            if answer.ok:
                return decoder.decode(raw)
        except WRONG:
            raise Refused(ErrorCode.NOT_CHAT, server=self._server) from None
        raise error_of(
            answer.code, server=self._server, room=self._address.live, retry_ms=answer.retry_ms
        )


class _RefusalData(msgspec.Struct):
    code: str = Code.UNAVAILABLE.value
    retry_ms: int = 0


class _Refusal(msgspec.Struct):
    message: str = ""
    data: _RefusalData | None = None


def _unreachable(error: BaseException, server: str) -> ChatError:
    """Return what is known of why a server could not be reached."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, aiohttp.WSServerHandshakeError):
            if cause.status in (429, 502, 503, 504):
                return Interrupted(ErrorCode.OVERLOADED)
            return Refused(ErrorCode.NOT_CHAT, server=server)
        if isinstance(cause, OSError):
            reason = cause.strerror or type(cause).__name__
            return Unreachable(ErrorCode.UNREACHABLE, server=server, reason=reason)
        cause = cause.__cause__ or cause.__context__
    return Unreachable(ErrorCode.UNREACHABLE, server=server, reason="no answer")
