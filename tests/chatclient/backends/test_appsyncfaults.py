import msgspec
import pytest

from chatclient.backends.appsyncfaults import Fault, Told, error_of, outcome_of, refusal_of
from chatclient.errors import ChatError, ErrorCode, Interrupted, Refused
from chatclient.wire.codes import Code


def told(text: str) -> Told:
    return msgspec.json.decode(text, type=Told)


def test_an_event_comes_as_one_text_or_as_several() -> None:
    one = told('{"type":"data","id":"s","event":"{}"}')
    more = told('{"type":"data","id":"s","event":["1","2"]}')

    assert (one.events, more.events) == (("{}",), ("1", "2"))


@pytest.mark.parametrize(
    ("fault", "kind", "code"),
    [
        (Fault("UnauthorizedException", 401), Refused, ErrorCode.TOKEN_REFUSED),
        (Fault("", "403"), Refused, ErrorCode.TOKEN_REFUSED),
        (Fault("BadRequestException", 400), Refused, ErrorCode.WRONG_ROOM),
        (Fault("LimitExceededException"), Interrupted, ErrorCode.OVERLOADED),
        (Fault("", 429), Interrupted, ErrorCode.OVERLOADED),
        (Fault("InternalFailure"), Interrupted, ErrorCode.CLOSED),
        (Fault(), Interrupted, ErrorCode.CLOSED),
    ],
)
def test_a_connection_that_fails_says_what_to_do(
    fault: Fault, kind: type[ChatError], code: ErrorCode
) -> None:
    error = error_of(fault, "a.example", "/default/room")

    assert type(error) is kind
    assert error.problem.code == code


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (Fault("Unauthorized"), Code.FORBIDDEN),
        (Fault("ThrottlingException"), Code.RATE_LIMITED),
        (Fault("BadRequestException"), Code.BAD_REQUEST),
        (Fault("MessageTooLarge"), Code.TOO_LARGE),
        (Fault(code=400), Code.DENIED),
        (Fault(code="x"), Code.DENIED),
        (Fault(code=500), Code.UNAVAILABLE),
        (Fault("MessageProcessingError"), Code.UNAVAILABLE),
    ],
)
def test_a_message_that_was_not_published_says_why(fault: Fault, code: Code) -> None:
    answer = refusal_of(fault)

    assert not answer.ok
    assert answer.code == code
    assert (answer.retry_ms > 0) == (code in (Code.RATE_LIMITED, Code.UNAVAILABLE))


def test_what_a_handler_drops_in_silence_was_denied() -> None:
    done = told('{"type":"publish_success","successful":[{"identifier":"a","index":0}]}')
    dropped = told('{"type":"publish_success","successful":[],"failed":[]}')
    failed = told('{"type":"publish_success","failed":[{"index":0,"code":400,"message":"no"}]}')

    assert outcome_of(done).ok
    assert [outcome_of(one).code for one in (dropped, failed)] == [Code.DENIED, Code.DENIED]
