import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from encoder.errors import ErrorCode, Problem
from encoder.messages import (
    Alive,
    Attached,
    Drops,
    EngineState,
    Failed,
    GoLive,
    OnAir,
    RequestKeyframe,
    SetProgramme,
    Stop,
    Stopped,
    Summary,
    TakeoverPriorityUsed,
)
from encoder.scenes import Programme
from encoder.settings import Canvas, Destination, Encoding, StreamKey
from encoder.supervisor import MAX_RELAUNCHES, SILENCE_S
from tests.encoder.desk import Desk
from tests.fakes.scriptedengine import EngineFactory, NeverListening, ScriptedEngine

LAUNCHING, ATTACHED = EngineState.LAUNCHING, EngineState.ATTACHED
RELAUNCHING, GONE = EngineState.RELAUNCHING, EngineState.GONE
PROGRAMME = SetProgramme(Programme(Canvas(320, 180)))
GO_LIVE = GoLive(Encoding(), (Destination("rtmp://h/app", StreamKey("sk_secret"), "practice"),))
STOPPED = Stopped(Summary(1.0, 30, Drops()))


@pytest.fixture
def factory() -> Iterator[EngineFactory]:
    factory = EngineFactory()
    yield factory
    factory.close()


Start = Callable[..., Desk]


@pytest.fixture
def start(data_dir: Path, factory: EngineFactory) -> Iterator[Start]:
    desks: list[Desk] = []

    def run(keeps_on_air: bool = True) -> Desk:
        desks.append(Desk(data_dir, factory, keeps_on_air))
        desks[-1].supervisor.start()
        return desks[-1]

    yield run
    for desk in desks:
        if not desk.supervisor._attach.keeps_on_air:
            factory.close()
        desk.supervisor.close()


@pytest.fixture
def desk(start: Start) -> Desk:
    return start()


def test_an_engine_is_launched_and_attached(desk: Desk, factory: EngineFactory) -> None:
    engine = factory.engine()
    desk.wait_for(ATTACHED)
    desk.send(PROGRAMME)
    desk.send(RequestKeyframe())

    engine.wait_for(PROGRAMME, RequestKeyframe())
    desk.log.wait_for(Alive)
    assert desk.states() == [LAUNCHING, ATTACHED]
    assert engine.attached[0].keeps_on_air


def test_commands_that_are_sent_too_early_wait_for_the_engine(
    data_dir: Path, factory: EngineFactory
) -> None:
    desk = Desk(data_dir, factory)
    desk.send(PROGRAMME)
    desk.send(GO_LIVE)
    desk.supervisor.start()

    factory.engine().wait_for(PROGRAMME, GO_LIVE)
    desk.supervisor.close()


def test_a_running_engine_is_found_and_told_nothing(
    desk: Desk, start: Start, factory: EngineFactory
) -> None:
    engine = factory.engine()
    engine.programme = PROGRAMME.programme
    engine.on_air = OnAir(PROGRAMME.programme, GO_LIVE, 1000.0)
    desk.supervisor.close()
    other = start()
    other.wait_for(ATTACHED)

    assert other.log.wait_for(Attached).on_air == engine.on_air
    other.send(RequestKeyframe())
    engine.wait_for(RequestKeyframe())
    assert factory.launches == 1


def test_a_crashed_engine_is_replaced_and_told_what_the_other_was_doing(
    desk: Desk, factory: EngineFactory
) -> None:
    engine = factory.engine()
    desk.send(PROGRAMME)
    desk.send(GO_LIVE)
    engine.wait_for(PROGRAMME, GO_LIVE)
    began_s = time.monotonic()
    engine.end(-11)

    factory.engine(2).wait_for(PROGRAMME, GO_LIVE)
    assert time.monotonic() - began_s < 10
    problem = desk.wait_for(RELAUNCHING).problem
    assert problem is not None
    assert problem.code is ErrorCode.ENGINE_CRASHED
    assert "SIGSEGV" in problem.message
    desk.wait_for(ATTACHED, 2)
    assert desk.states() == [LAUNCHING, ATTACHED, RELAUNCHING, ATTACHED]


def test_a_relaunched_broadcast_outbids_the_session_of_the_one_before(
    desk: Desk, factory: EngineFactory
) -> None:
    engine = factory.engine()
    desk.send(GO_LIVE)
    engine.wait_for(GO_LIVE)
    for priority in (0, 4):
        engine.tell(TakeoverPriorityUsed("main", priority))
        desk.log.wait_for(TakeoverPriorityUsed, lambda e, p=priority: e.priority == p)  # type: ignore[misc]
    engine.end(1)

    factory.engine(2).wait_for(GoLive(GO_LIVE.encoding, GO_LIVE.destinations, {"main": 5}))


def test_a_broadcast_found_on_air_is_relaunched_too(
    desk: Desk, start: Start, factory: EngineFactory
) -> None:
    engine = factory.engine()
    on_air = GoLive(GO_LIVE.encoding, GO_LIVE.destinations, {"main": 3})
    engine.programme = PROGRAMME.programme
    engine.on_air = OnAir(PROGRAMME.programme, on_air, 1000.0)
    desk.supervisor.close()
    other = start()
    other.log.wait_for(Attached)
    engine.end(1)

    factory.engine(2).wait_for(PROGRAMME, on_air)


