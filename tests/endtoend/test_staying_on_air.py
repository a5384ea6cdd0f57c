"""What must never end a broadcast: a server restart, a dead window, a dead engine."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil

from encoder.errors import ErrorCode
from encoder.messages import (
    Attached,
    EngineChanged,
    EngineState,
    GoLive,
    Phase,
    PhaseChanged,
    RecordingChanged,
    RecordingState,
    Sampled,
    SetProgramme,
    SetRecording,
    Shutdown,
    SourceChanged,
    SourceState,
    StartDestination,
    StartRecording,
    Stop,
    Stopped,
    StopRecording,
)
from encoder.scenes import single_scene
from encoder.settings import (
    Canvas,
    Destination,
    Encoding,
    Recording,
    SourceSpec,
    StreamKey,
    VideoEncoding,
)
from tests.endtoend.follower import Follower
from tests.endtoend.livedesk import packets
from tests.endtoend.nginxrtmp import NginxRtmp, free_port

PROGRAMME = single_scene(Canvas(640, 360, 30), SourceSpec("pattern"))
ENCODING = Encoding(VideoEncoding(bitrate_bps=800_000))


def go_live_to(url: str) -> GoLive:
    return GoLive(ENCODING, (Destination(url, StreamKey("practice-endtoend")),))


def wait_until_gone(pid: int, timeout_s: float = 30.0) -> None:
    """Wait for the end of a process that may be nobody's child."""
    try:
        psutil.Process(pid).wait(timeout_s)
    except psutil.NoSuchProcess:
        return


def test_a_server_killed_and_restarted_on_air_is_published_to_again(
    nginx: NginxRtmp, data_dir: Path
) -> None:
    with Follower(data_dir) as window:
        window.send(SetProgramme(PROGRAMME), go_live_to(nginx.url))
        window.wait_for_phase(Phase.LIVE)
        window.wait_for(Sampled, lambda event: event.stats.main.frames_sent > 60)

        nginx.kill()
        lost = window.wait_for_phase(Phase.RECONNECTING)
        nginx.start()
        back_since = time.monotonic()
        window.wait_for_phase(Phase.LIVE)
        took_s = time.monotonic() - back_since
        window.wait_for(Sampled, lambda event: event.stats.main.frames_sent > 120)
        window.send(Stop())
        summary = window.wait_for(Stopped).summary

    assert lost.problem is not None
    assert took_s < 10
    assert summary.main.reconnects == 1
    assert summary.drops.network > 0
    assert summary.problem is None
    nginx.stop()
    second = packets(nginx.recordings()[-1], "v")
    assert "K" in second[0]["flags"]


