"""Errands: at once, later by the account's clock, bounded, and ended."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cloud.practice.account.behaviour import errands as module
from cloud.practice.account.behaviour.errands import Errands
from cloud.practice.account.context import AccountClock


@pytest.fixture
def clock() -> AccountClock:
    return AccountClock(lambda: 0.0)


@pytest.fixture
def errands(clock: AccountClock) -> Iterator[Errands]:
    errands = Errands(clock, threads=1)
    yield errands
    errands.close()


def test_what_is_for_later_waits_for_the_clock(clock: AccountClock, errands: Errands) -> None:
    done: list[str] = []
    errands.do(lambda: done.append("later"), in_s=20)
    errands.do(lambda: done.append("now"))
    clock.advance(19)
    errands.start_due()
    assert errands.settle(10)
    assert done == ["now"]

    clock.advance(1)
    errands.start_due()
    assert errands.settle(10)
    assert done == ["now", "later"]


def test_one_that_fails_does_not_stop_the_next(
    errands: Errands, expected_log: Callable[[str, str], None]
) -> None:
    expected_log("ERROR", "an errand of the practice account failed")
    done: list[int] = []

    def fail() -> None:
        raise RuntimeError

    errands.do(fail)
    errands.do(lambda: done.append(1))
    assert errands.settle(10)
    assert done == [1]


def test_too_many_are_dropped_and_counted(errands: Errands) -> None:
    for _ in range(module.MOST_WAITING + 2):
        errands.do(lambda: None, in_s=1)

    assert errands.lost == 2


def test_a_close_waits_for_what_runs(clock: AccountClock, tmp_path: Path) -> None:
    errands = Errands(clock, threads=1)
    begun, done = threading.Event(), threading.Event()

    def run() -> None:
        begun.set()
        done.wait(0.05)
        done.set()

    errands.do(run)
    assert begun.wait(10)
    errands.close()

    assert done.is_set()
    errands.do(run)
    assert errands.settle(1)