def test_an_engine_that_falls_silent_is_killed_and_replaced(
    desk: Desk, factory: EngineFactory
) -> None:
    engine = factory.engine()
    desk.send(GO_LIVE)
    engine.wait_for(GO_LIVE)
    engine.is_silent.set()
    began_s = time.monotonic()

    factory.engine(2).wait_for(GO_LIVE)
    assert SILENCE_S - 0.5 < time.monotonic() - began_s < SILENCE_S + 10
    assert engine.was_killed
    problem = desk.wait_for(RELAUNCHING).problem
    assert problem is not None
    assert problem.code is ErrorCode.ENGINE_HUNG


def test_a_connection_that_breaks_does_not_cost_the_broadcast(
    desk: Desk, factory: EngineFactory
) -> None:
    engine = factory.engine()
    desk.send(GO_LIVE)
    engine.wait_for(GO_LIVE)
    engine.on_air = OnAir(Programme(), GO_LIVE, 1000.0)
    engine.drop_windows()
    desk.wait_for(ATTACHED, 2)

    assert not engine.was_killed
    assert factory.launches == 1
    desk.send(RequestKeyframe())
    engine.wait_for(GO_LIVE, RequestKeyframe())


def test_an_engine_that_crashes_again_and_again_is_given_up_until_it_is_asked_for(
    desk: Desk, factory: EngineFactory
) -> None:
    desk.send(PROGRAMME)
    for number in range(1, MAX_RELAUNCHES + 2):
        factory.engine(number).wait_for(PROGRAMME)
        factory.engines[-1].end(1)
    problem = desk.wait_for(GONE).problem
    assert problem is not None
    assert problem.code is ErrorCode.ENGINE_CRASHED
    assert factory.launches == MAX_RELAUNCHES + 1

    desk.send(GO_LIVE)
    factory.engine(MAX_RELAUNCHES + 2).wait_for(PROGRAMME, GO_LIVE)


def test_an_engine_that_can_not_be_started_is_said_and_tried_when_asked_for(
    data_dir: Path, factory: EngineFactory
) -> None:
    factory.others.append(FileNotFoundError(2, "No such file or directory"))
    desk = Desk(data_dir, factory)
    desk.supervisor.start()
    problem = desk.wait_for(GONE).problem
    assert problem is not None
    assert problem.code is ErrorCode.ENGINE_NOT_STARTED
    assert "No such file" in problem.message

    desk.send(PROGRAMME)
    factory.engine().wait_for(PROGRAMME)
    desk.supervisor.close()


def test_an_engine_of_another_version_is_left_alone(data_dir: Path, factory: EngineFactory) -> None:
    newer = ScriptedEngine(data_dir, protocol=999)
    factory.engines.append(newer)
    desk = Desk(data_dir, factory)
    desk.supervisor.start()
    problem = desk.wait_for(GONE).problem
    desk.supervisor.close()

    assert problem is not None
    assert problem.code is ErrorCode.ENGINE_INCOMPATIBLE
    assert ATTACHED not in desk.states()
    assert newer.poll() is None
    assert newer.told == []


def test_what_a_newer_engine_says_is_passed_over(desk: Desk, factory: EngineFactory) -> None:
    engine = factory.engine()
    engine._links[0]._connection.send_bytes(b'{"type":"Sang","song":"la"}')
    engine.tell(Failed(Problem(ErrorCode.ALREADY_ON_AIR)))

    desk.log.wait_for(Failed)
    assert desk.states() == [LAUNCHING, ATTACHED]


def test_closing_passes_the_last_commands_on_and_leaves_the_engine_running(
    desk: Desk, factory: EngineFactory
) -> None:
    engine = factory.engine()
    desk.wait_for(ATTACHED)
    desk.send(Stop())
    desk.supervisor.close()

    engine.wait_for(Stop())
    assert engine.poll() is None
    assert desk.states() == [LAUNCHING, ATTACHED]


def test_closing_waits_for_an_engine_that_ends_with_it(
    start: Start, factory: EngineFactory
) -> None:
    desk = start(keeps_on_air=False)
    engine = factory.engine()
    assert not engine.attached[0].keeps_on_air
    ending = threading.Timer(0.3, engine.end)
    ending.start()
    desk.supervisor.close()

    assert engine.poll() == 0
    assert not engine.was_killed
    ending.join()


def test_closing_while_launching_ends_what_was_launched(
    data_dir: Path, factory: EngineFactory
) -> None:
    never = NeverListening()
    factory.others.append(never)
    desk = Desk(data_dir, factory)
    desk.supervisor.start()
    factory.wait_for_launches(1)
    began_s = time.monotonic()
    desk.supervisor.close()

    assert time.monotonic() - began_s < 5
    assert never.was_killed
    assert desk.states() == [LAUNCHING]


def test_closing_what_was_never_started_is_nothing(data_dir: Path, factory: EngineFactory) -> None:
    Desk(data_dir, factory).supervisor.close()

    assert factory.launches == 0
