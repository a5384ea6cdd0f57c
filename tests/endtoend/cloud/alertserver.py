"""A server on this machine that subscribes to alerts: it confirms, and keeps what it is told."""

import json
import queue
import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class AlertServer:
    """One server with its thread; `close` ends both."""

    def __init__(self) -> None:
        self._notices: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        self._told: list[dict[str, Any]] = []
        notices = self._notices

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                content = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                if content["Type"] == "SubscriptionConfirmation":
                    with urllib.request.urlopen(content["SubscribeURL"], timeout=30) as answer:
                        assert answer.status == 200
                else:
                    notices.put(json.loads(content["Message"]))
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = False  # closing waits for them
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/alerts"
        self._thread = threading.Thread(target=self._server.serve_forever, name="alerts")
        self._thread.start()

    def wait_for(self, alarm: str, state: str, timeout_s: float = 60.0) -> dict[str, Any]:
        """Return the notice that says so, whatever came before it; fails with what came instead."""
        while (found := self._find(alarm, state)) is None:
            try:
                self._told.append(self._notices.get(timeout=timeout_s))
            except queue.Empty:
                told = [(each["AlarmName"], each["NewStateValue"]) for each in self._told]
                raise AssertionError(f"{alarm} did not tell {state}; left: {told}") from None
        self._told.remove(found)
        return found

    def _find(self, alarm: str, state: str) -> dict[str, Any] | None:
        for each in self._told:
            if (each["AlarmName"], each["NewStateValue"]) == (alarm, state):
                return each
        return None

    def close(self) -> None:
        """End it."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
