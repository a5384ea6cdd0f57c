"""A practice account within the test's own process, with a clock that only the test puts forward."""

import contextlib
import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from typing import Any

import boto3
from moto import mock_aws

from cloud.practice.account.behaviour.liveliness import Liveliness
from cloud.practice.account.context import AccountClock, AccountContext

REGION = "ap-northeast-1"
START_S = 1_795_000_000.0
"""A moment that begins a minute."""
PATIENCE_S = 30.0


class Living:
    """The account and its clients."""

    def __init__(self, home: Path) -> None:
        self.context = AccountContext(home, AccountClock(lambda: START_S // 3600 * 3600))
        self.alive = Liveliness(self.context)
        self.alive.start()

    def client(self, service: str) -> Any:
        return boto3.client(service, region_name=REGION)

    def advance(self, seconds: float, step_s: float = 10.0) -> None:
        """Put the clock forward, do what becomes due on the way, and wait for deliveries."""
        while seconds > 0:
            self.context.clock.advance(min(step_s, seconds))
            self.context.run_due()
            seconds -= step_s
        self.settle()

    def settle(self) -> None:
        assert self.alive.errands.settle(PATIENCE_S)


@contextlib.contextmanager
def living(home: Path) -> Iterator[Living]:
    """Run an account in this process."""
    with mock_aws():
        account = Living(home)
        try:
            yield account
        finally:
            account.context.close()


class Listener:
    """A server on this machine that notes what is posted to it."""

    def __init__(self, status: int = 200) -> None:
        self.status = status
        self.got: Queue[tuple[dict[str, str], Any]] = Queue()
        listener = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                headers = {name.lower(): value for name, value in self.headers.items()}
                listener.got.put((headers, json.loads(body)))
                self.send_response(listener.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, name="listener")
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}/alerts"

    def next(self) -> tuple[dict[str, str], Any]:
        """Return headers and content of the next request."""
        return self.got.get(timeout=PATIENCE_S)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
