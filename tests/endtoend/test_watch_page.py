"""The viewer's page in a real browser: it plays, it talks with the panel, it goes back in time."""

import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from chatclient.wire.requests import Delete
from cloud.practice.client import PracticeClient
from cloud.practice.messages import ChannelInfo, ViewerPlayback
from desktop.panels.chat import ChatPanel
from tests.cloud.practice.publishers import Publisher, ffmpeg_publishing, wait_until
from tests.endtoend.browser import CHROMIUM, Browser, Page
from tests.endtoend.chatside import Side

PATIENCE_MS = 40_000
BEHIND_S = 14  # more than the page takes for live
ROWS = "[...document.querySelectorAll('#list li')].map((row) => row.textContent)"
HEARD = "[...document.querySelectorAll('#list [data-seq]')].map((row) => row.textContent)"
# What the page sends takes three seconds from now on.
SLOW_UPLINK = """
const { send } = WebSocket.prototype;
WebSocket.prototype.send = function (data) { setTimeout(() => send.call(this, data), 3000); };
"""

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium"),
    pytest.mark.timeout(300),
]


@pytest.fixture
def browser(home: Path) -> Iterator[Browser]:
    with Browser(home / "profile") as running:
        yield running


@pytest.fixture
def practice(home: Path) -> Iterator[PracticeClient]:
    client = PracticeClient(home / "practice", launch_arguments=("--hold",))
    client.ensure_running()
    yield client
    client.stop()


@pytest.fixture
def channel(practice: PracticeClient) -> ChannelInfo:
    return practice.ensure_running().channel()


def says(page: Page, text: str) -> None:
    """Write a message as a viewer does."""
    page.look(f"document.getElementById('text').value = {text!r}")
    page.look("document.getElementById('composer').requestSubmit()")


def hears(page: Page, *texts: str) -> None:
    """Wait until the page has it from the server."""
    for text in texts:
        page.wait_for(f"{HEARD}.some((row) => row.includes({text!r}))")


def said_at_s(channel: ChannelInfo, text: str) -> float:
    """Return where in the broadcast something was said."""
    url = f"{channel.chat_url}/chat/{channel.name}/latest.json"
    with urllib.request.urlopen(url, timeout=30) as answer:
        items = json.load(answer)["items"]
    (position_ms,) = [each.get("p", 0) for each in items if each["d"].get("text") == text]
    return float(position_ms) / 1000


def is_in(page: Page) -> None:
    page.wait_for("document.getElementById('chat').dataset.phase === 'online'")


def test_it_waits_plays_and_sees_the_end(
    browser: Browser, practice: PracticeClient, channel: ChannelInfo
) -> None:
    def played() -> list[ViewerPlayback]:
        return [each for each in practice.status().channel().playback if each.played_s >= 4]

    page = browser.open(channel.watch_url)
    page.wait_for("document.body.dataset.state === 'waiting'")
    with ffmpeg_publishing(channel, seconds=100):
        page.wait_for("document.body.dataset.edge === 'live'")
        wait_until(played, 60)
        (report,) = played()
    page.wait_for("document.body.dataset.state === 'ended'")
    # A new session goes on at the same address.
    with Publisher(channel).begin() as publisher:
        publisher.send_seconds(8)
        page.wait_for("document.body.dataset.state === 'playing'")

    assert report.decoded_frames >= 100
    assert report.dropped_frames < report.decoded_frames / 2
    assert 0 < report.latency_s < 30
    assert report.rendition == "360p"
    assert report.errors == []


def test_two_viewers_and_the_panel_talk(
    browser: Browser, home: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    side = Side(home)
    try:
        panel = ChatPanel(side)  # type: ignore[arg-type]
        qtbot.addWidget(panel)
        qtbot.waitUntil(lambda: side.chat.situation.may("delete"), timeout=PATIENCE_MS)
        url = PracticeClient(home / "practice").ensure_running().channels[0].watch_url
        one, two = browser.open(url), browser.open(url)
        for page in (one, two):
            is_in(page)
        says(one, "hello from one <b>bold</b>")
        says(two, "こんにちは")
        qtbot.waitUntil(lambda: len(side.entries) >= 2, timeout=PATIENCE_MS)
        side.chat.say("welcome, both")
        for page in (one, two):
            hears(page, "hello from one <b>bold</b>", "こんにちは", "welcome, both")
        bold = one.look("document.querySelectorAll('#list b').length")
        seq = side.entries[0].seq
        side.chat.ask(Delete(seq))
        for page in (one, two):
            page.wait_for(f"!document.querySelector('[data-seq=\"{seq}\"]')")
        qtbot.waitUntil(lambda: seq in side.removed, timeout=PATIENCE_MS)
        viewers = one.wait_for("document.getElementById('viewers').textContent")
    finally:
        side.close()

    assert bold == 0
    assert "3 " in viewers or "2 " in viewers


def test_going_back_shows_the_chat_of_that_moment(
    browser: Browser, practice: PracticeClient, channel: ChannelInfo
) -> None:
    page = browser.open(channel.watch_url)
    is_in(page)
    with ffmpeg_publishing(channel, seconds=100):
        page.wait_for("document.body.dataset.edge === 'live'")
        says(page, "early words")
        hears(page, "early words")
        there_s = said_at_s(channel, "early words") + 0.5
        page.wait_for(f"document.getElementById('video').currentTime > {there_s + BEHIND_S}", 90)
        # It is still on its way when one goes back, and must not stay in the list for that.
        page.look(SLOW_UPLINK)
        says(page, "late words")
        page.look(f"document.getElementById('video').currentTime = {there_s}")
        page.wait_for("document.body.dataset.edge === 'behind'")
        page.wait_for(
            f"{ROWS}.some((row) => row.includes('early words')) && "
            f"!{ROWS}.some((row) => row.includes('late words'))"
        )
        page.look("document.getElementById('live').click()")
        hears(page, "late words")


def test_a_server_that_went_away_and_came_back_costs_no_message(
    browser: Browser, practice: PracticeClient, channel: ChannelInfo
) -> None:
    page = browser.open(channel.watch_url)
    is_in(page)
    says(page, "before")
    hears(page, "before")
    practice.stop()
    says(page, "meanwhile")
    practice.ensure_running()
    page.wait_for("document.querySelectorAll('#list [data-seq]').length === 2", 90)

    assert page.look("document.querySelectorAll('#list li').length") == 2
    hears(page, "before", "meanwhile")
