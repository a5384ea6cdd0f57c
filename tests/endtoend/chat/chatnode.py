"""One of many nodes of a chat, as a process of its own."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from chatclient.wire.envelopes import Role, User
from cloud.chatserver.tokens import Tokens
from tests.sourcetree import ROOT

SIGNING_KEY = "signing-key-of-all-nodes-of-one-service-01"
PATIENCE_S = 30.0


class ChatNode:
    """A node; all nodes take each other's tokens."""

    def __init__(self, folder: Path, *words: str) -> None:
        folder.mkdir(parents=True)
        secrets = folder / "secrets.json"
        secrets.touch(0o600)
        secrets.write_text(json.dumps({"signing_key": SIGNING_KEY}))
        self._log = folder / "node.log"
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "cloud.chatserver", "--port", "0", "--drain", "0",
                 "--secrets", str(secrets), *words],
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

    def close(self) -> None:
        """End it in order, if it still runs."""
        self.process.terminate()
        try:
            self.process.wait(PATIENCE_S)
        finally:
            self.kill()
            assert self.process.stdout is not None
            self.process.stdout.close()


def token(room: str, user: str) -> str:
    """Return a moderator's token for any node: moderators may write twenty times a second."""
    tokens = Tokens(SIGNING_KEY.encode(), time.time)
    return tokens.mint(User(user, user.title()), room, Role.MODERATOR)
