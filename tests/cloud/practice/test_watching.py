import http.client
import re
from urllib.parse import urlsplit

import pytest

from cloud.practice.client import PracticeClient
from cloud.practice.messages import ChannelInfo
from tests.cloud.practice.publishers import Publisher, wait_until


@pytest.fixture
def practice(shared: PracticeClient) -> PracticeClient:
    return shared


@pytest.fixture
def channel(own_channel: ChannelInfo) -> ChannelInfo:
    return own_channel


def asked(
    channel: ChannelInfo, path: str, *, method: str = "GET", body: bytes = b"", agent: str = "test"
) -> tuple[int, bytes, dict[str, str]]:
    """Ask exactly for that path; nothing is normalised on the way."""
    port = urlsplit(channel.watch_url).port
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request(method, path, body, {"User-Agent": agent})
        answer = connection.getresponse()
        return answer.status, answer.read(), {k.lower(): v for k, v in answer.getheaders()}
    finally:
        connection.close()


def test_the_page_may_load_nothing_from_elsewhere(channel: ChannelInfo) -> None:
    status, content, headers = asked(channel, f"/{channel.name}/")

    assert status == 200
    assert b"<video" in content
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    for name in re.findall(r'/static/([^"]+)', content.decode()):
        status, content, headers = asked(channel, f"/static/{name}")
        assert status == 200, name
        assert headers["content-type"].endswith("; charset=utf-8")
        assert b"://" not in content


def test_the_page_is_found_without_its_last_slash(channel: ChannelInfo) -> None:
    status, _, headers = asked(channel, f"/{channel.name}")

    assert (status, headers["location"]) == (307, f"/{channel.name}/")


def test_whatever_else_is_asked_there_is_nothing(channel: ChannelInfo) -> None:
    for path in (
        "/",
        "/elsewhere/",
        "/elsewhere/index.m3u8",
        f"/{channel.name}/index.m3u8",  # nothing was published yet
        f"/{channel.name}/1.m4s",
        "/static/../host.py",
        "/static/%2e%2e/host.py",
        "/static/..%2fhost.py",
        f"/{channel.name}/..%2f..%2fpractice.json",
        f"/{channel.name}/../../practice.json",
        f"/{channel.name}//etc/passwd",
        "/../practice.json",
        f"/{channel.name}/%00",
        "//etc/passwd",
    ):
        status, content, _ = asked(channel, path)
        assert (path, status, b"token" in content) == (path, 404, False)


def test_viewers_are_counted_by_their_requests(
    practice: PracticeClient, channel: ChannelInfo
) -> None:
    with Publisher(channel).begin() as publisher:
        publisher.send_seconds(5)
        wait_until(lambda: asked(channel, f"/{channel.name}/index.m3u8")[0] == 200)
        _, text, headers = asked(channel, f"/{channel.name}/index.m3u8?viewer=viewer-one")
        asked(channel, f"/{channel.name}/index.m3u8?viewer=viewer-one")
        asked(channel, f"/{channel.name}/index.m3u8?viewer=viewer-two")
        asked(channel, f"/{channel.name}/index.m3u8", agent="another player")
        status = practice.status().channel(channel.name)

        segment = next(line for line in text.decode().splitlines() if line.endswith(".m4s"))
        _, _, cached = asked(channel, f"/{channel.name}/{segment}")
    assert status.viewers == 4
    assert headers["content-type"] == "application/vnd.apple.mpegurl"
    assert headers["cache-control"] == "no-store"
    assert "immutable" in cached["cache-control"]


def test_what_a_page_reports_is_in_the_status(
    practice: PracticeClient, channel: ChannelInfo
) -> None:
    path = f"/{channel.name}/beacon?viewer=viewer-one"
    report = b'{"state": "playing", "position_s": 3.5, "decoded_frames": 75}'
    assert asked(channel, path, method="POST", body=report)[0] == 204
    for wrong in (b"", b"[]", b'{"state": 1}', b" " * 5000, b"[" * 4000):
        assert asked(channel, path, method="POST", body=wrong)[0] == 400
    assert asked(channel, f"/{channel.name}/beacon", method="POST", body=report)[0] == 404

    shown = practice.status().channel(channel.name).playback
    assert [(each.viewer, each.position_s, each.decoded_frames) for each in shown] == [
        ("viewer-one", 3.5, 75)
    ]
