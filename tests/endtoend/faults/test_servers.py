"""What a viewer sees when the server itself fails: it dies, or it listens and says nothing."""

import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from encoder.errors import ErrorCode
from encoder.messages import Phase, PhaseChanged, SetProgramme, Stop, Stopped
from tests.endtoend.faults.faultlink import SERVER_ADDRESS, FaultLink
from tests.endtoend.faults.studio import FPS, go_live, programme
from tests.endtoend.faults.tape import Tape
from tests.endtoend.follower import Follower
from tests.endtoend.nginxrtmp import NginxRtmp

HANGING = """
import socket, sys
listener = socket.create_server((sys.argv[1], int(sys.argv[2])))
print("ready", flush=True)
held = []
while True:
    held.append(listener.accept())
"""


@pytest.fixture
def hanging(link: FaultLink, server: NginxRtmp) -> Iterator["subprocess.Popen[bytes]"]:
    """In the server's place, one that accepts and never says a word."""
    server.kill()
    with subprocess.Popen(
        [*link.server, sys.executable, "-c", HANGING, SERVER_ADDRESS, str(server.rtmp_port)],
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield process
        process.kill()


def test_a_server_that_died_and_came_back_has_a_keyframe_within_3_s(
    server: NginxRtmp, window: Follower, tape: Tape
) -> None:
    window.send(SetProgramme(programme()), go_live(server.url))
    window.wait_for_phase(Phase.LIVE)
    tape.wait_for_pictures(2 * FPS)

    server.kill()
    lost = window.wait_for_phase(Phase.RECONNECTING)
    window.wait_for(PhaseChanged, lambda event: event.attempt >= 2)
    server.start()
    back_s = time.monotonic()
    again = tape.keyframe_since(back_s, session=2)
    tape.wait_for_pictures(2 * FPS)
    window.send(Stop())
    summary = window.wait_for(Stopped).summary

    assert lost.problem is not None
    assert again.arrived_s - back_s <= 3.0
    assert tape.longest_gap_s(again.arrived_s) < 0.5
    assert summary.main.reconnects == 1


def test_a_server_that_accepts_and_hangs_is_named_and_left_for_one_that_answers(
    server: NginxRtmp, hanging: "subprocess.Popen[bytes]", window: Follower, tape: Tape
) -> None:
    window.send(SetProgramme(programme()), go_live(server.url))
    waiting = window.wait_for(PhaseChanged, lambda event: event.problem is not None)
    hanging.kill()
    hanging.wait()
    server.start()
    back_s = time.monotonic()
    first = tape.keyframe_since(back_s)
    window.send(Stop())
    window.wait_for(Stopped)

    assert waiting.problem is not None
    assert waiting.problem.code is ErrorCode.ANSWER_TIMED_OUT
    assert first.arrived_s - back_s <= 3.0
