"""The rules of a room: what is to happen upon a request. No input, no output, no clock.

named(request)      number of the envelope to look up in the log first; 0: none
judge(...)          the verdict: drafts to append together, and the answer
entry(...)          whether somebody may come in
"""

from collections.abc import Sequence

import msgspec
from msgspec import structs

from chatclient.wire.answers import Answer
from chatclient.wire.codes import Code
from chatclient.wire.envelopes import Kind, Role
from chatclient.wire.requests import (
    Ban,
    Clear,
    ClosePoll,
    Delete,
    Effect,
    Heart,
    Hold,
    Join,
    Live,
    OpenPoll,
    Panic,
    Pin,
    Purge,
    Request,
    Send,
    Settings,
    Timeout,
    Unban,
    Vote,
)
from cloud.chatserver import directing, moderating
from cloud.chatserver.log import Draft
from cloud.chatserver.speaking import judge_send
from cloud.chatserver.state import RoomState
from cloud.chatserver.tokens import Claims
from cloud.chatserver.verdicts import Known, Verdict, no

__all__ = ["Known", "Verdict", "entry", "judge", "named", "still_to_say"]


def entry(state: RoomState, request: Join, who: Claims) -> Code | None:
    """Return why somebody may not come in. Who is timed out may read."""
    if request.live != who.live:
        return Code.WRONG_ROOM
    if who.user.role != Role.HOST and state.is_banned(who.user.id, 0) is Code.BANNED:
        return Code.BANNED
    return None


def named(request: Request) -> int:
    """Return the number of the envelope that is to be known before this is judged; 0: none."""
    return request.seq if isinstance(request, Delete | Pin) else 0


def judge(
    state: RoomState, request: Request, who: Claims, now_ms: int, known: Known | None = None
) -> Verdict:
    """Return what is to happen upon a request; raises nothing.

    `who` is in this room: their token named it. `Heart` and `Vote` draft nothing: when the answer
    is ok they may be counted. `Join`, `Leave` and `Page` are not for here.
    """
    if not _is_sayable(request):
        return no(Code.BAD_REQUEST)
    own_id = getattr(request, "id", "")
    if request.CAPABILITY and request.CAPABILITY not in who.capabilities:
        return no(Code.FORBIDDEN, id=own_id)
    if who.user.role != Role.HOST and (code := state.is_banned(who.user.id, now_ms)):
        return no(code, state.timed_out_ms(who.user.id, now_ms), own_id)
    known = known or Known()
    match request:
        case Send():
            return judge_send(state, request, who, now_ms)
        case Heart():
            return Verdict(Answer(True))
        case Vote():
            return directing.judge_vote(state, request, now_ms)
        case OpenPoll():
            return directing.judge_open_poll(state, request, who, now_ms)
        case ClosePoll():
            return directing.judge_close_poll(state, request, who, now_ms, known)
        case Effect():
            return directing.judge_effect(request, who, now_ms)
        case Live():
            return directing.judge_live(request, who, now_ms)
        case _:
            return _judge_moderation(state, request, who, now_ms, known)


def still_to_say(drafts: Sequence[Draft], seq: int) -> tuple[Draft, ...]:
    """Return what is to be appended yet, now that the first of these drafts has its number.

    What takes everything down up to the newest number may have been overtaken by what was said on
    another node: it is said once more, up to where it came to stand.
    """
    taking_down = [draft for draft in drafts[:1] if draft.kind in (Kind.PURGE, Kind.CLEAR)]
    return tuple(
        structs.replace(draft, body=draft.body | {"up_to": seq - 1})
        for draft in taking_down
        if draft.body.get("up_to", 0) != seq - 1
    )


def _is_sayable(request: Request) -> bool:
    """Tell whether a request can be told on: half a character in an id would stop a whole batch.

    In a text it is no harm: half an emoji goes as other tricks do.
    """
    if isinstance(request, Send):
        request = structs.replace(request, text="")
    try:
        msgspec.json.encode(request)
    except UnicodeEncodeError:
        return False
    return True


def _judge_moderation(
    state: RoomState, request: Request, who: Claims, now_ms: int, known: Known
) -> Verdict:
    match request:
        case Delete():
            return moderating.judge_delete(state, request, who, now_ms, known)
        case Pin():
            return moderating.judge_pin(state, request, who, now_ms, known)
        case Purge():
            return moderating.judge_purge(state, request, who, now_ms)
        case Timeout():
            return moderating.judge_timeout(state, request, who, now_ms)
        case Ban():
            return moderating.judge_ban(state, request, who, now_ms)
        case Unban():
            return moderating.judge_unban(state, request, who, now_ms)
        case Hold():
            return moderating.judge_hold(state, request, who, now_ms)
        case Settings():
            return moderating.judge_settings(state, request, who, now_ms)
        case Panic():
            return moderating.judge_panic(state, request, who, now_ms)
        case Clear():
            return moderating.judge_clear(state, request, who, now_ms)
        case _:
            return no(Code.BAD_REQUEST)
