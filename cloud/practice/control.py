"""The control port: JSON over HTTP, for whoever has the token from the home folder."""

import secrets
from collections.abc import Callable

import msgspec
from msgspec import Struct
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from chatclient.wire.envelopes import Role
from cloud.chatserver.tokens import TokenRefused
from cloud.practice.channel import Channel
from cloud.practice.channelbook import BadChannel, ChannelBook
from cloud.practice.chat import PracticeChat
from cloud.practice.faults import NO_FAULTS, BadFaults, parse_faults
from cloud.practice.httpserver import TooLarge, json_response, read_body, refusal
from cloud.practice.messages import (
    ChatToken,
    ChatTokenWish,
    CrowdWish,
    EndReason,
    PracticeInfo,
    PracticeStatus,
)


class NewChannel(Struct, frozen=True, forbid_unknown_fields=True):
    """Body of `POST /control/channels`."""

    name: str


class Owner(Struct, frozen=True):
    """What the process itself answers and does."""

    info: Callable[[], PracticeInfo]
    status: Callable[[], PracticeStatus]
    touch: Callable[[], None]
    shut_down: Callable[[], None]


def control_app(book: ChannelBook, owner: Owner, chat: PracticeChat, token: str) -> ASGIApp:
    """Return the app; every request needs `Authorization: Bearer` with the token."""
    control = _Control(book, owner, chat)
    one = "/control/channels/{name}"
    routes = [
        Route("/control/ping", control.ping, methods=["GET"]),
        Route("/control/info", control.info, methods=["GET"]),
        Route("/control/status", control.status, methods=["GET"]),
        Route("/control/touch", control.ping, methods=["POST"]),
        Route("/control/shutdown", control.shut_down, methods=["POST"]),
        Route("/control/channels", control.create_channel, methods=["POST"]),
        Route("/control/faults", control.set_faults, methods=["POST"]),
        Route("/control/faults", control.clear_faults, methods=["DELETE"]),
        Route(one, control.delete_channel, methods=["DELETE"]),
        Route(f"{one}/faults", control.set_faults, methods=["POST"]),
        Route(f"{one}/faults", control.clear_faults, methods=["DELETE"]),
        Route(f"{one}/stop-session", control.stop_session, methods=["POST"]),
        Route(f"{one}/chat-token", control.chat_token, methods=["POST"]),
        Route(f"{one}/crowd", control.set_crowd, methods=["POST"]),
    ]
    return _TokenWall(Starlette(routes=routes), token, owner.touch)


class _Control:
    def __init__(self, book: ChannelBook, owner: Owner, chat: PracticeChat) -> None:
        self._book = book
        self._chat = chat
        self._owner = owner

    async def ping(self, request: Request) -> Response:
        info = self._owner.info()
        return json_response({"pid": info.pid, "protocol": info.protocol})

    async def info(self, request: Request) -> Response:
        return json_response(self._owner.info())

    async def status(self, request: Request) -> Response:
        return json_response(self._owner.status())

    async def shut_down(self, request: Request) -> Response:
        self._owner.shut_down()
        return json_response({})

    async def create_channel(self, request: Request) -> Response:
        try:
            wish = msgspec.json.decode(await read_body(request), type=NewChannel)
            self._book.create(wish.name)
        except (TooLarge, BadChannel) as error:
            return refusal(400, str(error))
        except msgspec.DecodeError as error:
            return refusal(400, f"This channel can't be: {error}.")
        except OSError as error:
            return refusal(507, f"The channel's key can't be kept: {error.strerror}.")
        return json_response(self._owner.info().channel(wish.name))

    async def delete_channel(self, request: Request) -> Response:
        try:
            channel = self._book.delete(request.path_params["name"])
        except OSError as error:
            return refusal(507, f"The channel's key can't be deleted: {error.strerror}.")
        if channel is not None:
            await channel.playback.close()
        return json_response({"deleted": channel is not None})

    async def set_faults(self, request: Request) -> Response:
        try:
            channel = self._channel(request)
            body = await read_body(request)
            faults = parse_faults(body, is_one_channel=channel is not None)
        except (TooLarge, BadFaults) as error:
            return refusal(400, str(error))
        except KeyError as error:
            return refusal(404, str(error.args[0]))
        self._book.set_faults(faults, channel)
        return json_response(self._book.faults(channel))

    async def clear_faults(self, request: Request) -> Response:
        try:
            channel = self._channel(request)
        except KeyError as error:
            return refusal(404, str(error.args[0]))
        self._book.set_faults(NO_FAULTS, channel)
        return json_response(self._book.faults(channel))

    async def stop_session(self, request: Request) -> Response:
        try:
            channel = self._channel(request)
        except KeyError as error:
            return refusal(404, str(error.args[0]))
        assert channel is not None
        return json_response({"stopped": channel.end(EndReason.KICKED)})

    async def chat_token(self, request: Request) -> Response:
        try:
            channel = self._channel(request)
            assert channel is not None
            wish = msgspec.json.decode(await read_body(request), type=ChatTokenWish)
            return json_response(
                ChatToken(self._chat.token(channel.name, wish.name, Role(wish.role)))
            )
        except KeyError as error:
            return refusal(404, str(error.args[0]))
        except (TooLarge, msgspec.DecodeError, TokenRefused) as error:
            return refusal(400, f"This token can't be: {error}.")

    async def set_crowd(self, request: Request) -> Response:
        try:
            channel = self._channel(request)
            assert channel is not None
            wish = msgspec.json.decode(await read_body(request), type=CrowdWish)
        except KeyError as error:
            return refusal(404, str(error.args[0]))
        except (TooLarge, msgspec.DecodeError) as error:
            return refusal(400, f"This crowd can't be: {error}.")
        await self._chat.set_crowd(channel.name, wish.people, wish.rate)
        return json_response(wish)

    def _channel(self, request: Request) -> Channel | None:
        """Return the channel that the path names, None when it names none; raises KeyError."""
        name = request.path_params.get("name")
        if name is None:
            return None
        channel = self._book.get(name)
        if channel is None:
            raise KeyError("There is no channel of that name.")
        return channel


class _TokenWall:
    """Lets requests with the token pass, and counts only those as use."""

    def __init__(self, app: ASGIApp, token: str, touch: Callable[[], None]) -> None:
        self._app = app
        self._wanted = f"Bearer {token}".encode()
        self._touch = touch

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        given = dict(scope.get("headers", [])).get(b"authorization", b"")
        if secrets.compare_digest(given, self._wanted):
            self._touch()
            await self._app(scope, receive, send)
        else:
            await refusal(401, "This needs the token from the home folder.")(scope, receive, send)