def test_a_server_that_accepts_and_never_answers_is_named_and_tried_again(data_dir: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, Follower(data_dir) as window:
        url = f"rtmp://127.0.0.1:{silent.getsockname()[1]}/live"
        window.send(SetProgramme(PROGRAMME), go_live_to(url))
        waiting = window.wait_for(PhaseChanged, lambda event: event.problem is not None)
        again = window.wait_for(
            PhaseChanged, lambda event: event.attempt > waiting.attempt, timeout_s=40
        )
        asked_s = time.monotonic()
        window.send(Stop())
        window.wait_for(Stopped)
        took_s = time.monotonic() - asked_s

    assert waiting.problem is not None
    assert waiting.problem.code is ErrorCode.ANSWER_TIMED_OUT
    assert again.phase is Phase.STARTING
    assert took_s < 10


def test_a_stop_while_the_server_is_dead_ends_promptly(data_dir: Path) -> None:
    with Follower(data_dir) as window:
        window.send(SetProgramme(PROGRAMME), go_live_to(f"rtmp://127.0.0.1:{free_port()}/live"))
        waiting = window.wait_for(PhaseChanged, lambda event: event.problem is not None)
        asked_s = time.monotonic()
        window.send(Stop())
        window.wait_for(Stopped)

    assert waiting.problem is not None
    assert waiting.problem.code is ErrorCode.CONNECTION_REFUSED
    assert time.monotonic() - asked_s < 10


WINDOW = """
import sys, queue
from pathlib import Path
import msgspec
from encoder.messages import *
from encoder.scenes import *
from encoder.settings import *
from encoder.supervisor import Supervisor
events = queue.SimpleQueue()
supervisor = Supervisor(Path(sys.argv[1]), events.put)
supervisor.start()
supervisor.send(SetProgramme(single_scene(Canvas(640, 360, 30), SourceSpec("pattern"))))
key = StreamKey(sys.stdin.readline().strip())
video = VideoEncoding(bitrate_bps=800_000)
supervisor.send(GoLive(Encoding(video), (Destination(sys.argv[2], key),)))
while True:
    event = events.get()
    if isinstance(event, PhaseChanged) and event.phase is Phase.LIVE:
        print("live", flush=True)
"""


def test_a_killed_window_leaves_the_stream_on_air_and_the_next_one_finds_it(
    nginx: NginxRtmp, data_dir: Path
) -> None:
    first = subprocess.Popen(
        [sys.executable, "-c", WINDOW, str(data_dir), nginx.url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert first.stdin is not None
    assert first.stdout is not None
    with first.stdin, first.stdout:
        first.stdin.write("practice-endtoend\n")
        first.stdin.flush()
        assert first.stdout.readline() == "live\n"
        first.kill()
        first.wait()

    with Follower(data_dir) as second:
        attached = second.wait_for(Attached)
        source = second.wait_for(SourceChanged)
        sampled = second.wait_for(Sampled, lambda event: event.stats.main.frames_sent > 90)
        second.send(Shutdown())
        summary = second.wait_for(Stopped).summary
        pid = attached.pid
    wait_until_gone(pid)

    assert attached.phase is Phase.LIVE
    assert attached.programme == PROGRAMME
    assert attached.on_air is not None
    assert attached.on_air.command.encoding == ENCODING
    assert source.state is SourceState.RUNNING
    assert sampled.stats.drops.network == 0
    assert summary.main.reconnects == 0


def test_a_killed_engine_is_live_again_with_the_same_settings(
    nginx: NginxRtmp, data_dir: Path
) -> None:
    with Follower(data_dir) as window:
        pid = window.wait_for(Attached).pid
        window.send(SetProgramme(PROGRAMME), go_live_to(nginx.url))
        window.wait_for_phase(Phase.LIVE)
        window.wait_for(Sampled, lambda event: event.stats.main.frames_sent > 60)

        os.kill(pid, signal.SIGKILL)
        killed_s = time.monotonic()
        crash = window.wait_for(EngineChanged, lambda event: event.state is EngineState.RELAUNCHING)
        again = window.wait_for(Attached)
        relaunched_s = time.monotonic() - killed_s
        window.wait_for_phase(Phase.LIVE)
        window.send(Stop())
        window.wait_for(Stopped)

    assert crash.problem is not None
    assert crash.problem.code is ErrorCode.ENGINE_CRASHED
    assert crash.problem.params["reason"] == "SIGKILL"
    assert again.pid != pid
    assert relaunched_s < 10
    nginx.stop()
    assert len(nginx.recordings()) == 2


def test_every_destination_and_the_recording_go_on_after_a_killed_engine(
    nginx: NginxRtmp, data_dir: Path, tmp_path: Path
) -> None:
    second = Destination(nginx.url, StreamKey("practice-second"), id="second")
    with Follower(data_dir) as window:
        pid = window.wait_for(Attached).pid
        window.send(SetRecording(Recording(str(tmp_path))), SetProgramme(PROGRAMME))
        window.send(go_live_to(nginx.url), StartRecording(ENCODING))
        window.wait_for_phase(Phase.LIVE)
        window.send(StartDestination(second))
        window.wait_for(Sampled, is_sent_to_two)
        os.kill(pid, signal.SIGKILL)
        window.wait_for(Attached)
        window.wait_for(Sampled, is_sent_to_two)
        window.send(Stop())
        window.wait_for(Stopped)
        window.send(StopRecording())
        done = window.wait_for(RecordingChanged, lambda e: e.state is RecordingState.IDLE)

    nginx.stop()
    assert done.problem is None
    assert len(nginx.recordings()) == 4
    assert sorted(tmp_path.glob("*.mp4"))[-1] == Path(done.file)
    assert len(list(tmp_path.glob("*.mp4"))) == 2
    assert all(len(packets(file, "v")) > 10 for file in tmp_path.glob("*.mp4"))


def is_sent_to_two(sampled: Sampled) -> bool:
    stats = sampled.stats
    recorded = stats.recording.seconds if stats.recording is not None else 0.0
    sent = [row.frames_sent for row in stats.destinations]
    return len(sent) == 2 and min(sent) > 45 and recorded > 1


def test_an_idle_engine_that_nobody_uses_ends_by_itself(data_dir: Path) -> None:
    with Follower(data_dir, keeps_on_air=True) as window:
        pid = window.wait_for(Attached).pid
    detached_s = time.monotonic()
    wait_until_gone(pid, timeout_s=60)

    assert time.monotonic() - detached_s > 8
