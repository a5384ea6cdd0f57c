"""What all nodes count together in Redis: viewers, likes, votes.

Raises LogUnavailable while Redis is away; whoever shows the figures shows the last ones. What a
Redis that keeps nothing on its disk forgets, begins again from what the nodes tell next.
"""

import hashlib
import secrets
from collections.abc import Sequence

from cloud.chatserver.log import LogUnavailable
from cloud.chatserver.redisroad import Road
from cloud.chatserver.redisscripts import HERE, VOTE, Words, evaluate

TIMEOUT_S = 1.0
HERE_S = 10
"""A node that does not say who is there for so long counts no more."""
KEPT_S = 7 * 86_400
MAX_TOLD = 200_000
TOLD_AT_ONCE = 2_000


class RedisCounts:
    """See SharedCounts. A connection of its own, so that the log never waits for figures."""

    def __init__(self, url: str, password: str = "") -> None:
        self._node = secrets.token_hex(6)
        self._road = Road(url, password, TIMEOUT_S)
        self._told: dict[str, set[bytes]] = {}

    async def here(self, room: str, users: Sequence[str]) -> tuple[int, int]:
        """See SharedCounts; who is on two nodes is counted twice among those who are there now.

        All there ever were is an estimate (HyperLogLog), right to 1 %.
        """
        told = self._told.setdefault(room, set())
        new = [user for user in map(_short, users) if user not in told]
        stem = f"{{chat:{room}}}:"
        command = evaluate(HERE, [stem + "here"], self._node, len(users), HERE_S)
        ever = stem + "ever"
        lots = [new[at : at + TOLD_AT_ONCE] for at in range(0, len(new), TOLD_AT_ONCE)]
        try:
            adding: list[Words] = [("PFADD", ever, *lot) for lot in lots]
            viewers, *_, total = await self._road.call(
                [command, *adding, ("EXPIRE", ever, KEPT_S), ("PFCOUNT", ever)]
            )
        except LogUnavailable:
            self._told.clear()  # it may come back without those it was told
            raise
        told.update(new)
        if len(told) > MAX_TOLD:
            told.clear()
        if not users:
            del self._told[room]
        return int(viewers), max(int(total), int(viewers))

    async def like(self, room: str, count: int) -> int:
        key = f"{{chat:{room}}}:likes"
        likes, _ = await self._road.call([("INCRBY", key, count), ("EXPIRE", key, KEPT_S)])
        return int(likes)

    async def vote(self, room: str, poll: str, user: str, option: int) -> None:
        voters, tally = _poll_keys(room, poll)
        await self._road.call([evaluate(VOTE, [voters, tally], user, option, KEPT_S)])

    async def votes(self, room: str, poll: str, options: int) -> tuple[int, ...]:
        _, tally = _poll_keys(room, poll)
        [counts] = await self._road.call([("HMGET", tally, *range(options))])
        return tuple(int(count or 0) for count in counts)

    async def close(self) -> None:
        """Hang up."""
        await self._road.close()


def _short(user: str) -> bytes:
    return hashlib.blake2b(user.encode(), digest_size=8).digest()


def _poll_keys(room: str, poll: str) -> tuple[str, str]:
    stem = f"{{chat:{room}}}:poll:{poll}:"
    return stem + "voters", stem + "tally"
