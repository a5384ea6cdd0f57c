import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from chatclient.wire.envelopes import Role
from cloud.chatserver.server import ChatServer
from tests.cloud.chatserver.roomtalk import ROOM
from tests.cloud.chatserver.runningnode import HOST_KEY, server_of, token_of
from tests.fakes.asgi import Reply, ask

MESSAGES = f"/v1/chat/{ROOM}/messages"


def with_server(work: Callable[[ChatServer], Awaitable[None]], **options: Any) -> None:
    """Do something with a server that is started."""

    async def run() -> None:
        server = server_of(**options)
        await server.start()
        await work(server)
        await server.close()

    asyncio.run(run())


async def post(server: ChatServer, path: str, body: object, key: str = "", **more: str) -> Reply:
    """Send JSON, or bytes as they are."""
    headers = {"Authorization": f"Bearer {key}"} | more if key else dict(more)
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return await ask(server.app, path, "POST", headers, raw)


def test_a_message_is_said_without_a_connection_and_once() -> None:
    async def work(server: ChatServer) -> None:
        token = token_of(server)
        for _ in range(2):
            reply = await post(server, MESSAGES, {"id": "1", "text": "hello"}, token)
            assert (reply.status, reply.json()) == (200, {"ok": True, "seq": 1, "id": "1"})
        room = await server.rooms.get(ROOM)
        assert room.head == 1

    with_server(work)


@pytest.mark.parametrize(
    ("body", "key", "status", "code"),
    [
        ({"id": "1", "text": "x"}, "", 401, "bad_token"),
        ({"id": "1", "text": "x"}, "rubbish", 401, "bad_token"),
        ({"text": "x"}, "TOKEN", 400, "bad_request"),
        (b"\xff", "TOKEN", 400, "bad_request"),
        (b"[" * 10_000, "TOKEN", 400, "bad_request"),
        ({"id": "1", "text": "x" * 501}, "TOKEN", 400, "too_long"),
        (b" " * 17_000, "TOKEN", 413, "too_large"),
        ({"id": "1", "text": "x"}, "OTHER", 403, "wrong_room"),
    ],
)
def test_a_refusal_has_its_status_and_its_code(
    body: object, key: str, status: int, code: str
) -> None:
    async def work(server: ChatServer) -> None:
        keys = {"TOKEN": token_of(server, role=Role.VIEWER), "OTHER": token_of(server)}
        path = MESSAGES if key != "OTHER" else "/v1/chat/other/messages"
        reply = await post(server, path, body, keys.get(key, key))
        told = reply.json()
        assert isinstance(told, dict)
        assert (reply.status, told["code"]) == (status, code)

    with_server(work)


def test_who_is_too_fast_is_told_when_to_come_again() -> None:
    async def work(server: ChatServer) -> None:
        token = token_of(server, role=Role.VIEWER)
        replies = [
            await post(server, MESSAGES, {"id": str(number), "text": "x"}, token)
            for number in range(8)
        ]
        assert replies[-1].status == 429
        assert int(replies[-1].headers["retry-after"]) >= 1

    with_server(work)


def test_a_token_is_had_with_the_host_key() -> None:
    async def work(server: ChatServer) -> None:
        reply = await post(server, "/v1/chat/token", {"live": ROOM, "role": "host"}, HOST_KEY)
        told = reply.json()
        assert isinstance(told, dict)
        assert server.tokens.check(told["token"]).user.role is Role.HOST
        refused = await post(server, "/v1/chat/token", {"live": ROOM})
        assert refused.status == 403

    with_server(work)


def test_other_pages_may_read_only_where_they_are_listed() -> None:
    async def work(server: ChatServer) -> None:
        for origin, allowed in (("https://a.test", "https://a.test"), ("https://b.test", None)):
            headers = {"Origin": origin, "Host": "chat.test"}
            reply = await ask(server.app, "/healthz", headers=headers)
            assert reply.headers.get("access-control-allow-origin") == allowed
        written = await post(
            server, MESSAGES, {"id": "1", "text": "x"}, token_of(server), Origin="https://b.test"
        )
        assert written.status == 403

    with_server(work, origins=("https://a.test",))


def test_a_draining_node_is_alive_but_not_ready() -> None:
    async def work(server: ChatServer) -> None:
        assert (await ask(server.app, "/readyz")).status == 200
        await server.drain()
        assert (await ask(server.app, "/healthz")).status == 200
        assert (await ask(server.app, "/readyz")).status == 503
        assert b"livedesk_chat_clients 0.0" in (await ask(server.app, "/metrics")).body

    with_server(work, drain_s=0.0)


def test_a_node_that_hears_nothing_of_the_others_is_not_ready() -> None:
    async def work(server: ChatServer) -> None:
        server.rooms.went_deaf(True)
        assert (await ask(server.app, "/readyz")).status == 503

    with_server(work)
