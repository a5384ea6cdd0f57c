"""The opening 3,073 bytes of each direction, for both roles.

Source: Adobe, "Real Time Messaging Protocol 1.0" (2012), section 5.2. The plain handshake is used;
the digest that Flash Player checked before it played H.264 is not needed to publish.
"""

from __future__ import annotations

from typing import Final, Protocol

from encoder.rtmp.errors import HandshakeError

RTMP_VERSION: Final = 3
"""The protocol version of C0 and S0; 6 and above are encrypted variants, text is not RTMP."""

PACKET_BYTES: Final = 1536
"""Length of C1, C2, S1 and S2."""

RANDOM_BYTES: Final = PACKET_BYTES - 8
"""Random part of C1 and S1, after two 32-bit numbers."""


class Handshake(Protocol):
    """One side of the handshake; bytes in, reply out, until `is_done`."""

    @property
    def is_done(self) -> bool:
        """Whether the other side has said everything it must."""

    def opening(self) -> bytes:
        """Return what this side says before it has heard anything."""

    def advance(self, received: bytearray) -> bytes:
        """Consume what can be consumed from the front of `received` and return the reply.

        Raises HandshakeError when the other side does not speak RTMP version 3.
        """


class ClientHandshake:
    """Says C0 and C1, echoes S1 as C2, and is done when S2 has arrived."""

    def __init__(self, random: bytes) -> None:
        self._random = _checked_random(random)
        self._has_first = False
        self.is_done = False

    def opening(self) -> bytes:
        return _first_packet(self._random)

    def advance(self, received: bytearray) -> bytes:
        reply = b""
        if not self._has_first:
            first = _take_first_packet(received)
            if first is None:
                return b""
            self._has_first = True
            reply = first
        if len(received) >= PACKET_BYTES:
            # S2 should echo C1; servers that reply with a digest do not, and it proves nothing.
            del received[:PACKET_BYTES]
            self.is_done = True
        return reply


class ServerHandshake:
    """Waits for C0 and C1, answers S0, S1 and S2 at once, and is done when C2 has arrived."""

    def __init__(self, random: bytes) -> None:
        self._random = _checked_random(random)
        self._has_first = False
        self.is_done = False

    def opening(self) -> bytes:
        return b""

    def advance(self, received: bytearray) -> bytes:
        reply = b""
        if not self._has_first:
            first = _take_first_packet(received)
            if first is None:
                return b""
            self._has_first = True
            reply = _first_packet(self._random) + first
        if len(received) >= PACKET_BYTES:
            del received[:PACKET_BYTES]
            self.is_done = True
        return reply


def _first_packet(random: bytes) -> bytes:
    """Return version and C1 or S1; its time is 0, an epoch that each side may choose."""
    return bytes((RTMP_VERSION,)) + bytes(8) + random


def _take_first_packet(received: bytearray) -> bytes | None:
    if received and received[0] != RTMP_VERSION:
        raise HandshakeError("The other side does not speak RTMP version 3.")
    if len(received) < 1 + PACKET_BYTES:
        return None
    packet = bytes(received[1 : 1 + PACKET_BYTES])
    del received[: 1 + PACKET_BYTES]
    return packet


def _checked_random(random: bytes) -> bytes:
    if len(random) != RANDOM_BYTES:
        raise HandshakeError(f"The handshake needs exactly {RANDOM_BYTES} random bytes.")
    return random
