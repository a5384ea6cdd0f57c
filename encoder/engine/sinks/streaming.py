"""One publishing session: packets become RTMP messages, messages become bytes on the socket.

A message is made only when the socket took the one before, so everything else still waits in
the queue, where it can be dropped.
"""

import selectors
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress

from encoder.engine.codecs import MediaPacket, StreamHeaders
from encoder.engine.sinks.tcpinfo import TcpInfo, read_tcp_info
from encoder.engine.sinks.transport import Transport
from encoder.errors import ErrorCode, IngestUnreachable
from encoder.messages import ServerSpoke
from encoder.rtmp import (
    ClientSession,
    PeerAcknowledged,
    ProtocolError,
    PublishEnded,
    StatusReceived,
    flv,
)
from encoder.settings import SAMPLE_RATE_HZ

STALL_S = 3.0
"""No byte accepted for this long while some wait: the connection is dead, whatever TCP hopes."""
FLUSH_S = 1.5
"""How long a stop may take to send what waits."""
GOODBYE_S = 0.5
"""How long a stop waits for the server to close after the unpublish."""
IDLE_S = 1.0


class Streaming:
    """Runs on the sink's thread; the figures may be read from any."""

    def __init__(
        self,
        transport: Transport,
        session: ClientSession,
        headers: StreamHeaders,
        host: str,
        spoke: Callable[[ServerSpoke], None],
    ) -> None:
        self._transport = transport
        self._session = session
        self._host = host
        self._spoke = spoke
        self.stall_s = STALL_S
        self._headers = headers
        self._begins_at_ms: int | None = None
        self._unsent = memoryview(self._description())
        self._packet: MediaPacket | None = None
        self._peer_acknowledged_from: int | None = None
        self._peer_acknowledged = 0
        self._last_info: TcpInfo | None = None
        self._bytes_delivered = 0
        self.bytes_sent = 0
        self.frames_sent = 0

    def run(
        self,
        next_packet: Callable[[], MediaPacket | None],
        wake: socket.socket,
        stopping: threading.Event,
        went_live: Callable[[], None],
    ) -> None:
        """Send until `stopping`, then end in order; raises IngestUnreachable when it breaks."""
        with selectors.DefaultSelector() as selector:
            selector.register(wake, selectors.EVENT_READ)
            selector.register(self._transport, selectors.EVENT_READ)
            accepted_s = time.monotonic()
            stop_by_s: float | None = None
            while True:
                now_s = time.monotonic()
                before = self.bytes_sent
                is_full = self._send_what_waits(next_packet, went_live)
                if self.bytes_sent > before or not is_full:
                    accepted_s = now_s
                elif now_s - accepted_s > self.stall_s:
                    raise IngestUnreachable(
                        ErrorCode.SEND_STALLED, host=self._host, seconds=round(self.stall_s)
                    )
                if stopping.is_set():
                    stop_by_s = stop_by_s or now_s + FLUSH_S
                    if not is_full or now_s > stop_by_s:
                        break
                self._wait(selector, wake, is_full)
        self._say_goodbye()
        self.bytes_delivered()

    @property
    def sending_dts_us(self) -> int | None:
        """Decoding time of the packet partly sent, None when none is."""
        packet = self._packet
        return None if packet is None else packet.dts_us

    @property
    def unfinished_frames(self) -> int:
        """1 while a video frame is only partly sent."""
        packet = self._packet
        return int(packet is not None and packet.is_video)

    def tcp_info(self) -> TcpInfo | None:
        """Return the kernel's newest figures of this connection."""
        if self._transport.fileno() >= 0:
            self._last_info = read_tcp_info(self._transport.raw) or self._last_info
        return self._last_info

    def bytes_delivered(self) -> int:
        """Return how many of the bytes sent the other side has acknowledged."""
        sent = self.bytes_sent
        if self._transport.fileno() < 0:
            return self._bytes_delivered
        info = read_tcp_info(self._transport.raw)
        # What is under way is subtracted, rather than what has arrived counted: under TLS the
        # kernel counts more bytes than we sent, and the difference grows.
        arrived = self._peer_acknowledged if info is None else sent - info.bytes_in_flight
        self._bytes_delivered = max(self._bytes_delivered, min(sent, arrived))
        return self._bytes_delivered

    def _description(self) -> bytes:
        headers = self._headers
        described = flv.StreamMetadata(
            width=headers.canvas.width,
            height=headers.canvas.height,
            frame_rate=float(headers.canvas.fps),
            video_bitrate_bps=headers.video.bitrate_bps,
            audio_bitrate_bps=headers.audio.bitrate_bps,
            audio_sample_rate=SAMPLE_RATE_HZ,
            audio_channels=2,
        )
        return self._session.metadata(described.to_amf())

    def _opening(self, at_ms: int) -> bytes:
        return self._session.video(
            at_ms, flv.video_sequence_header(self._headers.avc_config)
        ) + self._session.audio(at_ms, flv.audio_sequence_header(self._headers.aac_config))

    def _send_what_waits(
        self, next_packet: Callable[[], MediaPacket | None], went_live: Callable[[], None]
    ) -> bool:
        """Send until nothing waits (False) or the socket is full (True)."""
        while True:
            while self._unsent:
                count = self._transport.send(self._unsent)
                if count == 0:
                    return True
                self.bytes_sent += count
                self._unsent = self._unsent[count:]
            if self._packet is not None:
                self._finish(self._packet, went_live)
            packet = next_packet()
            self._unsent = memoryview(self._session.bytes_to_send())
            if packet is not None:
                self._begin(packet)
            elif not self._unsent:
                return False

    def _begin(self, packet: MediaPacket) -> None:
        # The encoders' own time, whenever this session began: two ingests of one channel are only
        # interchangeable if each picture has the same timestamp on both (MediaLive, "Inputs").
        at_ms = round(packet.dts_us / 1000)
        opening = b""
        if self._begins_at_ms is None:
            if not packet.is_video:
                return  # sound before the first picture has no place on the time line
            self._begins_at_ms = at_ms
            opening = self._opening(at_ms)
        if at_ms < self._begins_at_ms:
            return
        if packet.is_video:
            shown_ms = round(packet.pts_us / 1000)
            body = flv.video_frame(
                packet.payload, is_keyframe=packet.is_keyframe, composition_ms=shown_ms - at_ms
            )
            content = self._session.video(at_ms, body)
        else:
            content = self._session.audio(at_ms, flv.audio_frame(packet.payload))
        self._unsent = memoryview(bytes(self._unsent) + opening + content)
        self._packet = packet

    def _finish(self, packet: MediaPacket, went_live: Callable[[], None]) -> None:
        self._packet = None
        if packet.is_video:
            self.frames_sent += 1
            if self.frames_sent == 1:
                went_live()

    def _wait(self, selector: selectors.BaseSelector, wake: socket.socket, is_full: bool) -> None:
        writing = selectors.EVENT_WRITE if is_full else 0
        selector.modify(self._transport, selectors.EVENT_READ | writing)
        for key, _ in selector.select(IDLE_S):
            if key.fileobj is wake:
                with suppress(BlockingIOError):
                    wake.recv(4096)
        # Also when only the wake was ready: TLS may hold decrypted bytes.
        self._receive()

    def _receive(self) -> None:
        while (received := self._transport.receive()) is not None:
            try:
                events = self._session.receive(received)
            except ProtocolError:
                raise IngestUnreachable(ErrorCode.CONNECTION_LOST, host=self._host) from None
            for event in events:
                match event:
                    case PublishEnded():
                        self._spoke(ServerSpoke("error", event.code, event.description))
                        raise IngestUnreachable(ErrorCode.CONNECTION_LOST, host=self._host)
                    case StatusReceived():
                        self._spoke(ServerSpoke(event.level, event.code, event.description))
                    case PeerAcknowledged():
                        self._acknowledge(event.total_bytes)
                    case _:
                        pass

    def _acknowledge(self, total_bytes: int) -> None:
        # Servers count from different points (with or without the handshake): use differences.
        if self._peer_acknowledged_from is None:
            self._peer_acknowledged_from = total_bytes
        self._peer_acknowledged = total_bytes - self._peer_acknowledged_from

    def _say_goodbye(self) -> None:
        """Unpublish and let the server close, so that nothing sent is lost to a reset."""
        if self._unsent or self._packet is not None:
            return  # a message is cut in half: only closing is left
        self._session.unpublish()
        farewell = memoryview(self._session.bytes_to_send())
        until_s = time.monotonic() + GOODBYE_S
        with selectors.DefaultSelector() as selector, suppress(IngestUnreachable):
            selector.register(self._transport, selectors.EVENT_READ)
            while (remaining := until_s - time.monotonic()) > 0:
                if farewell:
                    farewell = farewell[self._transport.send(farewell) :]
                selector.select(remaining if not farewell else 0.05)
                self._transport.receive()
