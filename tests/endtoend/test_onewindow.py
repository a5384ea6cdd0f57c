"""Two starts with the same data folder, as two real processes."""

import signal
import subprocess
from pathlib import Path

from cloud.practice.client import PracticeClient
from encoder.messages import Attached, Shutdown
from tests.endtoend.follower import Follower
from tests.endtoend.livedesk import LIVEDESK, livedesk

PATIENCE_S = 30.0


def test_a_second_start_ends_at_once_and_leaves_the_first_alone(data_dir: Path) -> None:
    first = subprocess.Popen([*LIVEDESK, "--data-dir", str(data_dir)])
    try:
        with Follower(data_dir / "engine") as engine:
            engine.wait_for(Attached, timeout_s=PATIENCE_S)
            second = livedesk("--data-dir", data_dir)
            assert (second.code, second.output, second.messages) == (0, "", "")
            assert first.poll() is None
            first.send_signal(signal.SIGTERM)
            assert first.wait(PATIENCE_S) == 0
            engine.send(Shutdown())
    finally:
        first.kill()
        first.wait()
        PracticeClient(data_dir / "practice").stop()
