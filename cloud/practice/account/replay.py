"""Repeats the journal's calls when the account starts: same ids, same keys, at the same times."""

import io
import logging
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import unquote

from cloud.practice.account.clockwork import RepeatableTime, seed_random
from cloud.practice.account.context import AccountContext
from cloud.practice.account.journal import CONTROL, Entry, Journal

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
_log = logging.getLogger(__name__)


def replay(
    entries: Iterable[Entry],
    journal: Journal,
    app: Wsgi,
    context: AccountContext,
    repeatable: RepeatableTime,
) -> int:
    """Repeat them all; return how many no longer succeed. Raises UnreadableJournal."""
    failures = 0
    context.is_replaying = True
    try:
        for entry in entries:
            repeatable.pinned_s = entry.at_s - context.clock.ahead_s
            if not entry.method:
                context.clock.advance(entry.advance_s)
                continue
            if entry.method == CONTROL:
                context.controls[entry.path](journal.body_of(entry))
                continue
            environ = environ_of(entry, journal.body_of(entry), context.url)
            seed_random(entry.seed)
            with context.call_lock:
                status, _ = asked(environ, app)
            if status >= 400:
                failures += 1
                _log.warning("%s %s is no longer accepted", entry.service, entry.operation)
    finally:
        context.is_replaying = False
        repeatable.pinned_s = None
    return failures


def asked(environ: dict[str, Any], app: Wsgi) -> tuple[int, bytes]:
    """Have a request answered; return status and body."""
    status = 0

    def start_response(line: str, *_: object) -> None:
        nonlocal status
        status = int(line.split()[0])

    answer = app(environ, start_response)
    body = b"".join(answer)
    if close := getattr(answer, "close", None):
        close()
    return status, body


def environ_of(entry: Entry, body: bytes, url: str) -> dict[str, Any]:
    """Return the WSGI environment of a request like the one that was written down.

    `url`: of the account as it is now.
    """
    host = url.rpartition("//")[2] or "127.0.0.1"
    scope = f"practice/20260101/{entry.region}/{entry.service}/aws4_request"
    environ: dict[str, Any] = {
        "REQUEST_METHOD": entry.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote(entry.path).encode().decode("latin-1"),
        "RAW_URI": f"{entry.path}?{entry.query}" if entry.query else entry.path,
        "REQUEST_URI": f"{entry.path}?{entry.query}" if entry.query else entry.path,
        "QUERY_STRING": entry.query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": host.partition(":")[2] or "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": host,
        "HTTP_AUTHORIZATION": f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=, Signature=",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in entry.headers.items():
        key = name.upper().replace("-", "_")
        environ[key if key == "CONTENT_TYPE" else f"HTTP_{key}"] = value
    return environ
