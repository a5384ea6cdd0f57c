"""The stream key is nowhere but in the engine's memory and on the wire to the ingest."""

import os
import signal
from pathlib import Path

import pytest

from encoder.messages import Attached, GoLive, Phase, SetProgramme, Stop, Stopped
from encoder.scenes import Programme
from encoder.settings import Canvas, Destination, Encoding, StreamKey
from tests.endtoend.follower import Follower
from tests.endtoend.livedesk import finish, start_livedesk
from tests.endtoend.nginxrtmp import NginxRtmp
from tests.endtoend.traces import file_texts, process_texts

KEY = "sk_eu-west-1_Zq7hunter2"
SECRET = b"Zq7hunter2"


@pytest.mark.parametrize("application", ["url", "guarded_url"])
def test_a_key_given_on_standard_input_leaves_no_trace(
    nginx: NginxRtmp, data_dir: Path, application: str
) -> None:
    process = start_livedesk(
        "broadcast", "--to", getattr(nginx, application), "--key-stdin", "--seconds", "2",
        "--json", "--data-dir", data_dir, key=KEY,
    )  # fmt: skip
    assert process.stderr is not None
    first = process.stderr.readline()
    seen = process_texts(process.pid) + file_texts(data_dir)
    result = finish(process)

    assert SECRET not in seen
    assert SECRET.decode() not in first + result.output + result.messages
    assert SECRET not in file_texts(data_dir)


def test_an_engine_that_crashes_on_air_leaves_no_key_behind(
    nginx: NginxRtmp, data_dir: Path
) -> None:
    with Follower(data_dir) as window:
        pid = window.wait_for(Attached).pid
        window.send(SetProgramme(Programme(Canvas(320, 180, 30))))
        window.send(GoLive(Encoding(), (Destination(nginx.url, StreamKey(KEY)),)))
        window.wait_for_phase(Phase.LIVE)
        seen = process_texts(pid)
        os.kill(pid, signal.SIGABRT)  # the one that makes faulthandler write its stacks
        window.wait_for(Attached)
        window.wait_for_phase(Phase.LIVE)
        seen += file_texts(data_dir)
        window.send(Stop())
        window.wait_for(Stopped)

    assert b"Fatal Python error" in seen
    assert SECRET not in seen
    assert SECRET.decode() not in repr(window.seen)
