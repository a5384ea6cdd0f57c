"""The chat read every few seconds over HTTP, through a CDN if there is one: the fallback.

What is read is the same for everybody; own messages are posted to the server itself.
"""

import asyncio
import contextlib
from collections.abc import Callable
from random import SystemRandom

import msgspec
from msgspec.structs import replace

from chatclient.backends.base import Heard, Place, Traits
from chatclient.backends.refusals import server_of
from chatclient.backends.tokens import fetched, holder_of
from chatclient.backends.webreading import WebReader
from chatclient.backoff import Chance
from chatclient.errors import ChatError, ErrorCode, Refused, Unreachable
from chatclient.settings import PollingChat, Token, TokenSource
from chatclient.wire.answers import Answer, Joined, Paged, refused
from chatclient.wire.codes import Code
from chatclient.wire.pages import PAGE_SIZE, Latest, LogPage
from chatclient.wire.requests import Page, Request, Send

SHORTEST_POLL_S = 0.5
LONGEST_POLL_S = 30.0
SPREAD = 0.2
"""Each wait is spread by so much either way, lest everybody ask in the same instant."""
MAX_FAILURES = 3
"""In a row; then the connection counts as broken."""
_EXPIRED = frozenset({Code.BAD_TOKEN, Code.AUTH_EXPIRED})


class PollingBackend:
    """Reads one room over HTTP."""

    traits = Traits("polling", can_moderate=False)

    def __init__(
        self,
        address: PollingChat,
        chance: Chance | None = None,
        longest_poll_s: float = LONGEST_POLL_S,
    ) -> None:
        self._address = address
        self._pace = _Pace(chance or SystemRandom().random, longest_poll_s)

    async def connect(
        self, tokens: TokenSource, place: Place, hear: Callable[[Heard], None]
    ) -> "PollingConnection":
        """Read the newest, and go on reading."""
        connection = PollingConnection(self._address, tokens, hear, self._pace)
        try:
            await connection.open(place)
        except BaseException:
            await connection.close()
            raise
        return connection


class PollingConnection:
    """One reader of one room."""

    def __init__(
        self,
        address: PollingChat,
        tokens: TokenSource,
        hear: Callable[[Heard], None],
        pace: "_Pace",
    ) -> None:
        self._below = f"{address.url.rstrip('/')}/chat/{address.live}"
        api = (address.api_url or address.url).rstrip("/")
        self._post_to = f"{api}/v1/chat/{address.live}/messages"
        self._tokens = tokens
        self._token: Token | None = None
        self._hear = hear
        self._pace = pace
        self._web = WebReader()
        self._epoch = ""
        self._head = 0  # up to here `hear` was told, or knows that it was not
        self._polling: asyncio.Task[None] | None = None

    async def open(self, place: Place) -> None:
        """Tell the newest as what was joined; raises ChatError."""
        with contextlib.suppress(Unreachable):  # who only reads needs none
            self._token = await fetched(self._tokens, self._post_to)
        latest = await self._web.read_new(f"{self._below}/latest.json", Latest)
        assert latest is not None  # nothing was read before
        self._epoch, self._head = place.epoch, place.last
        latest = self._news(latest)
        me, capabilities = holder_of(self._token) if self._token else (None, ())
        can = tuple(one for one in capabilities if one == Send.CAPABILITY)
        self._hear(
            Joined(
                True,
                latest.epoch,
                latest.head,
                0,  # what is gone is told by pages
                latest.items,
                latest.gaps,
                latest.now_ms,
                me,
                can,
                latest.settings,
                latest.pin,
                latest.poll,
                latest.live,
            )
        )
        self._polling = asyncio.create_task(self._poll(latest), name="chat-poll")

    async def ask(self, request: Request) -> Answer:
        """Post a message and return the answer; nothing else can be asked on this road."""
        if not isinstance(request, Send):
            return refused(Code.UNAVAILABLE)
        is_fresh = self._token is None
        answer = await self._posted(request)
        if answer.code in _EXPIRED and not is_fresh:
            self._token = None
            answer = await self._posted(request)
        return answer

    async def page(self, request: Page) -> Paged:
        """Return a stretch of the log; raises ChatError."""
        last = request.after + request.limit
        items, gaps = [], []
        epoch = self._epoch
        for number in range((request.after + 1) // PAGE_SIZE, last // PAGE_SIZE + 1):
            page = await self._web.read(f"{self._below}/s/{number}.json?e={self._epoch}", LogPage)
            if page is None:
                break
            epoch = page.epoch
            items += [one for one in page.items if request.after < one.seq <= last]
            gaps += [gap for gap in page.gaps if gap[1] > request.after]
        return Paged(True, epoch, self._head, 0, tuple(items), tuple(gaps))

    async def wait_closed(self) -> None:
        """Raise the ChatError with which reading ended."""
        assert self._polling is not None
        await asyncio.shield(self._polling)

    async def close(self) -> None:
        """End it."""
        if self._polling is not None:
            self._polling.cancel()
            await asyncio.wait([self._polling])
            if not self._polling.cancelled():
                self._polling.exception()  # it was told already, or nobody wants to know
        await self._web.close()

    async def _poll(self, latest: Latest) -> None:
        wait_ms, failures = latest.poll_ms, 0
        while True:
            await asyncio.sleep(self._pace.wait_s(wait_ms))
            try:
                newer = await self._web.read_new(f"{self._below}/latest.json", Latest)
            except ChatError:
                failures += 1
                if failures >= MAX_FAILURES:
                    raise
                continue
            failures = 0
            if newer is not None:
                wait_ms = newer.poll_ms
                self._hear(self._news(newer))

    def _news(self, latest: Latest) -> Latest:
        """Return this without what was told before."""
        if latest.epoch != self._epoch:
            self._epoch, self._head = latest.epoch, 0
        before = self._head
        self._head = max(before, latest.head)
        return replace(latest, items=tuple(one for one in latest.items if one.seq > before))

    async def _posted(self, send: Send) -> Answer:
        if self._token is None:
            self._token = await fetched(self._tokens, self._post_to)
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"}
        raw = await self._web.post(self._post_to, msgspec.json.encode(send), headers)
        try:
            return msgspec.json.decode(raw, type=Answer)
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise Refused(ErrorCode.NOT_CHAT, server=server_of(self._post_to)) from None


class _Pace(msgspec.Struct, frozen=True):
    chance: Chance
    longest_s: float

    def wait_s(self, wanted_ms: int) -> float:
        """Return how long to wait where the server wants so long."""
        wait_s = min(max(wanted_ms / 1000, SHORTEST_POLL_S), self.longest_s)
        return wait_s * (1 - SPREAD + 2 * SPREAD * self.chance())
