"""Serves the account on one loopback port, each request on a thread of its own."""

import socket
import threading

from moto.moto_server.werkzeug_app import (
    DomainDispatcherApplication,
    MotoRequestHandler,
    create_backend_app,
)
from werkzeug.serving import BaseWSGIServer, make_server

from cloud.practice.account.replay import Wsgi

LOOPBACK = "127.0.0.1"
CLIENT_TIMEOUT_S = 60


class _Handler(MotoRequestHandler):
    timeout = CLIENT_TIMEOUT_S
    # Head and body are two writes; the second would wait for the client to acknowledge the first.
    disable_nagle_algorithm = True

    def log(self, type: str, message: str, *args: object) -> None:
        """Write no line for each request."""


def moto_app() -> Wsgi:
    """Return moto as one WSGI app for all services."""
    app: Wsgi = DomainDispatcherApplication(create_backend_app)
    return app


def listen_again(last_port: int) -> socket.socket:
    """Listen on the port of last time if it is free, or else on any; raises OSError."""
    try:
        return _listen(last_port)
    except OSError:
        return _listen(0)


class AccountServer:
    """One WSGI app on one listening socket."""

    def __init__(self, app: Wsgi, listener: socket.socket) -> None:
        self._listener = listener
        port = listener.getsockname()[1]
        self._server: BaseWSGIServer = make_server(
            LOOPBACK, port, app, threaded=True, request_handler=_Handler, fd=listener.fileno()
        )
        self._thread = threading.Thread(target=self._serve, name="account-http", daemon=True)

    def start(self) -> None:
        """Serve from now on."""
        self._thread.start()

    def close(self) -> None:
        """Take no more requests."""
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
        self._server.server_close()
        self._listener.close()

    def _serve(self) -> None:
        self._server.serve_forever(poll_interval=0.1)


def _listen(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if socket.SO_REUSEADDR and hasattr(socket, "AF_UNIX"):  # Windows would share the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((LOOPBACK, port))
        listener.listen(128)
    except OSError:
        listener.close()
        raise
    return listener
