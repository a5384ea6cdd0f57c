import asyncio
import socket
from contextlib import suppress
from functools import partial

import pytest
import uvicorn
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from cloud.chatserver.admission import Gate, GatedHttp
from cloud.chatserver.serving import uvicorn_config
from tests.cloud.chatserver.runningnode import member, server_of, token_of

PATIENCE_S = 0.3


class Transport(asyncio.Transport):
    """Says whether it is read."""

    def __init__(self) -> None:
        super().__init__()
        self.is_read = True
        self.is_closed = False

    def pause_reading(self) -> None:
        self.is_read = False

    def resume_reading(self) -> None:
        self.is_read = True

    def is_closing(self) -> bool:
        return self.is_closed

    def abort(self) -> None:
        self.is_closed = True


def test_a_rush_is_let_in_a_few_at_a_time_in_the_order_it_came() -> None:
    async def run() -> list[int]:
        gate = Gate(at_once=3, every_s=0.001)
        rush = [Transport() for _ in range(10)]
        for each in rush:
            gate.arrive(each)
        seen = [sum(each.is_read for each in rush)]
        while gate.waiting:
            await asyncio.sleep(0)
            read = [each.is_read for each in rush]
            assert read == sorted(read, reverse=True)
            if sum(read) != seen[-1]:
                seen.append(sum(read))
        gate.close()
        return seen

    assert asyncio.run(run()) == [3, 6, 9, 10]


def test_who_left_while_waiting_takes_nobodys_turn() -> None:
    async def run() -> None:
        gate = Gate(at_once=1, every_s=0.001)
        first, gone, last = Transport(), Transport(), Transport()
        for each in (first, gone, last):
            gate.arrive(each)
        gone.is_closed = True
        while gate.waiting:
            await asyncio.sleep(0)
        assert last.is_read
        gate.close()

    asyncio.run(run())


def test_a_closed_gate_ends_those_who_wait() -> None:
    async def run() -> None:
        gate = Gate(at_once=1)
        first, waiting = Transport(), Transport()
        gate.arrive(first)
        gate.arrive(waiting)
        gate.close()
        assert waiting.is_closed
        assert not first.is_closed

    asyncio.run(run())


class Listening:
    """A server whose connections may leave a request, or an answer, lying for so long only."""

    def __init__(self, app: ASGIApp, patience_s: float) -> None:
        gate = Gate()
        self._gate = gate
        http = partial(GatedHttp, gate, patience_s=patience_s)
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


async def longer_than_patience() -> None:
    late = asyncio.Event()
    asyncio.get_running_loop().call_later(PATIENCE_S + 0.1, late.set)
    await late.wait()


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

    assert asyncio.run(run()).endswith(b"hello")


def test_a_websocket_may_stay() -> None:
    async def run() -> None:
        server = server_of()
        await server.start()
        async with Listening(server.app, PATIENCE_S) as port, member(port, token_of(server)) as one:
            await longer_than_patience()
            assert (await one.ask("send", {"id": "1", "text": "still here"}))["ok"]
        await server.close()

    asyncio.run(run())


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
