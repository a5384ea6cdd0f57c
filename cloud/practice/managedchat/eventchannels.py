"""The Event API of this machine, as AWS AppSync has it: channels, and who may publish what.

No I/O. Two modes of authorization: an API key, whose holder is trusted as a streamer's own service
is; and tokens, for whom the namespaces have an onPublish handler that sets who speaks and refuses
what the token does not carry. Decided here, since the documents don't say: what the error above the
limits is called, and that a handler's refusals stand in `failed` with code 400.
"""

import hmac
import re
import secrets
from collections.abc import Callable, Mapping

import msgspec
from msgspec import Struct

from chatclient.wire.codes import Code
from chatclient.wire.envelopes import Kind
from cloud.chatserver.tokens import Claims, TokenRefused, Tokens
from cloud.practice.managedchat.knobs import Board

MOST_SEGMENTS, MOST_EVENTS, MOST_EVENT_BYTES = 5, 5, 240 * 1024
NAMESPACES = frozenset({"default", "chat"})
_SEGMENT = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,48}[A-Za-z0-9])?")
_NEEDS: dict[str, str] = {
    Kind.MESSAGE: "send",
    Kind.STAMP: "send",
    Kind.DELETE: "delete",
    Kind.PURGE: "delete",
    Kind.CLEAR: "delete",
    Kind.EFFECT: "event",
    Kind.LIVE: "live",
}


class Refused(Exception):
    """A request that is answered by an error of this type and code."""

    def __init__(self, kind: str, code: int, message: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.code = code
        self.message = message

    @property
    def errors(self) -> list[dict[str, object]]:
        """Return it as frames and answers carry it."""
        return [{"errorType": self.kind, "errorCode": self.code, "message": self.message}]


UNAUTHORIZED = ("UnauthorizedException", 401)


class Outcome(Struct, frozen=True):
    """What became of each event."""

    successful: list[dict[str, object]]
    failed: list[dict[str, object]]


Take = Callable[[str], None]


class EventChannels:
    """All channels, and who listens."""

    def __init__(self, api_key: str, tokens: Tokens, board: Board) -> None:
        self._api_key = api_key
        self._tokens = tokens
        self._board = board
        self._listeners: dict[tuple[str, bool], list[Take]] = {}

    def authorize(self, headers: Mapping[str, str]) -> Claims | None:
        """Return who a token is for, None for the API key; raises Refused."""
        known = {name.lower(): value for name, value in headers.items()}
        if key := known.get("x-api-key"):
            if hmac.compare_digest(key.encode(), self._api_key.encode()):
                return None
            raise Refused(*UNAUTHORIZED, "You are not authorized")
        try:
            return self._tokens.check(known.get("authorization", "").removeprefix("Bearer "))
        except TokenRefused:
            raise Refused(*UNAUTHORIZED, "You are not authorized") from None

    def subscribe(self, channel: str, who: Claims | None, take: Take) -> Callable[[], None]:
        """Hand what is published to `take`; return what ends it. Raises Refused."""
        is_all = channel.endswith("/*")
        path = _path(channel.removesuffix("/*"))
        _check_room(path, who)
        listeners = self._listeners.setdefault((path, is_all), [])
        listeners.append(take)

        def end() -> None:
            listeners.remove(take)
            if not listeners:
                self._listeners.pop((path, is_all), None)

        return end

    def publish(self, channel: str, events: object, who: Claims | None) -> Outcome:
        """Tell everybody what passes the handler; raises Refused."""
        path = _path(channel)
        _check_room(path, who)
        if self._board.throttles():
            raise Refused("LimitExceededException", 429, "Too many requests")
        outcome = Outcome([], [])
        for index, text in enumerate(_texts(events)):
            id = secrets.token_hex(16)
            if why := self._handled(text, who):
                outcome.failed.append(
                    {"identifier": id, "index": index, "code": 400, "message": why}
                )
                continue
            outcome.successful.append({"identifier": id, "index": index})
            self._tell(path, _stamped(text, who))
        return outcome

    def _handled(self, text: str, who: Claims | None) -> str:
        """Return why the namespace's handler refuses an event; empty: it does not."""
        if self._board.denies(text):
            return "denied"
        if who is None:
            return ""
        event = msgspec.json.decode(text)
        needed = _NEEDS.get(str(event.get("k"))) if isinstance(event, dict) else None
        return "" if needed in who.capabilities else Code.FORBIDDEN.value

    def _tell(self, path: str, text: str) -> None:
        for take in tuple(self._listeners.get((path, False), ())):
            take(text)
        above = path
        while "/" in above:
            above = above.rpartition("/")[0]
            for take in tuple(self._listeners.get((above, True), ())):
                take(text)


def _path(channel: str) -> str:
    path = channel.strip("/")
    segments = path.split("/")
    if len(segments) > MOST_SEGMENTS or not all(map(_SEGMENT.fullmatch, segments)):
        raise Refused("BadRequestException", 400, "Invalid Channel Format")
    if segments[0] not in NAMESPACES:
        raise Refused("BadRequestException", 400, "Channel namespace does not exist")
    return path


def _check_room(path: str, who: Claims | None) -> None:
    if who is not None and path.rpartition("/")[2] != who.live:
        raise Refused(*UNAUTHORIZED, "The token is for another room")


def _texts(events: object) -> list[str]:
    try:
        texts = msgspec.convert(events, list[str])
    except msgspec.ValidationError:
        raise Refused("BadRequestException", 400, "Events are strings of JSON") from None
    if not 0 < len(texts) <= MOST_EVENTS:
        raise Refused("BadRequestException", 400, f"1 to {MOST_EVENTS} events are published")
    for text in texts:
        if len(text.encode()) > MOST_EVENT_BYTES:
            raise Refused("BadRequestException", 400, "An event has at most 240 KB")
        try:
            msgspec.json.decode(text)
        except (msgspec.DecodeError, RecursionError):
            raise Refused("BadRequestException", 400, "Events are strings of JSON") from None
    return texts


def _stamped(text: str, who: Claims | None) -> str:
    """Return the event with who speaks as the token says it."""
    if who is None:
        return text
    event = msgspec.json.decode(text)
    event["u"] = who.user
    return msgspec.json.encode(event).decode()
