"""What goes on in the next engine when one is lost, and what is said when there is no next."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from encoder.errors import ErrorCode
from encoder.messages import (
    DestinationChanged,
    EngineChanged,
    EngineState,
    Failed,
    GoLive,
    Phase,
    PhaseChanged,
    RecordingChanged,
    RecordingState,
    RequestKeyframe,
    SetProgramme,
    SetRecording,
    StartDestination,
    StartRecording,
    Stopped,
    SupervisedEvent,
    TakeoverPriorityUsed,
)
from encoder.scenes import Programme
from encoder.settings import Destination, Encoding, Recording, StreamKey
from encoder.supervisor import MAX_RELAUNCHES, MAX_WAITING
from tests.encoder.desk import Desk
from tests.fakes.engine import sampled
from tests.fakes.scriptedengine import EngineFactory, NeverListening

PROGRAMME = SetProgramme(Programme())
HERE = Destination("rtmp://h/app", StreamKey("sk_secret"), "practice")
THERE = Destination("rtmp://there/app", StreamKey("sk_third"), "practice", id="there")
GO_LIVE = GoLive(Encoding(), (HERE,))
SETTINGS = SetRecording(Recording(folder="/videos"))
RECORD = StartRecording(Encoding())
RECORDS = RecordingChanged(RecordingState.RECORDING, "/videos/a.mp4", 1000.0)


@pytest.fixture
def factory() -> Iterator[EngineFactory]:
    factory = EngineFactory()
    yield factory
    factory.close()


@pytest.fixture
def desk(data_dir: Path, factory: EngineFactory) -> Iterator[Desk]:
    desk = Desk(data_dir, factory)
    desk.supervisor.start()
    yield desk
    desk.supervisor.close()


def everything(desk: Desk) -> list[SupervisedEvent]:
    return desk.log.all(object)  # type: ignore[arg-type]


def test_every_destination_and_the_recording_go_on_in_the_next_engine(
    desk: Desk, factory: EngineFactory
) -> None:
    engine = factory.engine()
    added = StartDestination(THERE)
    for command in (PROGRAMME, SETTINGS, GO_LIVE, added, RECORD):
        desk.send(command)
    engine.wait_for(PROGRAMME, SETTINGS, GO_LIVE, added, RECORD)
    for event in (
        TakeoverPriorityUsed("main", 2),
        DestinationChanged("there", Phase.LIVE, 1000.0),
        TakeoverPriorityUsed("there", 0),
        RECORDS,
    ):
        engine.tell(event)
    desk.log.wait_for(RecordingChanged)
    engine.end(-9)

    both = GoLive(Encoding(), (HERE, THERE), {"main": 3, "there": 1})
    factory.engine(2).wait_for(PROGRAMME, SETTINGS, both, RECORD)


def test_an_engine_given_up_has_the_end_of_its_broadcast_told_for_it(
    desk: Desk, factory: EngineFactory
) -> None:
    desk.send(GO_LIVE)
    desk.send(RECORD)
    for number in range(1, MAX_RELAUNCHES + 2):
        engine = factory.engine(number)
        engine.wait_for(GO_LIVE, RECORD)
        engine.tell(sampled(live_s=60.0 + number))
        engine.tell(RECORDS)
        desk.log.wait_for(RecordingChanged, count=number)
        engine.end(-9)
    problem = desk.wait_for(EngineState.GONE).problem
    summary = desk.log.wait_for(Stopped).summary
    idle = desk.log.wait_for(PhaseChanged)
    done = desk.log.wait_for(RecordingChanged, lambda e: e.state is RecordingState.IDLE)

    assert problem is not None
    assert problem.code is ErrorCode.ENGINE_CRASHED
    assert summary.problem == idle.problem == done.problem == problem
    assert summary.seconds_live == 61.0 + MAX_RELAUNCHES
    assert (idle.phase, done.file) == (Phase.IDLE, RECORDS.file)
    said = [type(event) for event in everything(desk)]
    gone = max(at for at, kind in enumerate(said) if kind is EngineChanged)
    assert said[gone + 1 :] == [Stopped, PhaseChanged, RecordingChanged]

    desk.send(PROGRAMME)  # asked for again, it broadcasts only if it is told to
    factory.engine(MAX_RELAUNCHES + 2).wait_for(PROGRAMME)


def test_an_engine_given_up_that_did_nothing_has_nothing_told(
    desk: Desk, factory: EngineFactory
) -> None:
    for number in range(1, MAX_RELAUNCHES + 2):
        factory.engine(number).end(1)
    desk.wait_for(EngineState.GONE)

    assert not desk.log.all(Stopped)
    assert not desk.log.all(RecordingChanged)


def test_commands_that_nobody_takes_are_refused_beyond_a_limit(
    data_dir: Path, factory: EngineFactory
) -> None:
    factory.others.append(NeverListening())
    desk = Desk(data_dir, factory)
    for _ in range(MAX_WAITING):
        desk.send(RequestKeyframe())
    refused = threading.Thread(target=desk.send, args=(PROGRAMME,))
    refused.start()
    refused.join(1)
    assert not refused.is_alive()
    factory.others.clear()
    desk.supervisor.start()
    engine = factory.engine()
    reason = desk.log.wait_for(Failed).problem
    desk.supervisor.close()

    assert reason.code is ErrorCode.ENGINE_FAULT
    assert PROGRAMME not in engine.told
