"""The recorder against a real file; also in a child that is killed."""

import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from encoder.engine.healthrecorder import LOST_KIND, MAX_WAITING, HealthRecorder, summary
from encoder.errors import ErrorCode, Problem
from encoder.healthrecord import FILE_NAME, events, open_to_read, samples, sessions
from encoder.messages import (
    Alive,
    Attached,
    Failed,
    GoLive,
    OnAir,
    Phase,
    PhaseChanged,
    Sampled,
    ServerSpoke,
    Step,
    StepReported,
    StepState,
)
from encoder.scenes import Programme
from encoder.settings import Canvas, Destination, Encoding, StreamKey
from tests.encoder.test_healthrecord import FULL, at
from tests.sourcetree import ROOT

KEY = "sk_us-west-2_abcdefgh_secretsecret"
DESTINATION = Destination("rtmps://example.com/app/", StreamKey(KEY), name="Main")
PATIENCE_S = 30.0


def test_a_session_is_recorded_with_its_seconds_and_events(tmp_path: Path) -> None:
    recorder = HealthRecorder(tmp_path)
    recorder.begin("Friday night", Canvas(), Encoding(), [DESTINATION])
    recorder.note(Sampled(FULL))
    recorder.note(PhaseChanged(Phase.LIVE, 1000.0))
    recorder.note(Failed(Problem(ErrorCode.DISK_FULL, {"free": "1 MB", "stop": "500 MB"})))
    recorder.close()

    with closing(open_to_read(tmp_path / FILE_NAME)) as connection:
        (session,) = sessions(connection)
        assert session.title == "Friday night"
        assert session.encoding == "1280x720 30 fps, libx264 veryfast 3000 kb/s, AAC 160 kb/s"
        assert session.ended_utc_s is not None
        assert session.ended_utc_s >= session.started_utc_s
        assert samples(connection, 0) == [FULL]
        happened = list(events(connection, 0))
        assert [event.kind for event in happened] == ["PhaseChanged", "Failed"]
        assert happened[0].params["phase"] == "live"
        destinations = connection.execute("SELECT * FROM session_destination").fetchall()
        assert destinations == [(1, "main", "Main", "rtmps://example.com/app/")]


def test_idle_seconds_and_heartbeats_are_not_recorded(tmp_path: Path) -> None:
    recorder = HealthRecorder(tmp_path)
    recorder.note(Sampled(at(1000.0, phase=Phase.IDLE, recording=None)))
    recorder.note(Sampled(at(1001.0, phase=Phase.IDLE)))  # recording, not live
    recorder.note(Alive())
    recorder.note(StepReported(Step.CONNECT, StepState.DONE))
    recorder.close()

    with closing(open_to_read(tmp_path / FILE_NAME)) as connection:
        assert [stats.at_utc_s for stats in samples(connection, 0)] == [1001.0]
        assert list(events(connection, 0)) == []
        assert len(sessions(connection)) == 1


def test_no_key_reaches_the_file(tmp_path: Path) -> None:
    recorder = HealthRecorder(tmp_path)
    recorder.begin("Show", Canvas(), Encoding(), [DESTINATION, _medialive()])
    on_air = OnAir(Programme(), GoLive(Encoding(), (DESTINATION,)), 0.0)
    recorder.note(Attached(2, 1, Phase.LIVE, None, on_air))
    recorder.note(ServerSpoke("status", "NetStream.Publish.Start", f"{KEY} is now published"))
    recorder.close()

    written = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"NetStream.Publish.Start" in written
    assert KEY.encode() not in written


def test_noting_never_waits_and_losses_are_counted(tmp_path: Path) -> None:
    recorder = HealthRecorder(tmp_path)
    began_s = time.monotonic()
    count = 5 * MAX_WAITING
    for number in range(count):
        recorder.note(PhaseChanged(Phase.LIVE, float(number)))
    took_s = time.monotonic() - began_s
    recorder.close()
    with closing(open_to_read(tmp_path / FILE_NAME)) as connection:
        found = list(events(connection, 0))

    kept = sum(event.kind == "PhaseChanged" for event in found)
    lost = sum(int(str(e.params["count"])) for e in found if e.kind == LOST_KIND)
    assert took_s < 20
    assert kept + lost == count


def test_a_folder_that_is_gone_does_not_stop_the_engine(
    tmp_path: Path, expected_log: Callable[[str, str], None]
) -> None:
    expected_log("WARNING", "can't be written")
    recorder = HealthRecorder(tmp_path / "missing")
    recorder.note(Sampled(FULL))
    recorder.close()


@pytest.mark.parametrize(
    ("encoder", "text"), [("libx264", "libx264 veryfast"), ("h264_qsv", "h264_qsv 3")]
)
def test_the_summary_names_a_preset_where_there_is_one(encoder: str, text: str) -> None:
    encoding = Encoding()
    video = msgspec.structs.replace(encoding.video, encoder=encoder)

    assert text in summary(Canvas(), msgspec.structs.replace(encoding, video=video))


CHILD = textwrap.dedent(
    """
    import sys, threading, time
    from pathlib import Path
    from encoder.engine.healthrecorder import HealthRecorder
    from encoder.messages import Phase, PhaseChanged

    recorder = HealthRecorder(Path(sys.argv[1]))
    waiting = threading.Event()
    while True:
        now_s = time.time()
        recorder.note(PhaseChanged(Phase.LIVE, now_s))
        print(now_s, flush=True)
        waiting.wait(0.005)
    """
)


def test_a_killed_engine_loses_no_more_than_250_ms(tmp_path: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    noted = [float(child.stdout.readline()) for _ in range(200)]
    child.send_signal(signal.SIGKILL)
    noted += [float(line) for line in child.stdout if line.endswith("\n")]
    child.stdout.close()
    child.wait(PATIENCE_S)

    with closing(open_to_read(tmp_path / FILE_NAME)) as connection:
        kept = [event.params["at_utc_s"] for event in events(connection, 0)]
    assert kept == noted[: len(kept)], "nothing is missing in between"
    assert noted[-1] - noted[len(kept) - 1] <= 0.25


def _medialive() -> Destination:
    return Destination(f"rtmp://example.com/app/{KEY}", StreamKey(""), "medialive", id="second")
