from typing import Any

import pytest

from chatclient.wire.requests import CAPABILITIES as KNOWN
from cloud.chatserver.tokens import LIFETIME_S as NODES_LIFETIME_S
from cloud.chatserver.tokens import Tokens
from cloud.functions.chattoken.tokens import (
    CAPABILITIES,
    LIFETIME_S,
    Refused,
    Wish,
    minted,
    wish_of,
)

KEY = b"k" * 64
NOW_S = 1_790_000_000


def wish(**body: Any) -> Wish:
    return wish_of({"live": "show", **body}, lambda: "host-1")


def test_a_node_of_the_chat_believes_the_token() -> None:
    token = minted(wish(name="配信者"), KEY, NOW_S, "once")

    claims = Tokens(KEY, lambda: NOW_S + 1).check(token, live="show")

    assert (claims.user.id, claims.user.name, claims.user.role) == ("host-1", "配信者", "host")
    assert claims.capabilities == KNOWN[claims.user.role]
    assert claims.expires_ms == (NOW_S + 300) * 1000


def test_roles_may_what_the_nodes_let_them() -> None:
    assert {role: frozenset(allowed) for role, allowed in CAPABILITIES.items()} == dict(KNOWN)
    assert LIFETIME_S == NODES_LIFETIME_S


@pytest.mark.parametrize("role", CAPABILITIES)
def test_each_role_can_be_asked_for(role: str) -> None:
    token = minted(wish(role=role), KEY, NOW_S, "once")

    assert Tokens(KEY, lambda: NOW_S).check(token).user.role == role


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ([], "JSON object"),
        ({}, "live"),
        ({"live": "a b"}, "live"),
        ({"live": "show\n"}, "live"),
        ({"live": 3}, "live"),
        ({"live": "show", "name": ""}, "name"),
        ({"live": "show", "name": "  "}, "name"),
        ({"live": "show", "name": "a\u202eb"}, "name"),
        ({"live": "show", "name": "a" * 51}, "name"),
        ({"live": "show", "user": "a b"}, "user"),
        ({"live": "show", "role": "god"}, "role"),
        ({"live": "show", "role": ["host"]}, "role"),
        ({"live": "show", "caps": ["donation"]}, "no field caps"),
    ],
)
def test_what_makes_no_token_is_refused_with_the_reason(body: object, says: str) -> None:
    with pytest.raises(Refused, match=says):
        wish_of(body, lambda: "host-1")
