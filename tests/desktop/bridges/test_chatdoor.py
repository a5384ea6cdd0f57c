from pathlib import Path

import msgspec
import pytest

from chatclient.client import Client
from chatclient.errors import ErrorCode, Unreachable
from chatclient.messages import Entered, OwnState
from chatclient.settings import SocketIoChat
from chatclient.tokens import AddressTokens, HostKeyTokens
from chatclient.wire.envelopes import Role
from desktop.bridges.chatdoor import PracticeTokens, open_client, tokens_for
from desktop.chatting.road import NO_ROOM, Entry, Road, road_to
from desktop.store.chatchoice import ChatChoice
from tests.chatclient.listener import Listener
from tests.fakes.managedchat import ManagedService

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

    assert caught.value.problem.code is ErrorCode.NOT_RUNNING


def test_a_client_is_made_and_not_started(home: Path) -> None:
    client = open_client(road(Entry.KEY_ITSELF), "key", home, lambda event: None)

    assert isinstance(client, Client)
    client.close()


MANAGED = {
    "ivs": lambda service: ChatChoice(
        "ivs", service.ws_url, token_url=f"{service.http_url}/tokens/ivs"
    ),
    "appsync": lambda service: ChatChoice(
        "appsync", service.http_url, "/default/show", realtime_url=service.ws_url
    ),
    "appsync by token": lambda service: ChatChoice(
        "appsync", service.http_url, "/default/show", realtime_url=service.ws_url, auth="bearer",
        token_url=f"{service.http_url}/tokens/appsync",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", MANAGED)
def test_a_managed_chat_is_entered_by_the_key_that_was_typed(home: Path, kind: str) -> None:
    service = ManagedService()
    choice = msgspec.structs.replace(MANAGED[kind](service), name="Kimi")
    key = service.keys.api_key if kind == "appsync" else service.keys.service_key
    chosen = road_to(choice, NO_ROOM, True)
    assert isinstance(chosen, Road)
    listener = Listener()
    client = open_client(chosen, key, home, listener.tell)
    client.start()

    own = client.say("hello")

    listener.until_own(own, OwnState.ACCEPTED)
    listener.until_lines("hello")
    user = listener.entry("hello").envelope.user
    me = listener.of(Entered)[0].me
    client.close()
    service.close()
    assert user is not None
    assert me is not None
    assert (user.id, user.name, user.role) == (me.id, me.name, Role.HOST)
    assert user.name == "Kimi"
