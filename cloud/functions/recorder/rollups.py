"""Minutes of a channel: what a minute's samples come to, and what several sessions' do. Pure.

Each measure is kept as count, mean, spread (the sum of squared distances from the mean), least and
most, from which every longer time's mean, deviation and extremes follow exactly.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cloud.functions.recorder.events import MetricsUpdate
from cloud.functions.recorder.items import Item

MINUTE_MS = 60_000
MEASURES = {
    "viewers": "viewers",
    "bitrate": "bitrate_bps",
    "frameRate": "frame_rate",
    "chatActivity": "chat_per_minute",
    "cpuUsage": "cpu_percent",
    "memoryUsage": "memory_percent",
}
"""Name in a row: field of a sample."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What several values come to."""

    count: int
    mean: float
    spread: float
    least: float
    most: float

    @staticmethod
    def of(values: Iterable[float]) -> "Summary | None":
        """Return the summary of some values, None of none."""
        total: Summary | None = None
        for value in values:
            total = joined(total, Summary(1, value, 0.0, value, value))
        return total


def joined(first: Summary | None, second: Summary | None) -> Summary | None:
    """Return the summary of both (Chan, Golub and LeVeque 1979: stable for means far from zero)."""
    if first is None or second is None:
        return second if first is None else first
    count = first.count + second.count
    apart = second.mean - first.mean
    return Summary(
        count,
        first.mean + apart * second.count / count,
        first.spread + second.spread + apart * apart * first.count * second.count / count,
        min(first.least, second.least),
        max(first.most, second.most),
    )


def minute_of(at_ms: int) -> int:
    """Return the beginning of the minute, in milliseconds since 1970."""
    return at_ms - at_ms % MINUTE_MS


def day_key(channel_id: str, at_ms: int) -> str:
    """Return the partition of a channel's day, UTC: `channelId#YYYYMMDD`."""
    return f"{channel_id}#{datetime.fromtimestamp(at_ms / 1000, UTC):%Y%m%d}"


def rollup(
    before: Mapping[str, Any] | None,
    session_id: str,
    samples: Iterable[MetricsUpdate],
    channel_id: str,
    minute_ms: int,
) -> Item:
    """Return a minute's row once these are all samples of one session in it.

    `before` is the row as it was: what it holds of other sessions stays.
    """
    mine = list(samples)
    own = {
        name: _packed(summary)
        for name, field in MEASURES.items()
        if (summary := Summary.of(_values(mine, field))) is not None
    }
    sessions = {**(before or {}).get("sessions", {}), session_id: own}
    whole = {name: measure({"sessions": sessions}, name) for name in MEASURES}
    viewers, bitrate, chat = whole["viewers"], whole["bitrate"], whole["chatActivity"]
    return {
        "channelDay": day_key(channel_id, minute_ms),
        "minute": minute_ms,
        "channelId": channel_id,
        "sessions": sessions,
        "samples": max((each.count for each in whole.values() if each), default=0),
        "avgViewers": viewers and viewers.mean,
        "maxViewers": viewers and viewers.most,
        "avgBitrate": bitrate and bitrate.mean,
        "minBitrate": bitrate and bitrate.least,
        "maxBitrate": bitrate and bitrate.most,
        "avgFrameRate": (rate := whole["frameRate"]) and rate.mean,
        "avgChatActivity": chat and chat.mean,
        "maxChatActivity": chat and chat.most,
    }


def measure(row: Mapping[str, Any], name: str) -> Summary | None:
    """Return one of MEASURES of a minute, over all its sessions."""
    total: Summary | None = None
    for measures in row["sessions"].values():
        if (packed := measures.get(name)) is not None:
            total = joined(total, Summary(**packed))
    return total


def _values(samples: Iterable[MetricsUpdate], field: str) -> list[float]:
    found = (getattr(sample, field) for sample in samples)
    return [float(value) for value in found if value is not None]


def _packed(summary: Summary) -> Item:
    return {name: getattr(summary, name) for name in Summary.__slots__}
