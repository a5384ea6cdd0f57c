"""Lets new connections in a few at a time, so that a rush of them holds up nobody who is there.

A handshake costs about a millisecond. Ten thousand clients that come back together would otherwise
be taken in one turn of the event loop. Here they wait, unread, and are greeted in the order in
which they came.
"""

import asyncio
from collections import deque
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

EVERY_S = 0.01
AT_ONCE = 12
MAX_WAITING = 20_000


class Gate:
    """Counts who may be greeted in this turn; the rest wait, with reading paused."""

    def __init__(self, at_once: int = AT_ONCE, every_s: float = EVERY_S) -> None:
        self._at_once = at_once
        self._every_s = every_s
        self._left = at_once
        self._waiting: deque[asyncio.Transport] = deque()
        self._timer: asyncio.TimerHandle | None = None

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._waiting)

    def arrive(self, transport: asyncio.Transport) -> None:
        """Let a new connection be read now, or later."""
        if self._left > 0 and not self._waiting:
            self._left -= 1
        elif len(self._waiting) < MAX_WAITING:
            transport.pause_reading()
            self._waiting.append(transport)
        else:
            transport.abort()
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(self._every_s, self._turn)

    def close(self) -> None:
        """Let nobody in any more."""
        if self._timer is not None:
            self._timer.cancel()
        while self._waiting:
            self._waiting.popleft().abort()

    def _turn(self) -> None:
        self._left = self._at_once
        while self._waiting and self._left:
            transport = self._waiting.popleft()
            if not transport.is_closing():
                self._left -= 1
                transport.resume_reading()
        is_idle = self._left == self._at_once and not self._waiting
        loop = asyncio.get_running_loop()
        self._timer = None if is_idle else loop.call_later(self._every_s, self._turn)


class GatedHttp(H11Protocol):
    """uvicorn's HTTP connection, read only when the gate lets it."""

    def __init__(self, gate: Gate, **given: Any) -> None:
        super().__init__(**given)
        self._gate = gate

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._gate.arrive(transport)
