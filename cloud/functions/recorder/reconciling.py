"""Finds what EventBridge lost: streams that nobody told of, and sessions that nobody ended."""

from collections.abc import Callable, Iterator

from cloud.functions.recorder.books import Books, Stream
from cloud.functions.recorder.events import Origin, StreamEnd, StreamStart, channel_of
from cloud.functions.recorder.recording import Recorder
from cloud.functions.recorder.sessions import Session
from cloud.functions.recorder.tables import Store

LOOK_BACK_MS = 26 * 3_600_000
"""A day, and what a failed run left to the next."""
QUIET_MS = 15 * 60_000
"""After which a session without a stream is over: a reconnection takes less."""
LATEST = 20
"""Of a channel's sessions, looked at."""


class Reconciler:
    """Compares what was recorded of a channel with its service's books."""

    def __init__(
        self,
        recorder: Recorder,
        store: Store,
        books: Books,
        channel_arn: str,
        now_ms: Callable[[], int],
    ) -> None:
        self._recorder = recorder
        self._store = store
        self._books = books
        self._channel_arn = channel_arn
        self._now_ms = now_ms

    def reconcile(self) -> int:
        """Record what is missing; return how many sessions were ended or found."""
        arn = self._channel_arn
        now_ms, channel_id = self._now_ms(), channel_of(arn)
        if ":medialive:" in arn:
            origin, is_on, repaired = Origin.MEDIALIVE, self._books.is_running(arn), 0
        else:
            streams = self._books.streams(arn, now_ms - LOOK_BACK_MS)
            origin, is_on = Origin.IVS, any(each.ended_ms is None for each in streams)
            repaired = sum(self._is_missing(channel_id, each) for each in streams)
        repaired += self._recorder.join_parts(channel_id, now_ms)
        if is_on:
            return repaired
        ends = list(self._lost_ends(channel_id, origin, now_ms))
        self._recorder.record(ends)
        return repaired + len(ends)

    def _is_missing(self, channel_id: str, stream: Stream) -> bool:
        """Record a stream that its service knows; tell whether that was news."""
        before = self._store.session(stream.stream_id)
        if before is not None and before.is_start_known and (
            before.ended_ms is not None or stream.ended_ms is None
        ):  # fmt: skip
            return False
        told = (stream.stream_id, channel_id)
        start = StreamStart(
            f"{stream.stream_id}:start", *told, stream.started_ms, Origin.IVS, stream.started_ms
        )
        facts: list[StreamStart | StreamEnd] = [start]
        if stream.ended_ms is not None:
            facts.append(StreamEnd(f"{stream.stream_id}:end", *told, stream.ended_ms, Origin.IVS))
        self._recorder.record(facts)
        now = self._store.session(stream.stream_id)
        return now is not None and now != before

    def _lost_ends(self, channel_id: str, origin: Origin, now_ms: int) -> Iterator[StreamEnd]:
        """Yield an end for each session that is live in the books only."""
        for session in self._store.latest(channel_id, now_ms, LATEST):
            if session.is_live and (seen_ms := self._last_seen_ms(session)) < now_ms - QUIET_MS:
                yield StreamEnd(
                    f"{session.session_id}:reconciled",
                    session.session_id,
                    channel_id,
                    seen_ms,
                    origin,
                    reason="reconciled",
                )

    def _last_seen_ms(self, session: Session) -> int:
        return max(session.last_event_ms, self._store.last_sample_ms(session.session_id) or 0)
