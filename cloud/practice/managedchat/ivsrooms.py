"""The rooms of the IVS Chat of this machine: what each request does, and who is told.

No I/O. Fields and error codes as in the IVS Chat Messaging API Reference. Decided here, since the
documents don't: a session that ran out is told so by an ERROR 401 and closed with 1000; an
`aws:DISCONNECT_USER` event, which Amazon's own clients wait for, tells of every disconnection.
"""

import re
import secrets
import string
from collections.abc import Callable
from typing import Protocol

import msgspec

from cloud.chatserver.ratelimits import Buckets, Rate
from cloud.practice.managedchat.ivstokens import Grant, iso
from cloud.practice.managedchat.knobs import Board

CONNECTION_RATE = Rate(10.0, 10.0)
ROOM_RATE = Rate(100.0, 100.0)
"""A room's limit is 10 messages a second by default, and can be raised to this."""
MOST_TEXT, MOST_REASON, MOST_ATTRIBUTE_BYTES = 500, 256, 1024
CLOSED, EXPIRED = 1000, 401
_ID = re.compile(r"[A-Za-z0-9]{12}")
_LETTERS = string.ascii_letters + string.digits
_ACTIONS = ("SEND_MESSAGE", "DELETE_MESSAGE", "DISCONNECT_USER")
"""Each is also the name of the capability that it needs."""
_Frame = dict[str, object]


class Way(Protocol):
    """How a member is told."""

    def put(self, frame: object) -> None:
        """Tell an answer."""
        ...

    def put_said(self, frame: object) -> None:
        """Tell what was said."""
        ...

    def end(self, code: int) -> None:
        """Close the connection."""
        ...


