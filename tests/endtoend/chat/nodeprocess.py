"""A node of the chat as a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.sourcetree import ROOT

PATIENCE_S = 30.0


class NodeProcess:
    """A node on a free port, with a folder for its secrets and its log."""

    def __init__(self, folder: Path, secrets: Mapping[str, str], *words: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.secrets = folder / "node-secrets.json"
        self.secrets.touch(0o600)
        self.secrets.write_text(json.dumps(secrets))
        self._log = folder / "node.log"
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "cloud.chatserver", "--port", "0", "--drain", "0",
                 "--secrets", str(self.secrets), *words],
                stdout=subprocess.PIPE, stderr=log, cwd=ROOT, env=os.environ.copy(),
            )  # fmt: skip
        assert self.process.stdout is not None
        first = self.process.stdout.readline()
        assert first, self.log()
        self.port = int(json.loads(first)["port"])

    def log(self) -> str:
        """Return what it has written so far."""
        return self._log.read_text(errors="replace")

    def kill(self) -> None:
        """End it as a power failure would."""
        self.process.kill()
        self.process.wait()

    def close(self) -> int:
        """End it in order, if it still runs; return its exit code."""
        self.process.terminate()
        try:
            return self.process.wait(PATIENCE_S)
        finally:
            self.kill()
            assert self.process.stdout is not None
            self.process.stdout.close()
