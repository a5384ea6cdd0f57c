"""What travels over an AppSync Events API: its frames, and a room's facts as the JSON of events.

Pure. An event is one object, the wire's envelope without number and time, which nobody gives here:

    {"id": unique, "k": kind, "u": {"id", "name", "role", "badges"}, "d": body}

Bodies are those of `chatclient.wire.envelopes`, but what names another message there by its number
names it here by its id: `reply` in a message or stamp; {"id"} deletes, {"user"} purges, {} clears.
Kinds that need a server that counts or decides (polls, settings, held messages) do not exist.

AppSync vouches for nobody: whoever may publish may say anything, in any name, and take anything
down. A namespace whose viewers may publish needs an onPublish handler that sets `u` by the identity
and drops what this one may not say.
"""

import base64
import uuid
from collections.abc import Callable
from typing import Any

import msgspec
from msgspec import Struct, field

from chatclient.backends.ownorder import OwnOrder
from chatclient.wire.envelopes import (
    BODIES,
    ClearBody,
    DeleteBody,
    DonationBody,
    Envelope,
    Kind,
    MessageBody,
    PurgeBody,
    User,
)
from chatclient.wire.requests import (
    MAX_TEXT,
    Clear,
    Delete,
    Effect,
    Live,
    Purge,
    Request,
    Send,
)
from chatclient.wire.texts import cleaned, cleaned_name, is_blank

SUBPROTOCOL = "aws-appsync-event-ws"
TOLD_AS_IS = frozenset({Kind.DONATION, Kind.EFFECT, Kind.LIVE, Kind.NOTICE})
MAX_ID, MAX_SHORT, MAX_AMOUNT = 64, 32, 10**12


class Event(Struct, frozen=True, omit_defaults=True):
    """One fact of a room."""

    id: str
    kind: str = field(name="k")
    user: User | None = field(name="u", default=None)
    body: dict[str, Any] = field(name="d", default_factory=dict)


def subprotocols(headers: dict[str, str]) -> list[str]:
    """Return what a websocket asks for, with the authorization inside (no padding, URL-safe)."""
    raw = base64.urlsafe_b64encode(msgspec.json.encode(headers)).decode().rstrip("=")
    return [SUBPROTOCOL, f"header-{raw}"]


def event_of(request: Request, me: User, order: OwnOrder) -> Event | None:
    """Return the event that does what is asked; None: no event can."""
    match request:
        case Send() if not request.amount:
            return _said(request, me, order)
        case Delete(seq=seq):
            deleted = order.said(seq)
            return _event(Kind.DELETE, me, {"id": deleted.id}) if deleted else None
        case Purge(user=user):
            return _event(Kind.PURGE, me, {"user": user})
        case Clear():
            return _event(Kind.CLEAR, me, {})
        case Effect(name=name):
            return _event(Kind.EFFECT, me, {"name": name})
        case Live(state=state, title=title):
            return _event(Kind.LIVE, me, {"state": state.value, "title": title})
    return None


def envelope_of(text: str, order: OwnOrder, clock: Callable[[], float]) -> Envelope | None:
    """Return what an event says, under a number of its own; None: nothing that a room shows."""
    try:
        event = msgspec.json.decode(text, type=Event)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    body = _body(event, order)
    if body is None or not 0 < len(event.id) <= MAX_ID:
        return None
    user = _cleaned(event.user) if event.user else None
    seq = order.number(event.id, user.id if user else "")
    if seq is None:
        return None
    return Envelope(seq, event.kind, int(clock() * 1000), user=user, body=body)


def _said(send: Send, me: User, order: OwnOrder) -> Event:
    body = {"stamp": send.stamp} if send.stamp else {"text": send.text}
    if answered := order.said(send.reply_to):
        body["reply"] = answered.id
    return Event(send.id, Kind.STAMP if send.stamp else Kind.MESSAGE, me, body)


def _event(kind: Kind, me: User, body: dict[str, Any]) -> Event:
    return Event(uuid.uuid4().hex, kind, me, body)


def _body(event: Event, order: OwnOrder) -> dict[str, object] | None:
    told = event.body
    match event.kind:
        case Kind.DELETE:
            seq = order.of(_text(told, "id"))
            return _plain(DeleteBody(seq)) if seq else None
        case Kind.PURGE:
            return _plain(PurgeBody(_text(told, "user"), order.head))
        case Kind.CLEAR:
            return _plain(ClearBody(order.head))
        case Kind.MESSAGE | Kind.STAMP:
            if event.user is None or not event.user.id:
                return None
            reply_to = order.of(_text(told, "reply"))
            told = {**told, "id": event.id, "reply_to": reply_to}
        case _ if event.kind not in TOLD_AS_IS:
            return None
    return _checked(event.kind, told)


def _checked(kind: str, told: dict[str, Any]) -> dict[str, object] | None:
    """Return a body without tricks, None where it is none."""
    for name in ("text", "title", "stamp", "name"):
        if isinstance(text := told.get(name), str):
            most = MAX_TEXT if name == "text" else 140 if name == "title" else MAX_SHORT
            told = {**told, name: cleaned(text)[:most]}
    try:
        body = msgspec.convert(told, BODIES[kind])
    except msgspec.ValidationError:
        return None
    match body:
        case MessageBody(text=text) if is_blank(text):
            return None
        case DonationBody(amount=amount, currency=currency) if not (
            0 < amount < MAX_AMOUNT and len(currency) == 3
        ):
            return None
    return _plain(body)


def _text(told: dict[str, Any], name: str) -> str:
    value = told.get(name)
    return value if isinstance(value, str) else ""


def _plain(body: Struct) -> dict[str, object]:
    values: dict[str, object] = msgspec.to_builtins(body)
    return values


def _cleaned(user: User) -> User:
    badges = tuple(filter(None, (cleaned(one)[:MAX_SHORT] for one in user.badges)))[:8]
    return User(user.id[:128], cleaned_name(user.name) or cleaned_name(user.id), user.role, badges)
