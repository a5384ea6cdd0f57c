"""Clients that others wrote are in a chat with each other, and miss nothing over a broken line."""

import asyncio
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import socketio

from tests.endtoend.chat.npmguest import NpmGuest
from tests.endtoend.chat.rawnode import ROOM, RawNode

CHAT = "/chat"


@pytest.fixture
def node(home: Path) -> Iterator[RawNode]:
    node = RawNode(home, "--store", f"sqlite:{home / 'chat.sqlite3'}", "--origin", "https://a.test")
    yield node
    assert node.close() == 0
    assert "Traceback" not in node.log()


def test_npms_client_resumes_without_loss_or_duplicate(node: RawNode) -> None:
    url = f"http://127.0.0.1:{node.port}"
    with NpmGuest(url) as guest, node.client("host", "Hanako") as other:
        assert guest.connect(node.token("host"))["on"] == "connect"
        joined = guest.ask("join", {"live": ROOM})
        assert joined["ok"]
        assert guest.ask("send", {"id": "a", "text": "こんにちは"}) == {
            "ok": True,
            "seq": 1,
            "id": "a",
        }
        guest.until_number(1)

        guest.break_off()
        for number in range(30):
            assert other.asks("send", {"id": f"o{number}", "text": f"number {number}"})["ok"]
        assert guest.connect(node.token("host"))["on"] == "connect"
        again = guest.ask("join", {"live": ROOM, "last": 1, "epoch": joined["epoch"]})
        said_again = guest.ask("send", {"id": "a", "text": "こんにちは"})

        assert again["head"] == 31
        assert said_again["seq"] == 1
        assert guest.ask("send", {"id": "b", "stamp": "clap"})["seq"] == 32
        guest.until_number(32)
        assert [item["s"] for item in guest.items] == list(range(1, 33))
        other.hears(32)


def test_npms_client_is_told_why_it_is_refused_and_when_to_leave(node: RawNode) -> None:
    with NpmGuest(f"http://127.0.0.1:{node.port}") as guest:
        refused = guest.connect("rubbish")
        assert refused["message"] == refused["data"]["code"] == "bad_token"

        guest.connect(node.token())
        assert guest.ask("join", {"live": ROOM})["ok"]
        node.process.send_signal(signal.SIGTERM)
        assert guest.until("drain")["body"] == {"after_ms": 0}
        guest.until("disconnect")


def test_pythons_client_resumes_without_loss_or_duplicate(node: RawNode) -> None:
    url = f"http://127.0.0.1:{node.port}"
    heard: list[int] = []

    def hear(items: list[dict[str, Any]]) -> None:
        heard.extend(item["s"] for item in items if item["s"] not in heard)  # batches may overlap

    async def connected(*, is_heard: bool = True) -> socketio.AsyncClient:
        client = socketio.AsyncClient(reconnection=False)
        if is_heard:
            client.on("b", lambda batch: hear(batch["i"]), namespace=CHAT)
        await client.connect(
            url, transports=["websocket"], namespaces=[CHAT], auth={"token": node.token("host")}
        )
        return client

    async def run() -> None:
        client = await connected()
        joined = await client.call("join", {"live": ROOM}, namespace=CHAT)
        await client.call("send", {"id": "a", "text": "one"}, namespace=CHAT)
        await client.eio.ws.close()
        await client.wait()
        last = max(heard, default=0)

        other = await connected(is_heard=False)
        for number in range(20):
            await other.call("join", {"live": ROOM, "last": 1_000}, namespace=CHAT)
            answer = await other.call("send", {"id": f"o{number}", "text": "x"}, namespace=CHAT)
            assert answer["ok"]
        await other.call("leave", {}, namespace=CHAT)
        client = await connected()
        again = await client.call(
            "join", {"live": ROOM, "last": last, "epoch": joined["epoch"]}, namespace=CHAT
        )
        hear(again["items"])
        assert again["head"] == 21
        await client.disconnect()
        await other.disconnect()

    asyncio.run(run())
    assert sorted(heard) == list(range(1, 22))


def test_a_page_of_another_server_connects_only_where_it_may(node: RawNode) -> None:
    async def tried(origin: str) -> str:
        client = socketio.AsyncClient(reconnection=False)
        told: list[str] = []
        client.on("connect_error", lambda data: told.append(data["message"]), namespace=CHAT)
        try:
            await client.connect(
                f"http://127.0.0.1:{node.port}",
                headers={"Origin": origin},
                transports=["websocket"],
                namespaces=[CHAT],
                auth={"token": node.token()},
            )
        except socketio.exceptions.ConnectionError:
            return told[0]
        finally:
            await client.disconnect()
        return "in"

    assert asyncio.run(tried("https://a.test")) == "in"
    assert asyncio.run(tried(f"http://127.0.0.1:{node.port}")) == "in"
    assert asyncio.run(tried("https://b.test")) == "bad_origin"


def test_a_node_that_was_ended_in_order_goes_on_with_its_order(home: Path) -> None:
    words = ("--store", f"sqlite:{home / 'chat.sqlite3'}")
    first = RawNode(home, *words)
    with first.client("host", "Hanako") as host:
        epoch = host.asks("join", {"live": ROOM})["epoch"]
        assert host.asks("send", {"id": "a", "text": "before"})["seq"] == 1
        assert host.asks("mod.settings", {"slow_s": 7})["ok"]
    first.close()

    second = RawNode(home, *words)
    with second.client("host", "Hanako") as host:
        joined = host.asks("join", {"live": ROOM, "last": 1, "epoch": epoch})
        assert joined["epoch"] == epoch
        assert joined["settings"] == {"slow_s": 7}
        assert [item["s"] for item in joined["items"]] == list(range(2, joined["head"] + 1))
        assert host.asks("send", {"id": "a", "text": "before"})["seq"] == 1
    second.process.kill()
    second.close()

    third = RawNode(home, *words)
    with third.client("host", "Hanako") as host:
        joined = host.asks("join", {"live": ROOM, "last": 1, "epoch": epoch})
        assert joined["epoch"] != epoch
        assert joined["settings"] == {"slow_s": 7}
    third.close()
