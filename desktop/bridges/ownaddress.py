"""The public IPv4 address of this computer, as others see it; asked for only when wanted."""

import ipaddress
import urllib.error
import urllib.request
from collections.abc import Callable

from cloud.errors import CloudUnreachable

ADDRESS_URL = "https://checkip.amazonaws.com"
TIMEOUT_S = 5.0
MOST_BYTES = 64
LOOPBACK = "127.0.0.1"


def public_address(fetch: Callable[[], bytes] | None = None) -> str:
    """Return the address; blocks 5 s at most, raises CloudUnreachable."""
    try:
        text = (fetch or _fetch)().decode("ascii").strip()
        return str(ipaddress.IPv4Address(text))
    except (OSError, ValueError, urllib.error.URLError) as error:
        reason = type(error).__name__
        raise CloudUnreachable("checkip.amazonaws.com", "AWS", reason) from error


def _fetch() -> bytes:
    with urllib.request.urlopen(ADDRESS_URL, timeout=TIMEOUT_S) as answer:
        content: bytes = answer.read(MOST_BYTES)
        return content
