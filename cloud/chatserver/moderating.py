"""What moderators do to messages, to users and to the room; each with its line in the audit."""

from msgspec import structs

from chatclient.wire.answers import Answer
from chatclient.wire.codes import Code
from chatclient.wire.envelopes import (
    SPOKEN,
    Action,
    ClearBody,
    DeleteBody,
    DonationBody,
    MessageBody,
    ModerationBody,
    PinBody,
    PurgeBody,
    Role,
    RoomSettings,
    User,
    body_of,
)
from chatclient.wire.requests import (
    Ban,
    Clear,
    Delete,
    Hold,
    Panic,
    Pin,
    Purge,
    Settings,
    Timeout,
    Unban,
)
from chatclient.wire.texts import cleaned
from cloud.chatserver.state import RoomState
from cloud.chatserver.tokens import Claims
from cloud.chatserver.verdicts import Known, Verdict, acted, dedupe, draft, no


def judge_delete(
    state: RoomState, request: Delete, who: Claims, now_ms: int, known: Known
) -> Verdict:
    """Take down one message, and the pin if it is that one."""
    found = known.envelope
    if found is None or found.seq != request.seq or found.kind not in SPOKEN:
        return no(Code.NOT_FOUND)
    writer = found.user.id if found.user is not None else ""
    if found.user is not None and not _may_act(who, writer, found.user.role):
        return no(Code.FORBIDDEN)
    record = ModerationBody(Action.DELETE, user=writer, seq=request.seq)
    unpinned = (PinBody(),) if state.pin is not None and state.pin.seq == request.seq else ()
    return acted(who.user, now_ms, record, DeleteBody(request.seq), *unpinned)


def judge_purge(state: RoomState, request: Purge, who: Claims, now_ms: int) -> Verdict:
    """Take down everything that a user wrote."""
    record = ModerationBody(Action.PURGE, user=request.user)
    return _against(state, request.user, who, now_ms, record)


def judge_timeout(state: RoomState, request: Timeout, who: Claims, now_ms: int) -> Verdict:
    """Let a user only read for a while."""
    until_ms = now_ms + request.seconds * 1000
    record = ModerationBody(Action.TIMEOUT, user=request.user, until_ms=until_ms)
    return _against(state, request.user, who, now_ms, record)


def judge_ban(state: RoomState, request: Ban, who: Claims, now_ms: int) -> Verdict:
    """Keep a user out for good."""
    record = ModerationBody(Action.BAN, user=request.user)
    return _against(state, request.user, who, now_ms, record)


def judge_unban(state: RoomState, request: Unban, who: Claims, now_ms: int) -> Verdict:
    """Let a user write again."""
    if state.is_banned(request.user, now_ms) is None:
        return no(Code.NOT_FOUND)
    return acted(who.user, now_ms, ModerationBody(Action.UNBAN, user=request.user))


def judge_hold(state: RoomState, request: Hold, who: Claims, now_ms: int) -> Verdict:
    """Say what was held, as its writer, or deny it."""
    found = state.held_as(request.id)
    if found is None:
        return no(Code.NOT_FOUND, id=request.id)
    envelope, held = found
    writer = envelope.user
    if writer is None:
        return no(Code.NOT_FOUND, id=request.id)
    action = Action.APPROVE if request.allow else Action.DENY
    record = draft(
        ModerationBody(action, user=writer.id, held=request.id, detail=held.text), who.user, now_ms
    )
    answer = Answer(True, id=request.id)
    if not request.allow:
        return Verdict(answer, (record,))
    said = structs.replace(
        draft(MessageBody(held.text, held.client_id, held.reply_to), writer, now_ms),
        dedupe=dedupe(writer.id, held.client_id),
    )
    return Verdict(answer, (said, record))


def judge_settings(state: RoomState, request: Settings, who: Claims, now_ms: int) -> Verdict:
    """Set what the request names."""
    named = {
        name: value
        for name in RoomSettings.__struct_fields__
        if (value := getattr(request, name, None)) is not None
    }
    settings = structs.replace(state.settings, **named)
    words = None if request.words is None else _tidied(request.words)
    has_new_words = words is not None and words != state.words
    if settings == state.settings and not has_new_words:
        return Verdict(Answer(True))
    record = ModerationBody(
        Action.SETTINGS if named else Action.WORDS,
        words=words if has_new_words else None,
        detail=" ".join(f"{name}={value}" for name, value in named.items()),
    )
    effects = (settings,) if settings != state.settings else ()
    return acted(who.user, now_ms, record, *effects)


def judge_panic(state: RoomState, request: Panic, who: Claims, now_ms: int) -> Verdict:
    """Stop viewers from writing, or let them again."""
    if state.settings.paused == request.on:
        return Verdict(Answer(True))
    record = ModerationBody(Action.PANIC, detail="on" if request.on else "off")
    return acted(who.user, now_ms, record, structs.replace(state.settings, paused=request.on))


def judge_clear(state: RoomState, request: Clear, who: Claims, now_ms: int) -> Verdict:
    """Take everything down, the pin too."""
    del request
    record = ModerationBody(Action.CLEAR, seq=state.seq)
    unpinned = (PinBody(),) if state.pin is not None else ()
    return acted(who.user, now_ms, record, ClearBody(state.seq), *unpinned)


def judge_pin(state: RoomState, request: Pin, who: Claims, now_ms: int, known: Known) -> Verdict:
    """Put a message above the chat, with its writer's name and text, or take it down."""
    if not request.seq:
        if state.pin is None:
            return Verdict(Answer(True))
        record = ModerationBody(Action.UNPIN, seq=state.pin.seq)
        return acted(who.user, now_ms, record, PinBody())
    found = known.envelope
    body = body_of(found) if found is not None and found.seq == request.seq else None
    if found is None or not isinstance(body, MessageBody | DonationBody):
        return no(Code.NOT_FOUND)
    until_ms = now_ms + request.seconds * 1000 if request.seconds else None
    writer = found.user or User("", "")
    record = ModerationBody(Action.PIN, writer.id, request.seq, until_ms=until_ms)
    return acted(who.user, now_ms, record, PinBody(request.seq, until_ms, writer.name, body.text))


def _against(
    state: RoomState, user_id: str, who: Claims, now_ms: int, record: ModerationBody
) -> Verdict:
    """Take down everything of a user, and record what else was done to them."""
    if not _may_act(who, user_id, state.role_of(user_id)) or user_id == who.user.id:
        return no(Code.FORBIDDEN)
    unpinned = (PinBody(),) if state.pin_writer == user_id else ()
    return acted(who.user, now_ms, record, PurgeBody(user_id, state.seq), *unpinned)


def _may_act(who: Claims, user_id: str, role: Role) -> bool:
    """Tell whether somebody may act on what a user is or wrote: nobody on those above them."""
    if user_id == who.user.id or who.user.role == Role.HOST:
        return True
    return role == Role.VIEWER


def _tidied(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tidy for word in words if (tidy := cleaned(word))))
