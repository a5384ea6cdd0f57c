"""Counters of a broadcast, and the once-a-second figures made from their differences."""

import time
from dataclasses import dataclass, fields

import psutil

from encoder.engine.clock import Monotonic
from encoder.engine.encoding import EncodingFigures
from encoder.engine.sinks.base import SinkFigures
from encoder.messages import Drops, Phase, Stats


@dataclass(frozen=True, slots=True)
class Counters:
    """Everything counted, cumulative."""

    frames_encoded: int = 0
    frames_repeated: int = 0
    frames_skipped: int = 0
    frames_sent: int = 0
    frames_dropped: int = 0
    video_bytes: int = 0
    audio_bytes: int = 0
    bytes_sent: int = 0
    bytes_delivered: int = 0
    retransmits: int = 0
    sessions: int = 0

    @classmethod
    def of(cls, encoding: EncodingFigures, sink: SinkFigures) -> "Counters":
        """Return the counters of one encoding line and its sink."""
        return cls(
            frames_encoded=sink.frames_offered,
            frames_repeated=encoding.repeated,
            frames_skipped=encoding.skipped,
            frames_sent=sink.frames_sent,
            frames_dropped=sink.frames_dropped,
            video_bytes=encoding.video_bytes,
            audio_bytes=encoding.audio_bytes,
            bytes_sent=sink.bytes_sent,
            bytes_delivered=sink.bytes_delivered,
            retransmits=sink.retransmits,
            sessions=sink.sessions,
        )

    def __sub__(self, earlier: "Counters") -> "Counters":
        return Counters(
            *(getattr(self, field.name) - getattr(earlier, field.name) for field in fields(self))
        )


class Sampler:
    """Makes one Stats a second; used by one thread."""

    def __init__(self, monotonic: Monotonic = time.monotonic) -> None:
        self._monotonic = monotonic
        self._process = psutil.Process()
        self._process.cpu_percent()
        self._last = Counters()
        self._last_s = monotonic()

    def restart(self, counters: Counters) -> None:
        """Begin a new series, so that the first rates are not those of a jump."""
        self._last, self._last_s = counters, self._monotonic()

    def sample(
        self, phase: Phase, live_s: float, counters: Counters, sink: SinkFigures, target_bps: int
    ) -> Stats:
        """Return the figures since the sample before."""
        now_s = self._monotonic()
        elapsed_s = max(0.001, now_s - self._last_s)
        grown = counters - self._last
        self._last, self._last_s = counters, now_s
        return Stats(
            at_utc_s=time.time(),
            phase=phase,
            live_s=live_s,
            fps=grown.frames_encoded / elapsed_s,
            video_bps=grown.video_bytes * 8 / elapsed_s,
            audio_bps=grown.audio_bytes * 8 / elapsed_s,
            sent_bps=grown.bytes_sent * 8 / elapsed_s,
            delivered_bps=grown.bytes_delivered * 8 / elapsed_s,
            queue_ms=sink.queue_ms,
            rtt_ms=sink.rtt_ms,
            retransmits=counters.retransmits,
            frames_encoded=counters.frames_encoded,
            frames_sent=counters.frames_sent,
            drops=Drops(counters.frames_repeated, counters.frames_skipped, counters.frames_dropped),
            reconnects=counters.sessions,
            engine_cpu_percent=self._process.cpu_percent(),
            engine_memory_bytes=self._process.memory_info().rss,
            target_bps=target_bps,
        )
