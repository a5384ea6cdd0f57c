"""What Amazon IVS Chat says and hears, and what that is in a room's own terms.

Pure. Fields as in the Chat Messaging API Reference. What IVS has no word for travels like this:

    a stamp       MESSAGE, Content its name, Attributes {"message_type": "STAMP", "stamp": name}
    a reply       Attributes {"reply_to": Id of the message that it answers}
    a donation    EVENT "donation", {"amount", "currency", "text", "user_id", "display_name"}
    an effect     EVENT "effect", {"name"}
    the show      EVENT "live", {"state": start | stop | pause | end, "title"}
    a notice      EVENT "notice", {"text"}

Events come from the streamer's own service (SendEvent), never from viewers. Who somebody is stands
in the Attributes with which their token was made: "displayName" (or "display_name", "name"),
"role" (viewer, moderator, host) and "badges" (names, with commas between).
"""

import time
from collections.abc import Callable, Mapping
from datetime import datetime

from msgspec import Struct

from chatclient.backends.ownorder import OwnOrder
from chatclient.wire.envelopes import (
    Action,
    Body,
    DeleteBody,
    DonationBody,
    EffectBody,
    Envelope,
    Kind,
    LiveBody,
    LiveState,
    MessageBody,
    ModerationBody,
    NoticeBody,
    Role,
    StampBody,
    User,
    plain,
)
from chatclient.wire.requests import MAX_TEXT, Send
from chatclient.wire.texts import cleaned, cleaned_name, is_blank

STAMP = "STAMP"
MAX_ID, MAX_NAME, MAX_BADGES, MAX_AMOUNT = 64, 32, 8, 10**12
_NAMES = ("displayName", "display_name", "name")
_Attributes = Mapping[str, str]


class Sender(Struct, frozen=True, rename="pascal"):
    """Who sent a message; the attributes are those of their token."""

    user_id: str
    attributes: dict[str, str] | None = None


class Told(Struct, frozen=True, rename="pascal"):
    """A frame from the service: MESSAGE, EVENT or ERROR."""

    type: str
    id: str = ""
    request_id: str | None = None
    attributes: dict[str, str] | None = None
    content: str = ""
    sender: Sender | None = None
    send_time: str = ""
    event_name: str = ""
    error_code: int = 0
    error_message: str = ""


class SendMessage(Struct, frozen=True, rename="pascal"):
    """Says something."""

    request_id: str
    content: str
    attributes: dict[str, str] = {}
    action: str = "SEND_MESSAGE"


class DeleteMessage(Struct, frozen=True, rename="pascal"):
    """Takes one message down, for everybody."""

    request_id: str
    id: str
    reason: str = "moderation"
    action: str = "DELETE_MESSAGE"


class DisconnectUser(Struct, frozen=True, rename="pascal"):
    """Ends all connections of somebody."""

    request_id: str
    user_id: str
    reason: str
    action: str = "DISCONNECT_USER"


def message_of(send: Send, order: OwnOrder) -> SendMessage:
    """Return the frame that says this."""
    attributes = {"message_type": STAMP, "stamp": send.stamp} if send.stamp else {}
    if answered := order.said(send.reply_to):
        attributes["reply_to"] = answered.id
    return SendMessage(send.id, send.text or send.stamp, attributes)


def envelope_of(
    told: Told, order: OwnOrder, clock: Callable[[], float] = time.time
) -> Envelope | None:
    """Return what was told under a number of its own; None: nothing that a room shows."""
    found = _spoken(told, order) if told.type == "MESSAGE" else _event(told, order)
    if found is None:
        return None
    kind, user, body = found
    # Whoever had no answer says the same again under the same RequestId, which gets another Id.
    same = f"{user.id}\n{told.request_id}\n{told.content}" if user and told.request_id else ""
    seq = order.number(told.id, user.id if user else "", same_as=same)
    if seq is None:
        return None
    return Envelope(seq, kind, _at_ms(told.send_time, clock), user=user, body=plain(body))


_Found = tuple[Kind, User | None, Body]


def _spoken(told: Told, order: OwnOrder) -> _Found | None:
    if told.sender is None or not told.id:
        return None
    attributes = told.attributes or {}
    user = _user(told.sender.user_id, told.sender.attributes or {})
    id = (told.request_id or "")[:MAX_ID]
    reply_to = order.of(attributes.get("reply_to", ""))
    if attributes.get("message_type") == STAMP and (stamp := attributes.get("stamp", "")):
        return Kind.STAMP, user, StampBody(stamp[:MAX_NAME], id, reply_to)
    text = cleaned(told.content)[:MAX_TEXT]
    if is_blank(text):
        return None
    return Kind.MESSAGE, user, MessageBody(text, id, reply_to)


def _event(told: Told, order: OwnOrder) -> _Found | None:
    attributes = told.attributes or {}
    match told.event_name:
        case "aws:DELETE_MESSAGE":
            id = attributes.get("MessageId") or attributes.get("MessageID", "")
            seq = order.of(id)
            return (Kind.DELETE, None, DeleteBody(seq)) if seq else None
        case "aws:DISCONNECT_USER":
            user, reason = attributes.get("UserId", ""), attributes.get("Reason", "")
            return Kind.MODERATION, None, ModerationBody(Action.BAN, user, detail=reason)
        case "donation":
            return _donation(attributes)
        case "effect":
            return Kind.EFFECT, None, EffectBody(attributes.get("name", "")[:MAX_NAME])
        case "notice":
            return Kind.NOTICE, None, NoticeBody(cleaned(attributes.get("text", ""))[:MAX_TEXT])
        case "live" if attributes.get("state") in set(LiveState):
            title = cleaned(attributes.get("title", ""))[:MAX_TEXT]
            return Kind.LIVE, None, LiveBody(LiveState(attributes["state"]), title)
    return None


def _donation(attributes: _Attributes) -> _Found | None:
    amount, currency = attributes.get("amount", ""), attributes.get("currency", "")
    if not (amount.isascii() and amount.isdigit() and len(currency) == 3):
        return None
    if not 0 < int(amount[:20]) < MAX_AMOUNT:
        return None
    text = cleaned(attributes.get("text", ""))[:MAX_TEXT]
    user = _user(attributes.get("user_id", ""), attributes)
    return Kind.DONATION, user, DonationBody(int(amount), currency.upper(), text)


def _user(id: str, attributes: _Attributes) -> User:
    names = (cleaned_name(attributes.get(name, "")) for name in _NAMES)
    name = next(filter(None, names), "") or cleaned_name(id)
    role = attributes.get("role", "")
    badges = (cleaned(one)[:MAX_NAME] for one in attributes.get("badges", "").split(","))
    return User(
        id,
        name,
        Role(role) if role in set(Role) else Role.VIEWER,
        tuple(filter(None, badges))[:MAX_BADGES],
    )


def _at_ms(send_time: str, clock: Callable[[], float]) -> int:
    """Return when the service took it; where it doesn't say, when it came here."""
    try:
        at = datetime.fromisoformat(send_time)
    except ValueError:
        return int(clock() * 1000)
    return int(at.timestamp() * 1000) if at.tzinfo else int(clock() * 1000)