class Refusal(Exception):
    """A request that is answered by an ERROR."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class Member:
    """One connection in one room."""

    def __init__(self, grant: Grant, way: Way, rate: Buckets) -> None:
        self.room = grant.asked.room_identifier
        self.user = grant.asked.user_id
        self.grant = grant
        self.way = way
        self.rate = rate


class IvsRooms:
    """All rooms."""

    def __init__(self, board: Board, clock: Callable[[], float]) -> None:
        self._board = board
        self._clock = clock
        self._members: set[Member] = set()
        self._rooms = Buckets(ROOM_RATE, clock)

    def __len__(self) -> int:
        return len(self._members)

    def enter(self, grant: Grant, way: Way) -> Member:
        """Let somebody in; they see what is said from now on."""
        member = Member(grant, way, Buckets(CONNECTION_RATE, self._clock))
        self._members.add(member)
        return member

    def leave(self, member: Member) -> None:
        """Forget a connection."""
        self._members.discard(member)

    def expire(self, member: Member) -> None:
        """End a session whose time is over."""
        member.way.put(_error(EXPIRED, "The connection has expired", None))
        member.way.end(CLOSED)

    def expire_all(self) -> None:
        """End every session."""
        for member in tuple(self._members):
            self.expire(member)

    def take(self, member: Member, raw: str) -> None:
        """Take a frame from a member."""
        request_id: str | None = None
        try:
            asked = _request(raw)
            request_id = _text(asked, "RequestId") or None
            self._do(member, asked, request_id)
        except Refusal as refusal:
            member.way.put(_error(refusal.code, refusal.message, request_id))

    def send_event(self, room: str, name: str, attributes: dict[str, str]) -> str:
        """Tell a room of an event, as the service's API does; return its id."""
        return self._event(room, name, attributes, None)

    def delete(self, room: str, id: str, reason: str) -> str:
        """Tell a room that a message is to go."""
        attributes = {"MessageID": id, "MessageId": id, "Reason": reason}
        return self._event(room, "aws:DELETE_MESSAGE", attributes, None)

    def disconnect(self, room: str, user: str, reason: str, request_id: str | None = None) -> None:
        """Tell a room that somebody is thrown out, and do so."""
        attributes = {"UserId": user, "Reason": reason}
        self._event(room, "aws:DISCONNECT_USER", attributes, request_id)
        for member in tuple(self._members):
            if member.room == room and member.user == user:
                member.way.end(CLOSED)

    # ---- private ----

    def _do(self, member: Member, asked: _Frame, request_id: str | None) -> None:
        action = _text(asked, "Action")
        if action not in _ACTIONS:
            raise Refusal(400, "Unknown action")
        if self._board.throttles() or member.rate.take(""):
            raise Refusal(429, "Too many requests")
        if action not in member.grant.asked.capabilities:
            raise Refusal(403, "The token lacks this capability")
        reason = _text(asked, "Reason")
        if len(reason) > MOST_REASON:
            raise Refusal(413, "The reason is too long")
        if action == "SEND_MESSAGE":
            self._send(member, asked, request_id)
        elif action == "DELETE_MESSAGE":
            if not _ID.fullmatch(id_ := _text(asked, "Id")):
                raise Refusal(400, "Id is not that of a message")
            attributes = {"MessageID": id_, "MessageId": id_, "Reason": reason}
            self._event(member.room, "aws:DELETE_MESSAGE", attributes, request_id)
        else:
            if not (user := _text(asked, "UserId")):
                raise Refusal(400, "UserId is missing")
            self.disconnect(member.room, user, reason, request_id)

    def _send(self, member: Member, asked: _Frame, request_id: str | None) -> None:
        content = _text(asked, "Content")
        if not content:
            raise Refusal(400, "Content is missing")
        if len(content) > MOST_TEXT:
            raise Refusal(400, f"Messages must be at most {MOST_TEXT} chars")
        attributes = _attributes(asked)
        if self._rooms.take(member.room):
            raise Refusal(429, "Too many messages in this room")
        if self._board.denies(content):
            raise Refusal(406, "Message rejected by review")
        sender = {"UserId": member.user, "Attributes": member.grant.asked.attributes}
        self._tell(
            member.room,
            {
                "Type": "MESSAGE",
                "Id": _new_id(),
                **({"RequestId": request_id} if request_id else {}),
                "Content": content,
                "Attributes": attributes,
                "Sender": sender,
                "SendTime": iso(self._clock()),
            },
        )

    def _event(
        self, room: str, name: str, attributes: dict[str, str], request_id: str | None
    ) -> str:
        event_id = _new_id()
        self._tell(
            room,
            {
                "Type": "EVENT",
                "Id": event_id,
                **({"RequestId": request_id} if request_id else {}),
                "EventName": name,
                "Attributes": attributes,
                "SendTime": iso(self._clock()),
            },
        )
        return event_id

    def _tell(self, room: str, frame: _Frame) -> None:
        for member in self._members:
            if member.room == room:
                member.way.put_said(frame)


def _request(raw: str) -> _Frame:
    """Read a request; its keys may begin with either case, as those of older clients do."""
    try:
        asked = msgspec.json.decode(raw, type=dict[str, object])
    except (msgspec.DecodeError, RecursionError):
        raise Refusal(400, "The request is malformed") from None
    return {key[:1].upper() + key[1:]: value for key, value in asked.items()}


def _text(asked: _Frame, name: str) -> str:
    value = asked.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Refusal(400, f"{name} is no string")
    return value


def _attributes(asked: _Frame) -> dict[str, str]:
    try:
        attributes = msgspec.convert(asked.get("Attributes") or {}, dict[str, str])
    except msgspec.ValidationError:
        raise Refusal(400, "Attributes are strings") from None
    if len(msgspec.json.encode(attributes)) > MOST_ATTRIBUTE_BYTES:
        raise Refusal(413, "Attributes have at most 1 KB")
    return attributes


def _error(code: int, message: str, request_id: str | None) -> _Frame:
    frame: _Frame = {
        "Type": "ERROR", "Id": _new_id(), "ErrorCode": code, "ErrorMessage": message,
    }  # fmt: skip
    return frame | ({"RequestId": request_id} if request_id else {})


def _new_id() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(12))
