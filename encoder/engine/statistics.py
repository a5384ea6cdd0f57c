"""Counters of what is encoded, and the once-a-second figures made from their differences."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, fields

import psutil

from encoder.engine.clock import Monotonic
from encoder.engine.encoding import EncodingFigures
from encoder.engine.sinks.base import SinkFigures
from encoder.messages import DestinationStats, Drops, Phase, RecordingStats, Stats


@dataclass(frozen=True, slots=True)
class Counters:
    """Everything encoded, cumulative."""

    frames_encoded: int = 0
    frames_repeated: int = 0
    frames_skipped: int = 0
    video_bytes: int = 0
    audio_bytes: int = 0

    @classmethod
    def of(cls, frames: int, encoding: EncodingFigures) -> "Counters":
        """Return the counters of one encoding line that has made so many frames."""
        return cls(
            frames_encoded=frames,
            frames_repeated=encoding.repeated,
            frames_skipped=encoding.skipped,
            video_bytes=encoding.video_bytes,
            audio_bytes=encoding.audio_bytes,
        )

    def __sub__(self, earlier: "Counters") -> "Counters":
        return Counters(
            *(getattr(self, field.name) - getattr(earlier, field.name) for field in fields(self))
        )


@dataclass(frozen=True, slots=True)
class DestinationFigures:
    """How one destination is and what it has taken."""

    destination: str
    phase: Phase
    sink: SinkFigures

    @property
    def reconnects(self) -> int:
        """Sessions after the first."""
        return max(0, self.sink.sessions - 1)


@dataclass(frozen=True, slots=True)
class Moment:
    """How everything is at one moment."""

    phase: Phase = Phase.IDLE
    live_s: float = 0.0
    target_bps: int = 0
    is_counted: bool = False
    """False while what is encoded goes nowhere yet: no rates are shown of it."""
    encoded: Counters = Counters()
    """Since the encoders were opened."""
    since_live: Counters = Counters()
    destinations: Sequence[DestinationFigures] = ()
    recording: RecordingStats | None = None


class Sampler:
    """Makes one Stats a second; used by one thread."""

    def __init__(self, monotonic: Monotonic = time.monotonic) -> None:
        self._monotonic = monotonic
        self._process = psutil.Process()
        self._process.cpu_percent()
        self._last = Moment()
        self._last_s = monotonic()

    def sample(self, now: Moment) -> Stats:
        """Return the figures since the sample before."""
        now_s = self._monotonic()
        elapsed_s = max(0.001, now_s - self._last_s)
        before, self._last, self._last_s = self._last, now, now_s
        grown = _grown(now.encoded, before.encoded) if now.is_counted else Counters()
        counters = now.since_live
        dropped = sum(each.sink.frames_dropped for each in now.destinations)
        return Stats(
            at_utc_s=time.time(),
            phase=now.phase,
            live_s=now.live_s,
            fps=grown.frames_encoded / elapsed_s,
            video_bps=grown.video_bytes * 8 / elapsed_s,
            audio_bps=grown.audio_bytes * 8 / elapsed_s,
            frames_encoded=counters.frames_encoded,
            drops=Drops(counters.frames_repeated, counters.frames_skipped, dropped),
            engine_cpu_percent=self._process.cpu_percent(),
            engine_memory_bytes=self._process.memory_info().rss,
            target_bps=now.target_bps,
            destinations=tuple(
                _of_destination(each, before.destinations, elapsed_s) for each in now.destinations
            ),
            recording=now.recording,
        )


def _grown(now: Counters, before: Counters) -> Counters:
    # Fewer than before: the encoders were opened anew since.
    return now - before if now.frames_encoded >= before.frames_encoded else now


def _of_destination(
    now: DestinationFigures, others: Sequence[DestinationFigures], elapsed_s: float
) -> DestinationStats:
    sink = now.sink
    before = next((o.sink for o in others if o.destination == now.destination), SinkFigures())
    if before.bytes_sent > sink.bytes_sent:  # another session of it, begun from nothing
        before = SinkFigures()
    return DestinationStats(
        destination=now.destination,
        phase=now.phase,
        sent_bps=(sink.bytes_sent - before.bytes_sent) * 8 / elapsed_s,
        delivered_bps=max(0, sink.bytes_delivered - before.bytes_delivered) * 8 / elapsed_s,
        queue_ms=sink.queue_ms,
        rtt_ms=sink.rtt_ms,
        retransmits=sink.retransmits,
        frames_sent=sink.frames_sent,
        frames_dropped=sink.frames_dropped,
        reconnects=now.reconnects,
    )
