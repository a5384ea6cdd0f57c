"""Where the streamer's own service would be asked: tokens, events and moderation, over HTTP.

One key opens all of it, as a bearer; it takes the place of AWS's signatures. `/tokens/...` is what
a token address of one's own would be; the rest has the names of the IVS Chat API.
"""

import hmac
from collections.abc import Awaitable, Callable
from typing import Annotated

import msgspec
from msgspec import Meta, Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from chatclient.wire.envelopes import Role, User
from cloud.chatserver.tokens import TokenRefused, Tokens
from cloud.practice.httpserver import TooLarge, json_response, read_body, refusal
from cloud.practice.managedchat.eventchannels import EventChannels, Refused
from cloud.practice.managedchat.ivsrooms import IvsRooms
from cloud.practice.managedchat.ivstokens import CreateChatToken, IvsTokens
from cloud.practice.managedchat.knobs import Board, parse_knobs

ROOM = "room"
"""Of whoever asks for a token without naming one."""
_MODERATES = ("SEND_MESSAGE", "DELETE_MESSAGE", "DISCONNECT_USER")
_Do = Callable[[bytes], object]


class Wish(Struct, frozen=True):
    """For whom a token is wanted."""

    live: str = ""
    user: Annotated[str, Meta(min_length=1, max_length=128)] = "host"
    name: Annotated[str, Meta(max_length=100)] = ""
    role: Role = Role.VIEWER
    badges: tuple[str, ...] = ()


class SendEvent(Struct, frozen=True, rename="camel"):
    """The request of this name in the IVS Chat API."""

    room_identifier: str
    event_name: Annotated[str, Meta(min_length=1, max_length=100)]
    attributes: dict[str, str] = {}


class DeleteMessage(Struct, frozen=True, rename="camel"):
    """The request of this name in the IVS Chat API."""

    room_identifier: str
    id: str
    reason: Annotated[str, Meta(max_length=256)] = ""


class DisconnectUser(Struct, frozen=True, rename="camel"):
    """The request of this name in the IVS Chat API."""

    room_identifier: str
    user_id: str
    reason: Annotated[str, Meta(max_length=256)] = ""


class Published(Struct, frozen=True):
    """What is posted to `/event`."""

    channel: str
    events: object = None


class Doors:
    """Answers over HTTP for both chats."""

    def __init__(
        self, key: str, ivs: tuple[IvsTokens, IvsRooms], events: tuple[Tokens, EventChannels],
        board: Board,
    ) -> None:  # fmt: skip
        self._key = key
        self._ivs_tokens, self._rooms = ivs
        self._tokens, self._channels = events
        self._board = board

    @property
    def routes(self) -> list[Route]:
        """Return where all of it is."""
        asked: dict[str, _Do] = {
            "/tokens/ivs": self._ivs_token,
            "/tokens/appsync": self._appsync_token,
            "/CreateChatToken": self._create_chat_token,
            "/SendEvent": self._send_event,
            "/DeleteMessage": self._delete_message,
            "/DisconnectUser": self._disconnect_user,
            "/control/faults": self._turn,
            "/control/expire": self._expire,
        }
        routes = [Route(path, self._keyed(do), methods=["POST"]) for path, do in asked.items()]
        return [*routes, Route("/event", self._publish, methods=["POST"])]

    def _keyed(self, do: _Do) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            shown = request.headers.get("authorization", "")
            if not hmac.compare_digest(shown.encode(), f"Bearer {self._key}".encode()):
                return refusal(401, "The key is missing or wrong.")
            try:
                return json_response(do(await read_body(request)))
            except TooLarge as error:
                return refusal(413, str(error))
            except (msgspec.DecodeError, TokenRefused, ValueError) as error:
                return refusal(400, f"The request can't be: {error}")

        return answer

    def _ivs_token(self, body: bytes) -> object:
        wish = msgspec.json.decode(body, type=Wish)
        attributes = {"displayName": wish.name or wish.user, "role": wish.role.value}
        if wish.badges:
            attributes["badges"] = ",".join(wish.badges)
        is_viewer = wish.role == Role.VIEWER
        can = _MODERATES[:1] if is_viewer else _MODERATES
        room = wish.live or ROOM
        asked = msgspec.convert(
            {
                "roomIdentifier": room, "userId": wish.user, "capabilities": can,
                "attributes": attributes,
            },
            CreateChatToken,
        )  # fmt: skip
        return self._ivs_tokens.create(asked)

    def _appsync_token(self, body: bytes) -> object:
        wish = msgspec.json.decode(body, type=Wish)
        live = wish.live.rpartition("/")[2] or ROOM
        user = User(wish.user, wish.name or wish.user)
        return {"token": self._tokens.mint(user, live, wish.role, badges=wish.badges)}

    def _create_chat_token(self, body: bytes) -> object:
        return self._ivs_tokens.create(msgspec.json.decode(body, type=CreateChatToken))

    def _send_event(self, body: bytes) -> object:
        asked = msgspec.json.decode(body, type=SendEvent)
        id = self._rooms.send_event(asked.room_identifier, asked.event_name, asked.attributes)
        return {"id": id}

    def _delete_message(self, body: bytes) -> object:
        asked = msgspec.json.decode(body, type=DeleteMessage)
        return {"id": self._rooms.delete(asked.room_identifier, asked.id, asked.reason)}

    def _disconnect_user(self, body: bytes) -> object:
        asked = msgspec.json.decode(body, type=DisconnectUser)
        self._rooms.disconnect(asked.room_identifier, asked.user_id, asked.reason)
        return {}

    def _turn(self, body: bytes) -> object:
        self._board.turn(parse_knobs(body))
        return self._board.knobs

    def _expire(self, body: bytes) -> object:
        self._rooms.expire_all()
        return {}

    async def _publish(self, request: Request) -> Response:
        """Publish over HTTP, as AppSync takes it."""
        try:
            who = self._channels.authorize(request.headers)
            asked = msgspec.json.decode(await read_body(request, 1_300_000), type=Published)
            outcome = self._channels.publish(asked.channel, asked.events, who)
        except Refused as error:
            return json_response({"errors": error.errors}, error.code)
        except (TooLarge, msgspec.DecodeError):
            wrong = Refused("BadRequestException", 400, "The request is malformed")
            return json_response({"errors": wrong.errors}, 400)
        return json_response(outcome)
