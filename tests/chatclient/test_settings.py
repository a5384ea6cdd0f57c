import msgspec
import pytest

from chatclient.settings import (
    AppSyncChat,
    ChatAddress,
    IvsChat,
    PollingChat,
    ReplayChat,
    SocketIoChat,
)

ADDRESSES: list[ChatAddress] = [
    SocketIoChat("https://chat.example", "show"),
    PollingChat("https://cdn.example", "show", "https://chat.example"),
    AppSyncChat("https://a.example", "wss://b.example", "/live/show", "bearer"),
    IvsChat("wss://edge.ivschat.eu-west-1.amazonaws.com"),
    ReplayChat("recordings/show", offset_ms=-250),
]


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: type(address).__name__)
def test_an_address_comes_back_as_the_kind_it_was(address: ChatAddress) -> None:
    again: ChatAddress = msgspec.json.decode(msgspec.json.encode(address), type=ChatAddress)

    assert again == address


def test_an_unknown_kind_of_chat_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'{"type":"irc","url":"x"}', type=ChatAddress)


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: type(address).__name__)
def test_no_address_has_a_place_for_a_secret(address: ChatAddress) -> None:
    fields = set(address.__struct_fields__)

    assert not {"token", "key", "host_key", "password", "secret"} & fields
