import contextlib
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from cloud.practice.client import PracticeClient
from cloud.practice.messages import ChannelInfo, ViewerPlayback
from tests.cloud.practice.publishers import Publisher, ffmpeg_publishing, wait_until

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--mute-audio",
]

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")


@contextlib.contextmanager
def chromium_watching(url: str, profile: Path) -> Iterator[None]:
    """Open the page in a Chromium as wide as a phone."""
    assert CHROMIUM is not None
    options = [*QUIET, "--window-size=390,844", "--remote-debugging-port=0"]
    process = subprocess.Popen(
        [CHROMIUM, *options, f"--user-data-dir={profile}", url],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def page_of(practice: PracticeClient) -> ViewerPlayback | None:
    playback = practice.status().channel().playback
    return playback[0] if playback else None


def test_a_browser_waits_plays_ten_seconds_and_sees_the_end(
    home: Path, practice: PracticeClient, channel: ChannelInfo
) -> None:
    def is_at(state: str) -> bool:
        page = page_of(practice)
        return page is not None and page.state == state

    def has_played() -> bool:
        page = page_of(practice)
        return page is not None and page.played_s >= 10

    with chromium_watching(channel.watch_url, home / "profile"):
        wait_until(lambda: is_at("waiting"), 20)
        with ffmpeg_publishing(channel):
            wait_until(has_played, 40)
            page = page_of(practice)
        wait_until(lambda: is_at("ended"), 20)
        # A new session goes on at the same address.
        with Publisher(channel).begin() as publisher:
            publisher.send_seconds(6)
            wait_until(lambda: is_at("playing"), 20)
        end = page_of(practice)

    assert page is not None
    assert end is not None
    assert page.position_s >= 10
    assert page.decoded_frames >= 290
    assert page.dropped_frames < page.decoded_frames / 20
    assert 0 < page.latency_s < 10
    assert page.errors == end.errors == []
