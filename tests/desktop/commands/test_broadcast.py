import json
from pathlib import Path

import pytest

from desktop.commands.broadcast import BroadcastPlan, run_broadcast
from encoder.errors import ErrorCode, Problem
from encoder.messages import (
    Drops,
    EngineChanged,
    EngineState,
    Failed,
    GoLive,
    Phase,
    PhaseChanged,
    Stop,
    Stopped,
    Summary,
    SupervisedEvent,
)
from encoder.settings import Destination, Encoding, Programme, StreamKey
from tests.desktop.commands.scriptedengine import ScriptedEngine

LIVE = PhaseChanged(Phase.LIVE, 0.0)
DONE = Stopped(Summary(2.0, 60, 58, Drops(1, 0, 2), 700_000, 1))
NOTHING_SENT = Stopped(Summary(0.0, 0, 0, Drops(), 0, 0))
UNREACHABLE = Problem(ErrorCode.CONNECT_TIMED_OUT, {"host": "ingest.example"})


def plan(*, seconds: float | None = 0.01, prints_json: bool = True) -> BroadcastPlan:
    destination = Destination("rtmp://ingest.example/app", StreamKey("sk_hunter2"))
    return BroadcastPlan(Programme(), Encoding(), destination, seconds, 0.05, prints_json)


def engine(*on_go_live: SupervisedEvent, on_stop: SupervisedEvent = DONE) -> ScriptedEngine:
    return ScriptedEngine({GoLive: on_go_live, Stop: [on_stop]})


def test_a_broadcast_stops_after_its_time_and_prints_what_it_was(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scripted = engine(LIVE)

    code = run_broadcast(plan(), data_dir, scripted)

    printed = capsys.readouterr()
    result = json.loads(printed.out)
    assert code == result["exit_code"] == 0
    assert result["frames"] == {
        "encoded": 60,
        "sent": 58,
        "dropped": {"render": 1, "encoder": 0, "network": 2},
    }
    assert isinstance(scripted.told[-1], Stop)
    assert scripted.is_closed
    assert scripted.keeps_on_air is False
    assert "hunter2" not in printed.out + printed.err


def test_the_folder_of_the_engine_is_gone_afterwards(data_dir: Path) -> None:
    run_broadcast(plan(), data_dir, engine(LIVE))

    assert list(data_dir.iterdir()) == []


def test_for_people_one_sentence_says_what_it_was(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_broadcast(plan(prints_json=False), data_dir, engine(LIVE))

    assert "2.0 s live, 58 frames sent" in capsys.readouterr().out


def test_a_server_never_reached_ends_with_6_after_the_time_to_give_up(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    waiting = PhaseChanged(Phase.STARTING, 0.0, UNREACHABLE, 1, 1.0)

    code = run_broadcast(plan(), data_dir, engine(waiting, waiting))

    printed = capsys.readouterr()
    assert code == 6
    assert json.loads(printed.out)["problem"]["code"] == "connect-timed-out"
    assert printed.err.count(UNREACHABLE.hint) == 2  # once when it happens, once at the end


def test_a_server_that_is_still_silent_when_time_is_up_was_not_reached(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_broadcast(plan(), data_dir, engine(on_stop=NOTHING_SENT)) == 6

    problem = json.loads(capsys.readouterr().out)["problem"]
    assert problem["code"] == "connect-timed-out"
    assert "ingest.example" in problem["message"]


def test_trouble_that_was_overcome_is_no_failure(data_dir: Path) -> None:
    trouble = PhaseChanged(Phase.RECONNECTING, 0.0, UNREACHABLE, 1, 0.0)

    assert run_broadcast(plan(), data_dir, engine(LIVE, trouble, LIVE)) == 0


@pytest.mark.parametrize(
    ("code", "exit_code"),
    [
        (ErrorCode.FILE_MISSING, 3),
        (ErrorCode.ENCODER_UNAVAILABLE, 4),
        (ErrorCode.KEY_REFUSED, 5),
    ],
)
def test_a_broadcast_that_ends_for_a_problem_exits_with_its_family(
    data_dir: Path, code: ErrorCode, exit_code: int
) -> None:
    params = {"file": "x", "encoder": "x", "reason": "x", "host": "x", "status": "x"}
    ended = Stopped(Summary(0.0, 0, 0, Drops(), 0, 0, Problem(code, params)))

    assert run_broadcast(plan(), data_dir, engine(ended)) == exit_code


def test_a_refused_command_ends_the_broadcast(data_dir: Path) -> None:
    refused = Failed(Problem(ErrorCode.ALREADY_ON_AIR))

    assert run_broadcast(plan(), data_dir, engine(refused)) == 2


def test_an_engine_that_is_gone_for_good_exits_7(data_dir: Path) -> None:
    problem = Problem(ErrorCode.ENGINE_CRASHED, {"reason": "SIGSEGV"})

    scripted = engine(LIVE, EngineChanged(EngineState.GONE, problem))

    assert run_broadcast(plan(), data_dir, scripted) == 7
