"""`POST /v1/chat/<live>/segments`: the media side tells which segments a room's video has.

Whoever makes or watches the playlist calls it, with the host key, for each new segment; telling
one again changes nothing.
"""

from collections.abc import Awaitable, Callable
from typing import Annotated

import msgspec
from msgspec import Meta, Struct
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from chatclient.wire.answers import Answer, refused
from chatclient.wire.codes import Code
from chatclient.wire.pages import Segment
from chatclient.wire.requests import LiveId, Seq
from cloud.chatserver.doorkeeper import Scope, Turned
from cloud.chatserver.httpanswers import answered, body_of
from cloud.chatserver.log import LogUnavailable

MAX_SEGMENTS = 100
MAX_DURATION_MS = 60_000
RETRY_MS = 1_000

Append = Callable[[str, Segment], Awaitable[None]]
"""`ChatServer.append_segment`."""


class ToldSegment(Struct, frozen=True):
    """A segment as the media side knows it; where it lies in the video is the room's matter."""

    media_sequence: Seq
    at_ms: Annotated[int, Meta(ge=0, lt=2**53)]
    duration_ms: Annotated[int, Meta(ge=1, le=MAX_DURATION_MS)]
    is_discontinuity: bool = False

    def placed_nowhere(self) -> Segment:
        """Return it for a timeline to find its position."""
        return Segment(
            self.media_sequence,
            self.at_ms,
            self.duration_ms,
            is_discontinuity=self.is_discontinuity,
        )


class _Told(Struct, frozen=True):
    segments: Annotated[tuple[ToldSegment, ...], Meta(max_length=MAX_SEGMENTS)]


class MediaApi:
    """Takes segments from who shows the host key."""

    def __init__(self, shows_host_key: Callable[[Scope], bool], append: Append) -> None:
        """`shows_host_key` raises Turned for a wrong one."""
        self._shows_host_key = shows_host_key
        self._append = append
        self.routes = [Route("/v1/chat/{live}/segments", self._segments, methods=["POST"])]

    async def _segments(self, request: Request) -> Response:
        try:
            if not self._shows_host_key(request.scope):
                raise Turned(Code.FORBIDDEN)
            live, told = _read(request.path_params["live"], await body_of(request))
            for segment in told.segments:
                await self._append(live, segment.placed_nowhere())
        except Turned as turned:
            return answered(refused(turned.code, turned.retry_ms))
        except ClientDisconnect:
            return Response(status_code=400)
        except LogUnavailable:
            return answered(refused(Code.UNAVAILABLE, RETRY_MS))
        return answered(Answer(True))


def _read(live: str, body: bytes) -> tuple[str, _Told]:
    try:
        return msgspec.convert(live, LiveId), msgspec.json.decode(body, type=_Told)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Turned(Code.BAD_REQUEST) from None
