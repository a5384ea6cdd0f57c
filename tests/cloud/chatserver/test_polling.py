import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from chatclient.wire.envelopes import Action, Kind, ModerationBody, plain
from chatclient.wire.pages import LATEST_SIZE, PAGE_SIZE
from cloud.chatserver.log import Draft
from cloud.chatserver.server import ChatServer
from tests.cloud.chatserver.roomtalk import MODERATOR, ROOM
from tests.cloud.chatserver.runningnode import server_of
from tests.fakes.asgi import ask

LATEST = f"/chat/{ROOM}/latest.json"


class Clock:
    now_s = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now_s


def with_server(count: int, work: Callable[[ChatServer, Clock], Awaitable[None]]) -> None:
    """Do something with a server in whose room so many things were said."""

    async def run() -> None:
        clock = Clock()
        server = server_of(clock)
        await server.start()
        await say(server, count)
        await work(server, clock)
        await server.close()

    asyncio.run(run())


async def say(server: ChatServer, count: int) -> None:
    room = await server.rooms.get(ROOM)
    drafts = tuple(Draft(Kind.MESSAGE, 1, {"text": f"{n}"}, MODERATOR.user) for n in range(count))
    if drafts:
        await server._desk.append(room, drafts, None)


async def read(server: ChatServer, path: str) -> Any:
    reply = await ask(server.app, path)
    assert reply.status == 200
    return reply.json()


def test_the_newest_are_the_same_for_everybody_for_a_moment() -> None:
    async def work(server: ChatServer, clock: Clock) -> None:
        first = await ask(server.app, LATEST)
        await say(server, 1)
        assert (await ask(server.app, LATEST)).body == first.body
        assert "s-maxage=1" in first.headers["cache-control"]
        assert "stale-while-revalidate" in first.headers["cache-control"]
        unchanged = await ask(server.app, LATEST, headers={"If-None-Match": first.headers["etag"]})
        assert (unchanged.status, unchanged.body) == (304, b"")

        clock.now_s += 1
        latest = await read(server, LATEST)
        assert latest["head"] == 251
        assert [item["s"] for item in latest["items"]] == list(range(252 - LATEST_SIZE, 252))
        assert 2_000 <= latest["poll_ms"] <= 10_000

    with_server(250, work)


def test_a_full_page_of_an_order_is_for_ever_and_the_last_one_for_a_second() -> None:
    async def work(server: ChatServer, clock: Clock) -> None:
        epoch = (await server.rooms.get(ROOM)).epoch
        for page, first in ((0, 1), (1, PAGE_SIZE)):
            reply = await ask(server.app, f"/chat/{ROOM}/s/{page}.json?e={epoch}")
            told: Any = reply.json()
            assert "immutable" in reply.headers["cache-control"]
            assert told["is_full"]
            numbers = [item["s"] for item in told["items"]]
            assert numbers == list(range(first, (page + 1) * PAGE_SIZE))
        for path in (f"2.json?e={epoch}", "0.json", "0.json?e=another"):
            passing = await ask(server.app, f"/chat/{ROOM}/s/{path}")
            assert "immutable" not in passing.headers["cache-control"]
        assert (await ask(server.app, f"/chat/{ROOM}/s/3.json")).status == 404

    with_server(250, work)


def test_what_moderators_did_is_not_read_by_everybody() -> None:
    async def work(server: ChatServer, clock: Clock) -> None:
        room = await server.rooms.get(ROOM)
        body = plain(ModerationBody(Action.BAN, "ben", words=("secret",)))
        await server._desk.append(room, (Draft(Kind.MODERATION, 1, body, MODERATOR.user),), None)
        for path in (LATEST, f"/chat/{ROOM}/s/0.json"):
            told = await read(server, path)
            assert told["items"] == [{"s": 1, "k": "mod", "t": 1}]

    with_server(0, work)


@pytest.mark.parametrize("path", ["/chat/-x/latest.json", "/chat/a.b/latest.json"])
def test_a_name_that_no_room_has_is_not_found(path: str) -> None:
    async def work(server: ChatServer, clock: Clock) -> None:
        assert (await ask(server.app, path)).status == 404

    with_server(0, work)


def test_made_up_names_do_not_fill_the_node() -> None:
    async def work(server: ChatServer, clock: Clock) -> None:
        codes = [
            (await ask(server.app, f"/chat/made-up-{n}/latest.json")).status for n in range(150)
        ]
        assert codes[0] == 200
        assert codes[-1] == 503
        assert len(server.rooms) < 120
        await read(server, LATEST)

    with_server(1, work)
