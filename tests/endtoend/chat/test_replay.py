"""What is said is kept over any end of its node, and replayed where it belongs in the video."""

import http.client
import json
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.endtoend.chat.rawnode import HOST_KEY, PATIENCE_S, ROOM, RawClient, RawNode

SEGMENT_MS = 2000
Start = Callable[[], RawNode]


@pytest.fixture
def start(home: Path) -> Iterator[Start]:
    """Starts nodes, one after the other, on the same store and the same chunks."""
    nodes: list[RawNode] = []
    words = ["--store", f"sqlite:{home / 'chat.sqlite3'}", "--chunks", str(home / "chunks")]

    def begin() -> RawNode:
        nodes.append(RawNode(home, *words))
        return nodes[-1]

    yield begin
    for node in nodes:
        node.close()


def fetch(
    node: RawNode, path: str, headers: dict[str, str] | None = None
) -> tuple[int, dict[str, str], bytes]:
    line = http.client.HTTPConnection("127.0.0.1", node.port, timeout=PATIENCE_S)
    try:
        line.request("GET", path, headers=headers or {})
        answer = line.getresponse()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
    finally:
        line.close()


def until(found: Callable[[], Any]) -> Any:
    """Return the first answer that is true."""
    deadline_s = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline_s:
        if answer := found():
            return answer
        threading.Event().wait(0.05)
    pytest.fail("it did not come")


def texts(items: list[dict[str, Any]]) -> list[str]:
    return [item["d"]["text"] for item in items if item["k"] == "msg"]


def say(client: RawClient, text: str, position_ms: int | None = None) -> int:
    request: dict[str, object] = {"id": f"id-{text}", "text": text}
    if position_ms is not None:
        request["position_ms"] = position_ms
    answer = client.asks("send", request)
    assert answer["ok"], answer
    return int(answer["seq"])


def show_segments(node: RawNode, first: int, count: int, at_ms: int, each_ms: int) -> None:
    segments = [
        {
            "media_sequence": first + number,
            "at_ms": at_ms + number * each_ms,
            "duration_ms": each_ms,
        }
        for number in range(count)
    ]
    status, answer = node.ask(
        "POST",
        f"/v1/chat/{ROOM}/segments",
        json.dumps({"segments": segments}).encode(),
        {"Authorization": f"Bearer {HOST_KEY}"},
    )
    assert (status, answer) == (200, {"ok": True})


def replayed(node: RawNode, span: str) -> list[dict[str, Any]]:
    status, _, body = fetch(node, f"/chat/{ROOM}?{span}")
    return list(json.loads(body)["items"]) if status == 200 else []


def test_what_was_kept_is_there_after_any_end_of_the_node(start: Start) -> None:
    node = start()
    with node.client("moderator") as client:
        last = [say(client, f"before {number}") for number in range(5)][-1]
        epoch = client.asks("join", {"live": ROOM})["epoch"]
    assert node.close() == 0

    node = start()
    with node.client("moderator") as client:
        joined = client.asks("join", {"live": ROOM, "last": last - 1, "epoch": epoch})
        assert (joined["epoch"], texts(joined["items"])) == (epoch, ["before 4"])
        say(client, "between")
        until(lambda: b"unkept_messages 0.0" in fetch(node, "/metrics")[2])
    node.process.kill()
    node.process.wait()

    node = start()
    with node.client("moderator") as client:
        joined = client.asks("join", {"live": ROOM, "last": last, "epoch": epoch})
        assert texts(joined["items"])[-2:] == ["before 4", "between"]
        assert joined["epoch"] != epoch, "something may have been lost"
        assert say(client, "after") > last + 1


def test_a_chat_is_replayed_by_position_and_by_media_sequence(start: Start, home: Path) -> None:
    node = start()
    now_ms = int(time.time() * 1000)
    show_segments(node, 100, 10, now_ms - 10 * SEGMENT_MS, SEGMENT_MS)
    with node.client("moderator") as client:
        bad = say(client, "bad words", 3600)
        say(client, "second", 3500)
        say(client, "third", 4000)
        assert client.asks("mod.delete", {"seq": bad})["ok"]
        until(
            lambda: texts(replayed(node, "from=00:00:03.5&to=00:00:04.001")) == ["second", "third"]
        )
        assert texts(replayed(node, "from=00:00:03.5&to=00:00:04")) == ["second"]

        status, headers, body = fetch(node, f"/chat/{ROOM}/101.json")
        chunk = json.loads(body)
        assert (status, texts(chunk["items"])) == (200, ["second"])
        assert (chunk["position_ms"], chunk["items"][0]["m"]) == (2000, 101)
        again = fetch(node, f"/chat/{ROOM}/101.json", {"If-None-Match": headers["etag"]})
        assert again[0] == 304
        tombstones = json.loads(fetch(node, f"/chat/{ROOM}/tombstones.json")[2])
        assert tombstones["seqs"] == [bad]
        assert fetch(node, f"/chat/{ROOM}/9999.json")[0] == 404
        assert fetch(node, f"/chat/{ROOM}?from=00:00:05&to=00:00:04")[0] == 400

        folder = home / "chunks" / ROOM
        until((folder / "109.json").exists)
    node.close()

    chunks = [json.loads(path.read_bytes()) for path in sorted(folder.glob("1*.json"))]
    assert [chunk["media_sequence"] for chunk in chunks] == list(range(100, 110))
    assert not any(chunk.get("is_closed", True) for chunk in chunks), "others may be behind"
    index = json.loads((folder / "index.json").read_bytes())
    assert len(index["segments"]) == 10


def test_a_finished_show_is_cut_into_chunks_for_a_cdn(start: Start, home: Path) -> None:
    node = start()
    began_ms = int(time.time() * 1000) - 100_000
    with node.client("moderator") as client:
        show_segments(node, 100, 30, began_ms, SEGMENT_MS)
        bad = say(client, "bad words", 58_000)
        say(client, "at the end", 59_000)
        assert client.asks("mod.delete", {"seq": bad})["ok"]
        until(lambda: b"unkept_messages 0.0" in fetch(node, "/metrics")[2])
    node.close()
    shutil.rmtree(home / "chunks", ignore_errors=True)

    node = start()
    with node.client("viewer"):
        folder = home / "chunks" / ROOM
        until((folder / "129.json").exists)
        until(lambda: (folder / "index.json").exists() and (folder / "tombstones.json").exists())
    node.close()

    chunk = json.loads((folder / "129.json").read_bytes())
    assert texts(chunk["items"]) == ["at the end"]
    assert chunk.get("is_closed", True)
    assert "items" in json.loads((folder / "100.json").read_bytes()), "empty, but there"
    index = json.loads((folder / "index.json").read_bytes())
    assert [counted.get("messages", 0) for counted in index["segments"]] == [0] * 29 + [1]
    assert json.loads((folder / "tombstones.json").read_bytes())["seqs"] == [bad]
