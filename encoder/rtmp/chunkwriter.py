"""The writing side of the chunk stream: messages to bytes with the shortest safe headers.

Source: Adobe, "Real Time Messaging Protocol 1.0" (2012), section 5.3.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from encoder.rtmp.chunks import (
    CONTROL_CHUNK_STREAM,
    EXTENDED_TIMESTAMP,
    INITIAL_CHUNK_SIZE,
    MESSAGE_HEADER_BYTES,
    checked_chunk_size,
)
from encoder.rtmp.errors import MessageTooLarge
from encoder.rtmp.messages import TIMESTAMP_MODULUS, Message, MessageType, control

MAX_WRITTEN_MESSAGE: Final = 0xFFFFFF
"""Longest message whose length a chunk header can state, in bytes."""


@dataclass(slots=True)
class _Outgoing:
    """The last header written on one chunk stream; `delta_ms` None right after a format 0."""

    timestamp_ms: int
    delta_ms: int | None
    length: int
    type_id: int
    stream_id: int


class ChunkWriter:
    """Turns messages into chunks with the shortest header that every server understands.

    What it returns must reach the peer whole and in order: later headers build on earlier ones.
    """

    def __init__(self) -> None:
        self._chunk_size = INITIAL_CHUNK_SIZE
        self._last: dict[int, _Outgoing] = {}

    @property
    def chunk_size(self) -> int:
        """Bytes of payload put into one chunk at most."""
        return self._chunk_size

    def set_chunk_size(self, chunk_size: int) -> bytes:
        """Return the Set Chunk Size message and use that size for everything after it.

        Raises ChunkError outside 1 .. 2**31 - 1.
        """
        checked = checked_chunk_size(chunk_size)
        announcement = self.write(
            CONTROL_CHUNK_STREAM, control(MessageType.SET_CHUNK_SIZE, checked)
        )
        self._chunk_size = checked
        return announcement

    def write(self, chunk_stream_id: int, message: Message) -> bytes:
        """Return one message as chunks: one copy of the payload, one bytes object.

        `chunk_stream_id` is 2 .. 63, all that two peers need. Raises MessageTooLarge above the
        16,777,215 bytes a header can state.
        """
        payload = message.payload
        length = len(payload)
        if length > MAX_WRITTEN_MESSAGE:
            raise MessageTooLarge(f"A message to send is longer than {MAX_WRITTEN_MESSAGE} bytes.")
        header, extended = self._header(chunk_stream_id, message)
        size = self._chunk_size
        if length <= size:
            return header + payload
        continuation = bytes((0xC0 | chunk_stream_id,)) + extended
        view = memoryview(payload)
        parts: list[bytes | memoryview] = [header, view[:size]]
        for at in range(size, length, size):
            parts += (continuation, view[at : at + size])
        return b"".join(parts)

    def _header(self, chunk_stream_id: int, message: Message) -> tuple[bytes, bytes]:
        """Return the first chunk's header, and the extended timestamp that continuations repeat."""
        last = self._last.get(chunk_stream_id)
        timestamp_ms = message.timestamp_ms % TIMESTAMP_MODULUS
        time_ms, chunk_format = timestamp_ms, 0
        if last is not None and last.stream_id == message.stream_id:
            delta_ms = (timestamp_ms - last.timestamp_ms) % TIMESTAMP_MODULUS
            if delta_ms < EXTENDED_TIMESTAMP:  # a step back is a delta of nearly 2**32
                time_ms, chunk_format = delta_ms, _shortest_format(last, message, delta_ms)
        self._last[chunk_stream_id] = _Outgoing(
            timestamp_ms,
            time_ms if chunk_format else None,
            len(message.payload),
            message.type_id,
            message.stream_id,
        )
        extended = time_ms.to_bytes(4, "big") if time_ms >= EXTENDED_TIMESTAMP else b""
        fields = (
            min(time_ms, EXTENDED_TIMESTAMP).to_bytes(3, "big")
            + len(message.payload).to_bytes(3, "big")
            + bytes((message.type_id,))
            + message.stream_id.to_bytes(4, "little")
        )
        basic = bytes((chunk_format << 6 | chunk_stream_id,))
        return basic + fields[: MESSAGE_HEADER_BYTES[chunk_format]] + extended, extended


def _shortest_format(last: _Outgoing, message: Message, delta_ms: int) -> int:
    if last.length != len(message.payload) or last.type_id != message.type_id:
        return 1
    # Never format 3 right after format 0: nginx-rtmp takes the delta for zero there, the
    # specification for the absolute time.
    return 3 if last.delta_ms == delta_ms else 2
