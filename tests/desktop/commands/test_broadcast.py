import json
import os
import signal
from collections.abc import Sequence
from pathlib import Path

import pytest

from desktop.commands.broadcast import BroadcastPlan, run_broadcast
from encoder.errors import ErrorCode, Problem
from encoder.messages import (
    DestinationChanged,
    DestinationSummary,
    Drops,
    EngineChanged,
    EngineState,
    Failed,
    GoLive,
    Phase,
    PhaseChanged,
    RecordingChanged,
    RecordingState,
    RecordingStats,
    SetRecording,
    StartRecording,
    Stop,
    Stopped,
    StopRecording,
    Summary,
    SupervisedEvent,
)
from encoder.scenes import Programme
from encoder.settings import Destination, Encoding, Recording, StreamKey
from tests.desktop.commands.scriptedengine import ScriptedEngine
from tests.fakes.engine import sampled

LIVE = PhaseChanged(Phase.LIVE, 0.0)
ROW = DestinationSummary("main", 58, 2, 700_000, 1)
DONE = Stopped(Summary(2.0, 60, Drops(1, 0, 2), (ROW,)))
NOTHING_SENT = Stopped(Summary(0.0, 0, Drops()))
UNREACHABLE = Problem(ErrorCode.CONNECT_TIMED_OUT, {"host": "ingest.example"})


REFUSED = Problem(ErrorCode.KEY_REFUSED, {"host": "other.example", "status": "BadName"})
HERE = Destination("rtmp://ingest.example/app", StreamKey("sk_hunter2"))
THERE = Destination("rtmp://other.example/app", StreamKey("sk_hunter3"), id="to-2")
BEGUN = RecordingChanged(RecordingState.RECORDING, "/videos/a.mp4", 0.0)
WHOLE = RecordingChanged(RecordingState.IDLE, "/videos/a.mp4", 0.0)


def plan(
    *destinations: Destination,
    seconds: float | None = 0.01,
    give_up_s: float = 0.05,
    prints_json: bool = True,
    records: bool = False,
) -> BroadcastPlan:
    return BroadcastPlan(
        Programme(),
        Encoding(),
        destinations or (HERE,),
        seconds,
        give_up_s,
        prints_json,
        Recording("/videos") if records else None,
    )


def engine(
    *on_go_live: SupervisedEvent,
    on_stop: SupervisedEvent = DONE,
    on_record: Sequence[SupervisedEvent] = (),
    on_recorded: Sequence[SupervisedEvent] = (WHOLE,),
) -> ScriptedEngine:
    script: dict[type, Sequence[SupervisedEvent]] = {
        GoLive: on_go_live,
        Stop: [on_stop],
        StartRecording: on_record,
        StopRecording: on_recorded,
    }
    return ScriptedEngine(script)


class Interrupting(ScriptedEngine):
    """Ctrl-C is pressed as soon as it is told to go live."""

    def send(self, command: object) -> None:
        super().send(command)  # type: ignore[arg-type]
        if isinstance(command, GoLive):
            os.kill(os.getpid(), signal.SIGINT)


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
    ended = Stopped(Summary(0.0, 0, Drops(), problem=Problem(code, params)))

    assert run_broadcast(plan(), data_dir, engine(ended)) == exit_code


def test_a_refused_command_ends_the_broadcast(data_dir: Path) -> None:
    refused = Failed(Problem(ErrorCode.ALREADY_ON_AIR))

    assert run_broadcast(plan(), data_dir, engine(refused)) == 2


def test_an_engine_that_is_gone_for_good_exits_7(data_dir: Path) -> None:
    problem = Problem(ErrorCode.ENGINE_CRASHED, {"reason": "SIGSEGV"})

    scripted = engine(LIVE, EngineChanged(EngineState.GONE, problem))

    assert run_broadcast(plan(), data_dir, scripted) == 7


