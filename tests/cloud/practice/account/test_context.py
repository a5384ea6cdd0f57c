from collections.abc import Callable
from pathlib import Path

import pytest

from cloud.practice.account.context import AccountClock, AccountContext, NoIngest
from tests.cloud.practice.account.ingests import NOW_S, StillClock


@pytest.fixture
def context(tmp_path: Path) -> AccountContext:
    return AccountContext(tmp_path, StillClock())


def test_the_clock_goes_on_from_where_it_was_put() -> None:
    clock = AccountClock(lambda: NOW_S)
    clock.advance(60)
    clock.advance(-5)

    assert clock.now_s() == NOW_S + 60
    assert clock.now().timestamp() == NOW_S + 60


def test_a_tick_comes_at_its_period(context: AccountContext) -> None:
    ticks: list[float] = []
    context.every(10, lambda: ticks.append(context.clock.now_s() - NOW_S), "ten")
    for _ in range(25):
        context.run_due()
        context.clock.advance(1)

    assert ticks == [0, 10, 20]


def test_a_tick_that_fails_stops_no_other(
    context: AccountContext, expected_log: Callable[[str, str], None]
) -> None:
    expected_log("ERROR", "the tick broken failed")
    ticks: list[int] = []
    context.every(1, lambda: ticks.append(1 // 0), "broken")
    context.every(1, lambda: ticks.append(1), "whole")
    context.run_due()

    assert ticks == [1]


def test_parts_end_in_reverse_order_and_once(context: AccountContext) -> None:
    ended: list[str] = []
    context.at_end(lambda: ended.append("first"))
    context.at_end(lambda: ended.append("second"))
    context.close()
    context.close()

    assert ended == ["second", "first"]


def test_without_an_ingest_nothing_is_known() -> None:
    ingest = NoIngest()
    ingest.delete_channel("a")

    assert ingest.create_channel("a") is None
    assert ingest.status("a") is None
    assert not ingest.kick("a")
