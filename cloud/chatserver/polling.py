"""The chat for those who poll: the newest messages, and pages of a hundred, the same for everybody.

A CDN may keep `latest.json` for a second and a full page for ever, so that any number of viewers
costs this node a few requests a second.
"""

import zlib

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from chatclient.wire.pages import LATEST_SIZE, PAGE_SIZE, Latest, LogPage
from chatclient.wire.requests import LiveId
from cloud.chatserver.batches import items, line_of
from cloud.chatserver.lag import LoopLag
from cloud.chatserver.log import Clock, LogUnavailable, RoomLog
from cloud.chatserver.ratelimits import Buckets, Rate
from cloud.chatserver.room import Room
from cloud.chatserver.rooms import Rooms

FRESH_S = 0.5
FOR_A_SECOND = "public, max-age=1, s-maxage=1, stale-while-revalidate=5"
FOR_EVER = "public, max-age=31536000, immutable"
POLL_MS = 2_000
BUSY = ((250.0, 10_000), (100.0, 5_000), (50.0, 3_000))
"""From a loop lag of so many ms on, ask again after so long."""
MADE_MOST = 2_000
_OPENED = Rate(10.0, 100.0)
"""Rooms that requests without a token may open: a name can be made up."""
_encoder = msgspec.json.Encoder()


class Polling:
    """Answers those who read over HTTP."""

    def __init__(self, rooms: Rooms, log: RoomLog, lag: LoopLag, clock: Clock) -> None:
        self._rooms = rooms
        self._log = log
        self._lag = lag
        self._clock = clock
        self._opened = Buckets(_OPENED, clock)
        self._made: dict[str, tuple[float, bytes, str]] = {}

    def routes(self) -> list[Route]:
        """Return the routes, to be put before those of replay."""
        return [
            Route("/chat/{live}/latest.json", self._latest, methods=["GET"]),
            Route("/chat/{live}/s/{page:int}.json", self._page, methods=["GET"]),
        ]

    async def _latest(self, request: Request) -> Response:
        live = request.path_params["live"]
        now_s = self._clock()
        made = self._made.get(live)
        if made is None or not 0 <= now_s - made[0] < FRESH_S:
            room = await self._room(live)
            if isinstance(room, Response):
                return room
            body = self._newest(room, int(now_s * 1000))
            made = (now_s, body, _etag(body))
            self._made.pop(live, None)
            self._made[live] = made
            if len(self._made) > MADE_MOST:
                del self._made[next(iter(self._made))]
        return _answer(request, made[1], made[2], FOR_A_SECOND)

    async def _page(self, request: Request) -> Response:
        page = request.path_params["page"]
        room = await self._room(request.path_params["live"])
        if isinstance(room, Response):
            return room
        first = page * PAGE_SIZE
        if first > room.head:
            return _refusal(404)
        try:
            read = await self._log.read(room.name, max(0, first - 1), PAGE_SIZE)
        except LogUnavailable:
            return _refusal(503)
        lines = [line_of(e) for e in read.items if first <= e.seq < first + PAGE_SIZE]
        last = first + PAGE_SIZE - 1
        is_full = read.head >= last
        gaps = tuple((a, min(b, last)) for a, b in read.gaps if a <= last)
        body = _encoder.encode(
            LogPage(read.epoch, first, items(lines, is_moderator=False), is_full, gaps)
        )
        # Numbers may mean something else in another epoch: without one the same address may change.
        is_final = is_full and request.query_params.get("e") == read.epoch
        return _answer(request, body, _etag(body), FOR_EVER if is_final else FOR_A_SECOND)

    async def _room(self, live: str) -> Room | Response:
        try:
            msgspec.convert(live, LiveId)
        except msgspec.ValidationError:
            return _refusal(404)
        room = self._rooms.known(live)
        if room is not None:
            return room
        if self._opened.take("all"):
            return _refusal(503)
        try:
            return await self._rooms.get(live)
        except LogUnavailable:
            return _refusal(503)

    def _newest(self, room: Room, now_ms: int) -> bytes:
        state = room.state
        late_ms = self._lag.now_ms()
        poll_ms = next((poll for late, poll in BUSY if late_ms >= late), POLL_MS)
        latest = Latest(
            room.epoch,
            room.head,
            poll_ms,
            items(room.newest(LATEST_SIZE), is_moderator=False),
            room.stats,
            state.settings,
            state.pin,
            state.poll,
            state.live,
            tuple(room.gaps),
            now_ms,
        )
        return _encoder.encode(latest)


def _etag(body: bytes) -> str:
    return f'"{zlib.crc32(body):08x}-{len(body):x}"'


def _answer(request: Request, body: bytes, etag: str, cache: str) -> Response:
    headers = {"etag": etag, "cache-control": cache}
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)


def _refusal(status: int) -> Response:
    headers = {"cache-control": "no-store"} | ({"retry-after": "2"} if status == 503 else {})
    return Response(status_code=status, headers=headers)
