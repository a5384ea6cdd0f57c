"""Lets new connections in a few at a time, so that a rush of them holds up nobody who is there.

A handshake costs about a millisecond, and what reads it a fifth of that to be made. Ten thousand
clients that come back together would otherwise be taken in one turn of the event loop. Here they
wait, unread, at a door that costs next to nothing, and are greeted in the order in which they came.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Any, Protocol

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

EVERY_S = 0.01
AT_ONCE = 12
MAX_WAITING = 20_000
PATIENCE_S = 60.0
"""From its greeting on, a request comes whole within so long, and its answer is taken."""


class Guest(Protocol):
    """Somebody at the gate."""

    def admit(self) -> bool:
        """Come in now; False where there is nobody any more."""
        ...

    def turn_away(self) -> None:
        """Go."""
        ...


class Gate:
    """Counts who may be greeted in this turn; the rest wait."""

    def __init__(self, at_once: int = AT_ONCE, every_s: float = EVERY_S) -> None:
        self._at_once = at_once
        self._every_s = every_s
        self._left = at_once
        self._waiting: deque[Guest] = deque()
        self._timer: asyncio.TimerHandle | None = None
        self._is_closed = False

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._waiting)

    def arrive(self, guest: Guest) -> None:
        """Let somebody in now, or later."""
        if self._is_closed:
            guest.turn_away()
            return
        if self._left > 0 and not self._waiting:
            self._left -= guest.admit()
        elif len(self._waiting) < MAX_WAITING:
            self._waiting.append(guest)
        else:
            guest.turn_away()
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(self._every_s, self._turn)

    def close(self) -> None:
        """Let nobody in any more."""
        self._is_closed = True
        if self._timer is not None:
            self._timer.cancel()
        while self._waiting:
            self._waiting.popleft().turn_away()

    def _turn(self) -> None:
        self._left = self._at_once
        while self._waiting and self._left:
            self._left -= self._waiting.popleft().admit()
        is_idle = self._left == self._at_once and not self._waiting
        loop = asyncio.get_running_loop()
        self._timer = None if is_idle else loop.call_later(self._every_s, self._turn)


class Door(asyncio.Protocol):
    """A connection that was not greeted yet: at most the first thing it said is read."""

    def __init__(self, gate: Gate, greet: Callable[[], asyncio.Protocol]) -> None:
        """`greet` makes what speaks with it from then on."""
        self._gate = gate
        self._greet = greet
        self._transport: asyncio.Transport
        self._early = b""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self._transport = transport
        self._gate.arrive(self)

    def data_received(self, data: bytes) -> None:
        # uvloop begins to read after connection_made, whatever was said there.
        self._transport.pause_reading()
        self._early += data

    def admit(self) -> bool:
        transport = self._transport
        if transport.is_closing():
            return False
        http = self._greet()
        transport.set_protocol(http)
        http.connection_made(transport)
        if self._early:
            transport.resume_reading()
            http.data_received(self._early)
        return True

    def turn_away(self) -> None:
        self._transport.abort()


class PatientHttp(H11Protocol):
    """uvicorn's HTTP connection, ended when it only stands there.

    uvicorn itself waits for ever for the rest of a request, and for an answer to be taken.
    """

    def __init__(self, patience_s: float = PATIENCE_S, **given: Any) -> None:
        super().__init__(**given)
        self._asking = _Patience(self, patience_s)
        self._taking = _Patience(self, patience_s)

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._asking.begin()

    def connection_lost(self, exc: Exception | None) -> None:
        self._asking.end()
        self._taking.end()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        is_websocket = self.transport.get_protocol() is not self
        if self.conn.their_state in (h11.IDLE, h11.SEND_BODY) and not is_websocket:
            self._asking.begin()
        else:  # the request is whole
            self._asking.end()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._taking.begin()

    def resume_writing(self) -> None:
        super().resume_writing()
        self._taking.end()


class _Patience:
    """Ends a connection unless it is ended itself in time."""

    def __init__(self, http: H11Protocol, seconds: float) -> None:
        self._http = http
        self._seconds = seconds
        self._timer: asyncio.TimerHandle | None = None

    def begin(self) -> None:
        if self._timer is None:
            self._timer = self._http.loop.call_later(self._seconds, self._http.transport.abort)

    def end(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def gated_http(gate: Gate, patience_s: float = PATIENCE_S, **given: Any) -> asyncio.Protocol:
    """Return what uvicorn gives a new connection to; the rest is made when it is greeted."""
    return Door(gate, lambda: PatientHttp(patience_s, **given))
