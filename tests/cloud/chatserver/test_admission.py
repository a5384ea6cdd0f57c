import asyncio
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial

import pytest
import uvicorn
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from cloud.chatserver.admission import Door, Gate, gated_http
from cloud.chatserver.serving import uvicorn_config
from tests.cloud.chatserver.runningnode import member, server_of, token_of

PATIENCE_S = 5.0
LOOPS: list[Callable[[], asyncio.AbstractEventLoop]] = [asyncio.SelectorEventLoop]
if sys.platform != "win32":
    import uvloop

    LOOPS.append(uvloop.Loop)


class Somebody:
    """A guest who may have left."""

    def __init__(self) -> None:
        self.is_in = self.is_away = self.has_left = False

    def admit(self) -> bool:
        self.is_in = not self.has_left
        return self.is_in

    def turn_away(self) -> None:
        self.is_away = True


def test_a_rush_is_let_in_a_few_at_a_time_in_the_order_it_came() -> None:
    async def run() -> list[int]:
        gate = Gate(at_once=3, every_s=0.001)
        rush = [Somebody() for _ in range(10)]
        for each in rush:
            gate.arrive(each)
        seen = [sum(each.is_in for each in rush)]
        while gate.waiting:
            await asyncio.sleep(0)
            inside = [each.is_in for each in rush]
            assert inside == sorted(inside, reverse=True)
            if sum(inside) != seen[-1]:
                seen.append(sum(inside))
        gate.close()
        return seen

    assert asyncio.run(run()) == [3, 6, 9, 10]


def test_who_left_while_waiting_takes_nobodys_turn() -> None:
    async def run() -> None:
        gate = Gate(at_once=1, every_s=0.001)
        first, gone, last = Somebody(), Somebody(), Somebody()
        for each in (first, gone, last):
            gate.arrive(each)
        gone.has_left = True
        while gate.waiting:
            await asyncio.sleep(0)
        assert last.is_in
        gate.close()

    asyncio.run(run())


def test_a_closed_gate_turns_those_away_who_wait() -> None:
    async def run() -> None:
        gate = Gate(at_once=1)
        first, waiting = Somebody(), Somebody()
        gate.arrive(first)
        gate.arrive(waiting)
        gate.close()
        late = Somebody()
        gate.arrive(late)
        assert waiting.is_away
        assert late.is_away
        assert not first.is_away

    asyncio.run(run())


@pytest.mark.parametrize("loop_factory", LOOPS)
def test_nothing_is_made_for_a_connection_before_it_is_greeted(
    loop_factory: Callable[[], asyncio.AbstractEventLoop],
) -> None:
    async def run() -> None:
        made: list[asyncio.Protocol] = []
        gate = Gate(at_once=0, every_s=60)

        def greet() -> asyncio.Protocol:
            made.append(Echo())
            return made[-1]

        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: Door(gate, greet), "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"hello")
        while not gate.waiting:
            await asyncio.sleep(0.001)
        for _ in range(20):  # what was said is there by now
            await asyncio.sleep(0.001)
        assert made == []
        gate._left = 1
        gate._waiting.popleft().admit()
        async with asyncio.timeout(20):
            assert await reader.readexactly(5) == b"hello"
        writer.close()
        await writer.wait_closed()
        server.close()
        await server.wait_closed()
        gate.close()

    with asyncio.Runner(loop_factory=loop_factory) as runner:
        runner.run(run())


class Echo(asyncio.Protocol):
    """Says what it hears."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._transport.write(data)
        self._transport.close()


class Listening:
    """A server whose connections may leave a request, or an answer, lying for so long only."""

    def __init__(self, app: ASGIApp, patience_s: float) -> None:
        gate = Gate()
        self._gate = gate
        http = partial(gated_http, gate, patience_s)
        self._node = uvicorn.Server(uvicorn_config(app, gate, http=http))

    async def __aenter__(self) -> int:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._running = asyncio.create_task(self._node._serve([self._socket]))
        while not self._node.started:
            await asyncio.sleep(0.001)
        return int(self._socket.getsockname()[1])

    async def __aexit__(self, *raised: object) -> None:
        self._gate.close()
        self._node.should_exit = True
        await self._running
        self._socket.close()


def test_a_connection_that_asks_for_nothing_is_ended() -> None:
    async def run() -> bytes:
        async with Listening(PlainTextResponse("hello"), 0.05) as port:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            async with asyncio.timeout(20):
                said = await reader.read()
            writer.close()
            return said

    assert asyncio.run(run()) == b""


class Skipping(asyncio.SelectorEventLoop):
    """A loop whose time can be let pass at once."""

    skipped_s = 0.0

    def time(self) -> float:
        return super().time() + self.skipped_s


async def longer_than_patience() -> None:
    loop = asyncio.get_running_loop()
    assert isinstance(loop, Skipping)
    loop.skipped_s += PATIENCE_S + 1
    for _ in range(5):  # what is due is done
        await asyncio.sleep(0)


@pytest.mark.parametrize(
    "beginning",
    [
        b"G",
        b"GET /healthz HT",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf",
    ],
)
@pytest.mark.parametrize("before", [0, 1])
def test_a_request_that_is_never_finished_ends_its_connection(
    beginning: bytes, before: int
) -> None:
    async def run() -> None:
        async with Listening(PlainTextResponse("hello"), 0.05) as port:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            async with asyncio.timeout(20):
                for _ in range(before):
                    writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
                    await reader.readuntil(b"hello")
                writer.write(beginning)
                with suppress(ConnectionError):  # as it is cut off
                    await reader.read()
            writer.close()

    asyncio.run(run())


def test_a_request_that_came_whole_may_take_its_time() -> None:
    async def slow(scope: Scope, receive: Receive, send: Send) -> None:
        await longer_than_patience()
        await PlainTextResponse("hello")(scope, receive, send)

    async def run() -> bytes:
        async with Listening(slow, PATIENCE_S) as port:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            async with asyncio.timeout(20):
                answer = await reader.read()
            writer.close()
            return answer

    with asyncio.Runner(loop_factory=Skipping) as runner:
        assert runner.run(run()).endswith(b"hello")


def test_a_websocket_may_stay() -> None:
    async def run() -> None:
        server = server_of()
        await server.start()
        async with Listening(server.app, PATIENCE_S) as port, member(port, token_of(server)) as one:
            await longer_than_patience()
            assert (await one.ask("send", {"id": "1", "text": "still here"}))["ok"]
        await server.close()

    with asyncio.Runner(loop_factory=Skipping) as runner:
        runner.run(run())


def test_an_answer_that_nobody_takes_ends_its_connection() -> None:
    async def run() -> None:
        ended = asyncio.Event()

        async def large(scope: Scope, receive: Receive, send: Send) -> None:
            await send({"type": "http.response.start", "status": 200})
            await send({"type": "http.response.body", "body": b"x" * 2**25, "more_body": True})
            await send({"type": "http.response.body", "body": b""})  # when the first was taken
            ended.set()

        async with Listening(large, 0.05) as port:
            _, writer = await asyncio.open_connection("127.0.0.1", port, limit=1_000)
            writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            async with asyncio.timeout(20):
                await ended.wait()
            writer.transport.abort()

    asyncio.run(run())
