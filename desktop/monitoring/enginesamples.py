"""Turns the engine's Stats into the values the health strip plots."""

from encoder.messages import DestinationStats, Drops, Stats

NAMES = (
    "encoded_bps",
    "sent_bps",
    "delivered_bps",
    "target_bps",
    "fps",
    "queue_ms",
    "render_drops",
    "encoder_drops",
    "network_drops",
    "cpu_percent",
    "memory_bytes",
)
"""What `EngineSampler.sample` returns; drops are frames in that second."""


class EngineSampler:
    """Makes one row from each Stats, and rates from counters; remembers the Stats before."""

    def __init__(self) -> None:
        self._before: Stats | None = None

    def sample(self, stats: Stats, destination: str = "") -> dict[str, float | None]:
        """Return a value for each of NAMES; of this destination, or of the first.

        What is not known of a destination in this second is missing.
        """
        there = _of(stats, destination)
        render, encoder, network = self._drops_per_s(stats)
        self._before = stats
        return {
            "encoded_bps": stats.video_bps + stats.audio_bps,
            "sent_bps": None if there is None else there.sent_bps,
            "delivered_bps": None if there is None else there.delivered_bps,
            "target_bps": float(stats.target_bps) if stats.target_bps else None,
            "fps": stats.fps,
            "queue_ms": None if there is None else there.queue_ms,
            "render_drops": render,
            "encoder_drops": encoder,
            "network_drops": network,
            "cpu_percent": stats.engine_cpu_percent,
            "memory_bytes": float(stats.engine_memory_bytes),
        }

    def clear(self) -> None:
        """Forget the Stats before: the next one has no rates."""
        self._before = None

    def _drops_per_s(self, stats: Stats) -> tuple[float | None, float | None, float | None]:
        if self._before is None:
            return None, None, None
        elapsed_s = stats.at_utc_s - self._before.at_utc_s
        if elapsed_s <= 0:
            return None, None, None
        before = self._before.drops
        if _has_restarted(stats.drops, before):  # counters begin anew with each broadcast
            before = Drops()
        return (
            (stats.drops.render - before.render) / elapsed_s,
            (stats.drops.encoder - before.encoder) / elapsed_s,
            (stats.drops.network - before.network) / elapsed_s,
        )


def _of(stats: Stats, destination: str) -> DestinationStats | None:
    if not destination:
        return stats.main
    return next((each for each in stats.destinations if each.destination == destination), None)


def _has_restarted(now: Drops, before: Drops) -> bool:
    return (
        now.render < before.render or now.encoder < before.encoder or now.network < before.network
    )
