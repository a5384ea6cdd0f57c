import pytest

from chatclient.wire.codes import Code
from chatclient.wire.envelopes import EffectBody, LiveBody, LiveState, PollBody, body_of
from chatclient.wire.requests import ClosePoll, Effect, Live, OpenPoll, Request, Vote
from tests.cloud.chatserver.roomtalk import HOST, MODERATOR, START_MS, VIEWER, Room


@pytest.fixture
def room() -> Room:
    return Room()


def test_a_poll_is_opened_answered_and_closed_with_its_votes(room: Room) -> None:
    poll_id = room.ask(OpenPoll(" Which\nmap? ", ("desert", "ice"), 60), HOST).answer.id

    assert room.state.poll == PollBody(
        poll_id, "Which map?", ("desert", "ice"), until_ms=START_MS + 60_000
    )
    verdict = room.ask(Vote(poll_id, 1))
    assert (verdict.answer.ok, verdict.drafts) == (True, ())
    assert room.ask(ClosePoll(poll_id), HOST, votes=(3, 5)).answer.ok
    closed = body_of(room.public()[-1])
    assert isinstance(closed, PollBody)
    assert (closed.is_open, closed.votes) == (False, (3, 5))
    assert room.state.poll is None
    assert room.ask(ClosePoll(poll_id), HOST).answer.code == Code.NOT_FOUND


def test_votes_that_nobody_counted_are_none(room: Room) -> None:
    poll_id = room.ask(OpenPoll("?", ("a", "b", "c")), HOST).answer.id
    room.ask(ClosePoll(poll_id), HOST, votes=(1,))

    closed = body_of(room.public()[-1])
    assert isinstance(closed, PollBody)
    assert closed.votes == (1, 0, 0)


@pytest.mark.parametrize(
    "request_", [OpenPoll("?", ("a", "b")), ClosePoll("x"), Effect("snow"), Live(LiveState.START)]
)
def test_moderators_do_not_direct(room: Room, request_: Request) -> None:
    assert room.ask(request_, MODERATOR).answer.code == Code.FORBIDDEN


@pytest.mark.parametrize(
    "request_",
    [OpenPoll("\u200b", ("a", "b")), OpenPoll("?", ("a", " ")), OpenPoll("?", ("a", "a\u200b"))],
)
def test_a_poll_asks_something_with_different_answers(room: Room, request_: OpenPoll) -> None:
    assert room.ask(request_, HOST).answer.code == Code.BAD_REQUEST


def test_one_poll_at_a_time(room: Room) -> None:
    room.ask(OpenPoll("?", ("a", "b")), HOST)

    assert room.ask(OpenPoll("?", ("c", "d")), HOST).answer.code == Code.BAD_REQUEST


def test_a_vote_is_for_an_open_poll_and_one_of_its_options(room: Room) -> None:
    assert room.ask(Vote("none", 0)).answer.code == Code.NOT_FOUND
    poll_id = room.ask(OpenPoll("?", ("a", "b"), 10), HOST).answer.id

    assert room.ask(Vote(poll_id, 2)).answer.code == Code.BAD_REQUEST
    room.pass_s(10)
    assert room.ask(Vote(poll_id, 1)).answer.code == Code.NOT_FOUND


def test_two_polls_have_two_ids(room: Room) -> None:
    first = room.ask(OpenPoll("?", ("a", "b")), HOST).answer.id
    room.ask(ClosePoll(first), HOST)
    room.pass_s(1)

    assert room.ask(OpenPoll("?", ("a", "b")), HOST).answer.id != first


def test_an_effect_is_told_by_a_plain_name(room: Room) -> None:
    assert room.ask(Effect("confetti"), HOST).answer.ok
    assert room.ask(Effect("<script>"), HOST).answer.code == Code.BAD_REQUEST
    assert body_of(room.public()[-1]) == EffectBody("confetti")


def test_the_show_is_told_and_kept(room: Room) -> None:
    room.ask(Live(LiveState.START, "Ice\u202e run"), HOST)

    assert room.state.live == LiveBody(LiveState.START, "Ice run")
    assert room.private()[-1].body == {"action": "live", "detail": "start"}


def test_viewers_have_hearts_and_votes_only(room: Room) -> None:
    assert room.ask(Effect("snow"), VIEWER).answer.code == Code.FORBIDDEN
