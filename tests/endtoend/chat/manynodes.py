"""A chat on two nodes and a Redis while everything fails: who said what, and who has heard it."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from cloud.chatserver.stores.sqlite import SqliteStore
from tests.cloud.chatserver.redisserver import ALWAYS, RedisServer
from tests.endtoend.chat.chatnode import ChatNode, token
from tests.endtoend.chat.talker import Talker

ROOM = "show"
LEVEL_S = 60.0


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is said, and what fails meanwhile."""

    talkers: int
    per_s: int
    """Messages of all talkers together."""
    seconds: float
    disconnects: int
    redis_away_s: float = 2.0
    redis_keeps: tuple[str, ...] = ALWAYS
    """How Redis is told what to keep on its disk."""

    @property
    def count(self) -> int:
        """Messages of all talkers."""
        return int(self.per_s * self.seconds)


@dataclass
class Outcome:
    """What came of it."""

    said: set[str] = field(default_factory=set)
    acknowledged: dict[str, int] = field(default_factory=dict)
    lists: list[dict[int, str]] = field(default_factory=list)
    """What each client has in the end, by number."""
    stored: dict[int, str] = field(default_factory=dict)
    differing: int = 0
    gaps: int = 0
    begun_anew: int = 0
    connections: int = 0
    delays_s: list[float] = field(default_factory=list)
    """From sending to being heard, by everybody, over everything that failed."""

    @property
    def lost(self) -> int:
        """Acknowledged messages that some client or the store does not have under their number."""
        return sum(
            everywhere.get(seq) != own
            for own, seq in self.acknowledged.items()
            for everywhere in (*self.lists, self.stored)
        )

    @property
    def doubled(self) -> int:
        """Messages that stand in some list, or in the store, more than once."""
        return sum(len(each) - len(set(each.values())) for each in (*self.lists, self.stored))

    @property
    def orders(self) -> int:
        """How many different lists there are; one is right."""
        return len({tuple(sorted(each.items())) for each in (*self.lists, self.stored)})


def run(plan: Plan, folder: Path) -> Outcome:
    """Let it happen; returns once every client is level, or raises TimeoutError."""
    redis = RedisServer(folder / "redis", *plan.redis_keeps)
    store = folder / "chat.sqlite3"
    words = ("--redis", redis.url, "--store", f"sqlite:{store}")
    nodes: list[ChatNode] = []
    try:
        nodes += [ChatNode(folder / f"node{n}", *words) for n in range(2)]
        outcome = asyncio.run(_Show(plan, redis, nodes).run())
    finally:
        for node in nodes:
            node.close()
        redis.kill()
    kept = SqliteStore(store)
    while page := kept.after(ROOM, max(outcome.stored, default=0), 1_000):
        outcome.stored |= {each.seq: str(each.body.get("id", each.kind)) for each in page}
    kept.close()
    return outcome


class _Show:
    def __init__(self, plan: Plan, redis: RedisServer, nodes: list[ChatNode]) -> None:
        self._plan = plan
        self._redis = redis
        self._nodes = nodes
        self._ports = [node.port for node in nodes]
        self._outcome = Outcome()
        self._sent_s: dict[str, float] = {}
        self._is_redis_back = asyncio.Event()
        self._first_after = ""
        self._talkers = [
            Talker(ROOM, token(ROOM, f"user{n}"), lambda: self._ports) for n in range(plan.talkers)
        ]

    async def run(self) -> Outcome:
        plan, outcome = self._plan, self._outcome
        running = [asyncio.create_task(talker.run()) for talker in self._talkers]
        for talker in self._talkers:
            talker.tell = self._told
        try:
            await self._level(lambda: all(each.heard.epoch for each in self._talkers))
            await asyncio.gather(
                self._talk(),
                self._at(plan.seconds * 0.25, self._redis_away()),
                self._at(plan.seconds * 0.65, self._node_away()),
                self._disconnect(),
            )
            await self._level(self._is_level)
        finally:
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)
        for talker in self._talkers:
            outcome.acknowledged |= talker.acknowledged
            outcome.lists.append(talker.heard.messages)
            outcome.differing += talker.heard.differing
            outcome.gaps += len(talker.heard.gaps)
            outcome.begun_anew += talker.heard.begun_anew
            outcome.connections += talker.connections
        return outcome

    def _told(self, new: list[str]) -> None:
        now_s = time.monotonic()
        self._outcome.delays_s += [now_s - self._sent_s[own] for own in new if own in self._sent_s]

    async def _talk(self) -> None:
        began_s = time.monotonic()
        for n in range(self._plan.count):
            await asyncio.sleep(began_s + n / self._plan.per_s - time.monotonic())
            own = f"m{n}"
            self._outcome.said.add(own)
            self._sent_s[own] = time.monotonic()
            self._talkers[n % len(self._talkers)].say(own)

    async def _disconnect(self) -> None:
        for n in range(self._plan.disconnects):
            await asyncio.sleep(self._plan.seconds / self._plan.disconnects)
            self._talkers[n % len(self._talkers)].disconnect()

    async def _at(self, after_s: float, event: Awaitable[None]) -> None:
        await asyncio.sleep(after_s)
        await event

    async def _redis_away(self) -> None:
        await asyncio.to_thread(self._redis.kill)
        await asyncio.sleep(self._plan.redis_away_s)
        await asyncio.to_thread(self._redis.start)
        self._first_after = f"m{min(len(self._outcome.said), self._plan.count - 1)}"
        self._is_redis_back.set()

    async def _node_away(self) -> None:
        # Not both at once: what only one node holds dies with it.
        await self._is_redis_back.wait()
        await self._level(
            lambda: all(self._first_after in each.heard.known for each in self._talkers)
        )
        self._ports.pop()
        await asyncio.to_thread(self._nodes[1].kill)

    def _is_level(self) -> bool:
        newest = max(max(each.acknowledged.values(), default=0) for each in self._talkers)
        return all(each.is_level and each.heard.last >= newest for each in self._talkers)

    async def _level(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(LEVEL_S):
            while not condition():
                await asyncio.sleep(0.05)
