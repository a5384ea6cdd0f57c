"""What a viewer sees when a process of ours dies or stands still: the engine, the window."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil

from encoder.messages import Attached, Phase, SetProgramme, Shutdown, Stop, Stopped
from tests.endtoend.faults.faultlink import FaultLink
from tests.endtoend.faults.studio import FPS, go_live, launcher, programme
from tests.endtoend.faults.tape import Tape
from tests.endtoend.follower import Follower
from tests.endtoend.nginxrtmp import NginxRtmp

WINDOW = """
import queue, sys
from pathlib import Path
from encoder.messages import Phase, PhaseChanged, SetProgramme
from encoder.supervisor import Supervisor
from tests.endtoend.faults.studio import go_live, programme
events = queue.SimpleQueue()
supervisor = Supervisor(Path(sys.argv[1]), events.put)
supervisor.start()
supervisor.send(SetProgramme(programme()))
supervisor.send(go_live(sys.argv[2]))
while True:
    event = events.get()
    if isinstance(event, PhaseChanged) and event.phase is Phase.LIVE:
        print("live", flush=True)
"""


def test_a_killed_engine_is_back_on_air_within_5_s(
    server: NginxRtmp, window: Follower, tape: Tape
) -> None:
    pid = window.wait_for(Attached).pid
    window.send(SetProgramme(programme()), go_live(server.url))
    window.wait_for_phase(Phase.LIVE)
    tape.wait_for_pictures(2 * FPS)

    os.kill(pid, signal.SIGKILL)
    killed_s = time.monotonic()
    window.wait_for_phase(Phase.LIVE)
    tape.wait_for_pictures(2 * FPS)
    window.send(Stop())
    window.wait_for(Stopped)

    assert tape.longest_gap_s(killed_s - 1) < 5
    assert tape.sessions == 2


def test_an_engine_that_stands_still_for_5_s_is_replaced(
    server: NginxRtmp, window: Follower, tape: Tape
) -> None:
    pid = window.wait_for(Attached).pid
    window.send(SetProgramme(programme()), go_live(server.url))
    window.wait_for_phase(Phase.LIVE)
    tape.wait_for_pictures(2 * FPS)

    os.kill(pid, signal.SIGSTOP)
    stopped_s = time.monotonic()
    again = window.wait_for(Attached)
    window.wait_for_phase(Phase.LIVE)
    tape.wait_for_pictures(2 * FPS)
    window.send(Stop())
    window.wait_for(Stopped)

    assert again.pid != pid
    assert not psutil.pid_exists(pid)
    assert tape.longest_gap_s(stopped_s - 1) < 8


def test_a_killed_window_costs_the_viewer_nothing(
    link: FaultLink, server: NginxRtmp, tape: Tape, data_dir: Path
) -> None:
    first = subprocess.Popen(
        [*link.client, sys.executable, "-c", WINDOW, str(data_dir), server.url],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert first.stdout is not None
    with first.stdout:
        assert first.stdout.readline() == "live\n"
        tape.wait_for_pictures(2 * FPS)
        first.kill()
        first.wait()
    killed_s = time.monotonic()
    tape.wait_for_pictures(4 * FPS)

    with Follower(data_dir, launch=launcher(link.client)) as second:
        attached = second.wait_for(Attached)
        second.send(Shutdown())
        second.wait_for(Stopped)
    psutil.wait_procs([psutil.Process(attached.pid)] if psutil.pid_exists(attached.pid) else [], 10)

    assert attached.phase is Phase.LIVE
    assert tape.longest_gap_s(killed_s - 1) < 0.5
    assert tape.sessions == 1
