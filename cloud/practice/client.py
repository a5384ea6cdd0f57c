"""Finds, starts, asks and ends the practice cloud of a home folder, for windows and commands.

Every call blocks, for a bounded time, and may be made from any thread. This module is the whole
face of the practice cloud: the types of its answers can be imported from here.
"""

import contextlib
import http.client
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, TypeVar

import msgspec
from filelock import FileLock, Timeout

from cloud.errors import PracticeNotStarted, PracticeRefused, PracticeUnreachable
from cloud.practice.faults import NO_FAULTS, Faults
from cloud.practice.homefolder import LOCK_FILE, LOG_FILE, read_addresses
from cloud.practice.launch import ALREADY_RUNNING, launch_practice, leave_running
from cloud.practice.messages import (
    DEFAULT_CHANNEL,
    PROTOCOL_VERSION,
    Addresses,
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

REQUEST_TIMEOUT_S = 3.0
_LOOK_S = 0.05
_Answer = TypeVar("_Answer")


class _Stopped(msgspec.Struct):
    stopped: bool


class _Refusal(msgspec.Struct):
    error: str


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
        deadline = time.monotonic() + timeout_s
        process: subprocess.Popen[bytes] | None = None
        reason = f"no answer within {timeout_s:g} s"
        try:
            while (info := self.find()) is None and time.monotonic() < deadline:
                if process is None:
                    process = launch_practice(self._home, self._launch_arguments)
                try:
                    code = process.wait(_LOOK_S)
                except subprocess.TimeoutExpired:
                    continue
                if code not in (0, ALREADY_RUNNING):
                    reason = f"exit code {code}"
                    break
                process = None  # another one is coming up, or just going down: look again
        except OSError as error:
            raise self._not_started(error.strerror or type(error).__name__) from error
        finally:
            if process is not None:
                leave_running(process)
        if info is None:
            raise self._not_started(reason)
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
            with FileLock(self._home / LOCK_FILE, timeout=timeout_s, poll_interval=_LOOK_S):
                pass
        except Timeout:
            raise PracticeUnreachable(f"it has not ended within {timeout_s:g} s") from None

    def _ask(self, method: str, path: str, kind: type[_Answer], body: object = None) -> _Answer:
        addresses = read_addresses(self._home)
        if addresses is None:
            raise PracticeUnreachable("it has left no address")
        status, content = _exchange(addresses, method, f"/control/{path}", body)
        try:
            if status != http.client.OK:
                raise PracticeRefused(msgspec.json.decode(content, type=_Refusal).error)
            return msgspec.json.decode(content, type=kind)
        except msgspec.DecodeError:
            raise PracticeUnreachable(f"an answer that makes no sense, {status}") from None

    def _not_started(self, reason: str) -> PracticeNotStarted:
        return PracticeNotStarted(reason, self._home / LOG_FILE)


def _faults_path(channel: str | None) -> str:
    return "faults" if channel is None else f"channels/{channel}/faults"


def _exchange(addresses: Addresses, method: str, path: str, body: object) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(
        "127.0.0.1", addresses.control_port, timeout=REQUEST_TIMEOUT_S
    )
    headers = {"Authorization": f"Bearer {addresses.token}"}
    content = None if body is None else msgspec.json.encode(body)
    try:
        connection.request(method, path, content, headers)
        answer = connection.getresponse()
        status, received = answer.status, answer.read()
    except (OSError, http.client.HTTPException) as error:
        raise PracticeUnreachable(type(error).__name__) from error
    finally:
        connection.close()
    if status == http.client.UNAUTHORIZED:  # something else listens on the port of a dead process
        raise PracticeUnreachable("its address is out of date")
    return status, received
