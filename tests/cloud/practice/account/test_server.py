import http.client
import socket
import threading
from collections.abc import Callable, Iterable
from typing import Any

from cloud.practice.account.server import AccountServer, listen_again


def echo(environ: dict[str, Any], begin: Callable[..., Any]) -> Iterable[bytes]:
    begin("200 OK", [("X-Thread", threading.current_thread().name)])
    return [environ["REQUEST_URI"].encode()]


def test_it_serves_on_loopback_and_ends() -> None:
    listener = listen_again(0)
    host, port = listener.getsockname()
    server = AccountServer(echo, listener)
    server.start()
    connection = http.client.HTTPConnection(host, port, timeout=30)
    try:
        connection.request("GET", "/a%20b?c")
        answer = connection.getresponse()
        body = answer.read()
    finally:
        connection.close()
        server.close()

    assert host == "127.0.0.1"
    assert body == b"/a%20b?c"
    assert answer.headers["X-Thread"] != "account-http"
    with socket.socket() as again:
        assert again.connect_ex((host, port)) != 0


def test_the_port_of_last_time_is_taken_again_unless_it_is_taken() -> None:
    first = listen_again(0)
    port = first.getsockname()[1]
    second = listen_again(port)
    assert second.getsockname()[1] != port
    first.close()
    third = listen_again(port)
    assert third.getsockname()[1] == port
    for listener in (second, third):
        listener.close()


def test_a_server_that_was_never_started_ends_too() -> None:
    AccountServer(echo, listen_again(0)).close()
