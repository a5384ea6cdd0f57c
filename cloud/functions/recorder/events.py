"""What can be recorded: four facts, and how the three events of Livedesk's own say them. Pure.

    {"eventType": "stream_start", "sessionId": ..., "channelId": ..., "timestamp": ms,
     "eventId": ..., "startedAt": ms, "streamerUserId": ..., "streamTitle": ...,
     "streamQuality": ...}
    {"eventType": "metrics_update", ..., "currentViewers", "bitrate" (bit/s), "frameRate",
     "chatMessagesPerMinute", "cpuUsage", "memoryUsage" (percent)}
    {"eventType": "stream_end", ..., "duration" (s), "peakViewers", "totalChatMessages",
     "avgBitrate" (bit/s)}

Only `eventType`, `sessionId` and `channelId` must be there; without a timestamp it is of now.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

LONGEST_AHEAD_MS = 2 * 3_600_000
"""CloudWatch takes no later time than two hours from now; such a clock is wrong."""
EARLIEST_MS = 1_500_000_000_000
"""2017. A smaller number is a time in seconds, not milliseconds."""
LONGEST_TEXT = 500
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,127}")
_CHANNEL = re.compile(r"[A-Za-z0-9_-]{1,128}")


class InvalidEvent(Exception):
    """The event can't be recorded, however often it is sent; the text says why."""


class Origin(StrEnum):
    """Who says it."""

    DESKTOP = "desktop"
    IVS = "ivs"
    MEDIALIVE = "medialive"


@dataclass(frozen=True, slots=True)
class Fact:
    """What every event says."""

    event_id: str
    session_id: str
    """Empty: whatever runs on the channel at that time."""
    channel_id: str
    at_ms: int
    origin: Origin


@dataclass(frozen=True, slots=True)
class StreamStart(Fact):
    """A stream has begun."""

    started_at_ms: int
    user: str = ""
    title: str = ""
    quality: str = ""


@dataclass(frozen=True, slots=True)
class StreamEnd(Fact):
    """A stream has ended; None: the one who says it does not know."""

    started_at_ms: int | None = None
    duration_s: float | None = None
    peak_viewers: int | None = None
    chat_messages: int | None = None
    bitrate_bps: float | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MetricsUpdate(Fact):
    """How a stream is at one moment; None: not measured."""

    viewers: int | None = None
    bitrate_bps: float | None = None
    frame_rate: float | None = None
    chat_per_minute: float | None = None
    cpu_percent: float | None = None
    memory_percent: float | None = None


class TroubleKind(StrEnum):
    """What a service can say of a stream besides its beginning and end."""

    STARVATION_START = "starvation_start"
    STARVATION_END = "starvation_end"
    STREAM_FAILURE = "stream_failure"
    TAKEOVER = "takeover"
    LIMIT_BREACH = "limit_breach"
    ALERT_SET = "alert_set"
    ALERT_CLEARED = "alert_cleared"


@dataclass(frozen=True, slots=True)
class Trouble(Fact):
    """Something went wrong with a stream, or is right again."""

    kind: TroubleKind
    detail: str = ""


Recordable = StreamStart | StreamEnd | MetricsUpdate | Trouble


def own_event(event: Mapping[str, Any], now_ms: int) -> StreamStart | StreamEnd | MetricsUpdate:
    """Return what one of Livedesk's events says; raises InvalidEvent."""
    kind = event.get("eventType")
    if kind not in ("stream_start", "stream_end", "metrics_update"):
        raise InvalidEvent(f"unknown eventType {str(kind)[:50]!r}")
    session_id = _identifier(event, "sessionId")
    channel_id = channel_of(_text(event, "channelId"))
    at_ms = _moment(event, "timestamp", now_ms)
    at_ms = now_ms if at_ms is None else at_ms
    event_id = _text(event, "eventId") or f"{session_id}:{kind}:{at_ms}"
    fact = (event_id, session_id, channel_id, at_ms, Origin.DESKTOP)
    if kind == "stream_start":
        started = _moment(event, "startedAt", now_ms)
        return StreamStart(
            *fact,
            started_at_ms=at_ms if started is None else started,
            user=_text(event, "streamerUserId"),
            title=_text(event, "streamTitle"),
            quality=_text(event, "streamQuality") or "720p",
        )
    if kind == "stream_end":
        return StreamEnd(
            *fact,
            started_at_ms=_moment(event, "startedAt", now_ms),
            duration_s=_number(event, "duration"),
            peak_viewers=_count(event, "peakViewers"),
            chat_messages=_count(event, "totalChatMessages"),
            bitrate_bps=_number(event, "avgBitrate"),
            reason=_text(event, "reason"),
        )
    return MetricsUpdate(
        *fact,
        viewers=_count(event, "currentViewers"),
        bitrate_bps=_number(event, "bitrate"),
        frame_rate=_number(event, "frameRate"),
        chat_per_minute=_number(event, "chatMessagesPerMinute"),
        cpu_percent=_number(event, "cpuUsage"),
        memory_percent=_number(event, "memoryUsage"),
    )


def channel_of(name: str) -> str:
    """Return a channel's id, of the id or of its ARN; raises InvalidEvent."""
    short = re.split("[/:]", name)[-1] if name.startswith("arn:") else name
    if not _CHANNEL.fullmatch(short):
        raise InvalidEvent("channelId is missing or no channel's id")
    return short


def _identifier(event: Mapping[str, Any], name: str) -> str:
    value = event.get(name)
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise InvalidEvent(f"{name} is missing or no identifier")
    return value


def _text(event: Mapping[str, Any], name: str) -> str:
    value = event.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise InvalidEvent(f"{name} is no text")
    return value[:LONGEST_TEXT]


def _number(event: Mapping[str, Any], name: str) -> float | None:
    value = event.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InvalidEvent(f"{name} is no number")
    if not math.isfinite(value) or not 0 <= value < 1e15:
        raise InvalidEvent(f"{name} can't be {value}")
    return value


def _count(event: Mapping[str, Any], name: str) -> int | None:
    value = _number(event, name)
    return None if value is None else round(value)


def _moment(event: Mapping[str, Any], name: str, now_ms: int) -> int | None:
    value = _count(event, name)
    if value is None:
        return None
    if value < EARLIEST_MS:
        raise InvalidEvent(f"{name} is not in milliseconds since 1970")
    if value > now_ms + LONGEST_AHEAD_MS:
        raise InvalidEvent(f"{name} lies more than two hours ahead")
    return value
