"""Where to publish: an RTMP address and a stream key, checked before anything is sent."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final, Literal
from urllib.parse import SplitResult, urlsplit

from encoder.rtmp.errors import EndpointError

DEFAULT_PORTS: Final = {"rtmp": 1935, "rtmps": 443}
"""IANA's port of RTMP, and the port of RTMP over TLS (Amazon IVS, and RTMPS in general)."""

MIN_PRIORITY: Final = 1
MAX_PRIORITY: Final = 2_147_483_647
"""Range of the stream takeover priority (Amazon IVS user guide, "Stream takeover")."""

_PRIORITY: Final = "priority="
_UNPRINTABLE: Final = re.compile(r"[\x00-\x20\x7f]")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A checked place to publish to.

    `stream_name` is the stream key with its query, and never appears in the repr; neither does a
    query of the application, which may be a token.
    """

    scheme: Literal["rtmp", "rtmps"]
    host: str
    port: int
    app: str = field(repr=False)
    stream_name: str = field(repr=False)

    @property
    def is_encrypted(self) -> bool:
        """Whether the connection runs inside TLS."""
        return self.scheme == "rtmps"

    @property
    def tc_url(self) -> str:
        """The address that the `connect` command states; the port is always written."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}/{self.app}"

    def with_priority(self, priority: int) -> Endpoint:
        """Return the endpoint with that takeover priority in place of any other.

        Raises EndpointError outside MIN_PRIORITY .. MAX_PRIORITY.
        """
        if not MIN_PRIORITY <= priority <= MAX_PRIORITY:
            raise EndpointError(
                f"A takeover priority is between {MIN_PRIORITY} and {MAX_PRIORITY}.",
                code="rtmp.endpoint.priority",
            )
        name, _, query = self.stream_name.partition("?")
        kept = [part for part in query.split("&") if part and not part.startswith(_PRIORITY)]
        query = "&".join([*kept, f"{_PRIORITY}{priority}"])
        return replace(self, stream_name=f"{name}?{query}")


def parse_endpoint(url: str, stream_key: str = "") -> Endpoint:
    """Check an address such as `rtmps://host:443/app/` and a stream key, and take them apart.

    With a key, the whole path is the application; without one, the last part of the path is the
    key (MediaLive's `rtmp://host:1935/app/instance`). Blanks around either are ignored.
    Raises EndpointError with a sentence that quotes neither.
    """
    url, stream_key = url.strip(), stream_key.strip()
    if not url:
        raise _refusal("empty", "Enter the address of the ingest server.")
    if _UNPRINTABLE.search(url) or _UNPRINTABLE.search(stream_key):
        raise _refusal("blank", "The address and the stream key must not contain blanks.")
    parts = _split(url)
    scheme = _scheme(parts)
    app, stream_name = _app_and_name(parts, stream_key)
    return Endpoint(scheme, _host(parts), _port(parts, scheme), app, stream_name)


def _split(url: str) -> SplitResult:
    # The causes below quote the address, which may hold a key: they are not chained.
    try:
        return urlsplit(url, allow_fragments=False)
    except ValueError:
        raise _refusal("host", "The host of the address is not valid.") from None


def _scheme(parts: SplitResult) -> Literal["rtmp", "rtmps"]:
    match parts.scheme:
        case "rtmp":
            return "rtmp"
        case "rtmps":
            return "rtmps"
        case _:
            raise _refusal("scheme", "The address must begin with rtmp:// or rtmps://.")


def _host(parts: SplitResult) -> str:
    if "@" in parts.netloc:
        raise _refusal("user", "The address must not contain a user name or password.")
    if not parts.hostname:
        raise _refusal("host", "The address has no host.")
    return parts.hostname


def _port(parts: SplitResult, scheme: str) -> int:
    try:
        port = parts.port
    except ValueError:
        port = 0
    if port == 0:
        raise _refusal("port", "The port must be a number between 1 and 65535.")
    return DEFAULT_PORTS[scheme] if port is None else port


def _app_and_name(parts: SplitResult, stream_key: str) -> tuple[str, str]:
    path = parts.path.strip("/")
    query = f"?{parts.query}" if parts.query else ""
    if stream_key:
        app, name = path + query, stream_key
    else:
        app, _, name = path.rpartition("/")
        app, name = (app, name + query) if app and not parts.path.endswith("/") else (path, "")
    if not path:
        raise _refusal("app", "The address names no application, as in rtmp://host/app.")
    if not name:
        raise _refusal("key", "Enter the stream key.")
    if name.startswith("?"):
        raise _refusal("key", "The stream key must not begin with a question mark.")
    return app, name


def _refusal(code: str, reason: str) -> EndpointError:
    return EndpointError(reason, code=f"rtmp.endpoint.{code}")
