"""Nodes in one process, each with a log of its own in the same Redis."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from cloud.chatserver.log import LogUnavailable
from cloud.chatserver.redislog import RedisLog
from cloud.chatserver.redismending import Patience
from cloud.chatserver.redistail import Pulse
from cloud.chatserver.store import Store
from tests.cloud.chatserver.heardtail import PATIENCE_S, HeardTail, said

# All who followed a room are waited for; who never did is not.
PATIENCE = Patience(grace_s=PATIENCE_S, young_s=0)
# They look after their rooms often, and a machine that is busy for a while makes none of them deaf.
PULSE = Pulse(every_s=0.1, deaf_after_s=PATIENCE_S)
SOON_DEAF = Pulse(every_s=0.1, deaf_after_s=0.4)


@dataclass
class Node:
    """One node's log, and what it heard."""

    log: RedisLog
    tail: HeardTail = field(default_factory=HeardTail)

    async def say(self, text: str) -> int:
        """Append until it is acknowledged, as a client does; return the number."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                try:
                    return (await self.log.append("r", [said(text)]))[0].seq
                except LogUnavailable:
                    await asyncio.sleep(0)

    async def open(self) -> None:
        """Open the room, and count what it held as heard."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                try:
                    newest = await self.log.open("r")
                    break
                except LogUnavailable:
                    await asyncio.sleep(0)
        self.tail.heard("r", newest.epoch, newest.items)


@asynccontextmanager
async def nodes(
    *urls: str, store: Store | None = None, patience: Patience = PATIENCE, pulse: Pulse = PULSE
) -> AsyncIterator[list[Node]]:
    """Run nodes that have opened the room, and know of each other."""
    running = [Node(RedisLog(url, store=store, patience=patience, pulse=pulse)) for url in urls]
    try:
        for node in running:
            await node.log.start(node.tail)
            await node.open()
        if len(running) > 1:
            await until(lambda: _know_each_other(running))
        yield running
    finally:
        for node in running:
            await node.log.close()


async def until(condition: Callable[[], bool]) -> None:
    """Return once it holds."""
    async with asyncio.timeout(PATIENCE_S):
        while not condition():
            await asyncio.sleep(0.01)


def _know_each_other(running: list[Node]) -> bool:
    return all(len(node.log._listener.rooms["r"].peers) == len(running) for node in running)
