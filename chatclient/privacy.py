"""Whether what opens a chat may travel to an address: encrypted, or within this machine only."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from chatclient.errors import ErrorCode, Refused

_ENCRYPTED = frozenset({"https", "wss"})


def demand_privacy(url: str) -> None:
    """Raise Refused where a key or a token on its way to this address could be read by others."""
    parts = urlsplit(url)
    if parts.scheme not in _ENCRYPTED and not _is_this_machine(parts.hostname or ""):
        raise Refused(ErrorCode.NOT_ENCRYPTED, server=parts.netloc.rpartition("@")[2])


def _is_this_machine(host: str) -> bool:
    if host == "localhost":  # RFC 6761: no other machine has that name
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
