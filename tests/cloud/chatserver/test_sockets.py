import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed

from chatclient.wire.envelopes import Role
from cloud.chatserver.server import ChatServer
from tests.cloud.chatserver.roomtalk import ROOM
from tests.cloud.chatserver.runningnode import guest, member, server_of, serving, token_of

Work = Callable[[ChatServer, int], Awaitable[None]]


def on_a_node(work: Work, **options: Any) -> None:
    """Do something with a node that serves."""

    async def run() -> None:
        server = server_of(**options)
        async with serving(server) as port:
            await work(server, port)

    asyncio.run(run())


def test_what_one_says_everybody_hears_in_a_batch() -> None:
    async def work(server: ChatServer, port: int) -> None:
        async with (
            member(port, token_of(server)) as aki,
            member(port, token_of(server, "b")) as ben,
        ):
            assert (await aki.ask("send", {"id": "1", "text": "hello"}))["seq"] == 1
            for one in (aki, ben):
                batch = await one.event("b")
                assert (batch["h"], batch["i"][0]["d"]["text"]) == (1, "hello")

    on_a_node(work)


def test_requests_of_one_client_are_answered_in_their_order() -> None:
    async def work(server: ChatServer, port: int) -> None:
        async with member(port, token_of(server)) as one:
            for number in range(100, 130):
                body = {"id": f"{number}", "text": "x"}
                await one.line.send(f"42/chat,{number}{json.dumps(['send', body])}")
            answers = [await one.until("43/chat,") for _ in range(30)]
            told = [json.loads(answer[answer.index("[") :])[0]["id"] for answer in answers]
            assert told == [f"{number}" for number in range(100, 130)]

    on_a_node(work)


def test_packets_that_are_none_change_nothing() -> None:
    packets = ["5/chat,", "2/chat,1[", "9", "b4AAA", '2["join",{}]', "2/chat,", "", "3/chat,1[]"]

    async def work(server: ChatServer, port: int) -> None:
        async with member(port, token_of(server)) as one:
            for packet in packets:
                await one.line.send("4" + packet)
            assert (await one.ask("send", {"id": "1", "text": "x"}))["ok"]

    on_a_node(work)


def test_too_much_at_once_is_refused_and_far_too_much_ends_the_connection() -> None:
    async def work(server: ChatServer, port: int) -> None:
        async with member(port, token_of(server)) as one:
            large = await one.ask("send", {"id": "1", "text": "x" * 17_000})
            assert large["code"] == "too_large"
            with pytest.raises(ConnectionClosed) as closed:
                await one.ask("send", {"id": "1", "text": "x" * 40_000})
            assert closed.value.rcvd is not None
            assert closed.value.rcvd.code == 1009

    on_a_node(work)


def test_a_session_ends_after_its_time_and_says_so() -> None:
    async def work(server: ChatServer, port: int) -> None:
        async with guest(port, token_of(server)) as one:
            assert await one.event("resync") == {"code": "auth_expired"}
            with pytest.raises(ConnectionClosed):
                await one.until("nothing more")

    on_a_node(work, session_s=0.05)


def test_a_client_is_only_in_the_room_of_its_token() -> None:
    async def work(server: ChatServer, port: int) -> None:
        async with guest(port, token_of(server)) as one:
            await one.until("40/chat")
            assert (await one.ask("send", {"id": "1", "text": "x"}))["code"] == "wrong_room"
            assert (await one.ask("join", {"live": "other"}))["code"] == "wrong_room"
            assert (await one.ask("join", {"live": ROOM}))["ok"]
            assert (await one.ask("leave"))["ok"]
            assert (await one.ask("heart", {"count": 1}))["code"] == "wrong_room"

    on_a_node(work)


def test_who_is_banned_is_thrown_out_and_not_let_in_again() -> None:
    async def work(server: ChatServer, port: int) -> None:
        token = token_of(server, "ben", Role.VIEWER)
        async with member(port, token_of(server)) as host, member(port, token) as ben:
            assert (await host.ask("mod.ban", {"user": "ben"}))["ok"]
            assert await ben.event("resync") == {"code": "banned"}
            await ben.until("41/chat")
        async with guest(port, token) as again:
            refused = json.loads((await again.until("44/chat")).removeprefix("44/chat,"))
            assert (refused["message"], refused["data"]["code"]) == ("banned", "banned")

    on_a_node(work)


def test_a_full_node_says_when_to_come_again() -> None:
    async def work(server: ChatServer, port: int) -> None:
        async with member(port, token_of(server)), guest(port, token_of(server, "b")) as late:
            refused = json.loads((await late.until("44/chat")).removeprefix("44/chat,"))
            assert refused["message"] == "unavailable"
            assert refused["data"]["retry_ms"] >= 2_000

    on_a_node(work, max_clients=1)


def test_a_connection_joins_only_so_often_as_each_answer_is_a_large_one() -> None:
    async def work(server: ChatServer, port: int) -> None:
        token = token_of(server)
        async with member(port, token) as greedy, member(port, token):
            answers = [await greedy.ask("join", {"live": ROOM}) for _ in range(12)]
            assert answers[0]["ok"]
            assert answers[-1]["code"] == "rate_limited"
            assert 0 < answers[-1]["retry_ms"] <= 2_000
            async with member(port, token):
                assert (await greedy.ask("send", {"id": "1", "text": "still in the room"}))["ok"]

    on_a_node(work)
