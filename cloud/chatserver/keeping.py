"""What of a node outlives it: its rooms in a store, their replay over HTTP, their chunks."""

import time
from collections.abc import Sequence

from starlette.routing import Route

from chatclient.wire.envelopes import Envelope
from chatclient.wire.pages import Segment
from cloud.chatserver.chunks import ChunkWriter
from cloud.chatserver.chunksinks import ChunkSink
from cloud.chatserver.log import Clock
from cloud.chatserver.persister import Lag, Patience, Persister, Read, Snapshot
from cloud.chatserver.replayapi import replay_routes
from cloud.chatserver.store import Store

SHARED = Patience(jitter_s=1.0)


class Keeping:
    """Persister, replay and chunk writer of one store; without a sink no chunks are written."""

    def __init__(
        self,
        store: Store,
        read: Read,
        snapshot: Snapshot,
        sink: ChunkSink | None = None,
        clock: Clock = time.time,
    ) -> None:
        patience = SHARED if store.is_shared else Patience()
        self._persister = Persister(store, read, snapshot=snapshot, patience=patience)
        self._chunks = ChunkWriter(store, sink, clock) if sink else None
        self.routes: list[Route] = replay_routes(store, clock)

    @property
    def lag(self) -> Lag:
        """How far the store is behind."""
        return self._persister.lag

    def kept(self, room: str) -> int:
        """Return the number up to which the store has everything there was."""
        return self._persister.kept(room)

    def start(self) -> None:
        """Begin; called on the event loop."""
        self._persister.start()
        if self._chunks is not None:
            self._chunks.start()

    def heard(self, room: str, epoch: str, items: Sequence[Envelope]) -> None:
        """Keep what was appended to a room; never waits."""
        self._persister.heard(room, epoch, items)
        self.has_video(room)

    def segments(self, room: str, segments: Sequence[Segment]) -> None:
        """Keep segments of a room's video; never waits."""
        self._persister.segments(room, segments)
        if self._chunks is not None:
            self._chunks.expect(room)

    def has_video(self, room: str) -> None:
        """Cut a room into chunks, from where it was left."""
        if self._chunks is not None:
            self._chunks.follow(room)

    async def close(self) -> None:
        """Write what there is, within 6 s, and end; the store stays open."""
        await self._persister.close()
        if self._chunks is not None:
            await self._chunks.close()
