import json
from typing import Any

import pytest

from chatclient.wire.codes import Code
from chatclient.wire.envelopes import Role
from cloud.chatserver.doorkeeper import Doorkeeper, Turned
from cloud.chatserver.guests import Given, TokenDesk, bearer
from cloud.chatserver.memorylog import MemoryLog
from cloud.chatserver.options import Secrets, ServerOptions
from cloud.chatserver.ratelimits import Rate, RateLimits, Rates
from cloud.chatserver.rooms import Rooms
from tests.cloud.chatserver.test_doorkeeper import CLOCK, KEY, TOKENS, scope

HOST_KEY = "the-host-key"


def desk(**options: Any) -> TokenDesk:
    told = ServerOptions(**({"secrets": Secrets(KEY, HOST_KEY)} | options))
    limits = RateLimits(CLOCK, told.rates)
    rooms = Rooms(MemoryLog(CLOCK), None, lambda room: None)
    keeper = Doorkeeper(told, TOKENS, rooms, limits, CLOCK)
    return TokenDesk(told, TOKENS, keeper, limits, CLOCK)


def given(at: TokenDesk, wish: object, key: str = "", **headers: str) -> Given | Code:
    """Return what is given for a wish, or why nothing."""
    if key:
        headers["authorization"] = f"Bearer {key}"
    try:
        return at.give(scope(**headers), json.dumps(wish).encode())
    except Turned as turned:
        return turned.code


def test_the_host_key_opens_every_role() -> None:
    wish = {
        "live": "show", "name": "Hana", "user": "u1", "role": "host", "badges": ["member"],
        "capabilities": ["send", "donation"],
    }  # fmt: skip

    got = given(desk(), wish, HOST_KEY)

    assert isinstance(got, Given)
    claims = TOKENS.check(got.token)
    assert (claims.user.id, claims.user.role, claims.user.badges) == ("u1", Role.HOST, ("member",))
    assert claims.capabilities == {"send", "donation"}
    assert got.expires_ms == claims.expires_ms == int(CLOCK.now_s * 1000) + 300_000


def test_a_guest_is_a_viewer_with_an_id_that_nobody_had() -> None:
    wish = {"live": "show", "name": "Aki", "user": "hana", "role": "host", "badges": ["member"]}
    wish |= {"capabilities": ["delete"]}

    first, second = (given(desk(guests=True), wish) for _ in range(2))

    assert isinstance(first, Given)
    assert isinstance(second, Given)
    assert first.user.id != second.user.id
    assert first.user.id.startswith("guest-")
    assert (first.user.role, first.user.badges) == (Role.VIEWER, ())
    assert TOKENS.check(first.token).capabilities == {"send"}


def test_without_guests_and_without_the_right_key_nothing_is_given() -> None:
    wish = {"live": "show", "name": "Aki"}

    assert given(desk(), wish) == Code.FORBIDDEN
    assert given(desk(guests=True), wish, "wrong") == Code.BAD_TOKEN
    keyless = desk(secrets=Secrets(KEY, ""), guests=True)
    assert given(keyless, wish, HOST_KEY) == Code.BAD_TOKEN


@pytest.mark.parametrize(
    "wish",
    [[], {}, {"live": "../x"}, {"live": "show", "name": ""}, {"live": "show", "name": "\u200b"}],
)
def test_a_wish_that_makes_no_sense_is_refused(wish: object) -> None:
    assert given(desk(), wish, HOST_KEY) == Code.BAD_REQUEST


def test_guests_of_one_address_and_of_foreign_pages_are_bounded() -> None:
    at = desk(guests=True, rates=Rates(token=Rate(0.1, 1)))
    wish = {"live": "show"}

    assert isinstance(given(at, wish), Given)
    assert given(at, wish) == Code.RATE_LIMITED
    assert given(at, wish, origin="https://evil.test", host="chat.test") == Code.BAD_ORIGIN


def test_only_a_bearer_is_a_bearer() -> None:
    assert bearer(scope(authorization="bearer  x ")) == "x"
    assert bearer(scope(authorization="Basic x")) == ""
