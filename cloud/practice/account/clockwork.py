"""Gives moto the account's clock, and random numbers that come again when a call is repeated."""

import datetime
import random
import threading
import time
from typing import Any

from cloud.practice.account.context import AccountClock


class RepeatableTime:
    """The machine's time, or that of the journal's entry that is being repeated."""

    def __init__(self) -> None:
        self.pinned_s: float | None = None
        """Seconds since 1970; None: the real time."""

    def __call__(self) -> float:
        """Return seconds since 1970."""
        return time.time() if self.pinned_s is None else self.pinned_s


def give_time(clock: AccountClock) -> None:
    """Let moto take its time from the account's clock: creation times are those of the account."""
    from moto.core import utils

    class AccountDatetime(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> Any:
            return datetime.datetime.fromtimestamp(clock.now_s(), tz)

        @classmethod
        def utcnow(cls) -> Any:
            return datetime.datetime.fromtimestamp(clock.now_s(), datetime.UTC).replace(tzinfo=None)

    class AccountDatetimeModule:
        """Stands for the module `datetime` in the one place where moto asks for the time."""

        datetime = AccountDatetime

        def __getattr__(self, name: str) -> Any:
            return getattr(datetime, name)

    utils.__dict__["datetime"] = AccountDatetimeModule()


_own = threading.local()


def give_random() -> None:
    """Let each thread have random numbers of its own in moto.

    moto has one generator, and a reading call beside a changing one would take numbers from it.
    """
    from moto.moto_api._internal import mock_random
    from moto.moto_api._internal.moto_random import MotoRandom

    class ThreadRandom(MotoRandom):
        def random(self) -> float:
            return _generator().random()

        def getrandbits(self, k: int, /) -> int:
            return _generator().getrandbits(k)

        def seed(self, a: Any = None, version: int = 2) -> None:
            _generator().seed(a, version)

        def getstate(self) -> Any:
            return _generator().getstate()

        def setstate(self, state: Any) -> None:
            _generator().setstate(state)

    if type(mock_random).__name__ != ThreadRandom.__name__:
        mock_random.__class__ = ThreadRandom
        _found_alike()


def _found_alike() -> None:
    """Let a service in a region begin with the same ids, whichever call is the first to need it.

    It may be a call that only looks, which is not repeated; and what the beginning draws (EC2 makes
    a network) must not change what the call itself draws after it.
    """
    from moto.core.base_backend import AccountSpecificBackend

    original = AccountSpecificBackend.__getitem__

    def found(books: Any, region: str) -> Any:
        name = "aws" if region == "global" else region
        if name in books.keys():  # noqa: SIM118 - `in` alone asks for the regions there could be
            return original(books, name)
        state = _generator().getstate()
        _generator().seed(f"{books.service_name} {name}")
        try:
            return original(books, name)
        finally:
            _generator().setstate(state)

    AccountSpecificBackend.__getitem__ = found  # type: ignore[method-assign]


def seed_random(seed: int) -> None:
    """Decide what moto draws on this thread from now on."""
    _generator().seed(seed)


def _generator() -> random.Random:
    generator: random.Random | None = getattr(_own, "generator", None)
    if generator is None:
        generator = _own.generator = random.Random()
    return generator
