"""What tests tell the recorder, and where it keeps that."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from cloud.functions.recorder.events import (
    MetricsUpdate,
    Origin,
    StreamEnd,
    StreamStart,
    Trouble,
    TroubleKind,
)
from cloud.functions.recorder.items import Item
from cloud.functions.recorder.recording import Recorder
from cloud.functions.recorder.sessions import Session
from cloud.functions.recorder.tables import Conflict

T0 = 1_790_000_040_000
"""A moment at which a minute begins: 2026-09-21T14:14:00Z."""
SHOW = "show-1"
CHANNEL = "abcdEFGH1234"


def started(session: str = SHOW, at_ms: int = T0, origin: Origin = Origin.DESKTOP) -> StreamStart:
    """A stream begins."""
    words = ("ann", "Speedrun", "1080p30") if origin is Origin.DESKTOP else ("", "", "")
    return StreamStart(f"{session}:start", session, CHANNEL, at_ms, origin, at_ms, *words)


def ended(session: str = SHOW, at_ms: int = T0 + 3_600_000, **more: Any) -> StreamEnd:
    """A stream ends; the desktop knows its totals."""
    origin = more.pop("origin", Origin.DESKTOP)
    if origin is Origin.DESKTOP:
        more = {"duration_s": 3600.0, "peak_viewers": 41, "chat_messages": 99} | more
    return StreamEnd(f"{session}:end", session, CHANNEL, at_ms, origin, **more)


def starved(event_id: str = "e1", at_ms: int = T0 + 60_000, session: str = "st-1") -> Trouble:
    """IVS gets too little."""
    kind = TroubleKind.STARVATION_START
    return Trouble(event_id, session, CHANNEL, at_ms, Origin.IVS, kind=kind)


def sample(at_ms: int, viewers: int | None = 30, *, session: str = SHOW) -> MetricsUpdate:
    """Ten seconds of a stream."""
    return MetricsUpdate(
        f"{session}:{at_ms}",
        session,
        CHANNEL,
        at_ms,
        Origin.DESKTOP,
        viewers=viewers,
        bitrate_bps=4_500_000.0,
        frame_rate=29.97,
        chat_per_minute=12.5,
        cpu_percent=31.5,
        memory_percent=44.0,
    )


class MemoryStore:
    """A Store that keeps everything in mappings, and changes under one's hands on demand."""

    def __init__(self) -> None:
        self.kept: dict[str, Session] = {}
        self.sampled: dict[tuple[str, int], MetricsUpdate] = {}
        self.minutes: dict[tuple[str, int], Item] = {}
        self.conflicts = 0
        """So many savings fail before one works."""

    def session(self, session_id: str) -> Session | None:
        return self.kept.get(session_id)

    def latest(self, channel_id: str, until_ms: int, limit: int) -> Sequence[Session]:
        found = [
            each
            for each in self.kept.values()
            if each.channel_id == channel_id and each.started_ms <= until_ms
        ]
        return sorted(found, key=lambda each: -each.started_ms)[:limit]

    def save(self, session: Session, before: Session | None, parts: Sequence[Session] = ()) -> None:
        if self.conflicts:
            self.conflicts -= 1
            raise Conflict
        for gone in (before, *parts):
            if gone is not None:
                del self.kept[gone.session_id]
        assert session.session_id not in self.kept
        self.kept[session.session_id] = replace(session, version=session.version + 1)

    def samples(self, session_id: str, from_ms: int, to_ms: int) -> Sequence[MetricsUpdate]:
        return [
            each
            for (session, at_ms), each in self.sampled.items()
            if session == session_id and from_ms <= at_ms < to_ms
        ]

    def last_sample_ms(self, session_id: str) -> int | None:
        return max((at for session, at in self.sampled if session == session_id), default=None)

    def rollups(self, channel_id: str, from_ms: int, to_ms: int) -> dict[int, Item]:
        return {
            minute: row
            for (channel, minute), row in self.minutes.items()
            if channel == channel_id and from_ms <= minute <= to_ms
        }

    def write(self, samples: Iterable[MetricsUpdate], rollups: Iterable[Item]) -> None:
        self.sampled |= {(each.session_id, each.at_ms): each for each in samples}
        self.minutes |= {(each["channelId"], each["minute"]): each for each in rollups}


class Desk:
    """A recorder on a MemoryStore, with what it sent to CloudWatch."""

    def __init__(self, now_ms: int = T0 + 7_200_000) -> None:
        self.now_ms = now_ms
        self.store = MemoryStore()
        self.sent: list[dict[str, Any]] = []
        self.is_refusing = False
        """CloudWatch takes nothing."""
        self.recorder = Recorder(self.store, self._put, lambda: self.now_ms)

    def _put(self, call: dict[str, Any]) -> None:
        if self.is_refusing:
            raise ConnectionError("CloudWatch is away")
        self.sent.append(call)

    def values(self, name: str) -> list[float]:
        """Every value that was sent of one metric."""
        return [
            datum["Value"]
            for call in self.sent
            for datum in call["MetricData"]
            if datum["MetricName"] == name
        ]

    def timed(self, name: str) -> list[tuple[int, float]]:
        """Every value that was sent of one metric, with its time, in the order of time."""
        return sorted(
            (round(datum["Timestamp"].timestamp() * 1000), datum["Value"])
            for call in self.sent
            for datum in call["MetricData"]
            if datum["MetricName"] == name
        )
