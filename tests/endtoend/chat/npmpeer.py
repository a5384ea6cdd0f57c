"""A client that others wrote, in a process of its own: one of the scripts of tests/npm."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from tests.sourcetree import ROOT

PATIENCE_S = 30.0


class NpmPeer:
    """Told what to do by words; prints what happens."""

    def __init__(self, script: str, trusted: Path | None = None) -> None:
        """`trusted`: a certificate that it believes."""
        extra = {"NODE_EXTRA_CA_CERTS": str(trusted)} if trusted else {}
        self._process = subprocess.Popen(
            ["node", f"tests/npm/{script}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env={**os.environ, **extra},
            text=True,
        )

    def tell(self, *words: object) -> None:
        """Let it do something."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(words) + "\n")
        self._process.stdin.flush()

    def until(self, *events: str) -> dict[str, Any]:
        """Return the next of these events."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            told = json.loads(line)
            if told["on"] in events:
                return dict(told)
        raise AssertionError(f"it ended before {events}")

    def __enter__(self) -> "NpmPeer":
        return self

    def __exit__(self, *raised: object) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(PATIENCE_S)
        self._process.stdout.close()
