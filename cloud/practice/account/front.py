"""The account's front door: who may come in, what is refused, what is written down, then moto.

Only this user's own programs are let in. What a web page makes a browser send is refused: by its
Host header (DNS rebinding), by its Origin, and because it can't sign.
"""

import io
import json
import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from cloud.practice.account.answers import Answer, error_answer
from cloud.practice.account.calls import Call, call_of
from cloud.practice.account.clockwork import seed_random
from cloud.practice.account.context import AccountContext, Refusal
from cloud.practice.account.control import CONTROL_PATH, Controls
from cloud.practice.account.journal import Journal, entry_of, new_seed
from cloud.practice.account.neighbours import is_own
from cloud.practice.account.redaction import redacted
from cloud.practice.account.replay import Wsgi

OWN_NAMES = ("127.0.0.1", "localhost")
MAX_BODY_BYTES = 256 * 1024 * 1024
# Moto's own pages: they would forget everything behind the journal's back.
CLOSED = ("/moto-api", "/latest/")
_log = logging.getLogger(__name__)

Environ = dict[str, Any]
_known: dict[str, bool] = {}
# They sign with another name than their host has.
_OTHER_NAMES = frozenset({"eventbridge", "execute-api", "iotdata", "mobiletargeting"})
StartResponse = Callable[..., Any]


class Front:
    """A WSGI app before moto's. Any thread may call it."""

    def __init__(
        self,
        app: Wsgi,
        context: AccountContext,
        journal: Journal,
        controls: Controls,
        check: Callable[[Call], Refusal | None],
    ) -> None:
        """`check`: says what AWS would refuse and moto accepts."""
        self._app = app
        self._context = context
        self._journal = journal
        self._controls = controls
        self._check = check

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        headers = _headers(environ)
        path, _, query = str(environ.get("REQUEST_URI", environ["PATH_INFO"])).partition("?")
        if not (is_at_home(headers) and _is_own(environ)) or _is_closed(environ):
            return _send(_PLAIN_REFUSAL, start_response)
        body = _body(environ)
        if body is None:
            return _send(_TOO_LARGE, start_response)
        if path.startswith(CONTROL_PATH):
            name = path.removeprefix(CONTROL_PATH)
            return _send(self._controls.answer(name, headers, body), start_response)
        self._controls.touch()
        call = call_of(environ["REQUEST_METHOD"], path, query, headers, body)
        if not call.service and not is_presigned(call):
            refusal = Refusal("MissingAuthenticationToken", "The request is not signed.", 403)
            return _send(error_answer(call, refusal), start_response)
        if (refused := self._refusal(call)) is not None:
            return _send(error_answer(call, refused), start_response)
        environ["wsgi.input"] = io.BytesIO(body)
        environ.pop("wsgi.input_terminated", None)
        environ.pop("HTTP_TRANSFER_ENCODING", None)
        environ["CONTENT_LENGTH"] = str(len(body))
        return _send(self._carry_out(call, environ), start_response)

    # ---- private ----

    def _refusal(self, call: Call) -> Refusal | None:
        if call.service and not is_known(call.service):
            return not_offered(call)
        for gate in self._context.gates:
            if (refusal := gate(call.service, call.operation)) is not None:
                return refusal
        return self._check(call)

    def _carry_out(self, call: Call, environ: Environ) -> Answer:
        if call.is_passing:  # whoever answers it may call the account himself
            return self._ask(call, environ)
        with self._context.call_lock:
            if not call.is_changing:
                return self._ask(call, environ)
            at_s, seed = self._context.clock.now_s(), new_seed()
            seed_random(seed)
            answer = self._ask(call, environ)
            if answer.status < 400:
                self._write_down(call, at_s, seed)
            return answer

    def _write_down(self, call: Call, at_s: float, seed: int) -> None:
        try:
            self._journal.append(
                entry_of(self._journal, call, redacted(call, self._context), at_s, seed)
            )
        except OSError as error:
            _log.error("a call can't be kept for the next start: %s", error.strerror)

    def _ask(self, call: Call, environ: Environ) -> Answer:
        """Let moto answer; what it can't do becomes an answer too."""
        found: list[tuple[int, tuple[tuple[str, str], ...]]] = []

        def begin(line: str, headers: list[tuple[str, str]], *_: object) -> None:
            found.append((int(line.split()[0]), tuple(headers)))

        try:
            pieces = self._app(environ, begin)
            body = b"".join(pieces)
            if close := getattr(pieces, "close", None):
                close()
            status, headers = found[-1]
            return Answer(status, headers, body)
        except NotImplementedError as error:
            return error_answer(call, not_offered(call, str(error)))
        except Exception as error:  # noqa: BLE001 - the main of a request's thread
            _log.exception("%s %s failed", call.service, call.operation or call.path)
            refusal = Refusal("InternalFailure", f"{type(error).__name__}: {error}", 500)
            return error_answer(call, refusal)


