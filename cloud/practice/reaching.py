"""Reaches a process of the practice cloud: brings it up if there is none, and asks it something.

What the ingest's client and the account's have in common. Every call blocks, for a bounded time.
"""

import http.client
import subprocess
import time
from collections.abc import Callable
from typing import TypeVar

import msgspec
from msgspec import Struct

from cloud.errors import PracticeRefused, PracticeUnreachable
from cloud.practice.launch import ALREADY_RUNNING, leave_running

REQUEST_TIMEOUT_S = 3.0
LOOK_S = 0.05
_Answer = TypeVar("_Answer")
_Found = TypeVar("_Found")


class NotUp(Exception):
    """The process does not come up; the text says why, in a few words."""


class _Refusal(Struct):
    error: str


def bring_up(
    find: Callable[[], _Found | None],
    launch: Callable[[], "subprocess.Popen[bytes]"],
    timeout_s: float,
    *,
    goes_on: tuple[int, ...] = (0, ALREADY_RUNNING),
) -> _Found:
    """Return what `find` finds, after launching it if there is none; raises NotUp.

    `goes_on`: exit codes after which another process is coming up, or has just gone down.
    """
    deadline = time.monotonic() + timeout_s
    process: subprocess.Popen[bytes] | None = None
    try:
        while (found := find()) is None and time.monotonic() < deadline:
            if process is None:
                process = launch()
            try:
                code = process.wait(LOOK_S)
            except subprocess.TimeoutExpired:
                continue
            if code not in goes_on:
                raise NotUp(f"exit code {code}")
            process = None  # look again
    except OSError as error:
        raise NotUp(error.strerror or type(error).__name__) from error
    finally:
        if process is not None:
            leave_running(process)
    if found is None:
        raise NotUp(f"no answer within {timeout_s:g} s")
    return found


class ControlPort(Struct, frozen=True):
    """Where a process takes control calls, and the token that it wants."""

    port: int
    token: str
    path: str
    """What every call's path begins with, e.g. `/control/`."""
    timeout_s: float = REQUEST_TIMEOUT_S

    def ask(self, method: str, path: str, kind: type[_Answer], body: object = None) -> _Answer:
        """Return the answer to one call; raises PracticeUnreachable and PracticeRefused."""
        status, content = self._exchange(method, path, body)
        try:
            if status != http.client.OK:
                raise PracticeRefused(msgspec.json.decode(content, type=_Refusal).error)
            return msgspec.json.decode(content, type=kind)
        except msgspec.DecodeError:
            raise PracticeUnreachable(f"an answer that makes no sense, {status}") from None

    def _exchange(self, method: str, path: str, body: object) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.timeout_s)
        headers = {"Authorization": f"Bearer {self.token}"}
        content = None if body is None else msgspec.json.encode(body)
        try:
            connection.request(method, f"{self.path}{path}", content, headers)
            answer = connection.getresponse()
            status, received = answer.status, answer.read()
        except (OSError, http.client.HTTPException) as error:
            raise PracticeUnreachable(type(error).__name__) from error
        finally:
            connection.close()
        if status == http.client.UNAUTHORIZED:  # something else has the port of a dead process
            raise PracticeUnreachable("its address is out of date")
        return status, received
