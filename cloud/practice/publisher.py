"""One RTMP connection from accept to close, with the faults that act on it."""

import asyncio
import contextlib
import socket
import struct
from typing import Final

from cloud.practice.channel import Channel, Clocks
from cloud.practice.channelbook import ChannelBook
from cloud.practice.messages import APP, EndReason
from cloud.practice.session import Session
from encoder.rtmp import (
    AudioReceived,
    ConnectRequested,
    MetadataReceived,
    ProtocolError,
    PublishRequested,
    SequenceError,
    ServerEvent,
    ServerSession,
    Unpublished,
    VideoReceived,
)

PUBLISH_TIMEOUT_S: Final = 10.0
"""From accept to an accepted publish."""
IDLE_TIMEOUT_S: Final = 30.0
"""Silence of a publisher after which Amazon IVS ends the session (its user guide, quotas)."""
SEND_TIMEOUT_S: Final = 5.0
GOODBYE_S: Final = 1.0
"""How long a client gets to read why it is being sent away."""
READ_BYTES: Final = 65_536
MIN_WINDOW_BYTES: Final = 4096
FULL_WINDOW_BYTES: Final = 1 << 20

# What a client is told when its session is ended from here: level, code, description.
_GOODBYES: Final = {
    EndReason.TAKEN_OVER: (
        "NetStream.Publish.BadName",
        "A publisher of higher priority took the stream over.",
    ),
    EndReason.KICKED: ("NetConnection.Connect.Closed", "The stream was stopped."),
    EndReason.SHUTDOWN: ("NetConnection.Connect.Closed", "The ingest is shutting down."),
    EndReason.IDLE: ("NetConnection.Connect.Closed", "Nothing arrived for 30 seconds."),
}