def not_offered(call: Call, reason: str = "") -> Refusal:
    """Return what is said of an operation that the practice account does not have."""
    what = call.operation or f"{call.method} {call.path}"
    return Refusal(
        "NotImplemented",
        f"The practice account does not offer {call.service}:{what}. {reason}".strip(),
        501,
    )


def is_known(service: str) -> bool:
    """Tell whether anybody here answers for a service, by the name with which it signs."""
    from moto.backend_index import backend_url_patterns

    if service not in _known:
        hosts = [f"https://{service}.us-east-1.amazonaws.com", f"https://{service}.amazonaws.com"]
        found = any(pattern.match(host) for _, pattern in backend_url_patterns for host in hosts)
        _known[service] = found or service in _OTHER_NAMES
    return _known[service]


def is_at_home(headers: Mapping[str, str]) -> bool:
    """Tell whether a request comes from a program of this machine, as far as it says so."""
    host = headers.get("host", "").rpartition(":")[0] or headers.get("host", "")
    return (
        host in OWN_NAMES
        and "origin" not in headers
        and headers.get("sec-fetch-site", "none") in ("none", "same-origin")
    )


def is_presigned(call: Call) -> bool:
    """Tell whether the query of a request has the signature, as addresses for downloads do."""
    return "X-Amz-Signature=" in call.query or "AWSAccessKeyId=" in call.query


def _is_closed(environ: Environ) -> bool:
    """Tell whether a path is one of moto's own pages, as moto will read it."""
    return str(environ["PATH_INFO"]).startswith(CLOSED)


def _is_own(environ: Environ) -> bool:
    client, server = environ.get("REMOTE_PORT"), environ.get("SERVER_PORT")
    return client is None or server is None or is_own(int(client), int(server))


def _headers(environ: Environ) -> dict[str, str]:
    found = {
        name.removeprefix("HTTP_").replace("_", "-").lower(): str(value)
        for name, value in environ.items()
        if name.startswith("HTTP_")
    }
    for name in ("CONTENT_TYPE", "CONTENT_LENGTH"):
        if environ.get(name):
            found[name.replace("_", "-").lower()] = str(environ[name])
    return found


def _body(environ: Environ) -> bytes | None:
    """Read the whole body; None: larger than anything we take."""
    if environ.get("wsgi.input_terminated"):
        body: bytes = environ["wsgi.input"].read(MAX_BODY_BYTES + 1)
        return body if len(body) <= MAX_BODY_BYTES else None
    length = environ.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > MAX_BODY_BYTES:
        return None
    read: bytes = environ["wsgi.input"].read(int(length))
    return read


def _send(answer: Answer, start_response: StartResponse) -> Iterable[bytes]:
    headers = [each for each in answer.headers if each[0].lower() != "content-length"]
    if not any(name.lower() == "x-amzn-requestid" for name, _ in headers):
        headers.append(("x-amzn-RequestId", f"{new_seed():032x}"))
    kept = {name.lower(): value for name, value in answer.headers}
    length = kept.get("content-length", "") if not answer.body else ""  # HEAD says another one
    headers.append(("Content-Length", length or str(len(answer.body))))
    start_response(f"{answer.status} -", headers)
    return [answer.body]


def _json(status: int, sentence: str) -> Answer:
    body = json.dumps({"error": sentence}).encode()
    return Answer(status, (("Content-Type", "application/json"),), body)


_PLAIN_REFUSAL = _json(403, "This is for programs of this machine only.")
_TOO_LARGE = _json(413, "The request is too large.")
