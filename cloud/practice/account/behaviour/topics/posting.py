"""Posts to servers on this machine, and to no other."""

import http.client
import ssl
from collections.abc import Mapping
from urllib.parse import urlsplit

from cloud.practice.account.behaviour.functions import worker

TIMEOUT_S = 5.0


class NotDelivered(Exception):
    """The server was not reached or refused; worth another try."""


def is_here(url: str) -> bool:
    """Tell whether an address is on this machine; names are not looked up."""
    host = urlsplit(url).hostname or ""
    return host != "" and worker.is_here(host)


def post(url: str, body: bytes, headers: Mapping[str, str]) -> None:
    """Post once, without proxies and redirects; blocks 5 s at most. Raises NotDelivered."""
    if not is_here(url):
        raise NotDelivered("practice reaches only this machine")
    parts = urlsplit(url)
    try:
        connection = _connection(parts.scheme, parts.hostname or "", parts.port)
    except ValueError as error:
        raise NotDelivered(str(error)) from None
    path = parts.path or "/"
    try:
        connection.request(
            "POST", f"{path}?{parts.query}" if parts.query else path, body, dict(headers)
        )
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        raise NotDelivered(type(error).__name__) from error
    finally:
        connection.close()
    if not 200 <= status < 300:
        raise NotDelivered(f"status {status}")


def _connection(scheme: str, host: str, port: int | None) -> http.client.HTTPConnection:
    if scheme == "http":
        return http.client.HTTPConnection(host, port, timeout=TIMEOUT_S)
    if scheme != "https":
        raise ValueError(f"no way to post to {scheme}")
    unverified = ssl.create_default_context()
    unverified.check_hostname = False  # a server on this machine has a certificate of its own make
    unverified.verify_mode = ssl.CERT_NONE
    return http.client.HTTPSConnection(host, port, timeout=TIMEOUT_S, context=unverified)
