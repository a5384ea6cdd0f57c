"""A finished chat that follows the playback of its video: each message comes in its moment.

What is shown is numbered anew in the order of the video, as people wrote with different delays; a
step back or far ahead begins the list anew with what was said last before it.
"""

import asyncio
import itertools
from collections.abc import Callable, Iterable

from msgspec.structs import replace

from chatclient.backends.base import Heard, Place, Traits
from chatclient.backends.recordings import Recording, recording_of
from chatclient.errors import ChatError
from chatclient.settings import ReplayChat, TokenSource
from chatclient.wire.answers import Answer, Joined, Paged, refused
from chatclient.wire.codes import Code
from chatclient.wire.envelopes import Envelope
from chatclient.wire.pushed import Batch
from chatclient.wire.requests import Page, Request

PREROLL = 20
PREROLL_WINDOWS = 30
"""So many windows back what was said before is looked for."""
LEAP_MS = 60_000
"""Further ahead than that the list begins anew."""
PREFETCH = 2
KEPT_WINDOWS = 40
RETRY_S = 1.0
MAX_ANSWERED = 10_000
"""So many of the newest can be answered to."""
MAX_FAILURES = 3


class ReplayBackend:
    """Plays one finished chat."""

    traits = Traits("replay", has_numbers=False, can_send=False, can_moderate=False)

    def __init__(self, address: ReplayChat) -> None:
        self._address = address
        self._epochs = itertools.count(1)

    async def connect(
        self, tokens: TokenSource, place: Place, hear: Callable[[Heard], None]
    ) -> "ReplayConnection":
        """Open the recording; nothing is said before the first `seek`."""
        recording = recording_of(self._address)
        try:
            await recording.open()
        except BaseException:
            await recording.close()
            raise
        return ReplayConnection(recording, self._address.offset_ms, self._epochs, hear)


class ReplayConnection:
    """One playback of one recording."""

    def __init__(
        self,
        recording: Recording,
        offset_ms: int,
        epochs: "itertools.count[int]",
        hear: Callable[[Heard], None],
    ) -> None:
        self._recording = recording
        self._offset_ms = offset_ms
        self._epochs = epochs
        self._hear = hear
        self._wanted_ms = 0
        self._at_ms: int | None = None
        self._moved = asyncio.Event()
        self._loads: dict[int, asyncio.Task[list[Envelope]]] = {}
        self._begin(())
        self._following = asyncio.create_task(self._follow(), name="chat-replay")

    def seek(self, position_ms: int) -> None:
        """Know where playback is just now; a step back, or far ahead, begins the list anew."""
        self._wanted_ms = position_ms - self._offset_ms
        self._moved.set()

    async def ask(self, request: Request) -> Answer:
        """Refuse: what is over can't be changed."""
        return refused(Code.FORBIDDEN)

    async def page(self, request: Page) -> Paged:
        """Return nothing: no number is ever missing here."""
        return Paged(True, self._epoch, self._head, 1, ())

    async def wait_closed(self) -> None:
        """Raise the ChatError with which reading ended."""
        await asyncio.shield(self._following)

    async def close(self) -> None:
        """End it."""
        tasks = [self._following, *self._loads.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._recording.close()

    async def _follow(self) -> None:
        failures = 0
        while True:
            await self._moved.wait()
            self._moved.clear()
            try:
                await self._go_to(self._wanted_ms)
            except ChatError:
                failures += 1
                if failures >= MAX_FAILURES:
                    raise
                self._moved.set()
                await asyncio.sleep(RETRY_S)
            else:
                failures = 0

    async def _go_to(self, target_ms: int) -> None:
        at_ms = self._at_ms
        if at_ms is None or not at_ms <= target_ms <= at_ms + LEAP_MS:
            self._begin(await self._before(target_ms))
        else:
            windows = range(self._recording.window(at_ms), self._recording.window(target_ms) + 1)
            said = [one for window in windows for one in await self._window(window)]
            self._go_on([one for one in said if at_ms < (one.position_ms or 0) <= target_ms])
        self._at_ms = target_ms
        newest = self._recording.window(max(0, target_ms))
        for window in range(newest + 1, newest + 1 + PREFETCH):
            self._load(window)

    async def _before(self, target_ms: int) -> list[Envelope]:
        """Return what was said last up to a position."""
        found: list[Envelope] = []
        newest = self._recording.window(max(0, target_ms))
        for window in range(newest, max(-1, newest - PREROLL_WINDOWS), -1):
            said = await self._window(window)
            found = [one for one in said if (one.position_ms or 0) <= target_ms] + found
            if len(found) >= PREROLL:
                break
        return found[-PREROLL:]

    async def _window(self, window: int) -> list[Envelope]:
        return await asyncio.shield(self._load(window))

    def _load(self, window: int) -> asyncio.Task[list[Envelope]]:
        """Return the loading of a window, which may have ended; one that failed begins anew."""
        task = self._loads.pop(window, None)
        if task is None or (task.done() and task.exception()):
            task = asyncio.create_task(self._recording.load(window), name="chat-window")
            task.add_done_callback(_note_failure)
        self._loads[window] = task  # at the end, as the one used last
        for old in [one for one, other in self._loads.items() if other.done()][:-KEPT_WINDOWS]:
            del self._loads[old]
        return task

    def _begin(self, said: Iterable[Envelope]) -> None:
        self._epoch = f"replay-{next(self._epochs)}"
        self._head = 0
        self._numbers: dict[int, int] = {}
        items = self._numbered(said)
        self._hear(Joined(True, self._epoch, self._head, 1, items))

    def _go_on(self, said: list[Envelope]) -> None:
        if said:
            items = self._numbered(said)
            self._hear(Batch(self._epoch, self._head, items))

    def _numbered(self, said: Iterable[Envelope]) -> tuple[Envelope, ...]:
        """Number in the order of the video; an answer to what is not shown answers nothing."""
        items = []
        for one in said:
            self._head += 1
            body = one.body
            reply_to = body.get("reply_to")
            if isinstance(reply_to, int):
                body = body | {"reply_to": self._numbers.get(reply_to, 0)}
            self._numbers[one.seq] = self._head
            items.append(replace(one, seq=self._head, body=body))
        for seq in list(self._numbers)[:-MAX_ANSWERED]:
            del self._numbers[seq]
        return tuple(items)


def _note_failure(task: asyncio.Task[list[Envelope]]) -> None:
    """Look at how it ended: one that nobody waits for is loaded again when it is needed."""
    if not task.cancelled():
        task.exception()
