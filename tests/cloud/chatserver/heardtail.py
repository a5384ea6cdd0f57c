"""A tail that remembers what it was told, and can be waited on."""

import asyncio
import time
from collections.abc import Callable, Sequence

from chatclient.wire.envelopes import Envelope, Kind, User
from cloud.chatserver.log import Draft

PATIENCE_S = 20.0


class HeardTail:
    """Keeps every envelope by room, in the order of being told."""

    def __init__(self) -> None:
        self.items: dict[str, list[Envelope]] = {}
        self.epochs: dict[str, list[str]] = {}
        self.is_deaf = False
        self._told = asyncio.Event()

    def heard(self, room: str, epoch: str, items: Sequence[Envelope]) -> None:
        epochs = self.epochs.setdefault(room, [])
        if not epochs or epochs[-1] != epoch:
            epochs.append(epoch)
            self.items[room] = []
        self.items[room] += items
        self._told.set()

    def went_deaf(self, is_deaf: bool) -> None:
        self.is_deaf = is_deaf
        self._told.set()

    def texts(self, room: str = "r") -> list[str]:
        """Return what was said, in order."""
        return [str(item.body.get("text")) for item in self.items.get(room, [])]

    def seqs(self, room: str = "r") -> list[int]:
        """Return the numbers, in order."""
        return [item.seq for item in self.items.get(room, [])]

    async def until(self, condition: Callable[[], bool]) -> None:
        """Return once it holds; looked at after everything that is told."""
        async with asyncio.timeout(PATIENCE_S):
            while not condition():
                self._told.clear()
                await self._told.wait()


def said(text: str, user: str = "aki") -> Draft:
    """Return a message whose own id is its text."""
    body: dict[str, object] = {"text": text, "id": text}
    return Draft(
        Kind.MESSAGE,
        int(time.time() * 1000),
        body,
        User(user, user.title()),
        dedupe=f"{user}/{text}",
    )
