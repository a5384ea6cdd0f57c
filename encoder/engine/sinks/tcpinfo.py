"""What the operating system knows of a connection: round trip, retransmits, acknowledged bytes.

Linux: TCP_INFO (include/uapi/linux/tcp.h; fields up to bytes_acked exist since 4.2). Elsewhere
only what the socket accepted is known, and delivered falls back to the peer's RTMP
acknowledgements.
"""

import socket
import struct
import sys
from dataclasses import dataclass

_RTT_OFFSET = 68
_TOTAL_RETRANSMITS_OFFSET = 100
_BYTES_ACKED_OFFSET = 120
_LENGTH = 128


@dataclass(frozen=True, slots=True)
class TcpInfo:
    """One reading of a connection; bytes count since it was established, TLS and all."""

    rtt_ms: float
    retransmits: int
    bytes_acknowledged: int


def read_tcp_info(connection: socket.socket) -> TcpInfo | None:
    """Return the kernel's figures for a connected TCP socket; None where it has none."""
    if sys.platform != "linux":
        return None
    try:
        raw = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _LENGTH)
    except OSError:
        return None
    if len(raw) < _LENGTH:
        return None
    return TcpInfo(
        rtt_ms=struct.unpack_from("=I", raw, _RTT_OFFSET)[0] / 1000,
        retransmits=struct.unpack_from("=I", raw, _TOTAL_RETRANSMITS_OFFSET)[0],
        # Linux counts the SYN as one acknowledged byte.
        bytes_acknowledged=max(0, struct.unpack_from("=Q", raw, _BYTES_ACKED_OFFSET)[0] - 1),
    )
