"""The account's control calls: JSON over HTTP, for whoever has the token from the home folder."""

import secrets
from collections.abc import Callable, Mapping

import msgspec
import psutil
from msgspec import Struct

from cloud.practice.account.answers import Answer
from cloud.practice.account.context import AccountContext
from cloud.practice.accountmessages import (
    PROTOCOL_VERSION,
    AccountInfo,
    AccountStatus,
    AdvanceWish,
    ScenarioWish,
)

CONTROL_PATH = "/livedesk/control/"
REPEATED = frozenset({"formation/failures"})
"""Control calls on which depends what the calls behind them come to: they are journaled as well."""
MOST_STEPS = 600
SHORTEST_STEP_S = 10.0


class Owner(Struct, frozen=True):
    """What the process itself answers and does."""

    info: Callable[[], AccountInfo]
    touch: Callable[[], None]
    shut_down: Callable[[], None]
    journaled: Callable[[], int]
    advance: Callable[[float], None]
    """Puts the clock forward by one step, and runs what is due."""
    remember: Callable[[str, bytes], None]
    """Has a control call repeated at the next start."""


class Controls:
    """Answers control calls; any thread may call it."""

    def __init__(self, context: AccountContext, owner: Owner, token: str) -> None:
        self._context = context
        self._owner = owner
        self._wanted = f"Bearer {token}".encode()

    def touch(self) -> None:
        """Somebody uses the account."""
        self._owner.touch()

    def answer(self, name: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Carry one control call out."""
        given = headers.get("authorization", "").encode("utf-8", "replace")
        if not secrets.compare_digest(given, self._wanted):
            return _answer({"error": "This needs the token from the home folder."}, 401)
        self.touch()
        try:
            return _answer(self._carry_out(name, body))
        except KeyError:
            return _answer({"error": "There is no such control call."}, 404)
        except (msgspec.DecodeError, ValueError) as error:
            return _answer({"error": f"This can't be done: {error}."}, 400)

    def _carry_out(self, name: str, body: bytes) -> object:
        context = self._context
        match name:
            case "info":
                return self._owner.info()
            case "touch":
                return {}
            case "status":
                return self._status()
            case "mails":
                return list(context.mails)
            case "shutdown":
                self._owner.shut_down()
                return {}
            case "clock":
                self._advance(msgspec.json.decode(body, type=AdvanceWish).seconds)
                return self._status()
            case "scenarios":
                self._play(msgspec.json.decode(body, type=ScenarioWish))
                return self._status()
            case _ if name in REPEATED:
                with context.call_lock:
                    answer = context.controls[name](body)
                    self._owner.remember(name, body)
                return answer
            case _:
                return context.controls[name](body)

    def _status(self) -> AccountStatus:
        context = self._context
        return AccountStatus(
            now=context.clock.now(),
            ahead_s=context.clock.ahead_s,
            scenarios=tuple(sorted(context.scenarios)),
            journaled_calls=self._owner.journaled(),
            memory_bytes=psutil.Process().memory_info().rss,
        )

    def _advance(self, seconds: float) -> None:
        """In steps, so that what happens every minute happens for each of them."""
        step_s = max(SHORTEST_STEP_S, seconds / MOST_STEPS)
        while seconds > 0:
            self._owner.advance(min(step_s, seconds))
            seconds -= step_s

    def _play(self, wish: ScenarioWish) -> None:
        with self._context.call_lock:
            if wish.is_on:
                self._context.scenarios.add(wish.scenario)
            else:
                self._context.scenarios.discard(wish.scenario)
        for take in self._context.scenario_takers:
            take(wish)


def info_of(pid: int, url: str) -> AccountInfo:
    """Return what a running account says of itself first."""
    return AccountInfo(pid=pid, protocol=PROTOCOL_VERSION, url=url)


def _answer(content: object, status: int = 200) -> Answer:
    headers = (("Content-Type", "application/json"), ("Cache-Control", "no-store"))
    return Answer(status, headers, msgspec.json.encode(content))
