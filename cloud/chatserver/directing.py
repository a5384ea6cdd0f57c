"""What the host lets happen: polls, effects on the screen, and what the show does."""

from chatclient.wire.answers import Answer
from chatclient.wire.codes import Code
from chatclient.wire.envelopes import Action, EffectBody, LiveBody, ModerationBody, PollBody
from chatclient.wire.requests import ClosePoll, Effect, Live, OpenPoll, Vote
from chatclient.wire.texts import cleaned, is_blank
from cloud.chatserver.speaking import NAME
from cloud.chatserver.state import RoomState
from cloud.chatserver.tokens import Claims
from cloud.chatserver.verdicts import Known, Verdict, acted, no, short_id


def judge_open_poll(state: RoomState, request: OpenPoll, who: Claims, now_ms: int) -> Verdict:
    """Open a question; the one before is to be closed first."""
    options = tuple(cleaned(option) for option in request.options)
    if state.poll is not None or is_blank(request.question) or any(map(is_blank, options)):
        return no(Code.BAD_REQUEST)
    if len(set(options)) < len(options):
        return no(Code.BAD_REQUEST)
    poll = PollBody(
        short_id(who.live, who.user.id, str(now_ms), *options),
        cleaned(request.question),
        options,
        until_ms=now_ms + request.seconds * 1000 if request.seconds else None,
    )
    record = ModerationBody(Action.POLL, detail=f"open {poll.id}")
    return acted(who.user, now_ms, record, poll, id=poll.id)


def judge_vote(state: RoomState, request: Vote, now_ms: int) -> Verdict:
    """Let a vote count, if its question is open."""
    poll = state.poll
    if poll is None or poll.id != request.poll or not _is_in_time(poll, now_ms):
        return no(Code.NOT_FOUND, id=request.poll)
    if not 0 <= request.option < len(poll.options):
        return no(Code.BAD_REQUEST, id=request.poll)
    return Verdict(Answer(True, id=request.poll))


def judge_close_poll(
    state: RoomState, request: ClosePoll, who: Claims, now_ms: int, known: Known
) -> Verdict:
    """Close the question with the votes that were counted."""
    poll = state.poll
    if poll is None or poll.id != request.poll:
        return no(Code.NOT_FOUND, id=request.poll)
    votes = (*known.votes, *(0 for _ in poll.options))[: len(poll.options)]
    closed = PollBody(poll.id, poll.question, poll.options, False, poll.until_ms, votes)
    record = ModerationBody(Action.POLL, detail=f"close {poll.id}")
    return acted(who.user, now_ms, record, closed, id=poll.id)


def judge_effect(request: Effect, who: Claims, now_ms: int) -> Verdict:
    """Let something happen on everybody's screen."""
    if not NAME.fullmatch(request.name):
        return no(Code.BAD_REQUEST)
    record = ModerationBody(Action.EFFECT, detail=request.name)
    return acted(who.user, now_ms, record, EffectBody(request.name))


def judge_live(request: Live, who: Claims, now_ms: int) -> Verdict:
    """Tell everybody what the show does."""
    record = ModerationBody(Action.LIVE, detail=str(request.state))
    return acted(who.user, now_ms, record, LiveBody(request.state, cleaned(request.title)))


def _is_in_time(poll: PollBody, now_ms: int) -> bool:
    return poll.until_ms is None or now_ms < poll.until_ms
