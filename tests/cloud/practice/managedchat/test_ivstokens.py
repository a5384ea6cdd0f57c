import msgspec
import pytest

from cloud.practice.managedchat.ivstokens import MOST_TOKENS, CreateChatToken, IvsTokens, iso


class Clock:
    now_s = 1_000_000.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tokens(clock: Clock) -> IvsTokens:
    return IvsTokens(clock)


def test_a_token_opens_one_session_once(tokens: IvsTokens) -> None:
    asked = CreateChatToken("room", "hana", ("SEND_MESSAGE",))
    told = tokens.create(asked)

    grant = tokens.redeem(told.token)

    assert grant is not None
    assert grant.asked == asked
    assert grant.session_until_s == 1_000_000.0 + 3600
    assert tokens.redeem(told.token) is None
    assert tokens.redeem("forged") is None


def test_a_token_that_waits_longer_than_a_minute_opens_nothing(
    tokens: IvsTokens, clock: Clock
) -> None:
    early, late = (tokens.create(CreateChatToken("room", "hana")) for _ in range(2))

    clock.now_s += 60
    assert tokens.redeem(early.token) is not None
    clock.now_s += 0.5
    assert tokens.redeem(late.token) is None


@pytest.mark.parametrize(
    "body",
    [
        b'{"roomIdentifier": "r"}',
        b'{"roomIdentifier": "r", "userId": ""}',
        b'{"roomIdentifier": "r", "userId": "u", "sessionDurationInMinutes": 0}',
        b'{"roomIdentifier": "r", "userId": "u", "sessionDurationInMinutes": 181}',
        b'{"roomIdentifier": "r", "userId": "u", "capabilities": ["FLY"]}',
    ],
)
def test_what_the_service_would_refuse_is_refused(body: bytes) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(body, type=CreateChatToken)


def test_attributes_have_a_kilobyte(tokens: IvsTokens) -> None:
    with pytest.raises(ValueError, match="1 KB"):
        tokens.create(CreateChatToken("room", "hana", attributes={"a": "x" * 1024}))


def test_unused_tokens_do_not_grow_without_end(tokens: IvsTokens) -> None:
    first = tokens.create(CreateChatToken("room", "hana"))
    for _ in range(MOST_TOKENS):
        tokens.create(CreateChatToken("room", "hana"))

    assert tokens.redeem(first.token) is None


def test_times_are_written_as_the_service_does() -> None:
    assert iso(0.25) == "1970-01-01T00:00:00.250Z"
