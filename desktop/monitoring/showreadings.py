"""Ten seconds of a show as one reading: means of the engine's seconds, and what was said. Pure."""

from collections import deque
from statistics import fmean

from cloud.outbox.show import Reading
from encoder.messages import Stats

SPAN_S = 10.0
MINUTE_S = 60.0
MOST_ARRIVALS = 10_000


class ShowReadings:
    """Collects seconds and messages, and gives a reading every ten seconds."""

    def __init__(self) -> None:
        self._seconds: list[Stats] = []
        self._arrivals: deque[tuple[float, int]] = deque(maxlen=MOST_ARRIVALS)
        self._said = 0

    def begin(self) -> None:
        """A show begins: what came before is not of it."""
        self._seconds.clear()
        self._arrivals.clear()
        self._said = 0

    def hear(self, messages: int, at_s: float) -> None:
        """So many were said at this time."""
        self._arrivals.append((at_s, messages))
        self._said += messages

    def take(self, stats: Stats, viewers: int | None, *, has_chat: bool) -> Reading | None:
        """Take a second; return the reading that it completes, if it does."""
        self._seconds.append(stats)
        now_s = stats.at_utc_s
        if now_s - self._seconds[0].at_utc_s < SPAN_S - 1:
            return None
        seconds, self._seconds = self._seconds, []
        said, self._said = self._said, 0
        recent = sum(count for at_s, count in self._arrivals if at_s > now_s - MINUTE_S)
        return Reading(
            at_ms=round(now_s * 1000),
            viewers=viewers,
            bitrate_bps=fmean(each.main.sent_bps for each in seconds),
            frame_rate=fmean(each.fps for each in seconds),
            chat_messages=said,
            chat_per_minute=float(recent) if has_chat else None,
        )
