"""A guest on npm's socket.io-client, in a process of its own; see tests/npm/chatguest.mjs."""

import json
import subprocess
from collections.abc import Iterable
from typing import Any

from tests.sourcetree import ROOT

PATIENCE_S = 30.0


class NpmGuest:
    """Somebody whose client others wrote."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._process = subprocess.Popen(
            ["node", "tests/npm/chatguest.mjs"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            text=True,
        )
        self.items: list[dict[str, Any]] = []
        """Every envelope it was told, by batches and joins, numbers that it has dropped."""

    def connect(self, token: str) -> dict[str, Any]:
        """Connect; return how it went."""
        self._say("connect", self._url, token)
        return self.until("connect", "connect_error")

    def ask(self, event: str, body: object) -> dict[str, Any]:
        """Ask, and return the answer."""
        self._say("ask", event, body)
        answer = self.until("answer")["body"]
        self._take(answer.get("items", ()))
        return dict(answer)

    def break_off(self) -> None:
        """Lose the network."""
        self._say("break")
        self.until("disconnect")

    def until(self, *events: str) -> dict[str, Any]:
        """Return the next of these events."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            told = json.loads(line)
            if told["on"] == "b":
                self._take(told["body"]["i"])
            if told["on"] in events:
                return dict(told)
        raise AssertionError(f"it ended before {events}")

    def until_number(self, seq: int) -> None:
        """Return once an envelope of this number was told."""
        while all(item["s"] != seq for item in self.items):
            self.until("b")

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(PATIENCE_S)
        self._process.stdout.close()

    def __enter__(self) -> "NpmGuest":
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def _take(self, items: Iterable[dict[str, Any]]) -> None:
        """What a join and the batch after it both tell is one and the same."""
        for item in items:
            known = next((one for one in self.items if one["s"] == item["s"]), None)
            assert known is None or known == item
            if known is None:
                self.items.append(item)

    def _say(self, *words: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(words) + "\n")
        self._process.stdin.flush()
