"""Every address has its road, and the chat server's has one to step down to."""

import subprocess
import sys

from chatclient.roads import roads_to
from chatclient.settings import PollingChat, ReplayChat, SocketIoChat


def test_the_chat_server_is_read_over_http_where_sockets_fail() -> None:
    main, fallback = roads_to(SocketIoChat("https://chat.example", "show"))

    assert fallback is not None
    assert (main.traits.name, fallback.traits.name) == ("socketio", "polling")


def test_the_others_have_one_road() -> None:
    addresses = (PollingChat("https://cdn.example", "show"), ReplayChat("chat.jsonl"))

    roads = [roads_to(address) for address in addresses]

    assert [main.traits.name for main, _ in roads] == ["polling", "replay"]
    assert [fallback for _, fallback in roads] == [None, None]


def test_the_libraries_of_the_network_are_loaded_when_a_road_is_taken() -> None:
    code = (
        "import sys, chatclient.client, chatclient.roads;"
        "print(sorted({'aiohttp', 'socketio', 'engineio'} & set(sys.modules)))"
    )

    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)

    assert said.stdout.strip() == "[]"
