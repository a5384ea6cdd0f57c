import base64
import json
import traceback
from typing import Any

import jwt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatclient.wire.codes import Code
from chatclient.wire.envelopes import Role, User
from chatclient.wire.requests import CAPABILITIES
from cloud.chatserver.tokens import MAX_LIFETIME_S, Claims, TokenRefused, Tokens

KEY = b"k" * 32
NOW_S = 1_800_000_000
AKI = User("aki", "Aki")
PAYLOAD: dict[str, Any] = {
    "sub": "aki", "name": "Aki", "role": "viewer", "badges": [], "live": "show", "caps": ["send"],
    "jti": "one", "iat": NOW_S, "exp": NOW_S + 300,
}  # fmt: skip


class Clock:
    """A clock that stands."""

    now_s = float(NOW_S)

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tokens(clock: Clock) -> Tokens:
    return Tokens(KEY, clock)


def signed(payload: object, key: bytes = KEY, algorithm: str = "HS256") -> str:
    """Return a token that says anything."""
    return jwt.encode(payload, key, algorithm)  # type: ignore[arg-type]


def code_of(tokens: Tokens, token: object, live: str | None = None) -> Code:
    """Return why a token is refused."""
    with pytest.raises(TokenRefused) as caught:
        tokens.check(token, live)
    return caught.value.code


def test_a_token_says_who_somebody_is_and_what_they_may_do(tokens: Tokens) -> None:
    token = tokens.mint(AKI, "show", Role.MODERATOR, badges=["member"])

    claims = tokens.check(token, "show")

    assert claims == Claims(
        User("aki", "Aki", Role.MODERATOR, ("member",)),
        "show",
        CAPABILITIES[Role.MODERATOR],
        (NOW_S + 300) * 1000,
        claims.jti,
    )
    assert claims.jti != tokens.check(tokens.mint(AKI, "show", Role.VIEWER)).jti


def test_capabilities_can_be_others_than_the_roles(tokens: Tokens) -> None:
    token = tokens.mint(AKI, "show", Role.VIEWER, ["send", "donation"])

    assert tokens.check(token).capabilities == {"send", "donation"}


def test_a_token_runs_out(tokens: Tokens, clock: Clock) -> None:
    token = tokens.mint(AKI, "show", Role.VIEWER, lifetime_s=10)
    clock.now_s += 9.9
    tokens.check(token)

    clock.now_s += 0.1
    assert code_of(tokens, token) is Code.AUTH_EXPIRED


def test_no_token_lives_for_long(tokens: Tokens) -> None:
    token = tokens.mint(AKI, "show", Role.VIEWER, lifetime_s=10**9)

    assert tokens.check(token).expires_ms == (NOW_S + MAX_LIFETIME_S) * 1000
    assert code_of(tokens, signed(PAYLOAD | {"exp": NOW_S + 10**6})) is Code.BAD_TOKEN


def test_a_token_is_for_one_room(tokens: Tokens) -> None:
    token = tokens.mint(AKI, "show", Role.VIEWER)

    assert code_of(tokens, token, "other") is Code.WRONG_ROOM


@pytest.mark.parametrize("part", [0, 1, 2])
def test_a_token_that_was_changed_anywhere_is_refused(tokens: Tokens, part: int) -> None:
    parts = tokens.mint(AKI, "show", Role.VIEWER).split(".")
    parts[part] = parts[part][:-4] + "AAAA"

    assert code_of(tokens, ".".join(parts)) is Code.BAD_TOKEN


def test_a_token_of_another_key_is_refused(tokens: Tokens) -> None:
    assert code_of(tokens, signed(PAYLOAD, b"x" * 32)) is Code.BAD_TOKEN


@pytest.mark.parametrize("algorithm", ["HS384", "HS512"])
def test_another_algorithm_is_refused_though_the_key_is_right(
    tokens: Tokens, algorithm: str
) -> None:
    assert code_of(tokens, signed(PAYLOAD, KEY * 2, algorithm)) is Code.BAD_TOKEN


@pytest.mark.parametrize("algorithm", ["none", "None", "HS256"])
def test_a_token_without_a_signature_is_refused(tokens: Tokens, algorithm: str) -> None:
    head, body = (
        base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()
        for part in ({"alg": algorithm, "typ": "JWT"}, PAYLOAD)
    )

    assert code_of(tokens, f"{head}.{body}.") is Code.BAD_TOKEN


@pytest.mark.parametrize(
    "change",
    [
        {"sub": ""}, {"sub": "a" * 129}, {"sub": 7}, {"sub": "a\u202eb"}, {"sub": "a\nb"},
        {"name": ""}, {"name": "\u200b\u3164"}, {"name": None}, {"role": "king"}, {"live": "a b"},
        {"live": "../x"}, {"caps": "send"}, {"caps": ["x"] * 17}, {"badges": ["b" * 33]},
        {"badges": ["\u202e"]}, {"exp": "soon"}, {"iat": None}, {"iat": NOW_S + 3600}, {"jti": ""},
        {"exp": 10**400},
    ],
)  # fmt: skip
def test_a_payload_of_another_shape_is_refused(tokens: Tokens, change: dict[str, Any]) -> None:
    assert code_of(tokens, signed(PAYLOAD | change)) is Code.BAD_TOKEN


@pytest.mark.parametrize("name", PAYLOAD.keys() - {"badges"})
def test_nothing_may_be_missing(tokens: Tokens, name: str) -> None:
    payload = {key: value for key, value in PAYLOAD.items() if key != name}

    assert code_of(tokens, signed(payload)) is Code.BAD_TOKEN


@given(st.none() | st.integers() | st.text() | st.binary() | st.just("a" * 5000))
def test_what_is_no_token_at_all_is_refused(token: object) -> None:
    assert code_of(Tokens(KEY, Clock()), token) is Code.BAD_TOKEN


def test_a_name_loses_its_tricks(tokens: Tokens) -> None:
    token = tokens.mint(User("x", "A\u202eki\u200d\ufe0f\u3164"), "show", Role.VIEWER)

    assert tokens.check(token).user.name == "Aki"
    assert tokens.check(signed(PAYLOAD | {"name": "A\u200bki"})).user.name == "Aki"


@pytest.mark.parametrize(
    ("user", "live"), [(User("", "Aki"), "show"), (User("x", "\u200b"), "show"), (AKI, "a b")]
)
def test_what_could_not_be_checked_is_not_minted(tokens: Tokens, user: User, live: str) -> None:
    with pytest.raises(TokenRefused) as caught:
        tokens.mint(user, live, Role.VIEWER)

    assert caught.value.code is Code.BAD_REQUEST


def test_a_short_key_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Tokens(b"short", Clock())


def test_no_exception_quotes_a_token(tokens: Tokens) -> None:
    for token in (signed(PAYLOAD, b"x" * 32), signed(PAYLOAD | {"exp": 1, "iat": 1}), "secret.a.b"):
        with pytest.raises(TokenRefused) as caught:
            tokens.check(token)
        told = "".join(traceback.format_exception(caught.value))
        assert not any(part and part in told for part in token.split(".") if len(part) > 3)
