"""The authenticated local connection between window and engine, and how each finds the other.

The engine listens on a socket in a private folder and writes address and key to a file that
only this user can read. Messages are framed by `multiprocessing.connection`, always as bytes:
nothing is ever unpickled.
"""

import contextlib
import os
import secrets
import sys
import tempfile
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path

import msgspec

from encoder import wire
from encoder.messages import Command, Event

ADDRESS_FILE = "engine.json"


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

    def close(self) -> None:
        """Close this end; the other side's next call raises LinkClosed."""
        with contextlib.suppress(OSError):
            self._connection.close()


class EngineListener:
    """The engine's end: listens, and publishes the address file until `close()`."""

    def __init__(self, home: Path, protocol: int) -> None:
        self._authkey = secrets.token_bytes(32)
        self._folder: str | None = None
        if sys.platform == "win32":
            address, family = rf"\\.\pipe\livedesk-{secrets.token_hex(16)}", "AF_PIPE"
        else:
            # Short and private: a Unix socket path may not exceed 107 bytes, a data folder may.
            self._folder = tempfile.mkdtemp(prefix="livedesk-")
            address, family = os.path.join(self._folder, "engine"), "AF_UNIX"
        self._listener = Listener(address, family, authkey=self._authkey)
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
                return Link(self._listener.accept())
            except (AuthenticationError, OSError, EOFError):
                continue  # a stranger, or a client that gave up; listen on
        return None

    def close(self) -> None:
        """Stop listening, wake `accept`, remove address file and socket."""
        self._is_closed = True
        address = self._listener.address
        with contextlib.suppress(OSError, EOFError, AuthenticationError):
            Client(address, authkey=self._authkey).close()
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


def connect(address: EngineAddress) -> Link:
    """Connect to a listening engine; raises LinkClosed if it is gone or does not know the key."""
    try:
        return Link(Client(address.address, authkey=bytes.fromhex(address.authkey)))
    except (OSError, EOFError, AuthenticationError, ValueError) as error:
        raise LinkClosed from error


def _write_private(path: Path, content: bytes) -> None:
    beside = path.with_suffix(".new")
    beside.unlink(missing_ok=True)
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