def test_ctrl_c_before_anything_was_on_air_is_no_success(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scripted = Interrupting({Stop: [NOTHING_SENT]})

    assert run_broadcast(plan(give_up_s=30.0), data_dir, scripted) == 128 + signal.SIGINT
    result = json.loads(capsys.readouterr().out)
    assert (result["exit_code"], result["problem"]) == (130, None)
    assert isinstance(scripted.told[-1], Stop)


def test_ctrl_c_on_air_ends_it_in_order(data_dir: Path) -> None:
    scripted = Interrupting({GoLive: [LIVE], Stop: [DONE]})

    assert run_broadcast(plan(seconds=None), data_dir, scripted) == 0
    assert isinstance(scripted.told[-1], Stop)


def test_every_destination_has_a_row_and_says_when_it_is_live(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = (ROW, DestinationSummary("to-2", 60, 0, 710_000, 0))
    done = Stopped(Summary(2.0, 60, Drops(1, 0, 2), rows))
    live = [DestinationChanged(name, Phase.LIVE, 0.0) for name in ("main", "to-2")]
    scripted = engine(*live, LIVE, sampled(), on_stop=done)

    assert run_broadcast(plan(HERE, THERE), data_dir, scripted) == 0
    printed = capsys.readouterr()
    result = json.loads(printed.out)
    assert [row["address"] for row in result["destinations"]] == [
        "rtmp://ingest.example/app",
        "rtmp://other.example/app",
    ]
    assert [row["frames_sent"] for row in result["destinations"]] == [58, 60]
    assert result["destinations"][0]["delivered_bps"] == 3_165_000
    assert result["destinations"][1]["delivered_bps"] is None
    assert (result["frames"]["sent"], result["bytes_sent"], result["reconnects"]) == (
        118,
        1_410_000,
        1,
    )
    assert printed.err.count("On air at") == 2
    assert "hunter" not in printed.out + printed.err


def test_one_destination_that_was_refused_is_said_and_is_the_exit_code(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = (ROW, DestinationSummary("to-2", problem=REFUSED))
    done = Stopped(Summary(2.0, 60, Drops(), rows))
    ended = DestinationChanged("to-2", Phase.IDLE, 0.0, REFUSED)

    assert run_broadcast(plan(HERE, THERE), data_dir, engine(LIVE, ended, on_stop=done)) == 5
    printed = capsys.readouterr()
    assert "refused the stream key" in printed.err
    result = json.loads(printed.out)
    assert result["problem"] is None
    assert result["destinations"][1]["problem"]["code"] == "key-refused"


def test_what_is_live_is_recorded_and_the_file_is_waited_for(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stats = RecordingStats("/videos/a.mp4", 1.5, 1000, 10**9, None)
    ending = RecordingChanged(RecordingState.FINALISING, "/videos/a.mp4", 2.25)
    sample = sampled(recording=stats)
    scripted = engine(LIVE, on_record=[BEGUN, sample], on_recorded=[ending, WHOLE])

    assert run_broadcast(plan(records=True), data_dir, scripted) == 0
    told = [type(command) for command in scripted.told]
    assert told.index(SetRecording) < told.index(GoLive) < told.index(StartRecording)
    assert told[-1] is StopRecording
    recording = json.loads(capsys.readouterr().out)["recording"]
    assert recording == {"file": "/videos/a.mp4", "seconds": 2.25, "problem": None}


def test_a_disk_without_room_does_not_end_the_broadcast_but_is_no_success(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    problem = Problem(ErrorCode.DISK_FULL, {"free": "1 MB", "stop": "500 MB"})
    scripted = engine(LIVE, on_record=[Failed(problem)])

    assert run_broadcast(plan(records=True), data_dir, scripted) == 8
    printed = capsys.readouterr()
    result = json.loads(printed.out)
    assert result["seconds_live"] == 2.0
    assert result["recording"]["problem"]["code"] == "disk-full"
    assert "There is no room for recordings" in printed.err


def test_a_broadcast_that_ends_for_a_problem_ends_its_recording(data_dir: Path) -> None:
    ended = Stopped(Summary(1.0, 30, Drops(), (ROW,), REFUSED))
    scripted = ScriptedEngine(
        {GoLive: [LIVE, ended], StartRecording: [BEGUN], StopRecording: [WHOLE]}
    )

    assert run_broadcast(plan(records=True, seconds=None), data_dir, scripted) == 5
    assert any(isinstance(command, StopRecording) for command in scripted.told)
