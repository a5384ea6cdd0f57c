"""Serves a room's replay over HTTP: spans by position, chunks by media sequence, index, tombstones.

Replies are the same for everybody and say how long a cache may keep them: for good once nothing
can be added, else a second. Who writes chunks for a CDN is `chunks`.
"""

import gzip
import re
import time
from collections.abc import Awaitable, Callable
from hashlib import blake2b
from typing import TypeVar

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from chatclient.wire.codes import Code
from cloud.chatserver.log import Clock
from cloud.chatserver.replayreader import ReplayReader
from cloud.chatserver.replayspans import BadSpan, number_of, span_of
from cloud.chatserver.store import Store, StoreFailed

GROWING = "public, max-age=1"
SETTLED = "public, max-age=3600"
FOR_GOOD = "public, max-age=31536000, immutable"
SOON_AGAIN = "public, max-age=5"
TOMBSTONES = "public, max-age=10"
GZIPPED_BYTES = 1_000
MAX_ASKING = 64
"""Requests that may wait for the store at once; more are told to come back."""

_LIVE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_T = TypeVar("_T")
Answering = Callable[[Request], Awaitable[Response]]


class _Unavailable(Exception):
    """The store can't answer now."""


def replay_routes(store: Store, clock: Clock = time.time) -> list[Route]:
    """Return the routes below `/chat/`; GET and HEAD."""
    api = _ReplayApi(ReplayReader(store, clock))
    return [
        Route("/chat/{live}", api.span),
        Route("/chat/{live}/index.json", api.index),
        Route("/chat/{live}/tombstones.json", api.tombstones),
        Route("/chat/{live}/{number:int}.json", api.chunk),
    ]


class _ReplayApi:
    def __init__(self, reader: ReplayReader) -> None:
        self._reader = reader
        self._asking = 0

    async def span(self, request: Request) -> Response:
        asked = request.query_params
        try:
            from_ms, to_ms = span_of(asked.get("from"), asked.get("to"))
            after = number_of(asked.get("after"))
        except BadSpan as error:
            return _refused(400, error.code, str(error))
        live = request.path_params["live"]
        return await self._answer(
            request, lambda: self._reader.span(live, from_ms, to_ms, after), (SETTLED, GROWING)
        )

    async def chunk(self, request: Request) -> Response:
        live, number = request.path_params["live"], request.path_params["number"]
        if number >= 2**53:
            return _not_found()
        return await self._answer(
            request, lambda: self._reader.chunk(live, number), (FOR_GOOD, GROWING)
        )

    async def index(self, request: Request) -> Response:
        return await self._answer(request, lambda: self._whole(request, self._reader.index))

    async def tombstones(self, request: Request) -> Response:
        return await self._answer(
            request, lambda: self._whole(request, self._reader.tombstones), (TOMBSTONES, TOMBSTONES)
        )

    def _whole(
        self, request: Request, read: Callable[[str], msgspec.Struct | None]
    ) -> tuple[msgspec.Struct, bool] | None:
        found = read(request.path_params["live"])
        return None if found is None else (found, False)

    async def _answer(
        self,
        request: Request,
        read: Callable[[], tuple[msgspec.Struct, bool] | None],
        caching: tuple[str, str] = (SOON_AGAIN, SOON_AGAIN),
    ) -> Response:
        """Answer with what is read; `caching` is for what is settled, and for what is not."""
        if not _LIVE.fullmatch(request.path_params["live"]):
            return _not_found()
        headers = request.headers

        def reply() -> Response:
            found = read()
            if found is None:
                return _not_found()
            content, is_settled = found
            return _reply(headers, content, caching[0 if is_settled else 1])

        try:
            return await self._ask(reply)
        except (StoreFailed, _Unavailable):
            return _refused(
                503, Code.UNAVAILABLE, "The chat can't be read just now: try again shortly."
            )

    async def _ask(self, read: Callable[[], _T]) -> _T:
        if self._asking >= MAX_ASKING:
            raise _Unavailable
        self._asking += 1
        try:
            return await run_in_threadpool(read)
        finally:
            self._asking -= 1


def _reply(asked: Headers, content: msgspec.Struct, caching: str) -> Response:
    """Encode a reply; takes its time for a large one, so that it is done beside the event loop."""
    body = msgspec.json.encode(content)
    tag = blake2b(body, digest_size=12).hexdigest()
    headers = {"Cache-Control": caching, "Vary": "Accept-Encoding"}
    is_small = len(body) < GZIPPED_BYTES
    if not is_small and "gzip" in asked.get("accept-encoding", ""):
        # Other bytes, so another strong tag.
        tag += "-gzip"
        headers["Content-Encoding"] = "gzip"
    headers["ETag"] = f'"{tag}"'
    if _knows(asked.get("if-none-match", ""), headers["ETag"]):
        headers.pop("Content-Encoding", None)
        return Response(status_code=304, headers=headers)
    if "Content-Encoding" in headers:
        body = gzip.compress(body, 5, mtime=0)
    return Response(body, media_type="application/json", headers=headers)


def _knows(if_none_match: str, etag: str) -> bool:
    tags = [tag.strip().removeprefix("W/") for tag in if_none_match.split(",")]
    return etag in tags or tags == ["*"]


def _not_found() -> Response:
    return _refused(404, Code.NOT_FOUND, "There is no such chat, or not yet.")


def _refused(status: int, code: Code, sentence: str) -> Response:
    # What is not there may be there in a moment, so that no cache may keep it for long.
    headers = {"Cache-Control": "no-store" if status == 503 else SOON_AGAIN}
    if status == 503:
        headers["Retry-After"] = "2"
    body = msgspec.json.encode({"ok": False, "code": code, "message": sentence})
    return Response(body, status, headers, "application/json")
