"""How the chat reaches this client: rate, delay by the server's clock, what was lost on the way.

Pure; clocks are handed in. The server's clock is taken from joins and from when batches left: of
what a while brings, the quickest is nearest to the truth.
"""

from collections.abc import Sequence

from chatclient.messages import FeedMeasured
from chatclient.wire.envelopes import Envelope

MAX_SAMPLES = 2000
SAMPLES_A_BATCH = 20
CLOCK_WINDOW_S = 60.0


class Measure:
    """Counts over one second, and the offset to the server's clock."""

    def __init__(self) -> None:
        self.reconnects = 0
        self._messages = 0
        self._delays_ms: list[float] = []
        # The smallest of local minus server time: one window that is being filled, one before.
        self._offset_ms: float | None = None
        self._offset_before_ms: float | None = None
        self._window_s = 0.0
        self._since_s: float | None = None

    def told_time(self, server_ms: int, utc_s: float) -> None:
        """Note that the server's clock showed this when it was sent off."""
        if not server_ms:
            return
        if utc_s - self._window_s > CLOCK_WINDOW_S or utc_s < self._window_s:
            self._offset_before_ms, self._offset_ms = self._offset_ms, None
            self._window_s = utc_s
        offset_ms = utc_s * 1000 - server_ms
        if self._offset_ms is None or offset_ms < self._offset_ms:
            self._offset_ms = offset_ms

    def came(self, items: Sequence[Envelope], utc_s: float) -> None:
        """Note what was said just now."""
        self._messages += len(items)
        offsets = [ms for ms in (self._offset_ms, self._offset_before_ms) if ms is not None]
        if not offsets or len(self._delays_ms) >= MAX_SAMPLES:
            return
        server_ms = utc_s * 1000 - min(offsets)
        step = max(1, len(items) // SAMPLES_A_BATCH)
        self._delays_ms += [max(0.0, server_ms - one.at_ms) for one in items[::step]]

    def take(self, now_s: float, utc_s: float) -> FeedMeasured:
        """Return the figures since the last call; duplicates, gaps and backend are left open."""
        span_s = now_s - self._since_s if self._since_s is not None else 0.0
        self._since_s = now_s
        delays = sorted(self._delays_ms)
        measured = FeedMeasured(
            at_utc_s=utc_s,
            messages_per_s=self._messages / span_s if span_s > 0 else 0.0,
            delay_p50_ms=_quantile(delays, 0.5),
            delay_p99_ms=_quantile(delays, 0.99),
            reconnects=self.reconnects,
        )
        self._messages = 0
        self._delays_ms = []
        return measured


def _quantile(values: Sequence[float], part: float) -> float | None:
    return values[min(len(values) - 1, int(len(values) * part))] if values else None
