"""The account's way to the practice ingest of the same home folder, whether it runs or not.

While it runs it is asked. While it doesn't, a channel is made by writing down its key and the
ports, which it reads when it starts: a stack can be made before anybody goes live.
"""

import secrets
import socket
import time
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock, Timeout
from msgspec.structs import replace

from cloud.errors import PracticeError, PracticeUnreachable
from cloud.practice.client import PracticeClient
from cloud.practice.homefolder import LOCK_FILE, Memory, read_memory, write_memory
from cloud.practice.messages import APP, KEY_PREFIX, ChannelInfo, ChannelStatus, PracticeStatus

FRESH_S = 0.5
"""How long one answer of the ingest is good for."""
LOCK_TIMEOUT_S = 1.0


class PracticeIngest:
    """Asks the ingest; starts none. Calls block 3 s at most; any thread may make them."""

    def __init__(self, home: Path, now_s: Callable[[], float] = time.monotonic) -> None:
        self._home = home
        self._client = PracticeClient(home)
        self._now_s = now_s
        self._status: PracticeStatus | None = None
        self._asked_s = -FRESH_S

    def create_channel(self, name: str) -> ChannelInfo | None:
        """Make sure that the ingest has this channel, now or when it starts."""
        try:
            return self._client.create_channel(name)
        except PracticeUnreachable:
            return self._written_down(name)
        except PracticeError:
            return None  # it has too many

    def status(self, name: str) -> ChannelStatus | None:
        """Return what arrives on a channel; None while nothing can be known."""
        if self._now_s() - self._asked_s >= FRESH_S:
            self._asked_s = self._now_s()
            try:
                self._status = self._client.status()
            except PracticeError:
                self._status = None
        try:
            return None if self._status is None else self._status.channel(name)
        except KeyError:
            return None

    def kick(self, name: str) -> bool:
        """End the channel's session; tell whether there was one."""
        self._asked_s = -FRESH_S
        try:
            return self._client.kick(name)
        except PracticeError:
            return False

    def delete_channel(self, name: str) -> None:
        """Let the ingest forget a channel and its key."""
        try:
            self._client.delete_channel(name)
        except PracticeUnreachable:
            self._change_memory(lambda memory: _without(memory, name))
        except PracticeError:
            return

    # ---- private ----

    def _written_down(self, name: str) -> ChannelInfo | None:
        memory = self._change_memory(lambda memory: _with(memory, name))
        if memory is None:
            return None
        page = f"http://127.0.0.1:{memory.http_port}"
        return ChannelInfo(
            name=name,
            rtmp_url=f"rtmp://127.0.0.1:{memory.rtmp_port}/{APP}",
            key=memory.keys[name],
            playback_url=f"{page}/{name}/index.m3u8",
            watch_url=f"{page}/{name}/",
            chat_url=page,
        )

    def _change_memory(self, change: Callable[[Memory], Memory]) -> Memory | None:
        """Change what the ingest reads when it starts; None: it is just starting, or can't be."""
        try:
            self._home.mkdir(parents=True, exist_ok=True)
            with FileLock(self._home / LOCK_FILE, timeout=LOCK_TIMEOUT_S):
                before = read_memory(self._home)
                after = change(before)
                if after != before:
                    write_memory(self._home, after)
                return after
        except (Timeout, OSError):
            return None


def _with(memory: Memory, name: str) -> Memory:
    keys = dict(memory.keys)
    keys.setdefault(name, f"{KEY_PREFIX}{name}-{secrets.token_hex(12)}")
    return replace(
        memory,
        keys=keys,
        rtmp_port=memory.rtmp_port or _free_port(),
        http_port=memory.http_port or _free_port(),
    )


def _without(memory: Memory, name: str) -> Memory:
    return replace(memory, keys={key: each for key, each in memory.keys.items() if key != name})


def _free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
