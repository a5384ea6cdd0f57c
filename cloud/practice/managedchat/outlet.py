"""What leaves over one websocket: in order, bounded, and as late or lossy as the knobs say."""

import asyncio
from collections.abc import Awaitable, Callable

import msgspec

from cloud.practice.managedchat.knobs import Board

MOST_WAITING = 2_000
ALONE_S = 0.05
"""A frame that waits to change places goes alone after so long."""
TOO_SLOW = 1008
_Frame = tuple[float, str]


class Outlet:
    """The way out of one connection; `run` carries, until `end`."""

    def __init__(
        self,
        send: Callable[[str], Awaitable[None]],
        board: Board,
        chance: Callable[[], float],
    ) -> None:
        self._send = send
        self._board = board
        self._chance = chance
        self._waiting: asyncio.Queue[_Frame | int] = asyncio.Queue()
        self._swapped: str | None = None

    def put(self, frame: object) -> None:
        """Let an answer leave; never lost."""
        self._put(msgspec.json.encode(frame).decode())

    def put_said(self, frame: object) -> None:
        """Let something that was said leave; it may be lost, or change places."""
        knobs = self._board.knobs
        if knobs.drop_percent and self._chance() * 100 < knobs.drop_percent:
            return
        text = msgspec.json.encode(frame).decode()
        if self._swapped is not None:
            self._put(text)
            self._flush()
        elif knobs.reorders:
            self._swapped = text
            asyncio.get_running_loop().call_later(ALONE_S, self._flush)
        else:
            self._put(text)

    def end(self, code: int) -> None:
        """Close the connection once everything before has left."""
        self._waiting.put_nowait(code)

    async def run(self) -> int:
        """Carry until the end; return the code to close with."""
        loop = asyncio.get_running_loop()
        while not isinstance(frame := await self._waiting.get(), int):
            due_s, text = frame
            await asyncio.sleep(max(0.0, due_s - loop.time()))
            await self._board.flows.wait()
            await self._send(text)
        return frame

    def _flush(self) -> None:
        text, self._swapped = self._swapped, None
        if text is not None:
            self._put(text)

    def _put(self, text: str) -> None:
        if self._waiting.qsize() >= MOST_WAITING:
            if self._waiting.qsize() == MOST_WAITING:
                self.end(TOO_SLOW)
            return
        due_s = asyncio.get_running_loop().time() + self._board.knobs.delay_ms / 1000
        self._waiting.put_nowait((due_s, text))