class PublisherConnection:
    """Serves one accepted socket; `run` returns when it is closed."""

    def __init__(self, connection: socket.socket, book: ChannelBook, clocks: Clocks) -> None:
        self._socket = connection
        self._book = book
        self._clocks = clocks
        self._rtmp = ServerSession()
        self._channel: Channel | None = None
        self._session: Session | None = None
        self._task: asyncio.Task[None] | None = None
        self._ending: EndReason | None = None
        self._received_bytes = 0
        self._may_read_at_s = 0.0
        self._narrowed_to_bps = 0

    @property
    def received_bytes(self) -> int:
        """Bytes read from the socket so far."""
        return self._received_bytes

    def end(self, reason: EndReason) -> None:
        """Tell the client why, and close. Returns at once; the channel has let go already."""
        if self._ending is None:
            self._ending = reason
            if self._task is not None:
                self._task.cancel()

    async def run(self) -> None:
        """Serve the client until either side ends it; raises nothing."""
        self._task = asyncio.current_task()
        reason = EndReason.DISCONNECTED
        try:
            if not self._book.faults(None).not_running:
                reason = await self._converse()
            else:
                await self._hang()
        except asyncio.CancelledError:
            reason = self._ending or EndReason.SHUTDOWN
            if self._task is not None:
                self._task.uncancel()  # the farewell may take its moment
        except TimeoutError:
            reason = EndReason.IDLE
        except ProtocolError:
            reason = EndReason.PROTOCOL_ERROR
        except OSError:
            pass
        self._ending = reason  # from here on nobody cancels
        self._leave(reason)
        with contextlib.suppress(OSError, TimeoutError, SequenceError, ProtocolError):
            await self._say_goodbye(reason)
        self._socket.close()

    async def _converse(self) -> EndReason:
        await self._send()
        async with asyncio.timeout(PUBLISH_TIMEOUT_S) as limit:
            while received := await self._read():
                for event in self._rtmp.receive(received):
                    if not await self._obey(event):
                        return EndReason.DISCONNECTED
                await self._send()
                if self._session is not None:
                    limit.reschedule(None)
        return EndReason.DISCONNECTED

    async def _obey(self, event: ServerEvent) -> bool:
        """Act on what the client sent; return False when the connection is to be closed."""
        match event:
            case VideoReceived() if self._session is not None:
                self._session.video(event.timestamp_ms, event.body, *self._now())
            case AudioReceived() if self._session is not None:
                self._session.audio(event.timestamp_ms, event.body, *self._now())
            case MetadataReceived() if self._session is not None:
                self._session.describe(event.properties)
            case ConnectRequested():
                return self._answer_connect(event)
            case PublishRequested():
                return await self._answer_publish(event)
            case Unpublished():
                self._leave(EndReason.UNPUBLISHED)
                return False
            case _:
                pass
        return True

    def _answer_connect(self, event: ConnectRequested) -> bool:
        if event.app == APP:
            self._rtmp.accept_connect()
            return True
        self._rtmp.reject_connect(
            "NetConnection.Connect.Rejected", f"There is only the application {APP}."
        )
        return False

    async def _answer_publish(self, event: PublishRequested) -> bool:
        channel = self._book.find(event.stream_name)
        faults = self._book.faults(channel)
        if faults.accept_and_hang:
            await self._send()
            await self._hang()
            return False
        if faults.refuse == "publishes":
            return self._refuse("NetStream.Failed", "The ingest refuses to publish.")
        if channel is None:
            cause = (
                "wrong key" if self._book.names_a_channel(event.stream_name) else "no such channel"
            )
            return self._refuse("NetStream.Publish.BadName", f"Invalid stream key ({cause}).")
        self._session = channel.begin(self, event.priority or 0)
        if self._session is None:
            return self._refuse(
                "NetStream.Publish.BadName", "Already publishing; takeover needs a higher priority."
            )
        self._channel = channel
        self._rtmp.accept_publish()
        return True

    def _refuse(self, code: str, description: str) -> bool:
        self._rtmp.reject_publish(code, description)
        return False

    def _leave(self, reason: EndReason) -> None:
        channel, self._channel, self._session = self._channel, None, None
        if channel is not None:
            lost = reason in (EndReason.DISCONNECTED, EndReason.RESET)
            hold_s = self._book.faults(channel).hold_session_s if lost else 0.0
            channel.leave(self, reason, hold_s)

    def _now(self) -> tuple[float, float]:
        return self._clocks.monotonic(), self._clocks.wall()

    # ---- bytes in and out ----

    async def _read(self) -> bytes:
        """Return what arrived, empty at the end; as slowly as the faults in force demand."""
        rate_bps = await self._permission()
        self._narrow_window(rate_bps)
        # In steps of 50 ms, so that a limited rate is an even one.
        most = min(READ_BYTES, max(64, rate_bps // 160)) if rate_bps else READ_BYTES
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(IDLE_TIMEOUT_S):
            received = await loop.sock_recv(self._socket, most)
        self._received_bytes += len(received)
        if rate_bps := self._book.faults(self._channel).read_rate_bps:  # it may be new
            now_s = self._clocks.monotonic()
            self._may_read_at_s = max(self._may_read_at_s, now_s) + len(received) * 8 / rate_bps
        return received

    def _narrow_window(self, rate_bps: int) -> None:
        """Let the kernel accept only a quarter of a second ahead of a limited rate.

        Otherwise its buffer would take seconds of media before the publisher felt anything, and
        then open by halves: a slow line would look like one that stands still and jumps.
        """
        if rate_bps == self._narrowed_to_bps or not hasattr(socket, "TCP_WINDOW_CLAMP"):
            return
        self._narrowed_to_bps = rate_bps
        window = max(MIN_WINDOW_BYTES, rate_bps // 32) if rate_bps else FULL_WINDOW_BYTES
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_WINDOW_CLAMP, window)

    async def _permission(self) -> int:
        """Wait until the faults in force allow to read; return the rate limit, 0 = none."""
        while True:
            faults = self._book.faults(self._channel)
            wait_s = self._may_read_at_s - self._clocks.monotonic()
            if faults.stall:
                await self._book.wait_for_change()
            elif faults.read_rate_bps and wait_s > 0:
                await self._book.wait_for_change(wait_s)
            else:
                return faults.read_rate_bps

    async def _send(self) -> None:
        if unsent := self._rtmp.bytes_to_send():
            async with asyncio.timeout(SEND_TIMEOUT_S):
                await asyncio.get_running_loop().sock_sendall(self._socket, unsent)

    async def _hang(self) -> None:
        """Swallow everything and say nothing, until the client leaves or the faults change."""
        change = asyncio.ensure_future(self._book.wait_for_change())
        silence = asyncio.ensure_future(self._swallow())
        try:
            await asyncio.wait((change, silence), return_when=asyncio.FIRST_COMPLETED)
        finally:
            change.cancel()
            silence.cancel()
            await asyncio.gather(change, silence, return_exceptions=True)

    async def _swallow(self) -> None:
        loop = asyncio.get_running_loop()
        while await loop.sock_recv(self._socket, READ_BYTES):
            pass

    async def _say_goodbye(self, reason: EndReason) -> None:
        if reason is EndReason.RESET:
            # Closing with a linger time of 0 sends RST instead of FIN (SO_LINGER, socket(7)).
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return
        if reason in _GOODBYES:
            self._rtmp.send_status("error", *_GOODBYES[reason])
        async with asyncio.timeout(GOODBYE_S):
            await self._send()
            # Closing with bytes unread would reset the connection, and the client might lose what
            # it was told: let it read that and close first.
            self._socket.shutdown(socket.SHUT_WR)
            await self._swallow()
