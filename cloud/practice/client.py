"""Finds, starts, asks and ends the practice cloud of a home folder, for windows and commands.

Every call blocks, for a bounded time, and may be made from any thread. This module is the whole
face of the practice cloud: the types of its answers can be imported from here.
"""

import contextlib
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, TypeVar

import msgspec
from filelock import FileLock, Timeout

from cloud.errors import PracticeNotStarted, PracticeUnreachable
from cloud.practice.faults import NO_FAULTS, Faults
from cloud.practice.homefolder import LOCK_FILE, LOG_FILE, read_addresses
from cloud.practice.launch import launch_practice
from cloud.practice.messages import (
    DEFAULT_CHANNEL,
    PROTOCOL_VERSION,
    ChannelInfo,
    ChannelStatus,
    ChatToken,
    ChatTokenWish,
    CrowdWish,
    EndReason,
    Health,
    Measurements,
    Media,
    PracticeInfo,
    PracticeStatus,
    StreamState,
    ViewerPlayback,
)
from cloud.practice.reaching import LOOK_S, ControlPort, NotUp, bring_up

__all__ = [
    "DEFAULT_CHANNEL",
    "NO_FAULTS",
    "ChannelInfo",
    "ChannelStatus",
    "EndReason",
    "Faults",
    "Health",
    "Measurements",
    "Media",
    "PracticeClient",
    "PracticeInfo",
    "PracticeStatus",
    "StreamState",
    "ViewerPlayback",
]

_Answer = TypeVar("_Answer")


class _Stopped(msgspec.Struct):
    stopped: bool


class _Deleted(msgspec.Struct):
    deleted: bool


class PracticeClient:
    """The practice cloud of one home folder, running or not.

    Using it (any call) keeps it running for another 10 s; call `touch` or `status` more often than
    that while it shall stay. Methods raise PracticeUnreachable when it is not running or does not
    answer within 3 s, and PracticeRefused when it refuses the wish.
    """

    def __init__(self, home: Path, *, launch_arguments: Sequence[str] = ()) -> None:
        """`launch_arguments`: further options of `python -m cloud.practice`, should it start."""
        self._home = home.absolute()
        self._launch_arguments = launch_arguments

    @property
    def home(self) -> Path:
        """The folder it serves."""
        return self._home

    def find(self) -> PracticeInfo | None:
        """Return the practice cloud that is running, or None."""
        try:
            return self._ask("GET", "info", PracticeInfo)
        except PracticeUnreachable:
            return None

    def ensure_running(self, timeout_s: float = 10.0) -> PracticeInfo:
        """Return the practice cloud that is running, after starting it if there is none.

        However many clients do this at once, they get the same one. Raises PracticeNotStarted.
        """
        try:
            info = bring_up(self.find, self._launch, timeout_s)
        except NotUp as error:
            raise self._not_started(str(error)) from error
        if info.protocol != PROTOCOL_VERSION:
            raise self._not_started("one of another Livedesk version is running")
        return info

    def status(self) -> PracticeStatus:
        """Return what arrives, who watches and what is broken."""
        return self._ask("GET", "status", PracticeStatus)

    def touch(self) -> None:
        """Keep it running."""
        self._ask("POST", "touch", object)

    def create_channel(self, name: str) -> ChannelInfo:
        """Return the channel of that name, after creating it if there is none."""
        return self._ask("POST", "channels", ChannelInfo, {"name": name})

    def delete_channel(self, name: str) -> bool:
        """Have it forget a channel and its key; tell whether there was one."""
        return self._ask("DELETE", f"channels/{name}", _Deleted).deleted

    def set_faults(self, faults: Faults, channel: str | None = None) -> Faults:
        """Put these in place of the channel's faults, or of those for all channels (None).

        Returns the faults that are in force then.
        """
        return self._ask("POST", _faults_path(channel), Faults, faults)

    def clear_faults(self, channel: str | None = None) -> Faults:
        """Take back the channel's faults, or those for all channels (None)."""
        return self._ask("DELETE", _faults_path(channel), Faults)

    def kick(self, channel: str = DEFAULT_CHANNEL) -> bool:
        """End the channel's session and its connection; tell whether there was one."""
        return self._ask("POST", f"channels/{channel}/stop-session", _Stopped).stopped

    def chat_token(
        self, channel: str, name: str, role: Literal["viewer", "moderator", "host"] = "host"
    ) -> str:
        """Return a token for the chat of that channel, good for five minutes."""
        path = f"channels/{channel}/chat-token"
        return self._ask("POST", path, ChatToken, ChatTokenWish(name, role)).token

    def set_crowd(self, people: int, rate: float, channel: str = DEFAULT_CHANNEL) -> None:
        """Have so many made-up people in the channel's chat, who say so much a second."""
        self._ask("POST", f"channels/{channel}/crowd", CrowdWish, CrowdWish(people, rate))

    def stop(self, timeout_s: float = 5.0) -> None:
        """End it, and wait until it has ended; does nothing when it is not running."""
        with contextlib.suppress(PracticeUnreachable):  # it may be ending already
            self._ask("POST", "shutdown", object)
        if not (self._home / LOCK_FILE).exists():
            return
        try:
            # It holds this lock for as long as it lives.
            with FileLock(self._home / LOCK_FILE, timeout=timeout_s, poll_interval=LOOK_S):
                pass
        except Timeout:
            raise PracticeUnreachable(f"it has not ended within {timeout_s:g} s") from None

    def _ask(self, method: str, path: str, kind: type[_Answer], body: object = None) -> _Answer:
        addresses = read_addresses(self._home)
        if addresses is None:
            raise PracticeUnreachable("it has left no address")
        port = ControlPort(addresses.control_port, addresses.token, "/control/")
        return port.ask(method, path, kind, body)

    def _launch(self) -> "subprocess.Popen[bytes]":
        return launch_practice(self._home, self._launch_arguments)

    def _not_started(self, reason: str) -> PracticeNotStarted:
        return PracticeNotStarted(reason, self._home / LOG_FILE)


def _faults_path(channel: str | None) -> str:
    return "faults" if channel is None else f"channels/{channel}/faults"
