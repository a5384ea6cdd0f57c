from pathlib import Path

import pytest

from cloud.errors import PracticeUnreachable
from desktop.bridges.localpractice import LocalPractice


def test_a_practice_cloud_that_does_not_run_is_unreachable(home: Path) -> None:
    with pytest.raises(PracticeUnreachable):
        LocalPractice(home / "practice").read()


def test_it_is_started_and_asked_for_real(home: Path) -> None:
    folder = home / "practice"
    practice = LocalPractice(folder)

    channel = practice.ensure_running()
    reading = practice.read()
    practice.stop()

    assert channel.rtmp_url.startswith("rtmp://127.0.0.1:")
    assert channel.key.startswith("practice-")
    assert channel.playback_url.endswith(".m3u8")
    assert not reading.is_live
    assert "video_frames" in reading.details
