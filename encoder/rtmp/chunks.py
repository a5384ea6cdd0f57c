"""The chunk stream, and its reading side: bytes in any split to whole messages.

Source: Adobe, "Real Time Messaging Protocol 1.0" (2012), section 5.3. Chunk header types 0 .. 3 are
called formats here, as in the specification's `fmt` field.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, NamedTuple

from encoder.rtmp.errors import ChunkError, MessageTooLarge
from encoder.rtmp.messages import (
    MAX_CHUNK_SIZE,
    TIMESTAMP_MODULUS,
    Message,
    MessageType,
    control_value,
)

INITIAL_CHUNK_SIZE: Final = 128
"""Bytes of payload per chunk in either direction until Set Chunk Size (section 5.4.1)."""

MAX_MESSAGE_BYTES: Final = 8 * 1024 * 1024
"""Longest message accepted; two seconds at the 8.5 Mb/s limit of Amazon IVS are 2.1 MB."""

MAX_UNFINISHED_BYTES: Final = 2 * MAX_MESSAGE_BYTES
"""Bytes of begun messages held over all chunk streams of one connection."""

MAX_CHUNK_STREAMS: Final = 64
"""Different chunk streams one peer may open; publishers use three to six."""

CONTROL_CHUNK_STREAM: Final = 2
"""The chunk stream of protocol control messages (section 5.4)."""

EXTENDED_TIMESTAMP: Final = 0xFFFFFF
"""In the 3-byte time field: the time is in the 4 bytes after the header (section 5.3.1.3)."""

MESSAGE_HEADER_BYTES: Final = (11, 7, 3, 0)
"""Length of the message header of each format (section 5.3.1.2)."""


def checked_chunk_size(chunk_size: int) -> int:
    """Return the size; raises ChunkError outside 1 .. MAX_CHUNK_SIZE."""
    if not 1 <= chunk_size <= MAX_CHUNK_SIZE:
        raise ChunkError("A chunk size must be between 1 and 2147483647 bytes.")
    return chunk_size


@dataclass(slots=True)
class _Incoming:
    """The last header of one incoming chunk stream, and its message so far."""

    timestamp_ms: int = 0
    delta_ms: int = 0
    length: int = 0
    type_id: int = 0
    stream_id: int = 0
    is_extended: bool = False
    payload: bytearray = field(default_factory=bytearray)


class _Header(NamedTuple):
    format: int
    chunk_stream_id: int
    size: int
    time_ms: int
    length: int
    type_id: int
    stream_id: int
    is_extended: bool


class ChunkReader:
    """Turns received bytes into messages; feed it, then take messages until there is none.

    Set Chunk Size and Abort are obeyed here and are returned like any other message. Memory is
    bounded by MAX_UNFINISHED_BYTES plus one chunk plus what was fed in and not yet taken.
    """

    def __init__(self) -> None:
        self._received = bytearray()
        self._streams: dict[int, _Incoming] = {}
        self._chunk_size = INITIAL_CHUNK_SIZE
        self._unfinished_bytes = 0

    @property
    def chunk_size(self) -> int:
        """Bytes of payload the peer puts into one chunk at most."""
        return self._chunk_size

    def feed(self, received: bytes) -> None:
        """Add bytes in the order in which they were received, split anywhere."""
        self._received += received

    def next_message(self) -> Message | None:
        """Return the next whole message, or None until more bytes are fed in.

        Raises ChunkError or MessageTooLarge; after that the reader is of no further use.
        """
        while (header := self._next_header()) is not None:
            stream = self._streams.get(header.chunk_stream_id) or _Incoming()
            count = min(self._chunk_size, header.length - len(stream.payload))
            self._refuse_excess(header, count)
            end = header.size + count
            if len(self._received) < end:
                return None
            if not stream.payload:
                _begin_message(stream, header)
                self._streams[header.chunk_stream_id] = stream
            stream.payload += self._received[header.size : end]
            self._unfinished_bytes += count
            del self._received[:end]
            if len(stream.payload) == stream.length:
                return self._finish_message(stream)
        return None

    def _next_header(self) -> _Header | None:
        received = self._received
        if not received:
            return None
        chunk_format, chunk_stream_id, at = received[0] >> 6, received[0] & 0x3F, 1
        if chunk_stream_id < 2:  # ids from 64 on need one or two further bytes (section 5.3.1.1)
            at = 2 + chunk_stream_id
            if len(received) < at:
                return None
            chunk_stream_id = 64 + int.from_bytes(received[1:at], "little")
        previous = self._previous(chunk_format, chunk_stream_id)
        if len(received) < at + MESSAGE_HEADER_BYTES[chunk_format]:
            return None
        return _parse_header(
            received,
            at,
            _Header(
                chunk_format,
                chunk_stream_id,
                0,
                previous.delta_ms,
                previous.length,
                previous.type_id,
                previous.stream_id,
                previous.is_extended,
            ),
        )

    def _previous(self, chunk_format: int, chunk_stream_id: int) -> _Incoming:
        previous = self._streams.get(chunk_stream_id)
        if previous is None:
            # librtmp, and so OBS, opens the control chunk stream with format 1.
            is_opening = chunk_format == 0 or (
                chunk_format == 1 and chunk_stream_id == CONTROL_CHUNK_STREAM
            )
            if not is_opening:
                raise ChunkError("A chunk stream begins without a full header.")
            if len(self._streams) >= MAX_CHUNK_STREAMS:
                raise ChunkError(f"The peer opens more than {MAX_CHUNK_STREAMS} chunk streams.")
            return _Incoming()
        if previous.payload and chunk_format != 3:
            raise ChunkError("A new message begins before the last one on its chunk stream ended.")
        return previous

    def _refuse_excess(self, header: _Header, count: int) -> None:
        if header.length > MAX_MESSAGE_BYTES:
            raise MessageTooLarge(f"A message is longer than {MAX_MESSAGE_BYTES} bytes.")
        if self._unfinished_bytes + count > MAX_UNFINISHED_BYTES:
            raise MessageTooLarge(
                f"Unfinished messages exceed {MAX_UNFINISHED_BYTES} bytes together."
            )

    def _finish_message(self, stream: _Incoming) -> Message:
        message = Message(
            stream.type_id, bytes(stream.payload), stream.timestamp_ms, stream.stream_id
        )
        self._unfinished_bytes -= len(stream.payload)
        stream.payload = bytearray()
        if message.type_id == MessageType.SET_CHUNK_SIZE:
            self._chunk_size = checked_chunk_size(control_value(message))
        elif message.type_id == MessageType.ABORT:
            self._abandon(control_value(message))
        return message

    def _abandon(self, chunk_stream_id: int) -> None:
        stream = self._streams.get(chunk_stream_id)
        if stream is not None:
            self._unfinished_bytes -= len(stream.payload)
            stream.payload = bytearray()


def _parse_header(received: bytearray, at: int, header: _Header) -> _Header | None:
    """Fill in what this format states; the rest stays as the previous chunk had it."""
    time_ms, is_extended = header.time_ms, header.is_extended
    length, type_id, stream_id = header.length, header.type_id, header.stream_id
    if header.format <= 2:
        time_ms = int.from_bytes(received[at : at + 3], "big")
        is_extended = time_ms == EXTENDED_TIMESTAMP
    if header.format <= 1:
        length = int.from_bytes(received[at + 3 : at + 6], "big")
        type_id = received[at + 6]
    if header.format == 0:
        stream_id = int.from_bytes(received[at + 7 : at + 11], "little")
    at += MESSAGE_HEADER_BYTES[header.format]
    if is_extended:  # also on format 3 (section 5.3.1.3)
        if len(received) < at + 4:
            return None
        time_ms = int.from_bytes(received[at : at + 4], "big")
        at += 4
    return _Header(
        header.format, header.chunk_stream_id, at, time_ms, length, type_id, stream_id, is_extended
    )


def _begin_message(stream: _Incoming, header: _Header) -> None:
    # A format 3 that follows a format 0 repeats its absolute time as delta (section 5.3.1.2.4).
    base_ms = 0 if header.format == 0 else stream.timestamp_ms
    stream.timestamp_ms = (base_ms + header.time_ms) % TIMESTAMP_MODULUS
    stream.delta_ms = header.time_ms
    stream.length = header.length
    stream.type_id = header.type_id
    stream.stream_id = header.stream_id
    stream.is_extended = header.is_extended
