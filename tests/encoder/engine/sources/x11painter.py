"""The smallest X11 client that can paint: fills rectangles of a screen's root window.

Requests and replies as in "X Window System Protocol, X Version 11", appendix B.
"""

import socket
import struct


class X11Painter:
    """One connection to a local X server without access control."""

    def __init__(self, display: str) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.settimeout(5)
        self._socket.connect(f"/tmp/.X11-unix/X{display.removeprefix(':')}")
        self._socket.sendall(struct.pack("<BxHHHHxx", ord("l"), 11, 0, 0, 0))
        status, length = struct.unpack("<B5xH", self._receive(8))
        setup = self._receive(4 * length)
        assert status == 1, setup
        self._context, vendor_length, formats = struct.unpack_from("<4xI8xH3xB", setup)
        (self._root,) = struct.unpack_from(
            "<I", setup, 32 + -(-vendor_length // 4) * 4 + 8 * formats
        )
        create_context = struct.pack("<BxHIII", 55, 4, self._context, self._root, 0)
        self._socket.sendall(create_context)

    def fill(self, x: int, y: int, width: int, height: int, rgb: int) -> None:
        """Paint a rectangle in 0xRRGGBB and wait until the server has done it."""
        foreground = 1 << 2
        change = struct.pack("<BxHIII", 56, 4, self._context, foreground, rgb)
        rectangle = struct.pack("<hhHH", x, y, width, height)
        paint = struct.pack("<BxHII", 70, 5, self._root, self._context) + rectangle
        ask_for_focus = struct.pack("<BxH", 43, 1)
        self._socket.sendall(change + paint + ask_for_focus)
        answer = self._receive(32)
        assert answer[0] == 1, f"the X server refused: {answer!r}"

    def close(self) -> None:
        self._socket.close()

    def _receive(self, count: int) -> bytes:
        received = b""
        while len(received) < count:
            part = self._socket.recv(count - len(received))
            assert part, "the X server hung up"
            received += part
        return received
