"""One show from its beginning to its end: what is counted of it, and the events it becomes. Pure.

A Show is kept beside the events, so that a window that comes back goes on with it.
"""

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from cloud.outbox.events import MetricsUpdate, SessionEnded, SessionStarted


class Beginning(Struct, frozen=True):
    """A show that is on air; told again of the same show it changes nothing."""

    channel_id: str
    started_ms: int
    user: str = ""
    title: str = ""
    quality: str = ""


class Reading(Struct, frozen=True):
    """How a stream is at one moment; None: not measured."""

    at_ms: int
    viewers: int | None = None
    bitrate_bps: float | None = None
    frame_rate: float | None = None
    chat_messages: int = 0
    """Said since the reading before."""
    chat_per_minute: float | None = None
    cpu_percent: float | None = None
    memory_percent: float | None = None


class Show(Struct, frozen=True):
    """What is known of the show that runs."""

    session_id: str
    channel_id: str
    started_ms: int
    last_ms: int
    next_sequence: int = 0
    peak_viewers: int | None = None
    chat_messages: int | None = None
    bitrate_sum: float = 0.0
    bitrates: int = 0


def started(show: Show, user: str, title: str, quality: str) -> tuple[Show, SessionStarted]:
    """Return the show and the event of its beginning."""
    event = SessionStarted(
        session_id=show.session_id,
        channel_id=show.channel_id,
        timestamp=show.started_ms,
        sequence=show.next_sequence,
        streamer_user_id=user,
        stream_title=title,
        stream_quality=quality,
    )
    return replace(show, next_sequence=show.next_sequence + 1), event


def measured(show: Show, reading: Reading) -> tuple[Show, MetricsUpdate]:
    """Return the show after a reading, and the event that tells of it."""
    event = MetricsUpdate(
        session_id=show.session_id,
        channel_id=show.channel_id,
        timestamp=reading.at_ms,
        sequence=show.next_sequence,
        current_viewers=reading.viewers,
        bitrate=reading.bitrate_bps,
        frame_rate=reading.frame_rate,
        chat_messages_per_minute=reading.chat_per_minute,
        cpu_usage=reading.cpu_percent,
        memory_usage=reading.memory_percent,
    )
    has_chat = reading.chat_per_minute is not None
    show = replace(
        show,
        next_sequence=show.next_sequence + 1,
        last_ms=max(show.last_ms, reading.at_ms),
        peak_viewers=_larger(show.peak_viewers, reading.viewers),
        chat_messages=(show.chat_messages or 0) + reading.chat_messages
        if has_chat
        else show.chat_messages,
        bitrate_sum=show.bitrate_sum + (reading.bitrate_bps or 0.0),
        bitrates=show.bitrates + (reading.bitrate_bps is not None),
    )
    return show, event


def ended(show: Show, at_ms: int, reason: Literal["", "interrupted"] = "") -> SessionEnded:
    """Return the event of its end."""
    at_ms = max(at_ms, show.started_ms)
    return SessionEnded(
        session_id=show.session_id,
        channel_id=show.channel_id,
        timestamp=at_ms,
        sequence=show.next_sequence,
        started_at=show.started_ms,
        duration=(at_ms - show.started_ms) / 1000,
        peak_viewers=show.peak_viewers,
        total_chat_messages=show.chat_messages,
        avg_bitrate=show.bitrate_sum / show.bitrates if show.bitrates else None,
        reason=reason,
    )


def _larger(first: int | None, second: int | None) -> int | None:
    if first is None or second is None:
        return second if first is None else first
    return max(first, second)
