import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from chatclient.errors import ChatError, ErrorCode, Refused, Unreachable
from chatclient.settings import TokenSource
from chatclient.tokens import AddressTokens, HostKeyTokens

KEY = "not-a-real-host-key"


class TokenServer(HTTPServer):
    """Answers every POST with `status` and `body`, and notes what was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.status = 200
        self.body = b'{"token": "abc", "expires_s": 300}'
        self.asked: list[tuple[str, str, dict[str, str]]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: TokenServer

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.path, self.headers["Authorization"], json.loads(body)))
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(self.server.body)))
        self.send_header("Location", f"{self.server.url}/elsewhere")
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[TokenServer]:
    made = TokenServer()
    thread = threading.Thread(target=lambda: made.serve_forever(0.01), name="token-server")
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


def test_a_chat_server_gives_the_hosts_entry_for_its_key(server: TokenServer) -> None:
    assert HostKeyTokens(server.url + "/", "show", KEY, name="Kimi")() == "abc"

    assert server.asked == [
        (
            "/v1/chat/token",
            f"Bearer {KEY}",
            {"live": "show", "user": "host", "name": "Kimi", "role": "host"},
        )
    ]


def test_an_address_of_ones_own_is_asked_as_it_is(server: TokenServer) -> None:
    assert AddressTokens(server.url + "/tokens?service=ivs", KEY)() == "abc"

    path, _, wish = server.asked[0]
    assert path == "/tokens?service=ivs"
    assert wish == {"live": "", "user": "host", "name": "Host", "role": "host"}


@pytest.mark.parametrize(
    ("status", "body", "kind", "code"),
    [
        (401, b"", Refused, ErrorCode.TOKEN_REFUSED),
        (403, b"", Refused, ErrorCode.TOKEN_REFUSED),
        (404, b"", Refused, ErrorCode.NO_TOKEN),
        (302, b"", Refused, ErrorCode.NO_TOKEN),
        (429, b"", Unreachable, ErrorCode.NO_TOKEN),
        (503, b"", Unreachable, ErrorCode.NO_TOKEN),
        (200, b"<html>", Refused, ErrorCode.NOT_CHAT),
        (200, b'{"token": ""}', Refused, ErrorCode.NOT_CHAT),
    ],
)
def test_an_answer_that_is_none_says_what_to_do(
    server: TokenServer, status: int, body: bytes, kind: type[ChatError], code: ErrorCode
) -> None:
    server.status, server.body = status, body

    with pytest.raises(kind) as caught:
        HostKeyTokens(server.url, "show", KEY)()

    assert caught.value.problem.code is code
    assert KEY not in str(caught.value)
    assert len(server.asked) == 1  # a redirect is not followed: the key would go with it


def test_a_server_that_is_not_there_is_told_without_the_key() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"

        with pytest.raises(Unreachable) as caught:
            HostKeyTokens(url, "show", KEY)()

    assert caught.value.problem.params["reason"] == "Connection refused"
    assert caught.value.__suppress_context__


FAR = "http://192.0.2.1:8787"


@pytest.mark.parametrize("tokens", [HostKeyTokens(FAR, "show", KEY), AddressTokens(FAR, KEY)])
def test_a_key_is_not_sent_where_others_could_read_it(tokens: TokenSource) -> None:
    with pytest.raises(Refused) as caught:
        tokens()

    assert caught.value.problem.code is ErrorCode.NOT_ENCRYPTED
    assert caught.value.problem.params == {"server": "192.0.2.1:8787"}
