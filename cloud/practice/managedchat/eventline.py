"""One websocket to the Event API: `connection_init`, subscriptions, publishing, keep-alive."""

import base64
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

import msgspec

from cloud.chatserver.ratelimits import Buckets
from cloud.practice.managedchat.eventchannels import UNAUTHORIZED, EventChannels, Refused
from cloud.practice.managedchat.knobs import Board

SUBPROTOCOL = "aws-appsync-event-ws"
HEADER = "header-"
MOST_SUBSCRIPTIONS = 100
CLOSED = 1000
_Frame = dict[str, Any]


class Way(Protocol):
    """How the client is told."""

    def put(self, frame: object) -> None:
        """Tell an answer."""
        ...

    def put_said(self, frame: object) -> None:
        """Tell what was said."""
        ...

    def end(self, code: int) -> None:
        """Close the connection."""
        ...


class EventLine:
    """What one client does; `close` ends its subscriptions."""

    def __init__(
        self, channels: EventChannels, board: Board, rates: Buckets, timeout_ms: int, way: Way
    ) -> None:
        self._channels = channels
        self._board = board
        self._rates = rates
        self._timeout_ms = timeout_ms
        self._way = way
        self._ends: dict[str, Callable[[], None]] = {}
        self._is_open = False

    def greet(self, headers: Mapping[str, str] | None) -> None:
        """Check what the handshake carried; who is not authorized is told so and sent away."""
        try:
            self._channels.authorize(headers or {})
        except Refused as refusal:
            self._way.put({"type": "connection_error", "errors": refusal.errors})
            self._way.end(CLOSED)

    def take(self, raw: str) -> None:
        """Take a frame."""
        try:
            asked = msgspec.json.decode(raw, type=_Frame)
        except (msgspec.DecodeError, RecursionError):
            asked = {}
        kind, id = asked.get("type"), asked.get("id")
        if kind == "connection_init":
            self._is_open = True
            self._way.put({"type": "connection_ack", "connectionTimeoutMs": self._timeout_ms})
        elif kind not in ("subscribe", "publish", "unsubscribe") or not isinstance(id, str):
            refusal = Refused("UnsupportedOperation", 400, "Operation not supported")
            self._way.put({"type": "error", "errors": refusal.errors})
        else:
            self._do(kind, id, asked)

    def keep_alive(self) -> None:
        """Tell the client that the connection stands."""
        self._way.put({"type": "ka"})

    def close(self) -> None:
        """End all subscriptions."""
        while self._ends:
            self._ends.popitem()[1]()

    def _do(self, kind: str, id: str, asked: _Frame) -> None:
        try:
            if not self._is_open:
                raise Refused("BadRequestException", 400, "connection_init comes first")
            if kind == "unsubscribe":
                self._unsubscribe(id)
            elif kind == "subscribe":
                self._subscribe(id, asked)
            else:
                self._publish(id, asked)
        except Refused as refusal:
            self._way.put({"type": f"{kind}_error", "id": id, "errors": refusal.errors})

    def _subscribe(self, id: str, asked: _Frame) -> None:
        if id in self._ends or len(self._ends) >= MOST_SUBSCRIPTIONS:
            raise Refused("BadRequestException", 400, "Duplicate or too many subscriptions")
        who = self._channels.authorize(_headers(asked))

        def tell(text: str) -> None:
            event: object = [text] if self._board.knobs.event_lists else text
            self._way.put_said({"type": "data", "id": id, "event": event})

        self._ends[id] = self._channels.subscribe(_channel(asked), who, tell)
        self._way.put({"type": "subscribe_success", "id": id})

    def _unsubscribe(self, id: str) -> None:
        end = self._ends.pop(id, None)
        if end is None:
            raise Refused("UnknownOperationError", 400, f"Unknown operation id {id}")
        end()
        self._way.put({"type": "unsubscribe_success", "id": id})

    def _publish(self, id: str, asked: _Frame) -> None:
        if self._rates.take(""):
            raise Refused("LimitExceededException", 429, "Too many requests")
        who = self._channels.authorize(_headers(asked))
        outcome = self._channels.publish(_channel(asked), asked.get("events"), who)
        self._way.put(
            {
                "type": "publish_success",
                "id": id,
                "successful": outcome.successful,
                "failed": outcome.failed,
            }
        )


def headers_of(subprotocols: Sequence[str]) -> dict[str, str] | None:
    """Return the authorization that a handshake asks for among its subprotocols."""
    raw = next((one for one in subprotocols if one.startswith(HEADER)), "").removeprefix(HEADER)
    try:
        text = base64.urlsafe_b64decode(raw + "=" * (-len(raw) % 4))
        return msgspec.json.decode(text, type=dict[str, str])
    except (ValueError, msgspec.DecodeError):
        return None


def _headers(asked: _Frame) -> dict[str, str]:
    try:
        return msgspec.convert(asked.get("authorization"), dict[str, str])
    except msgspec.ValidationError:
        raise Refused(*UNAUTHORIZED, "Required headers are missing.") from None


def _channel(asked: _Frame) -> str:
    channel = asked.get("channel")
    if not isinstance(channel, str):
        raise Refused("BadRequestException", 400, "The channel is missing")
    return channel
