"""RTMP messages, and the payloads of the protocol's own control messages.

Source: Adobe, "Real Time Messaging Protocol 1.0" (2012), sections 5.4 (protocol control),
6 (message formats) and 7.1 (message types, user control events).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final

from encoder.rtmp.errors import CommandError

TIMESTAMP_MODULUS: Final = 1 << 32
"""RTMP timestamps are milliseconds in 32 bits and wrap after 49.7 days (section 5.3.1.3)."""

MAX_CHUNK_SIZE: Final = 0x7FFF_FFFF
"""Largest chunk size that Set Chunk Size can say: its first bit must be zero (section 5.4.1)."""


class MessageType(IntEnum):
    """Message type identifiers, sections 5.4, 6.2 and 7.1."""

    SET_CHUNK_SIZE = 1
    ABORT = 2
    ACKNOWLEDGEMENT = 3
    USER_CONTROL = 4
    WINDOW_ACKNOWLEDGEMENT_SIZE = 5
    SET_PEER_BANDWIDTH = 6
    AUDIO = 8
    VIDEO = 9
    DATA_AMF3 = 15
    COMMAND_AMF3 = 17
    DATA_AMF0 = 18
    COMMAND_AMF0 = 20


class UserControl(IntEnum):
    """User control event types, section 7.1.7."""

    STREAM_BEGIN = 0
    STREAM_END = 1
    STREAM_DRY = 2
    SET_BUFFER_LENGTH = 3
    STREAM_IS_RECORDED = 4
    PING_REQUEST = 6
    PING_RESPONSE = 7


class BandwidthLimit(IntEnum):
    """How strictly Set Peer Bandwidth is meant, section 5.4.5."""

    HARD = 0
    SOFT = 1
    DYNAMIC = 2


@dataclass(frozen=True, slots=True)
class Message:
    """One whole message: a `MessageType` (others are kept as their number), and its payload.

    `timestamp_ms` is in 0 .. 2**32 - 1. The payload stays out of the repr: it may hold a key.
    """

    type_id: int
    payload: bytes = field(repr=False)
    timestamp_ms: int = 0
    stream_id: int = 0


def control(type_id: MessageType, value: int) -> Message:
    """Make a control message whose payload is one 32-bit number (types 1, 2, 3 and 5)."""
    return Message(type_id, (value % TIMESTAMP_MODULUS).to_bytes(4, "big"))


def peer_bandwidth(window_bytes: int, limit: BandwidthLimit) -> Message:
    """Make a Set Peer Bandwidth message."""
    return Message(
        MessageType.SET_PEER_BANDWIDTH, window_bytes.to_bytes(4, "big") + bytes((limit,))
    )


def user_control(event: UserControl, value: int) -> Message:
    """Make a user control message: a stream id, or for pings a time in milliseconds."""
    value %= TIMESTAMP_MODULUS
    return Message(MessageType.USER_CONTROL, event.to_bytes(2, "big") + value.to_bytes(4, "big"))


def control_value(message: Message) -> int:
    """Read the 32-bit number of a control message of type 1, 2, 3, 5 or 6.

    Raises CommandError when the payload is shorter than four bytes.
    """
    if len(message.payload) < 4:
        raise CommandError("A protocol control message is cut off.")
    return int.from_bytes(message.payload[:4], "big")


def bandwidth_limit(message: Message) -> BandwidthLimit:
    """Read the limit type of Set Peer Bandwidth.

    Raises CommandError when it is missing or none of the three that exist.
    """
    try:
        return BandwidthLimit(message.payload[4])
    except (IndexError, ValueError):
        raise CommandError("Set Peer Bandwidth has no valid limit type.") from None


def user_control_event(message: Message) -> tuple[int, int]:
    """Read (event type, first 32-bit number or 0) of a user control message.

    Raises CommandError when there is no event type.
    """
    if len(message.payload) < 2:
        raise CommandError("A user control message is cut off.")
    payload = message.payload
    value = int.from_bytes(payload[2:6], "big") if len(payload) >= 6 else 0
    return int.from_bytes(payload[:2], "big"), value
