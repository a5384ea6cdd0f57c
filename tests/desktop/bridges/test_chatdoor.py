from pathlib import Path

import pytest

from chatclient.client import Client
from chatclient.errors import ErrorCode, Unreachable
from chatclient.settings import SocketIoChat
from chatclient.tokens import AddressTokens, HostKeyTokens
from desktop.bridges.chatdoor import PracticeTokens, open_client, tokens_for
from desktop.chatting.road import Entry, Road

HERE = SocketIoChat("http://127.0.0.1:9", "show")


def road(entry: Entry) -> Road:
    return Road("room", HERE, entry, "Kimi", "show", "http://127.0.0.1:9")


def test_each_entry_has_its_own_source(home: Path) -> None:
    kinds = {
        entry: type(tokens_for(road(entry), "key", home))
        for entry in (Entry.PRACTICE, Entry.HOST_KEY, Entry.TOKEN_URL)
    }

    assert kinds == {
        Entry.PRACTICE: PracticeTokens,
        Entry.HOST_KEY: HostKeyTokens,
        Entry.TOKEN_URL: AddressTokens,
    }
    assert tokens_for(road(Entry.KEY_ITSELF), "key", home)() == "key"


def test_without_a_practice_cloud_there_is_no_entry_and_a_reason(home: Path) -> None:
    with pytest.raises(Unreachable) as caught:
        tokens_for(road(Entry.PRACTICE), "", home)()

    assert caught.value.problem.code is ErrorCode.NO_TOKEN


def test_a_client_is_made_and_not_started(home: Path) -> None:
    client = open_client(road(Entry.KEY_ITSELF), "key", home, lambda event: None)

    assert isinstance(client, Client)
    client.close()
