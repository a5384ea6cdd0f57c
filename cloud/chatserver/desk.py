"""Answers requests: limits first, then the rules, then the log; the same over sockets and HTTP."""

import asyncio
import time

import msgspec

from chatclient.wire.answers import Answer, Paged, refused
from chatclient.wire.codes import Code
from chatclient.wire.envelopes import PRIVATE
from chatclient.wire.requests import ClosePoll, Heart, Page, Request, Send, Vote
from cloud.chatserver.log import Clock, Draft, LogUnavailable, RoomLog, SharedCounts
from cloud.chatserver.ratelimits import RateLimits
from cloud.chatserver.room import Room
from cloud.chatserver.rules import Known, judge, named, still_to_say
from cloud.chatserver.tokens import Claims

UNAVAILABLE_RETRY_MS = 1_000
LOG_TIMEOUT_S = 5.0
FAILING_S = 10.0
"""After a failure of the log nobody is sent to this node for so long, unless it works again."""


class Desk:
    """What a node does about requests of clients that are in a room."""

    def __init__(
        self, log: RoomLog, counts: SharedCounts, limits: RateLimits, clock: Clock
    ) -> None:
        self._log = log
        self._counts = counts
        self._limits = limits
        self._clock = clock
        self._failed_s: float | None = None

    @property
    def is_failing(self) -> bool:
        """The log could not be written when it was tried last."""
        return self._failed_s is not None and time.monotonic() - self._failed_s < FAILING_S

    async def answer(self, room: Room, request: Request, who: Claims) -> Answer:
        """Do what is asked, if it may be done, and say what came of it."""
        own_id = request.id if isinstance(request, Send) else ""
        if retry_ms := self._limits.request(who, request):
            return refused(Code.RATE_LIMITED, retry_ms, own_id)
        try:
            async with asyncio.timeout(LOG_TIMEOUT_S):
                return await self._judged(room, request, who)
        except (LogUnavailable, TimeoutError):
            self._failed_s = time.monotonic()
            return refused(Code.UNAVAILABLE, UNAVAILABLE_RETRY_MS, own_id)

    async def page(self, room: Room, request: Page, who: Claims) -> Answer | Paged:
        """Return a stretch of the log."""
        if retry_ms := self._limits.request(who, request):
            return refused(Code.RATE_LIMITED, retry_ms)
        try:
            read = await self._log.read(room.name, request.after, request.limit)
        except LogUnavailable:
            return refused(Code.UNAVAILABLE, UNAVAILABLE_RETRY_MS)
        return room.paged(read, is_moderator="delete" in who.capabilities)

    async def append(self, room: Room, drafts: tuple[Draft, ...], position_ms: int | None) -> int:
        """Put drafts into the log, where they belong in the video; return the first one's number.

        Raises LogUnavailable.
        """
        placed = []
        for draft in drafts:
            where_ms, media = room.timeline.place(draft.at_ms, position_ms)
            placed.append(
                msgspec.structs.replace(draft, position_ms=where_ms, media_sequence=media)
            )
        seq = (await self._log.append(room.name, placed))[0].seq
        self._failed_s = None
        return seq

    async def _judged(self, room: Room, request: Request, who: Claims) -> Answer:
        known = Known(votes=await self._votes(room, request))
        if seq := named(request):
            read = await self._log.read(room.name, seq - 1, 1)
            if read.items and read.items[0].seq == seq:
                known = Known(read.items[0])
        verdict = judge(room.state, request, who, int(self._clock() * 1000), known)
        if verdict.answer.ok:
            await self._count(room, request, who)
        if not verdict.drafts:
            return verdict.answer
        position_ms = request.position_ms if isinstance(request, Send) else None
        if isinstance(request, Send) and verdict.answer.ok and room.state.settings.slow_s:
            room.state.spoke(who.user.id, verdict.drafts[0].at_ms, request.id)  # in any window
        seq = await self.append(room, verdict.drafts, position_ms)
        if more := still_to_say(verdict.drafts, seq):
            await self.append(room, more, None)
        if verdict.answer.ok and verdict.drafts[0].kind not in PRIVATE:
            return msgspec.structs.replace(verdict.answer, seq=seq)
        return verdict.answer

    async def _votes(self, room: Room, request: Request) -> tuple[int, ...]:
        poll = room.state.poll
        if not isinstance(request, ClosePoll) or poll is None:
            return ()
        return await self._counts.votes(room.name, poll.id, len(poll.options))

    async def _count(self, room: Room, request: Request, who: Claims) -> None:
        if isinstance(request, Heart):
            room.likes += request.count
        elif isinstance(request, Vote):
            await self._counts.vote(room.name, request.poll, who.user.id, request.option)
