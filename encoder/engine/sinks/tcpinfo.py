"""What the operating system knows of a connection: round trip, retransmits, acknowledged bytes.

Linux: TCP_INFO (include/uapi/linux/tcp.h) and SIOCOUTQ (tcp(7)). Elsewhere only what the socket
accepted is known, and delivered falls back to the peer's RTMP acknowledgements.
"""

import socket
import struct
import sys
from dataclasses import dataclass

_RTT_OFFSET = 68
_TOTAL_RETRANSMITS_OFFSET = 100
_LENGTH = 104


@dataclass(frozen=True, slots=True)
class TcpInfo:
    """One reading of a connection."""

    rtt_ms: float
    retransmits: int
    bytes_in_flight: int
    """Taken from us and not yet acknowledged by the other side; under TLS, with its framing."""


def read_tcp_info(connection: socket.socket) -> TcpInfo | None:
    """Return the kernel's figures for a connected TCP socket; None where it has none."""
    if sys.platform != "linux":
        return None
    # fcntl and termios exist only where this is reached.
    import fcntl
    import termios

    try:
        raw = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _LENGTH)
        in_flight = fcntl.ioctl(connection.fileno(), termios.TIOCOUTQ, bytes(4))
    except (OSError, ValueError):  # ValueError: closed meanwhile
        return None
    if len(raw) < _LENGTH:
        return None
    return TcpInfo(
        rtt_ms=struct.unpack_from("=I", raw, _RTT_OFFSET)[0] / 1000,
        retransmits=struct.unpack_from("=I", raw, _TOTAL_RETRANSMITS_OFFSET)[0],
        bytes_in_flight=struct.unpack("=i", in_flight)[0],
    )
