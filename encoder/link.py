"""The authenticated local connection between window and engine, and how each finds the other.

The engine listens on a socket in a private folder and writes address and key to a file that
only this user can read. Messages are framed by `multiprocessing.connection`, always as bytes:
nothing is ever unpickled.
"""

import contextlib
import os
import secrets
import socket
import sys
import tempfile
import threading
from collections.abc import Callable
from multiprocessing import AuthenticationError
from multiprocessing.connection import (
    Client,
    Connection,
    Listener,
    answer_challenge,
    deliver_challenge,
)
from pathlib import Path

import msgspec

from encoder import wire
from encoder.messages import Command, Event

ADDRESS_FILE = "engine.json"
GREETING_TIMEOUT_S = 3.0
"""A peer that stands still while it proves that it knows the key does not stop the other one."""
ANSWER_TIMEOUT_S = 8.0
"""An engine may be held up by such a peer, and another one, before it comes to us."""
BACKLOG = 8

_Prove = Callable[[Connection, bytes], None]


class LinkClosed(Exception):
    """The other side is gone."""


class EngineAddress(msgspec.Struct, frozen=True):
    """Where an engine listens; stored in the engine's home folder, readable by its user only."""

    pid: int
    protocol: int
    address: str
    authkey: str

    def __repr__(self) -> str:
        return f"EngineAddress(pid={self.pid}, protocol={self.protocol})"


class Link:
    """One end of a connection. Sending and receiving may each be used by one thread."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def send(self, message: Command | Event) -> None:
        """Send one message; blocks while the other side does not read. Raises LinkClosed."""
        try:
            self._connection.send_bytes(wire.encode(message))
        except (OSError, ValueError) as error:
            raise LinkClosed from error

    def receive_command(self, timeout_s: float | None) -> Command | None:
        """Return the next command, None after `timeout_s`; raises LinkClosed, WireError."""
        raw = self._receive(timeout_s)
        return None if raw is None else wire.decode_command(raw)

    def receive_event(self, timeout_s: float | None) -> Event | None:
        """Return the next event, None after `timeout_s`; raises LinkClosed, WireError."""
        raw = self._receive(timeout_s)
        return None if raw is None else wire.decode_event(raw)

    def _receive(self, timeout_s: float | None) -> bytes | None:
        try:
            if not self._connection.poll(timeout_s):
                return None
            return self._connection.recv_bytes(maxlength=1 << 20)
        except (OSError, EOFError, ValueError) as error:
            raise LinkClosed from error

    def hang_up(self) -> None:
        """Wake whoever sends or receives at either end with LinkClosed. Any thread."""
        _hang_up(self._connection)

    def close(self) -> None:
        """Close this end when no thread uses it any more; the other side gets LinkClosed."""
        with contextlib.suppress(OSError):
            self._connection.close()


class EngineListener:
    """The engine's end: listens, and publishes the address file until `close()`."""

    def __init__(
        self, home: Path, protocol: int, greeting_timeout_s: float = GREETING_TIMEOUT_S
    ) -> None:
        self._greeting_timeout_s = greeting_timeout_s
        self._authkey = secrets.token_bytes(32)
        self._folder: str | None = None
        if sys.platform == "win32":
            address, family = rf"\\.\pipe\livedesk-{secrets.token_hex(16)}", "AF_PIPE"
        else:
            # Short and private: a Unix socket path may not exceed 107 bytes, a data folder may.
            self._folder = tempfile.mkdtemp(prefix="livedesk-")
            address, family = os.path.join(self._folder, "engine"), "AF_UNIX"
        self._listener = Listener(address, family, backlog=BACKLOG)
        self._file = home / ADDRESS_FILE
        self._is_closed = False
        _write_private(
            self._file,
            msgspec.json.encode(EngineAddress(os.getpid(), protocol, address, self._authkey.hex())),
        )

    def accept(self) -> Link | None:
        """Wait for a client that knows the key; None once closed."""
        while not self._is_closed:
            try:
                connection = self._listener.accept()
                timeout_s = self._greeting_timeout_s
                return _greet(
                    connection, self._authkey, timeout_s, deliver_challenge, answer_challenge
                )
            except (OSError, LinkClosed):
                continue  # a stranger, or a client that gave up; listen on
        return None

    def close(self) -> None:
        """Stop listening, wake `accept`, remove address file and socket."""
        self._is_closed = True
        with contextlib.suppress(OSError):
            _dial(str(self._listener.address), self._greeting_timeout_s).close()
        self._listener.close()
        self._file.unlink(missing_ok=True)
        if self._folder is not None:
            with contextlib.suppress(OSError):
                os.rmdir(self._folder)


def read_address(home: Path) -> EngineAddress | None:
    """Return what the engine of this folder published; None without a readable file."""
    try:
        return msgspec.json.decode((home / ADDRESS_FILE).read_bytes(), type=EngineAddress)
    except (OSError, msgspec.DecodeError):
        return None


def connect(address: EngineAddress, timeout_s: float = ANSWER_TIMEOUT_S) -> Link:
    """Connect to a listening engine, in up to twice `timeout_s`.

    Raises LinkClosed if it is gone, does not answer or does not know the key.
    """
    try:
        authkey = bytes.fromhex(address.authkey)
        connection = _dial(address.address, timeout_s)
    except (OSError, ValueError) as error:
        raise LinkClosed from error
    return _greet(connection, authkey, timeout_s, answer_challenge, deliver_challenge)


def _dial(address: str, timeout_s: float) -> Connection:
    if sys.platform == "win32":
        return Client(address)
    # Not Client: it waits without end for an engine that stands still.
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as dialled:
        dialled.settimeout(timeout_s)
        dialled.connect(address)
        dialled.setblocking(True)
        return Connection(dialled.detach())


def _greet(connection: Connection, authkey: bytes, timeout_s: float, *proofs: _Prove) -> Link:
    """Let each side prove that it knows the key; raises LinkClosed."""
    alarm = threading.Timer(timeout_s, _hang_up, [connection])
    alarm.name = "link-greeting"
    alarm.start()
    try:
        for prove in proofs:
            prove(connection, authkey)
    # AssertionError: what Python 3.11 says to bytes that are no challenge.
    except (OSError, EOFError, ValueError, AuthenticationError, AssertionError) as error:
        connection.close()
        raise LinkClosed from error
    finally:
        alarm.cancel()
        alarm.join()
    return Link(connection)


def _hang_up(connection: Connection) -> None:
    if sys.platform == "win32":
        connection.close()  # a pipe knows no shutdown
        return
    # Closing a descriptor wakes nobody who waits on it; shutting the socket down does.
    with (
        contextlib.suppress(OSError),
        socket.socket(fileno=os.dup(connection.fileno())) as twin,
    ):
        twin.shutdown(socket.SHUT_RDWR)


def _write_private(path: Path, content: bytes) -> None:
    beside = path.with_suffix(".new")
    beside.unlink(missing_ok=True)
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
