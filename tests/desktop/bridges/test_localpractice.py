from pathlib import Path

import pytest

from cloud.errors import PracticeUnreachable
from desktop.bridges.localpractice import LocalPractice, channel_name


def test_a_practice_cloud_that_does_not_run_is_unreachable(home: Path) -> None:
    with pytest.raises(PracticeUnreachable):
        LocalPractice(home / "practice").read(["main"])


def test_it_is_started_and_asked_for_real(home: Path) -> None:
    folder = home / "practice"
    practice = LocalPractice(folder)

    channels = practice.ensure_running(["main", "to-2"])
    again = practice.ensure_running(["to-2", "main"])
    readings = practice.read(["main", "to-2", "to-3"])
    practice.stop()

    first, second = channels["main"], channels["to-2"]
    assert first.rtmp_url.startswith("rtmp://127.0.0.1:")
    assert first.key.startswith("practice-studio-")
    assert first.playback_url.endswith(".m3u8")
    assert second.key.startswith("practice-studio-to-2-")
    assert second.watch_url != first.watch_url
    assert again == channels
    assert set(readings) == {"main", "to-2"}
    assert not readings["to-2"].is_live
    assert "video_frames" in readings["main"].details


def test_every_destination_id_makes_a_name_for_a_channel() -> None:
    assert channel_name("main") == "studio"
    assert channel_name("to-2") == "studio-to-2"
    assert len(channel_name("a" * 40)) == 32
    assert channel_name("a" * 24 + "-b") == "studio-" + "a" * 24
