"""A persister at work, between a log of one room and a store that can be broken."""

import asyncio
from collections.abc import Callable, Sequence

from chatclient.wire.envelopes import Envelope
from cloud.chatserver.log import LogUnavailable, Slice
from cloud.chatserver.persister import Patience, Persister
from tests.fakes.chatstore import WAIT_S, BreakableStore

ROOM = "room"


class FakeLog:
    """A log of one room that persisters read from."""

    def __init__(self) -> None:
        self.epoch = "a"
        self.items: list[Envelope] = []
        self.reads = 0
        self.is_away = False

    async def read(self, room: str, after: int, limit: int) -> Slice:
        self.reads += 1
        if self.is_away:
            self.is_away = False
            raise LogUnavailable("away")
        found = tuple(item for item in self.items if item.seq > after)[:limit]
        head = self.items[-1].seq if self.items else 0
        return Slice(self.epoch, head, self.items[0].seq if self.items else 1, found)


def said(*seqs: int) -> list[Envelope]:
    return [Envelope(seq, "msg", seq) for seq in seqs]


def kept(store: BreakableStore) -> list[int]:
    return [envelope.seq for envelope in store.after(ROOM, 0, 100_000)]


async def until(store: BreakableStore, is_so: Callable[[], bool]) -> None:
    await asyncio.to_thread(store.wait_until, is_so)


def run(
    store: BreakableStore,
    log: FakeLog,
    scene: Callable[[Persister], object],
    capacity: int = 1000,
    snapshot: Callable[[str], tuple[int, bytes] | None] | None = None,
    close_s: float = WAIT_S,
) -> Persister:
    """Play a scene with a persister that runs, and close it."""

    async def play() -> Persister:
        patience = Patience(linger_s=0.005, first_retry_s=0.001, close_s=close_s)
        persister = Persister(
            store, log.read, snapshot=snapshot, capacity=capacity, patience=patience
        )
        persister.start()
        try:
            await scene(persister)  # type: ignore[misc]
        finally:
            await persister.close()
        return persister

    return asyncio.run(play())


def tell(persister: Persister, log: FakeLog, items: Sequence[Envelope], epoch: str = "a") -> None:
    log.items += items
    log.epoch = epoch
    persister.heard(ROOM, epoch, items)
