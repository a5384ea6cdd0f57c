import json
import urllib.request
from pathlib import Path

import pytest

from cloud.errors import PracticeRefused
from cloud.practice.chat import STORE_FILE
from cloud.practice.client import PracticeClient
from cloud.practice.messages import ChannelInfo
from tests.cloud.practice.publishers import Publisher, wait_until


def read(url: str) -> object:
    with urllib.request.urlopen(url, timeout=30) as answer:
        return json.load(answer)


def post(url: str, body: object, token: str = "") -> dict[str, object]:
    headers = {"Content-Type": "application/json"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    request = urllib.request.Request(url, json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request, timeout=30) as answer:
        said = json.load(answer)
    assert isinstance(said, dict)
    return said


def latest(channel: ChannelInfo) -> dict[str, list[dict[str, object]]]:
    room = read(f"{channel.chat_url}/chat/{channel.name}/latest.json")
    assert isinstance(room, dict)
    return room


def kinds(channel: ChannelInfo) -> list[object]:
    return [each["k"] for each in latest(channel)["items"]]


def test_host_and_guest_talk_in_the_channels_room(
    shared: PracticeClient, own_channel: ChannelInfo
) -> None:
    channel = own_channel
    host = shared.chat_token(channel.name, "Aki")
    wish = {"live": channel.name, "name": "Ren"}
    guest = post(f"{channel.chat_url}/v1/chat/token", wish)["token"]
    messages = f"{channel.chat_url}/v1/chat/{channel.name}/messages"
    assert post(messages, {"id": "1", "text": "hello"}, host)["ok"]
    assert post(messages, {"id": "1", "text": "こんにちは"}, str(guest))["ok"]

    wait_until(lambda: len(latest(channel)["items"]) == 2)
    users = [each["u"] for each in latest(channel)["items"]]
    assert [(user["name"], user.get("role", "viewer")) for user in users] == [  # type: ignore[attr-defined,index]
        ("Aki", "host"),
        ("Ren", "viewer"),
    ]


def test_the_chat_is_told_when_the_broadcast_begins_and_stops_and_of_its_segments(
    own_channel: ChannelInfo,
) -> None:
    channel = own_channel
    with Publisher(channel).begin() as publisher:
        publisher.send_seconds(7)
        wait_until(lambda: kinds(channel) == ["live"])
    wait_until(lambda: kinds(channel) == ["live", "live"])
    states = [each["d"]["state"] for each in latest(channel)["items"]]  # type: ignore[index]

    def segments() -> list[object]:
        index = read(f"{channel.chat_url}/chat/{channel.name}/index.json")
        assert isinstance(index, dict)
        return list(index["segments"])

    wait_until(lambda: len(segments()) >= 3)
    assert states[0] == "start"
    assert states[1] in ("stop", "pause")


def test_a_crowd_comes_and_goes(shared: PracticeClient, own_channel: ChannelInfo) -> None:
    shared.set_crowd(50, 200.0, own_channel.name)
    wait_until(lambda: len(latest(own_channel)["items"]) > 50)
    assert shared.status().crowds[own_channel.name] >= 50
    shared.set_crowd(0, 1.0, own_channel.name)
    assert shared.status().crowds == {}

    users = [each["u"] for each in latest(own_channel)["items"] if "u" in each]
    assert all(str(user["id"]).startswith("crowd-") for user in users)  # type: ignore[index]


def test_what_was_said_outlives_the_process(practice: PracticeClient, channel: ChannelInfo) -> None:
    messages = f"{channel.chat_url}/v1/chat/studio/messages"
    post(messages, {"id": "1", "text": "hello"}, practice.chat_token("studio", "Aki"))
    practice.stop()
    again = practice.ensure_running().channel()

    assert (practice.home / STORE_FILE).exists()
    assert [each["d"]["text"] for each in latest(again)["items"]] == ["hello"]  # type: ignore[index]


def test_a_damaged_record_is_set_aside(home: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    (home / STORE_FILE).write_bytes(b"this is no database, and never was one" * 100)
    practice = PracticeClient(home, launch_arguments=("--hold",))
    try:
        practice.ensure_running()
        token = practice.chat_token("studio", "Aki")
    finally:
        practice.stop()

    assert token
    assert list(home.glob("*.damaged"))


def test_tokens_and_crowds_that_can_not_be_are_refused(shared: PracticeClient) -> None:
    with pytest.raises(PracticeRefused):
        shared.chat_token("nobody", "Aki")
    with pytest.raises(PracticeRefused):
        shared.chat_token("studio", "")
    with pytest.raises(PracticeRefused):
        shared.set_crowd(-1, 20.0)
    with pytest.raises(PracticeRefused):
        shared.set_crowd(10, 0.0)
