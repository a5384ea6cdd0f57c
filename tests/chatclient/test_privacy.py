import pytest

from chatclient.errors import ErrorCode, Refused
from chatclient.privacy import demand_privacy


@pytest.mark.parametrize(
    "url",
    [
        "https://chat.example",
        "wss://edge.chat.example:8443/x",
        "http://127.0.0.1:8787",
        "http://127.9.9.9",
        "ws://[::1]:80/",
        "http://localhost:8787/v1",
        "http://LOCALHOST",
    ],
)
def test_what_is_encrypted_or_stays_on_this_machine_is_private(url: str) -> None:
    demand_privacy(url)


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("http://chat.example:8787/v1", "chat.example:8787"),
        ("ws://10.0.0.7", "10.0.0.7"),
        ("http://[fe80::1]/", "[fe80::1]"),
        ("http://localhost.chat.example", "localhost.chat.example"),
        ("http://127.0.0.1.chat.example", "127.0.0.1.chat.example"),
        ("http://127.0.0.1@chat.example/", "chat.example"),
        ("ftp://chat.example", "chat.example"),
        ("chat.example", ""),
    ],
)
def test_what_others_could_read_is_not(url: str, server: str) -> None:
    with pytest.raises(Refused) as caught:
        demand_privacy(url)

    assert caught.value.problem.code is ErrorCode.NOT_ENCRYPTED
    assert caught.value.problem.params == {"server": server}
