"""Livedesk's own chat server, over Socket.IO."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from aiohttp import web

from chatclient.backends.base import Heard
from chatclient.backends.socketio import SocketIoBackend
from chatclient.client import Client
from chatclient.errors import ChatError, ErrorCode
from chatclient.messages import Began, ConnectionChanged, OwnState, Phase
from chatclient.roads import roads_to
from chatclient.room import NOWHERE
from chatclient.settings import SocketIoChat, Token
from chatclient.wire.answers import Joined
from chatclient.wire.envelopes import Role
from chatclient.wire.pushed import Batch
from chatclient.wire.requests import Ban
from tests.chatclient.backends.contract import HASTY, Contract, Enter
from tests.chatclient.backends.peers import LIVE, ME, NodePeer
from tests.chatclient.listener import Listener
from tests.fakes.loopthread import settle


def backend_to(url: str) -> SocketIoBackend:
    return SocketIoBackend(SocketIoChat(url, LIVE))


JOINED = '43/chat,1[{"ok":true,"epoch":"e","head":1,"first":1,"items":[]}]'
PUSHED = '42/chat,["b",{"e":"e","h":2,"i":[{"s":2,"k":"msg","t":2}]}]'
Node = Callable[[web.WebSocketResponse], Awaitable[None]]


class TestSocketIo(Contract):
    """The contract, against a node."""

    @pytest.fixture
    def peer(self, tmp_path: Path) -> Iterator[NodePeer]:
        peer = NodePeer(tmp_path, backend_to)
        yield peer
        peer.close()

    def test_who_is_sent_away_comes_back_and_misses_nothing(
        self, peer: NodePeer, enter: Enter
    ) -> None:
        _, listener = enter()
        listener.until_phase(Phase.ONLINE)
        peer.say("before")
        listener.until_lines("before")

        since = len(listener.events)
        peer.drain()
        peer.stop()
        peer.start()
        listener.until_phase(Phase.ONLINE, since=since)
        peer.say("after")

        listener.until_lines("before", "after")
        assert len(listener.of(Began)) == 1

    def test_who_is_banned_is_told_so_and_stays_out(self, peer: NodePeer, enter: Enter) -> None:
        _, listener = enter()
        listener.until_phase(Phase.ONLINE)

        peer.ask(Ban(ME.id), "mo", Role.MODERATOR)
        peer.cut()

        problem = listener.until_phase(Phase.ENDED).problem
        assert problem is not None
        assert problem.code == ErrorCode.BANNED

    def test_what_comes_before_the_answer_to_a_join_is_told_after_it(self) -> None:
        heard: list[Heard] = []

        async def node(socket: web.WebSocketResponse) -> None:
            await socket.send_str(PUSHED)
            await socket.send_str(JOINED)

        _raw(node, heard.append)

        assert [type(one) for one in heard] == [Joined, Batch]

    def test_wrong_pushes_harm_nothing(self) -> None:
        heard: list[Heard] = []

        async def node(socket: web.WebSocketResponse) -> None:
            for wrong in (
                '["b",{"e":7}]',
                '["b",]',
                '["b", {"e":7}]',
                '["b"]',
                '["b"',
                "[" * 5000,
                '["x",1]',
                '{"a":1}',
                "7",
            ):
                await socket.send_str(f"42/chat,{wrong}")
            for wrong in ("43/chat,0[{}]", "43/chat,9[{}]", "4", "49", "452-[]", "40/chat,[1]"):
                await socket.send_str(wrong)
            await socket.send_str(JOINED)

        _raw(node, heard.append)

        assert [type(one) for one in heard] == [Joined]

    @pytest.mark.parametrize("answer", ['[{"ok":true}]', '["no"]', "[]", '[{"ok":true,"epoch":3}]'])
    def test_what_answers_a_join_otherwise_is_no_chat_server(self, answer: str) -> None:
        async def node(socket: web.WebSocketResponse) -> None:
            await socket.send_str(f"43/chat,1{answer}")

        with pytest.raises(ChatError) as raised:
            _raw(node, lambda heard: None)

        assert raised.value.problem.code == ErrorCode.NOT_CHAT


@pytest.mark.parametrize(
    ("pushed", "code"),
    [
        ('42/chat,["resync",{"code":"auth_expired"}]', ErrorCode.SESSION_EXPIRED),
        ('42/chat,["resync",{}]', ErrorCode.CLOSED),
        ('42/chat,["resync",{"code":"banned"}]', ErrorCode.BANNED),
        ('42/chat,["drain",{"after_ms":1}]', ErrorCode.CLOSED),
        ("41/chat,", ErrorCode.CLOSED),
        ("1", ErrorCode.CLOSED),
    ],
)
def test_a_connection_ends_with_what_the_server_says(pushed: str, code: ErrorCode) -> None:
    async def node(socket: web.WebSocketResponse) -> None:
        await socket.send_str(JOINED)
        await socket.send_str(pushed)

    with pytest.raises(ChatError) as raised:
        _raw(node, lambda heard: None, until_it_ends=True)

    assert raised.value.problem.code == code


def test_a_web_server_is_no_chat_server() -> None:
    with pytest.raises(ChatError) as raised:
        _raw(None, lambda heard: None)

    assert raised.value.problem.code == ErrorCode.NOT_CHAT


def test_a_token_is_not_taken_elsewhere_by_a_redirect() -> None:
    reached: list[str] = []

    async def elsewhere(request: web.Request) -> web.Response:
        reached.append(request.path)
        return web.Response()

    async def run() -> None:
        app = web.Application()
        app.router.add_get("/socket.io/", _sent_elsewhere)
        app.router.add_get("/elsewhere", elsewhere)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        try:
            backend = backend_to(f"http://127.0.0.1:{runner.addresses[0][1]}")
            await backend.connect(lambda: Token("t"), NOWHERE, lambda heard: None)
        finally:
            await runner.cleanup()

    with pytest.raises(ChatError) as raised:
        asyncio.run(run())

    assert raised.value.problem.code == ErrorCode.NOT_CHAT
    assert reached == []


async def _sent_elsewhere(request: web.Request) -> web.Response:
    return web.Response(status=302, headers={"Location": "/elsewhere"})


def test_an_overloaded_node_is_read_over_http(tmp_path: Path) -> None:
    peer = NodePeer(tmp_path, backend_to, max_clients=0)
    peer.say("one")
    main, fallback = roads_to(SocketIoChat(peer.url, LIVE))
    listener = Listener()
    client = Client(main, peer.tokens, listener.tell, fallback=fallback, pace=HASTY)
    client.start()

    listener.until_phase(Phase.POLLING)
    listener.until_lines("one")
    listener.until_own(client.say("two"), OwnState.ACCEPTED)

    client.close()
    peer.close()
    problems = [event.problem for event in listener.of(ConnectionChanged) if event.problem]
    assert problems[0].code == ErrorCode.OVERLOADED


def _raw(node: Node | None, hear: Callable[[Heard], None], *, until_it_ends: bool = False) -> None:
    """Connect to a server that greets as Socket.IO does and answers the join with `node`."""

    async def handler(request: web.Request) -> web.StreamResponse:
        if node is None:
            return web.Response(text="hello")
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_str('0{"sid":"s","upgrades":[],"pingInterval":25000,"pingTimeout":20000}')
        await socket.receive()
        await socket.send_str('40/chat,{"sid":"t"}')
        await socket.receive()
        await node(socket)
        async for _ in socket:
            pass
        return socket

    async def run() -> None:
        app = web.Application()
        app.router.add_get("/socket.io/", handler)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        try:
            backend = backend_to(f"http://127.0.0.1:{runner.addresses[0][1]}")
            connection = await backend.connect(lambda: Token("t"), NOWHERE, hear)
            try:
                if until_it_ends:
                    await connection.wait_closed()
            finally:
                await connection.close()
        finally:
            await runner.cleanup()
            await settle()

    asyncio.run(run())
