"""What a room does by itself when the time has come: a question closes, a wait ends.

Every node looks, as none knows which of them will live; the log numbers what they say of it once.
"""

import asyncio
import logging
from collections.abc import Iterable

from msgspec.structs import replace

from chatclient.wire.envelopes import Action, Envelope, HeldBody, ModerationBody, PollBody, body_of
from cloud.chatserver.desk import Desk
from cloud.chatserver.log import Clock, Draft, LogUnavailable, SharedCounts
from cloud.chatserver.room import Room
from cloud.chatserver.state import HELD_MS
from cloud.chatserver.verdicts import draft

_log = logging.getLogger(__name__)
EVERY_S = 1.0
DECIDED_WITHIN_MS = HELD_MS - 10_000
"""Before a room's state lets go of what nobody decided on, which is told to nobody."""
TIMEOUT_S = 5.0


class Overdue:
    """The one task that looks at the clock for all rooms of a node."""

    def __init__(
        self,
        rooms: Iterable[Room],
        desk: Desk,
        counts: SharedCounts,
        clock: Clock,
        every_s: float = EVERY_S,
    ) -> None:
        """`rooms` are those that are open, whenever it looks."""
        self._rooms = rooms
        self._desk = desk
        self._counts = counts
        self._clock = clock
        self._every_s = every_s

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            await asyncio.sleep(self._every_s)
            for room in self._rooms:
                try:
                    async with asyncio.timeout(TIMEOUT_S):
                        await self._look_at(room)
                except (LogUnavailable, TimeoutError):
                    break  # the others have the same log; it is tried again in a moment
                except Exception:  # noqa: BLE001 - one room's trouble is not the others'
                    _log.exception("nothing in room %s ends by itself", room.name)

    async def _look_at(self, room: Room) -> None:
        now_ms = int(self._clock() * 1000)
        poll = room.state.poll
        if poll is not None and poll.until_ms is not None and poll.until_ms <= now_ms:
            votes = await self._counts.votes(room.name, poll.id, len(poll.options))
            await self._desk.append(room, (_closed(poll, votes, now_ms),), None)
        for held in room.state.held:
            is_over = held.at_ms <= now_ms - DECIDED_WITHIN_MS
            if is_over and (over := _denied(held, now_ms)):
                await self._desk.append(room, (over,), None)


def _closed(poll: PollBody, votes: tuple[int, ...], now_ms: int) -> Draft:
    closed = replace(poll, is_open=False, votes=votes)
    return replace(draft(closed, None, now_ms), dedupe=f"overdue:{poll.id}")


def _denied(held: Envelope, now_ms: int) -> Draft | None:
    body = body_of(held)
    if not isinstance(body, HeldBody) or held.user is None:
        return None
    record = ModerationBody(Action.DENY, held.user.id, held=body.id, detail=body.text)
    return replace(draft(record, None, now_ms), dedupe=f"overdue:{body.id}")
