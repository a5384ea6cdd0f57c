import asyncio
import socket

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cloud.practice.httpserver import HttpServer, TooLarge, json_response, read_body, refusal
from cloud.practice.ingest import listen

REQUEST = "GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"


async def hello(request: Request) -> Response:
    return json_response({"hello": "you"})


async def asked(port: int, host: str) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(REQUEST.format(host=host).encode())
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return answer


def served(listener: socket.socket) -> HttpServer:
    return HttpServer(Starlette(routes=[Route("/", hello)]), listener)


def test_what_is_sent_to_a_client_waits_for_nothing() -> None:
    with listen(0) as listener:
        served(listener)
        with socket.create_connection(listener.getsockname()):
            accepted, _ = listener.accept()
            with accepted:
                assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_it_answers_under_this_machines_own_names_only() -> None:
    async def run() -> None:
        listener = listen(0)
        port = listener.getsockname()[1]
        server = served(listener)
        server.start()
        assert (await asked(port, f"127.0.0.1:{port}")).endswith(b'{"hello":"you"}')
        assert (await asked(port, "localhost")).startswith(b"HTTP/1.1 200")
        assert (await asked(port, "evil.example")).startswith(b"HTTP/1.1 400")
        await server.close()

    asyncio.run(run())


def test_it_ends_although_a_client_stays_connected() -> None:
    async def run() -> None:
        listener = listen(0)
        server = served(listener)
        server.start()
        _, writer = await asyncio.open_connection("127.0.0.1", listener.getsockname()[1])
        writer.write(b"GET / HTTP/1.1\r\nHost:")
        await writer.drain()
        async with asyncio.timeout(2):
            await server.close()
        writer.close()

    asyncio.run(run())


def test_a_body_is_read_only_up_to_its_limit() -> None:
    def request(*pieces: bytes) -> Request:
        messages = [
            {"type": "http.request", "body": piece, "more_body": index < len(pieces) - 1}
            for index, piece in enumerate(pieces)
        ]

        async def receive() -> dict[str, object]:
            return messages.pop(0)

        return Request({"type": "http", "headers": []}, receive)

    assert asyncio.run(read_body(request(b"ab", b"cd"), 4)) == b"abcd"
    with pytest.raises(TooLarge, match="at most 3 bytes"):
        asyncio.run(read_body(request(b"ab", b"cd"), 3))


def test_a_refusal_is_one_sentence_that_no_cache_keeps() -> None:
    response = refusal(404, "There is no channel of that name.")

    assert response.status_code == 404
    assert bytes(response.body) == b'{"error":"There is no channel of that name."}'
    assert response.headers["cache-control"] == "no-store"
