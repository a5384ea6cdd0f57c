import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from encoder.errors import EngineError, ErrorCode
from encoder.launch import ALREADY_RUNNING
from encoder.link import ADDRESS_FILE, Link
from encoder.reach import EngineReach
from tests.fakes.scriptedengine import (
    DeadOnArrival,
    EngineFactory,
    NeverListening,
    ScriptedEngine,
)


@pytest.fixture
def factory() -> Iterator[EngineFactory]:
    factory = EngineFactory()
    yield factory
    factory.close()


@pytest.fixture
def reach(data_dir: Path, factory: EngineFactory) -> EngineReach:
    return EngineReach(data_dir, factory, threading.Event(), start_timeout_s=30, stop_timeout_s=30)


@pytest.fixture
def hasty(data_dir: Path, factory: EngineFactory) -> EngineReach:
    return EngineReach(data_dir, factory, threading.Event(), start_timeout_s=0.6)


def close(link: Link | None) -> None:
    assert link is not None
    link.hang_up()
    link.close()


def test_an_engine_is_launched_where_there_is_none(
    reach: EngineReach, factory: EngineFactory
) -> None:
    close(reach.link())

    assert reach.is_new
    assert factory.launches == 1


def test_an_engine_that_runs_is_used(
    reach: EngineReach, factory: EngineFactory, data_dir: Path
) -> None:
    factory.engines.append(ScriptedEngine(data_dir))
    close(reach.link())

    assert not reach.is_new
    assert factory.launches == 0


def test_an_engine_that_somebody_else_launches_at_the_same_time_is_used(
    reach: EngineReach, factory: EngineFactory
) -> None:
    factory.others.append(DeadOnArrival(ALREADY_RUNNING))
    close(reach.link())

    assert factory.launches == 2


@pytest.mark.parametrize("exit_code", [0, 1, -11])
def test_an_engine_that_dies_at_once_is_said(
    reach: EngineReach, factory: EngineFactory, exit_code: int
) -> None:
    factory.others.append(DeadOnArrival(exit_code))

    with pytest.raises(EngineError) as caught:
        reach.link()
    assert caught.value.problem.code is ErrorCode.ENGINE_NOT_STARTED
    assert f"exit code {exit_code}" in str(caught.value)


def test_an_engine_that_never_listens_is_killed_and_said(
    hasty: EngineReach, factory: EngineFactory
) -> None:
    never = NeverListening()
    factory.others.append(never)
    began_s = time.monotonic()

    with pytest.raises(EngineError, match="no answer"):
        hasty.link()
    assert never.was_killed
    assert time.monotonic() - began_s < 10


def test_an_address_of_a_process_that_is_no_engine_kills_nobody(
    reach: EngineReach, data_dir: Path
) -> None:
    (data_dir / ADDRESS_FILE).write_text(
        f'{{"pid":{os.getpid()},"protocol":1,"address":"{data_dir}/gone","authkey":"00"}}'
    )
    reach.bury()
    close(reach.link())

    assert reach.is_new


def test_how_an_engine_ended_is_told_by_its_parent_only(
    reach: EngineReach, factory: EngineFactory
) -> None:
    assert reach.last_words() == "connection lost"
    close(reach.link())
    factory.engines[0].end(3)
    assert reach.last_words() == "exit code 3"
    close(reach.link())
    factory.engines[1].kill()
    assert reach.last_words() == "SIGKILL"


def test_closing_interrupts_a_launch(data_dir: Path, factory: EngineFactory) -> None:
    never = NeverListening()
    factory.others.append(never)
    closing = threading.Event()
    closing.set()

    assert EngineReach(data_dir, factory, closing).link() is None
    assert never.was_killed


def test_parting_leaves_an_engine_that_may_stay(reach: EngineReach, factory: EngineFactory) -> None:
    close(reach.link())
    reach.part(keeps_on_air=True)
    reach.part(keeps_on_air=False)

    assert factory.engines[0].poll() is None


def test_parting_waits_for_an_engine_that_ends_with_us(
    reach: EngineReach, factory: EngineFactory
) -> None:
    close(reach.link())
    ending = threading.Timer(0.2, factory.engines[0].end)
    ending.start()
    reach.part(keeps_on_air=False)
    ending.join()

    assert not factory.engines[0].was_killed


def test_an_engine_that_does_not_end_with_us_is_ended(
    data_dir: Path, factory: EngineFactory
) -> None:
    reach = EngineReach(data_dir, factory, threading.Event(), stop_timeout_s=0.5)
    close(reach.link())
    began_s = time.monotonic()
    reach.part(keeps_on_air=False)

    assert time.monotonic() - began_s >= 0.5
    assert factory.engines[0].was_killed
