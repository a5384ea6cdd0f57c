"""A headless Chromium with several visitors, told what to do over its DevTools connection."""

import contextlib
import itertools
import json
import shutil
import subprocess
import threading
import time
import urllib.request
from pathlib import Path
from typing import Any

from websockets.sync.client import connect

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--mute-audio",
    "--autoplay-policy=no-user-gesture-required",
]
PATIENCE_S = 40.0


class Browser:
    """One process; leaving the `with` block ends it."""

    def __init__(self, profile: Path) -> None:
        assert CHROMIUM is not None
        # As wide as a phone: what fits there fits everywhere.
        options = [*QUIET, "--window-size=390,844", "--remote-debugging-port=0"]
        self._profile = profile
        self._process = subprocess.Popen(
            [CHROMIUM, *options, f"--user-data-dir={profile}", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._pages: list[Page] = []

    def __enter__(self) -> "Browser":
        return self

    def __exit__(self, *_: object) -> None:
        for page in self._pages:
            page.close()
        self._process.terminate()
        try:
            self._process.wait(30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def open(self, url: str) -> "Page":
        """Open a page as a visitor who has been nowhere before."""
        port = self._port()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/json/version", timeout=30) as answer:
            socket = json.load(answer)["webSocketDebuggerUrl"]
        page = Page(socket, url)
        self._pages.append(page)
        return page

    def _port(self) -> int:
        file = self._profile / "DevToolsActivePort"
        deadline, waiting = time.monotonic() + PATIENCE_S, threading.Event()
        while not (file.exists() and (lines := file.read_text().split())):
            assert time.monotonic() < deadline, "Chromium does not start"
            waiting.wait(0.05)
        return int(lines[0])


class Page:
    """One visitor's page."""

    def __init__(self, socket: str, url: str) -> None:
        self._numbers = itertools.count(1)
        self._open = contextlib.ExitStack()
        self._link = self._open.enter_context(connect(socket, max_size=None, open_timeout=20))
        context = self._call("Target.createBrowserContext", {})["browserContextId"]
        asked = {"url": url, "browserContextId": context}
        target = self._call("Target.createTarget", asked)["targetId"]
        attached = self._call("Target.attachToTarget", {"targetId": target, "flatten": True})
        self._session = attached["sessionId"]

    def look(self, expression: str) -> Any:
        """Return the value of a piece of JavaScript."""
        found = self._evaluate(expression)
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def wait_for(self, expression: str, timeout_s: float = PATIENCE_S) -> Any:
        """Look until the value is something; return it. What fails meanwhile is nothing yet."""
        deadline, waiting = time.monotonic() + timeout_s, threading.Event()
        while not (value := self._evaluate(expression)["result"].get("value")):
            assert time.monotonic() < deadline, f"never: {expression}"
            waiting.wait(0.1)
        return value

    def close(self) -> None:
        """Let go of the page."""
        self._open.close()

    def _evaluate(self, expression: str) -> dict[str, Any]:
        asked = {"expression": expression, "returnByValue": True, "awaitPromise": True}
        return self._call("Runtime.evaluate", asked, self._session)

    def _call(self, method: str, asked: dict[str, object], session: str = "") -> dict[str, Any]:
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": asked}
        self._link.send(json.dumps(message | ({"sessionId": session} if session else {})))
        while True:
            answer = json.loads(self._link.recv(timeout=PATIENCE_S))
            if answer.get("id") == number:
                assert "error" not in answer, answer["error"]
                result: dict[str, Any] = answer["result"]
                return result
