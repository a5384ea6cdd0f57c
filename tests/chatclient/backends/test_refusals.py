"""Each code of a server tells a client what to do."""

import pytest

from chatclient.backends.refusals import error_of, server_of
from chatclient.errors import ErrorCode, Interrupted, Refused, Unreachable
from chatclient.wire.codes import Code


@pytest.mark.parametrize(
    ("code", "kind", "error_code"),
    [
        (Code.BAD_TOKEN, Refused, ErrorCode.TOKEN_REFUSED),
        (Code.BANNED, Refused, ErrorCode.BANNED),
        (Code.WRONG_ROOM, Refused, ErrorCode.WRONG_ROOM),
        (Code.AUTH_EXPIRED, Interrupted, ErrorCode.SESSION_EXPIRED),
        (Code.UNAVAILABLE, Interrupted, ErrorCode.OVERLOADED),
        (Code.DRAINING, Interrupted, ErrorCode.CLOSED),
        ("something_new", Unreachable, ErrorCode.UNREACHABLE),
    ],
)
def test_a_code_ends_a_connection_for_good_or_for_a_while(
    code: str, kind: type, error_code: ErrorCode
) -> None:
    error = error_of(code, server="chat.example", room="show", retry_ms=1500)

    assert type(error) is kind
    assert error.problem.code == error_code
    assert error.problem.message
    if isinstance(error, Interrupted):
        assert error.retry_after_s == 1.5


def test_a_server_is_named_without_what_opens_it() -> None:
    assert server_of("https://user:secret@chat.example:8443/x?y") == "chat.example:8443"
    assert server_of("chat.example") == "chat.example"
