import json
from pathlib import Path

import pytest

from cloud.errors import PracticeNotStarted
from cloud.practice.messages import ChannelInfo, PracticeInfo
from desktop.commands.practice import Crowd, run_practice

CHANNEL = ChannelInfo(
    "studio",
    "rtmp://127.0.0.1:1935/live",
    "practice-studio-abc",
    "http://127.0.0.1:8080/studio/index.m3u8",
    "http://127.0.0.1:8080/studio/",
)


class Running:
    def __init__(self) -> None:
        self.crowds: list[tuple[int, float]] = []

    def set_crowd(self, people: int, rate: float) -> None:
        self.crowds.append((people, rate))

    def ensure_running(self) -> PracticeInfo:
        return PracticeInfo(4711, 1, "http://127.0.0.1:9000/control", [CHANNEL])


class Broken(Running):
    def ensure_running(self) -> PracticeInfo:
        raise PracticeNotStarted("port taken", Path("practice.log"))


def test_addresses_and_keys_are_printed_while_it_runs(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run_practice(0.01, data_dir, client=Running())

    printed = json.loads(capsys.readouterr().out)
    assert code == 0
    assert printed["control_url"] == "http://127.0.0.1:9000/control"
    (channel,) = printed["channels"]
    assert channel["key"] == "practice-studio-abc"
    assert channel.keys() == {
        "name", "rtmp_url", "key", "playback_url", "watch_url", "chat_url"
    }  # fmt: skip


def test_a_crowd_talks_while_it_runs(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    practice = Running()

    assert run_practice(0.01, data_dir, Crowd(200, 20.0), practice) == 0
    assert practice.crowds == [(200, 20.0), (0, 1.0)]


def test_a_practice_cloud_that_does_not_start_says_why(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run_practice(0.01, data_dir, client=Broken())

    assert code == 7
    assert "port taken" in capsys.readouterr().err
