"""What both roles share: handshake, chunk stream, acknowledgements, pings and the bytes to send.

Source: Adobe, "Real Time Messaging Protocol 1.0" (2012), sections 5.2 to 5.4 and 7.1.7.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from encoder.rtmp.chunks import CONTROL_CHUNK_STREAM, ChunkReader
from encoder.rtmp.chunkwriter import ChunkWriter
from encoder.rtmp.errors import FloodError, ProtocolError
from encoder.rtmp.events import (
    ChunkSizeChanged,
    ConnectionEvent,
    HandshakeCompleted,
    PeerAcknowledged,
    PeerBandwidthSet,
    PingReceived,
    PongReceived,
    WindowAnnounced,
)
from encoder.rtmp.handshake import Handshake
from encoder.rtmp.messages import (
    TIMESTAMP_MODULUS,
    Message,
    MessageType,
    UserControl,
    bandwidth_limit,
    control,
    control_value,
    user_control,
    user_control_event,
)

OUT_CHUNK_SIZE: Final = 60_000
"""Bytes of payload per chunk that both roles announce.

Nearly every frame of a 6 Mb/s stream fits into one chunk, so that writing it is one concatenation.
It is the value of the ffmpeg program, hence met daily by IVS, MediaLive and nginx-rtmp; chunks only
serve to interleave, and one TCP connection gains nothing from that.
"""

MAX_UNSENT_BYTES: Final = 1024 * 1024
"""Replies held for a peer before the connection is given up; reset by `bytes_to_send`."""

_Event = TypeVar("_Event")


class Connection:
    """One side of one connection, without its role; `window_bytes` is what we ask acks for."""

    def __init__(self, handshake: Handshake, window_bytes: int) -> None:
        self._handshake = handshake
        self._handshake_bytes = bytearray()
        self._reader = ChunkReader()
        self._writer = ChunkWriter()
        self._unsent = bytearray(handshake.opening())
        self._window_bytes = window_bytes
        self._received_bytes = 0
        self._acknowledged_bytes = 0
        self._peer_window_bytes = 0
        self._peer_total_bytes = 0
        self._violation: ProtocolError | None = None

    @property
    def is_handshaken(self) -> bool:
        """Whether the handshake is over."""
        return self._handshake.is_done

    def receive(
        self, received: bytes, dispatch: Callable[[Message], list[_Event]]
    ) -> list[ConnectionEvent | _Event]:
        """Return the events that these bytes complete; `dispatch` gets the messages of the role.

        When the bytes break the protocol after some events, these are returned and the
        ProtocolError is raised by the next call: a reason given by the peer is never lost.
        """
        if self._violation is not None:
            raise self._violation
        self._received_bytes += len(received)
        events: list[ConnectionEvent | _Event] = []
        try:
            self._collect(received, dispatch, events)
        except ProtocolError as violation:
            self._violation = violation
            if not events:
                raise
        return events

    def bytes_to_send(self) -> bytes:
        """Return everything not yet taken, in order, and forget it."""
        unsent = bytes(self._unsent)
        self._unsent.clear()
        return unsent

    def send(self, chunk_stream_id: int, message: Message) -> None:
        """Queue a message. Raises FloodError when the peer leaves MAX_UNSENT_BYTES unread."""
        self._queue(self._writer.write(chunk_stream_id, message))

    def send_control(self, message: Message) -> None:
        """Queue a protocol control message."""
        self.send(CONTROL_CHUNK_STREAM, message)

    def send_now(self, chunk_stream_id: int, message: Message) -> bytes:
        """Return everything queued and this message as one bytes object; nothing stays queued."""
        written = self._writer.write(chunk_stream_id, message)
        return self.bytes_to_send() + written if self._unsent else written

    def announce_chunk_size(self, chunk_size: int) -> None:
        """Queue Set Chunk Size and use it. Raises ChunkError outside 1 .. 2**31 - 1."""
        self._queue(self._writer.set_chunk_size(chunk_size))

    def announce_window(self) -> None:
        """Queue Window Acknowledgement Size: from then on the peer tells what it has received."""
        self.send_control(control(MessageType.WINDOW_ACKNOWLEDGEMENT_SIZE, self._window_bytes))

    def acknowledge(self) -> None:
        """Queue an Acknowledgement of every byte received so far."""
        self._acknowledged_bytes = self._received_bytes
        self.send_control(control(MessageType.ACKNOWLEDGEMENT, self._received_bytes))

    def _queue(self, written: bytes) -> None:
        self._unsent += written
        if len(self._unsent) > MAX_UNSENT_BYTES:
            raise FloodError("The peer demands replies faster than it reads them.")

    def _collect(
        self,
        received: bytes,
        dispatch: Callable[[Message], list[_Event]],
        events: list[ConnectionEvent | _Event],
    ) -> None:
        if self._handshake.is_done:
            self._reader.feed(received)
        elif self._advance_handshake(received):
            events.append(HandshakeCompleted())
        while (message := self._reader.next_message()) is not None:
            if message.type_id <= MessageType.SET_PEER_BANDWIDTH:
                events.extend(self._obey(message))
            else:
                events.extend(dispatch(message))
        unacknowledged = self._received_bytes - self._acknowledged_bytes
        if 0 < self._peer_window_bytes <= unacknowledged:
            self.acknowledge()

    def _advance_handshake(self, received: bytes) -> bool:
        self._handshake_bytes += received
        self._queue(self._handshake.advance(self._handshake_bytes))
        if not self._handshake.is_done:
            return False
        self._reader.feed(bytes(self._handshake_bytes))
        self._handshake_bytes.clear()
        return True

    def _obey(self, message: Message) -> list[ConnectionEvent]:
        match message.type_id:
            case MessageType.SET_CHUNK_SIZE:
                return [ChunkSizeChanged(self._reader.chunk_size)]
            case MessageType.ACKNOWLEDGEMENT:
                return [self._acknowledged_by_peer(control_value(message))]
            case MessageType.WINDOW_ACKNOWLEDGEMENT_SIZE:
                self._peer_window_bytes = control_value(message)
                return [WindowAnnounced(self._peer_window_bytes)]
            case MessageType.SET_PEER_BANDWIDTH:
                return [self._bandwidth_set(message)]
            case MessageType.USER_CONTROL:
                return self._user_control(message)
            case _:  # Abort is carried out by the reader; type 0 does not exist
                return []

    def _acknowledged_by_peer(self, sequence_number: int) -> PeerAcknowledged:
        step = (sequence_number - self._peer_total_bytes) % TIMESTAMP_MODULUS
        if step < TIMESTAMP_MODULUS // 2:  # else it is older than the last one
            self._peer_total_bytes += step
        return PeerAcknowledged(self._peer_total_bytes)

    def _bandwidth_set(self, message: Message) -> PeerBandwidthSet:
        window_bytes, limit = control_value(message), bandwidth_limit(message)
        # Answered with our window only when it changes (section 5.4.5). A larger one would make the
        # peer's acknowledgements, our measure of delivery, coarser than we asked for.
        if 0 < window_bytes < self._window_bytes:
            self._window_bytes = window_bytes
            self.announce_window()
        return PeerBandwidthSet(window_bytes, limit)

    def _user_control(self, message: Message) -> list[ConnectionEvent]:
        match user_control_event(message):
            case (UserControl.PING_REQUEST, timestamp_ms):
                self.send_control(user_control(UserControl.PING_RESPONSE, timestamp_ms))
                return [PingReceived(timestamp_ms)]
            case (UserControl.PING_RESPONSE, timestamp_ms):
                return [PongReceived(timestamp_ms)]
            case _:  # Stream Begin and the like repeat what commands say
                return []
