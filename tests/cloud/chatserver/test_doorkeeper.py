import asyncio
from collections.abc import Sequence
from typing import Any

import pytest

from chatclient.wire.codes import Code
from chatclient.wire.envelopes import Role, User
from cloud.chatserver.doorkeeper import Doorkeeper, Turned, is_local
from cloud.chatserver.log import LogUnavailable, Slice
from cloud.chatserver.memorylog import MemoryLog
from cloud.chatserver.options import Secrets, ServerOptions
from cloud.chatserver.ratelimits import Rate, RateLimits, Rates
from cloud.chatserver.rooms import Rooms
from cloud.chatserver.tokens import Claims, Tokens
from tests.cloud.chatserver.roomtalk import ROOM

NOW_S = 1_800_000_000.0
KEY = "signing-key-of-the-doorkeeper-in-test"


class Clock:
    now_s = NOW_S

    def __call__(self) -> float:
        return self.now_s


class Away(MemoryLog):
    async def open(self, room: str) -> Slice:
        raise LogUnavailable("away")


CLOCK = Clock()
TOKENS = Tokens(KEY.encode(), CLOCK)
TOKEN = TOKENS.mint(User("aki", "Aki"), ROOM, Role.VIEWER)


def door(log: MemoryLog | None = None, **options: Any) -> Doorkeeper:
    told = ServerOptions(**({"secrets": Secrets(KEY, "")} | options))
    rooms = Rooms(log or MemoryLog(CLOCK), None, lambda room: None)
    return Doorkeeper(told, TOKENS, rooms, RateLimits(CLOCK, told.rates), CLOCK)


def scope(address: str = "203.0.113.5", **headers: str) -> dict[str, Any]:
    """Return who asks; `x_y` stands for the header x-y."""
    named: Sequence[tuple[bytes, bytes]] = [
        (name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()
    ]
    return {"client": (address, 50_000), "headers": named}


def admitted(
    keeper: Doorkeeper, who: dict[str, Any], auth: object = None, present: int = 0
) -> Claims | Code:
    """Return the claims of who was let in, or why not."""
    try:
        shown = {"token": TOKEN} if auth is None else auth
        return asyncio.run(keeper.admit(who, shown, present))
    except Turned as turned:
        return turned.code


def test_who_shows_a_token_is_let_in_as_what_it_says() -> None:
    claims = admitted(door(), scope())

    assert isinstance(claims, Claims)
    assert (claims.user.id, claims.live) == ("aki", ROOM)


@pytest.mark.parametrize("auth", [{}, {"token": 5}, {"token": "x"}, [], "x", 7, {"token": {}}])
def test_who_shows_none_is_turned_away(auth: object) -> None:
    assert admitted(door(), scope(), auth) == Code.BAD_TOKEN


def test_a_page_may_connect_from_here_and_from_where_it_is_said() -> None:
    keeper = door(origins=("https://watch.test",))

    for origin in ("https://watch.test", "https://chat.test:8443"):
        assert keeper.is_welcome(scope(origin=origin, host="chat.test:8443"))
    for origin in ("https://evil.test", "null", "https://watch.test.evil.test"):
        assert admitted(keeper, scope(origin=origin, host="chat.test")) == Code.BAD_ORIGIN
    assert door(origins=("*",)).is_welcome(scope(origin="https://evil.test", host="x"))


def test_a_full_a_draining_and_a_logless_node_turn_away_for_a_while() -> None:
    assert admitted(door(max_clients=3), scope(), present=3) == Code.UNAVAILABLE
    assert admitted(door(Away(CLOCK)), scope()) == Code.UNAVAILABLE
    draining = door()
    draining.is_draining = True
    assert admitted(draining, scope()) == Code.DRAINING


def test_one_address_connects_only_so_often_but_this_machine_as_it_likes() -> None:
    keeper = door(rates=Rates(connect=Rate(0.1, 2)))

    codes = [admitted(keeper, scope()) for _ in range(3)]
    here = [admitted(keeper, scope("127.0.0.1")) for _ in range(3)]

    assert codes[2] == Code.RATE_LIMITED
    assert Code.RATE_LIMITED not in (*codes[:2], *here)


def test_a_forwarded_address_counts_only_behind_a_proxy_and_only_the_last_one() -> None:
    asks = scope("10.0.0.1", x_forwarded_for="6.6.6.6, 203.0.113.9")

    assert door().address(asks) == "10.0.0.1"
    assert door(behind_proxy=True).address(asks) == "203.0.113.9"
    assert door(behind_proxy=True).address(scope("10.0.0.1")) == "10.0.0.1"


def test_a_proxy_that_adds_a_header_of_its_own_is_believed_and_not_the_client() -> None:
    theirs, its = (b"x-forwarded-for", b"127.0.0.1"), (b"x-forwarded-for", b"203.0.113.9")
    asks = {"client": ("10.0.0.1", 50_000), "headers": [theirs, its]}

    assert door(behind_proxy=True).address(asks) == "203.0.113.9"


def test_who_has_many_addresses_of_a_network_counts_as_one() -> None:
    keeper = door(rates=Rates(connect=Rate(0.1, 2)))

    codes = [admitted(keeper, scope(f"2001:db8:5:5::{number}")) for number in range(1, 4)]

    assert codes[2] == Code.RATE_LIMITED
    assert keeper.address(scope("2001:db8:5:5::1")) != keeper.address(scope("2001:db8:5:6::1"))
    assert keeper.address(scope("::ffff:10.0.0.1")) == "10.0.0.1"
    assert is_local(keeper.address(scope("::ffff:127.0.0.1")))


def test_loopback_is_known_in_both_families() -> None:
    assert is_local("127.0.0.1")
    assert is_local("::1")
    assert not is_local("10.0.0.1")
    assert not is_local("nonsense")
