"""Says whether a connection comes from this user's own programs: the account runs their code.

Loopback is open to everybody on a machine. Linux tells whose the other end of a connection is
(sock_diag(7)); where the system does not, the machine is taken to have one user.
"""

import os
import socket
import struct
import sys

ROOT_UID = 0
TIMEOUT_S = 1.0
_SOCK_DIAG = 4  # NETLINK_SOCK_DIAG
_BY_FAMILY = 20  # SOCK_DIAG_BY_FAMILY
_REQUEST = 1  # NLM_F_REQUEST
_ANY = 0xFFFF_FFFF
_HEADER = struct.Struct("=IHHII")
_WISH = struct.Struct("=BBBBI")
_PORTS = struct.Struct("!HH")
_INTERFACE = struct.Struct("=III")
_BEFORE_OWNER = _HEADER.size + 4 + 48 + 12  # family and state, addresses, three counters


def is_own(client_port: int, server_port: int) -> bool:
    """Tell whether the program behind a loopback connection is this user's, or root's.

    `client_port`: of its own end.
    """
    return is_trusted(owner_of(client_port, server_port))


def is_trusted(owner: int | None) -> bool:
    """Tell whether a user may use this user's account; None: the system does not tell."""
    return owner is None or owner in (os.getuid(), ROOT_UID)


def owner_of(client_port: int, server_port: int) -> int | None:
    """Return the number of the user who opened a connection; None: the system does not tell."""
    if sys.platform != "linux":
        return None
    loopback = socket.inet_aton("127.0.0.1").ljust(16, b"\0")
    wish = (
        _WISH.pack(socket.AF_INET, socket.IPPROTO_TCP, 0, 0, _ANY)
        + _PORTS.pack(client_port, server_port)
        + loopback * 2
        + _INTERFACE.pack(0, _ANY, _ANY)
    )
    header = _HEADER.pack(_HEADER.size + len(wish), _BY_FAMILY, _REQUEST, 0, 0)
    try:
        with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, _SOCK_DIAG) as kernel:
            kernel.settimeout(TIMEOUT_S)
            kernel.send(header + wish)
            answer = kernel.recv(4096)
    except OSError:
        return None
    if _HEADER.unpack_from(answer)[1] != _BY_FAMILY:
        return None
    owner: int = struct.unpack_from("=I", answer, _BEFORE_OWNER)[0]
    return owner
