"""The three events of a session as they are sent, with the recorder's own names."""

from collections.abc import Callable
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

Milliseconds = Annotated[int, Meta(ge=0)]
"""Since 1970, UTC."""


class SessionEvent(Struct, frozen=True, rename="camel", omit_defaults=True):
    """What every event says; `sequence` counts the events of its session from 0."""

    session_id: str
    channel_id: str
    timestamp: Milliseconds
    sequence: int


class SessionStarted(SessionEvent, frozen=True, tag_field="eventType", tag="stream_start"):
    """A stream has begun."""

    streamer_user_id: str = ""
    stream_title: str = ""
    stream_quality: str = ""
    """E.g. `1080p30`."""


class MetricsUpdate(SessionEvent, frozen=True, tag_field="eventType", tag="metrics_update"):
    """How it is at one moment; None: not measured."""

    current_viewers: int | None = None
    bitrate: float | None = None
    """In bit/s."""
    frame_rate: float | None = None
    chat_messages_per_minute: float | None = None
    cpu_usage: float | None = None
    """In percent of the whole machine."""
    memory_usage: float | None = None
    """In percent of what the machine has."""


class SessionEnded(SessionEvent, frozen=True, tag_field="eventType", tag="stream_end"):
    """A stream has ended; None: not measured."""

    started_at: Milliseconds
    duration: float = 0.0
    """In seconds."""
    peak_viewers: int | None = None
    total_chat_messages: int | None = None
    avg_bitrate: float | None = None
    """In bit/s."""
    reason: Literal["", "interrupted"] = ""
    """`interrupted`: the application ended first, and the time is that of the last figures."""


OutboxEvent = SessionStarted | MetricsUpdate | SessionEnded

_encode = msgspec.json.Encoder().encode
_decode: Callable[[bytes], OutboxEvent] = msgspec.json.Decoder(OutboxEvent).decode


def event_id(event: OutboxEvent) -> str:
    """Return what makes an event the same when it is sent again."""
    return f"{event.session_id}:{event.sequence}"


def encoded(event: OutboxEvent) -> bytes:
    """Return an event as JSON."""
    return _encode(event)


def decoded(raw: bytes) -> OutboxEvent:
    """Return the event of that JSON; raises msgspec.ValidationError."""
    return _decode(raw)


def as_sent(event: OutboxEvent) -> dict[str, object]:
    """Return what the recorder gets."""
    sent: dict[str, object] = msgspec.to_builtins(event)
    del sent["sequence"]
    return sent | {"eventId": event_id(event)}
