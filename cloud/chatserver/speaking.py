"""Who may say what, and when: the rules for messages, stamps and donations."""

import re

from msgspec import structs

from chatclient.wire.answers import Answer, refused
from chatclient.wire.codes import Code
from chatclient.wire.envelopes import (
    DonationBody,
    HeldBody,
    LiveState,
    MessageBody,
    Role,
    StampBody,
)
from chatclient.wire.requests import MAX_PAYLOAD_BYTES, MAX_TEXT, Send
from chatclient.wire.texts import cleaned, folded, is_blank
from cloud.chatserver.state import MAX_HELD, RoomState
from cloud.chatserver.tokens import Claims
from cloud.chatserver.verdicts import Verdict, dedupe, draft, no, short_id

MEMBER = "member"
"""The badge that opens a room for members only."""
DONATION = "donation"
"""The capability of payment services."""
MAX_HELD_OF_ONE = 3
HELD_RETRY_MS = 30_000
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")
"""What stamps and effects may be called."""
_CURRENCY = re.compile(r"[A-Z]{3}")
_TOP_DOMAINS = (
    "ai|app|be|biz|cc|click|club|cn|co|com|de|dev|eu|fr|fun|gg|info|io|jp|kr|link|live|ly|me|net|"
    "online|org|page|pro|ru|sh|shop|site|store|to|top|tv|tw|uk|us|xyz"
)
_LINK = re.compile(
    rf"(?<=[a-z0-9])://\S|\bwww[.。]\S|(?:(?<=[^\s./@])\.|(?<=[a-z0-9])。)(?:{_TOP_DOMAINS})(?![a-z0-9])"
)


def judge_send(state: RoomState, request: Send, who: Claims, now_ms: int) -> Verdict:
    """Return what is to happen to something that somebody says who is not kept from it."""
    if again := _said_before(state, request, who):
        return again
    if len(request.text) > MAX_PAYLOAD_BYTES:
        return no(Code.TOO_LONG, id=request.id)
    is_staff = who.user.role != Role.VIEWER
    text = cleaned(request.text)
    if code := _mistake(request, text):
        return no(code, id=request.id)
    if request.amount:
        return _judge_donation(state, request, text, who, now_ms)
    if not is_staff and (closed := _closed(state, request, who, now_ms)):
        return closed
    reply_to = request.reply_to if request.reply_to <= state.seq else 0
    if request.stamp:
        return _said(StampBody(request.stamp, request.id, reply_to), request, who, now_ms)
    if not is_staff and state.blocked.find(text):
        return no(Code.BLOCKED_WORD, id=request.id)
    if not is_staff and state.settings.holds_links and has_link(text):
        return _held(state, HeldBody("", text, "link", request.id, reply_to), who, now_ms)
    return _said(MessageBody(text, request.id, reply_to), request, who, now_ms)


def has_link(text: str) -> bool:
    """Tell whether somebody could follow something in this text."""
    return _LINK.search(folded(text)) is not None


def _said_before(state: RoomState, request: Send, who: Claims) -> Verdict | None:
    """Return the verdict on what was taken before: a retry must not meet rules that changed since.

    What is older than the user's last message is left to the log, which numbers it once as well.
    """
    last = state.last_said(who.user.id)
    if last is not None and last.seq and last.client_id == request.id:
        return Verdict(Answer(True, last.seq, request.id))
    held_id = _held_id(request.id, who)
    if state.held_as(held_id):
        return no(Code.HELD, id=request.id)
    return no(Code.DENIED, id=request.id) if state.was_denied(held_id) else None


def _mistake(request: Send, text: str) -> Code | None:
    """Return what is wrong with a message in itself."""
    if request.stamp:
        is_alone = not request.text and not request.amount
        return None if is_alone and NAME.fullmatch(request.stamp) else Code.BAD_REQUEST
    if len(text) > MAX_TEXT:
        return Code.TOO_LONG
    if request.amount:
        return None if _CURRENCY.fullmatch(request.currency) else Code.BAD_REQUEST
    return Code.BAD_REQUEST if is_blank(text) else None


def _closed(state: RoomState, request: Send, who: Claims, now_ms: int) -> Verdict | None:
    """Return why the room takes nothing of this from a viewer just now."""
    settings = state.settings
    if settings.paused:
        return no(Code.PAUSED, id=request.id)
    if state.live is not None and state.live.state == LiveState.END:
        return no(Code.NOT_LIVE, id=request.id)
    if settings.members_only and MEMBER not in who.user.badges:
        return no(Code.MEMBERS_ONLY, id=request.id)
    if settings.stamps_only and not request.stamp:
        return no(Code.STAMPS_ONLY, id=request.id)
    last = state.last_said(who.user.id)
    is_again = last is not None and last.client_id == request.id  # it was not answered
    if settings.slow_s and last is not None and not is_again:
        wait_ms = last.at_ms + settings.slow_s * 1000 - now_ms
        if wait_ms > 0:
            return no(Code.SLOW_MODE, min(wait_ms, settings.slow_s * 1000), request.id)
    return None


def _judge_donation(
    state: RoomState, request: Send, text: str, who: Claims, now_ms: int
) -> Verdict:
    """Take money at any time: it was given. Words that must not be read are left out."""
    if DONATION not in who.capabilities:
        return no(Code.FORBIDDEN, id=request.id)
    if state.blocked.find(text) or (state.settings.holds_links and has_link(text)):
        text = ""
    return _said(
        DonationBody(request.amount, request.currency, text, request.id), request, who, now_ms
    )


def _held(state: RoomState, body: HeldBody, who: Claims, now_ms: int) -> Verdict:
    """Let a message wait; nobody fills the queue alone, and nothing is pushed out of it."""
    waiting = [held.user.id for held in state.held if held.user is not None]
    if len(waiting) >= MAX_HELD or waiting.count(who.user.id) >= MAX_HELD_OF_ONE:
        return no(Code.RATE_LIMITED, HELD_RETRY_MS, body.client_id)
    body = structs.replace(body, id=_held_id(body.client_id, who))
    wait = structs.replace(
        draft(body, who.user, now_ms), dedupe=dedupe(who.user.id, body.client_id, is_held=True)
    )
    return Verdict(refused(Code.HELD, id=body.client_id), (wait,))


def _held_id(client_id: str, who: Claims) -> str:
    return short_id(who.user.id, client_id)


def _said(
    body: MessageBody | StampBody | DonationBody, request: Send, who: Claims, now_ms: int
) -> Verdict:
    said = structs.replace(
        draft(body, who.user, now_ms),
        position_ms=request.position_ms,
        dedupe=dedupe(who.user.id, request.id),
    )
    return Verdict(Answer(True, id=request.id), (said,))
