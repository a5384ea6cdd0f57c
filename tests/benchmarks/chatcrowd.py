"""Hundreds of Socket.IO clients on one thread, for measuring a chat server from outside.

No client library could keep up with what one server core sends: of each frame only its length, its
first bytes and the newest number in it are looked at. The peer that is written in Node.js is
measured with the same crowd.
"""

import base64
import json
import os
import re
import select
import socket
import struct
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

RECEIVE_BYTES = 256 * 1024
_HEAD = re.compile(rb'"h":(\d+)')
_PROMPT_S = 20.0


@dataclass(slots=True)
class Guest:
    """One client: what it has got so far."""

    link: socket.socket
    token: str
    last: int = 0
    """The newest number it was sent."""
    frames: int = 0
    received_bytes: int = 0
    is_joined: bool = False
    is_reading: bool = True
    joined_s: float = 0.0
    answer: bytes = b""
    """The acknowledgement of its join."""
    rest: bytes = b""
    error: str = ""
    answers: int = 0
    """Acknowledgements of what it sent."""
    asked: dict[int, float] = field(default_factory=dict)


class Crowd:
    """Connected clients; call `turn` again and again. Closing it closes them all."""

    def __init__(self, port: int, live: str = "bench") -> None:
        self._port = port
        self._live = live
        self._poll = select.epoll()
        self._buffer = bytearray(RECEIVE_BYTES)
        self.guests: dict[int, Guest] = {}
        self.on_batch: Callable[[Guest, bytes], None] | None = None
        """Told every batch as it came, of every client."""

    def enter(self, tokens: Sequence[str], last: int = 0, epoch: str = "") -> list[Guest]:
        """Connect one client for each token, without waiting for the answers."""
        entered = []
        for token in tokens:
            link = socket.create_connection(("127.0.0.1", self._port), timeout=_PROMPT_S)
            link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            link.setblocking(False)
            guest = Guest(link, token, last)
            guest.answer = epoch.encode()
            key = base64.b64encode(os.urandom(16)).decode()
            link.send(
                "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n"
                f"Host: 127.0.0.1:{self._port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
            )
            self.guests[link.fileno()] = guest
            self._poll.register(link, select.EPOLLIN)
            entered.append(guest)
        return entered

    def turn(self, seconds: float) -> None:
        """Take what comes within that time, or nothing."""
        for descriptor, _ in self._poll.poll(seconds):
            guest = self.guests.get(descriptor)
            if guest is not None:
                self._read(guest)

    def turn_until(self, is_done: Callable[[], bool], timeout_s: float = 60.0) -> bool:
        """Take what comes until it is done; tell whether it was in time."""
        deadline = time.monotonic() + timeout_s
        while not is_done() and time.monotonic() < deadline:
            self.turn(0.05)
        return is_done()

    def turn_for(self, seconds: float) -> None:
        """Take what comes for so long."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.turn(min(left, 0.05))

    def say(self, guest: Guest, number: int, text: str) -> None:
        """Send a message, and note when."""
        guest.asked[number] = time.monotonic()
        wish = json.dumps(["send", {"id": f"{guest.token[-8:]}-{number}", "text": text}])
        self._send(guest, f"42/chat,{number}{wish}".encode())

    def stop_reading(self, guests: Sequence[Guest]) -> None:
        """Let these read nothing any more; their connections stay."""
        for guest in guests:
            guest.is_reading = False
            self._poll.unregister(guest.link)

    def leave(self, guest: Guest) -> None:
        """Cut the connection of one client."""
        self.guests.pop(guest.link.fileno(), None)
        guest.link.close()

    def close(self) -> None:
        """Cut every connection."""
        for guest in list(self.guests.values()):
            self.leave(guest)
        self._poll.close()

    def _read(self, guest: Guest) -> None:
        try:
            count = guest.link.recv_into(self._buffer)
        except BlockingIOError:
            return
        except OSError as error:
            count = 0
            guest.error = type(error).__name__
        if not count:
            guest.error = guest.error or "closed"
            self.leave(guest)
            return
        guest.received_bytes += count
        data = guest.rest + bytes(memoryview(self._buffer)[:count])
        if not guest.frames and data.startswith(b"HTTP/"):
            end = data.find(b"\r\n\r\n")
            if end < 0:
                guest.rest = data
                return
            if b" 101 " not in data[:20]:
                guest.error = data[:40].decode(errors="replace")
                self.leave(guest)
                return
            data = data[end + 4 :]
        guest.rest = self._frames(guest, data)

    def _frames(self, guest: Guest, data: bytes) -> bytes:
        """Take the whole frames of `data`; return what is left."""
        at, size = 0, len(data)
        while size - at >= 2:
            length, start = data[at + 1] & 0x7F, at + 2
            if length == 126:
                if size < start + 2:
                    break
                length, start = struct.unpack_from(">H", data, start)[0], start + 2
            elif length == 127:
                if size < start + 8:
                    break
                length, start = struct.unpack_from(">Q", data, start)[0], start + 8
            if size < start + length:
                break
            guest.frames += 1
            self._take(guest, data, start, start + length)
            at = start + length
        return data[at:]

    def _take(self, guest: Guest, data: bytes, start: int, end: int) -> None:
        opening = data[start : start + 12]
        if opening.startswith(b'42/chat,["b"'):
            if (head := _HEAD.search(data, start, min(end, start + 120))) is not None:
                guest.last = int(head[1])
            if self.on_batch is not None:
                self.on_batch(guest, data[start:end])
        elif opening == b"2"[: end - start]:
            self._send(guest, b"3")
        elif opening.startswith(b"0"):
            self._send(guest, f"40/chat,{json.dumps({'token': guest.token})}".encode())
        elif opening.startswith(b"40/chat"):
            wish = {"live": self._live, "last": guest.last, "epoch": guest.answer.decode()}
            self._send(guest, f"42/chat,0{json.dumps(['join', wish])}".encode())
        elif opening.startswith(b"43/chat,0["):
            guest.answer = data[start:end]
            guest.is_joined, guest.joined_s = b'"ok":true' in guest.answer, time.monotonic()
        elif opening.startswith(b"43/chat,"):
            guest.answers += 1
        elif opening.startswith((b"44/chat", b"41")):
            guest.error = data[start:end].decode(errors="replace")

    def _send(self, guest: Guest, payload: bytes) -> None:
        size = len(payload)
        head = bytes([0x81, 0x80 | size]) if size < 126 else struct.pack(">BBH", 0x81, 0xFE, size)
        # A mask of zeros: the payload is sent as it is, and the server may not care.
        try:
            guest.link.send(head + b"\0\0\0\0" + payload)
        except OSError as error:
            guest.error = type(error).__name__
