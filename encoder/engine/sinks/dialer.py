"""Reaches the server: name look-up and TCP connect, each with its own timeout, never one alone.

A connect that began while the link was down repeats its SYN after 1, 3, 7 s; so a new connect
starts every half second beside those still waiting, and the first to succeed is used: a road
that is back is taken within that time.
"""

import contextlib
import errno
import selectors
import socket
import threading
import time
from dataclasses import dataclass

from encoder.engine.sinks.transport import Transport
from encoder.errors import ErrorCode, IngestUnreachable

REDIAL_S = 0.5
CONNECT_TIMEOUT_S = 5.0
LOOKUP_TIMEOUT_S = 5.0
MAX_DIALS = 10
NEXT_ADDRESS_S = 0.25
"""Start the next of several addresses after this much silence (RFC 8305 recommends 250 ms)."""

_Target = tuple[socket.AddressFamily, tuple[object, ...]]
_Winner = socket.socket | None


@dataclass(frozen=True, slots=True)
class Address:
    """Where to dial, and how much the kernel may hold unsent."""

    host: str
    port: int
    send_buffer_bytes: int


class Dialer:
    """Dials one address; `wake` (a readable socket) interrupts at any time."""

    def __init__(
        self, address: Address, wake: socket.socket, connect_timeout_s: float = CONNECT_TIMEOUT_S
    ) -> None:
        self._connect_timeout_s = connect_timeout_s
        self._address = address
        self._wake = wake
        self._pending: set[socket.socket] = set()

    def dial(self) -> Transport | None:
        """Return a connected transport, None when woken.

        Blocks at most LOOKUP_TIMEOUT_S + CONNECT_TIMEOUT_S. Raises IngestUnreachable.
        """
        targets = self._look_up()
        if targets is None:
            return None
        with selectors.DefaultSelector() as selector:
            selector.register(self._wake, selectors.EVENT_READ)
            try:
                winner = self._race(selector, targets)
            finally:
                for other in self._pending:
                    other.close()
                self._pending.clear()
        return None if winner is None else Transport(winner, self._address.host)

    def _race(self, selector: selectors.BaseSelector, targets: list[_Target]) -> _Winner:
        """Return the first connection that succeeds, None when woken."""
        began = time.monotonic()
        dials = 0
        failures: set[int] = set()
        while time.monotonic() - began < self._connect_timeout_s:
            if len(self._pending) < MAX_DIALS:
                failures.add(self._start(selector, targets[dials % len(targets)]))
                dials += 1
            until = time.monotonic() + (NEXT_ADDRESS_S if dials < len(targets) else REDIAL_S)
            while self._pending and (remaining := until - time.monotonic()) > 0:
                for key, _ in selector.select(remaining):
                    if key.fileobj is self._wake:
                        return None
                    connection, failure = self._finish(selector, key.fileobj)
                    if connection is not None:
                        return connection
                    failures.add(failure)
            if not self._pending and dials >= len(targets):
                break
        is_refused = errno.ECONNREFUSED in failures
        raise self._unreachable(
            ErrorCode.CONNECTION_REFUSED if is_refused else ErrorCode.CONNECT_TIMED_OUT
        )

    def _start(self, selector: selectors.BaseSelector, target: _Target) -> int:
        """Begin to connect; returns the error number of a failure at once, or 0."""
        family, address = target
        try:
            connection = socket.socket(family, socket.SOCK_STREAM)
        except OSError as error:  # a family this machine does not have
            return error.errno or errno.EAFNOSUPPORT
        connection.setblocking(False)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        # Set before connect, or the kernel grows it to megabytes: back-pressure must be felt in
        # the queue, where frames can still be dropped.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, self._address.send_buffer_bytes)
        code = connection.connect_ex(address)
        if code not in (0, errno.EINPROGRESS, errno.EWOULDBLOCK):
            connection.close()
            return code
        selector.register(connection, selectors.EVENT_WRITE)
        self._pending.add(connection)
        return 0

    def _finish(
        self, selector: selectors.BaseSelector, connection: object
    ) -> tuple[socket.socket | None, int]:
        """Return the connection that is ready, or None and why it failed."""
        assert isinstance(connection, socket.socket)
        selector.unregister(connection)
        self._pending.discard(connection)
        failure = connection.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if failure == 0:
            return connection, 0
        connection.close()
        return None, failure

    def _look_up(self) -> list[_Target] | None:
        """Resolve in a thread: the system's resolver can't be given a timeout or interrupted."""
        found: list[_Target] = []
        done, signal = socket.socketpair()

        def resolve() -> None:
            # UnicodeError: a name that can't be one, such as a label of more than 63 letters.
            with contextlib.suppress(OSError, UnicodeError):
                answers = socket.getaddrinfo(
                    self._address.host, self._address.port, type=socket.SOCK_STREAM
                )
                found.extend((answer[0], answer[4]) for answer in answers)
            with contextlib.suppress(OSError):
                signal.close()

        # Daemon: a resolver that hangs for minutes must not hold the engine's exit.
        threading.Thread(target=resolve, name="resolve", daemon=True).start()
        with done, selectors.DefaultSelector() as selector:
            selector.register(done, selectors.EVENT_READ)
            selector.register(self._wake, selectors.EVENT_READ)
            ready = [key.fileobj for key, _ in selector.select(LOOKUP_TIMEOUT_S)]
        if self._wake in ready:
            return None
        if not found:
            raise self._unreachable(ErrorCode.HOST_NOT_FOUND)
        return found

    def _unreachable(self, code: ErrorCode) -> IngestUnreachable:
        return IngestUnreachable(code, host=self._address.host)
