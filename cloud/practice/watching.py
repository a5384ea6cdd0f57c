"""What viewers fetch: the watch page, the playlist, its segments; and what pages report back."""

import re
from typing import Final

import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from cloud.practice.channel import Channel, Clocks
from cloud.practice.channelbook import ChannelBook
from cloud.practice.httpserver import TooLarge, json_response, read_body, refusal
from cloud.practice.viewers import Beacon
from cloud.watch.files import PAGE, page_file

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "media-src 'self' blob:; img-src 'self' data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
_PLAIN: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": POLICY,
}
_VIEWER: Final = re.compile(r"[A-Za-z0-9_-]{8,64}")
MAX_BEACON_BYTES: Final = 4096


def watch_app(book: ChannelBook, clocks: Clocks) -> Starlette:
    """Return the app; it needs no token, since a viewer has none."""
    watching = _Watching(book, clocks)
    return Starlette(
        routes=[
            Route("/static/{file:path}", watching.static, methods=["GET"]),
            Route("/{channel}", watching.to_page, methods=["GET"]),
            Route("/{channel}/", watching.page, methods=["GET"]),
            Route("/{channel}/index.m3u8", watching.playlist, methods=["GET"]),
            Route("/{channel}/beacon", watching.beacon, methods=["POST"]),
            Route("/{channel}/resume", watching.resume, methods=["GET"]),
            Route("/{channel}/{file}", watching.segment, methods=["GET"]),
        ]
    )


class _Watching:
    def __init__(self, book: ChannelBook, clocks: Clocks) -> None:
        self._book = book
        self._clocks = clocks

    async def static(self, request: Request) -> Response:
        return _file_of_page(request.path_params["file"])

    async def to_page(self, request: Request) -> Response:
        channel = self._channel(request)
        return _nothing() if channel is None else RedirectResponse(f"/{channel.name}/")

    async def page(self, request: Request) -> Response:
        return _nothing() if self._channel(request) is None else _file_of_page(PAGE)

    async def playlist(self, request: Request) -> Response:
        channel = self._channel(request)
        text = None if channel is None else channel.playback.playlist(self._clocks.monotonic())
        if channel is None or text is None:
            return _nothing()
        self._count(channel, request)
        return Response(
            text, 200, _PLAIN | {"Cache-Control": "no-store"}, "application/vnd.apple.mpegurl"
        )

    async def segment(self, request: Request) -> Response:
        channel, name = self._channel(request), request.path_params["file"]
        content = None if channel is None else await channel.playback.read(name)
        if channel is None or content is None:
            return _nothing()
        self._count(channel, request)
        # No name is ever used twice, so a copy is good for as long as anybody wants it.
        headers = _PLAIN | {"Cache-Control": "private, max-age=3600, immutable"}
        return Response(content, 200, headers, "video/mp4")

    async def beacon(self, request: Request) -> Response:
        channel = self._channel(request)
        viewer = _viewer_id(request)
        if channel is None or viewer is None:
            return _nothing()
        try:
            body = await read_body(request, MAX_BEACON_BYTES)
            report = msgspec.json.decode(body, type=Beacon)
        except (TooLarge, msgspec.DecodeError) as error:
            return refusal(400, f"This report can't be read: {error}.")
        channel.viewers.saw(viewer, self._clocks.monotonic(), report)
        return Response(status_code=204)

    async def resume(self, request: Request) -> Response:
        channel, viewer = self._channel(request), _viewer_id(request)
        if channel is None or viewer is None:
            return _nothing()
        return json_response({"at_ms": channel.viewers.resume_at_ms(viewer)})

    def _channel(self, request: Request) -> Channel | None:
        return self._book.get(request.path_params["channel"])

    def _count(self, channel: Channel, request: Request) -> None:
        viewer = _viewer_id(request)
        if viewer is None:
            address = request.client.host if request.client else ""
            viewer = f"{address} {request.headers.get('user-agent', '')[:100]}"
        channel.viewers.saw(viewer, self._clocks.monotonic())


def _viewer_id(request: Request) -> str | None:
    """Return the id that the page gave itself, if it gave a proper one."""
    viewer = request.query_params.get("viewer", "")
    return viewer if _VIEWER.fullmatch(viewer) else None


def _file_of_page(name: str) -> Response:
    file = page_file(name)
    if file is None:
        return _nothing()
    headers = _PLAIN | {"Cache-Control": "no-cache"}
    return Response(file.content, 200, headers, f"{file.media_type}; charset=utf-8")


def _nothing() -> Response:
    return Response("There is nothing here.\n", 404, _PLAIN | {"Cache-Control": "no-store"})
