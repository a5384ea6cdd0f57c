"""Keeps functions' processes warm: few of each, few in all, none for long without work."""

import json
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime

from cloud.practice.account.behaviour.functions.sandbox import (
    Broken,
    FunctionCode,
    Outcome,
    Sandbox,
)

MOST_OF_ONE = 2
MOST = 4
"""Each needs some 50 MB."""
IDLE_S = 120.0
_WAIT_S = 60.0


class Busy(Exception):
    """Too many calls at once: Lambda throttles."""


class Sandboxes:
    """Runs functions. Any thread may call it; each call blocks until the function has ended."""

    def __init__(
        self, url: Callable[[], str], *, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._url = url
        self._monotonic = monotonic
        self._change = threading.Condition()
        self._idle: list[tuple[float, Sandbox]] = []
        self._busy: list[FunctionCode] = []
        self._is_closed = False

    def run(self, code: FunctionCode, event: object, request_id: str) -> Outcome:
        """Run a function once; raises Busy."""
        try:
            sandbox = self._take(code)
        except Broken as error:
            return _ended(request_id, str(error), 0.0)
        begun_s = self._monotonic()
        is_well = False
        try:
            answer = sandbox.call(event, request_id)
            is_well = True
        except TimeoutError:
            return _timed_out(code, request_id)
        except Broken as error:
            return _ended(request_id, str(error), self._monotonic() - begun_s)
        finally:
            self._give_back(sandbox, is_well)
        duration_s = self._monotonic() - begun_s
        log = _log(request_id, answer.get("log", ""), duration_s, code)
        if error_shape := answer.get("error"):
            return Outcome(json.dumps(error_shape), True, log, duration_s)
        return Outcome(answer["payload"], False, log, duration_s)

    def retire(self) -> None:
        """End what had no work for a while."""
        before_s = self._monotonic() - IDLE_S
        with self._change:
            old = [sandbox for since_s, sandbox in self._idle if since_s <= before_s]
            self._idle = [each for each in self._idle if each[0] > before_s]
        for sandbox in old:
            sandbox.close()

    def forget(self, arn: str) -> None:
        """End the processes of a function that was deleted; one at work is retired later."""
        with self._change:
            gone = [sandbox for _, sandbox in self._idle if sandbox.code.arn == arn]
            self._idle = [each for each in self._idle if each[1].code.arn != arn]
        for sandbox in gone:
            sandbox.close()

    def close(self) -> None:
        """End all processes; what runs is ended too."""
        with self._change:
            self._is_closed = True
            idle, self._idle = self._idle, []
            self._change.notify_all()
        for _, sandbox in idle:
            sandbox.close()

    def _take(self, code: FunctionCode) -> Sandbox:
        """Return a process of this very code and these very settings, started if need be."""
        with self._change:
            if not self._change.wait_for(lambda: self._has_room(code), _WAIT_S) or self._is_closed:
                raise Busy(code.name)
            self._busy.append(code)
            for place, (_, sandbox) in enumerate(self._idle):
                if sandbox.code == code:
                    del self._idle[place]
                    return sandbox
            superfluous = self._idle.pop(0)[1] if len(self._idle) + len(self._busy) > MOST else None
        if superfluous is not None:
            superfluous.close()
        try:
            return Sandbox(code, self._url())
        except Broken:
            with self._change:
                self._busy.remove(code)
                self._change.notify_all()
            raise

    def _has_room(self, code: FunctionCode) -> bool:
        of_one = sum(each.arn == code.arn for each in self._busy)
        return self._is_closed or (of_one < MOST_OF_ONE and len(self._busy) < MOST)

    def _give_back(self, sandbox: Sandbox, is_well: bool) -> None:
        with self._change:
            self._busy.remove(sandbox.code)
            is_kept = is_well and not self._is_closed
            if is_kept:
                self._idle.append((self._monotonic(), sandbox))
            self._change.notify_all()
        if not is_kept:
            sandbox.close()


def _timed_out(code: FunctionCode, request_id: str) -> Outcome:
    at = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.000Z}"
    sentence = f"{at} {request_id} Task timed out after {code.timeout_s:.2f} seconds"
    payload = json.dumps({"errorType": "Sandbox.Timedout", "errorMessage": sentence})
    return Outcome(
        payload, True, _log(request_id, sentence + "\n", code.timeout_s, code), code.timeout_s
    )


def _ended(request_id: str, why: str, duration_s: float) -> Outcome:
    sentence = f"RequestId: {request_id} Error: Runtime exited with error: {why}"
    payload = json.dumps({"errorType": "Runtime.ExitError", "errorMessage": sentence})
    return Outcome(payload, True, sentence + "\n", duration_s)


def _log(request_id: str, printed: str, duration_s: float, code: FunctionCode) -> str:
    gap = "" if not printed or printed.endswith("\n") else "\n"
    duration = f"{duration_s * 1000:.2f} ms"
    return (
        f"START RequestId: {request_id} Version: $LATEST\n{printed}{gap}"
        f"END RequestId: {request_id}\n"
        f"REPORT RequestId: {request_id}\tDuration: {duration}\tBilled Duration: {duration}"
        f"\tMemory Size: {code.memory_mb} MB\n"
    )
