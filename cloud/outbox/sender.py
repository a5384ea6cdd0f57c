"""Sends what waits in the outbox on a thread of its own: in order, again until it is taken."""

import logging
import random
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cloud.errors import CallDenied, CloudError, NotThere, Problem, SignInError
from cloud.outbox.events import OutboxEvent, event_id
from cloud.outbox.outbox import Outbox, OutboxUnusable

MOST_AT_ONCE = 50
"""Events in one call."""
FIRST_PAUSE_S, LONGEST_PAUSE_S = 1.0, 120.0
CLOSING_S = 5.0
"""A call under way may take longer; it ends with the process, and what it sent is sent again."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rejected:
    """An event that the recorder will never take."""

    event_id: str
    reason: str


Send = Callable[[Sequence[OutboxEvent]], Sequence[Rejected]]
"""Brings events to the recorder and returns those it refused; raises CloudError. Blocks."""


class SenderPhase(StrEnum):
    """What a sender does."""

    IDLE = "idle"
    """Everything was sent."""
    SENDING = "sending"
    WAITING = "waiting"
    """The last try failed; there will be another by itself."""
    HELD = "held"
    """Somebody has to do something first: sign in, get a permission, build the stack. It is tried
    again now and then, and at once by `retry_now`."""
    BROKEN = "broken"
    """The outbox can't be read."""


@dataclass(frozen=True, slots=True)
class SenderState:
    """How far a sender is."""

    phase: SenderPhase
    waiting: int
    """Events that are not sent yet."""
    rejected: int = 0
    losses: int = 0
    problem: Problem | None = None
    retry_in_s: float | None = None


class Sender:
    """One outbox on its way; `tell` hears of every change, on the sender's thread."""

    def __init__(
        self,
        outbox: Outbox,
        send: Send,
        tell: Callable[[SenderState], None],
        *,
        first_pause_s: float = FIRST_PAUSE_S,
        held_pause_s: float = LONGEST_PAUSE_S,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._outbox = outbox
        self._send = send
        self._tell = tell
        self._first_pause_s = first_pause_s
        self._held_pause_s = held_pause_s
        self._chance = chance
        self._bell = threading.Event()
        self._hurry = threading.Event()
        self._is_closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="outbox-sender", daemon=True)

    def start(self) -> None:
        """Begin with what waits."""
        self._thread.start()

    def wake(self) -> None:
        """Know that something was put into the outbox. Any thread."""
        self._bell.set()

    def retry_now(self) -> None:
        """Don't wait for the next try: whatever held it up is mended. Any thread."""
        self._hurry.set()
        self._bell.set()

    def close(self) -> None:
        """End; what was not sent stays in the outbox. Blocks until a call under way is over."""
        self._is_closed.set()
        self.retry_now()
        if self._thread.is_alive():
            self._thread.join(CLOSING_S)

    # ---- its thread ----

    def _run(self) -> None:
        try:
            self._serve()
        except OutboxUnusable as error:
            _log.warning("the outbox can't be used: %s", error)
            self._tell(SenderState(SenderPhase.BROKEN, 0))
        except Exception:  # noqa: BLE001 - the thread's main: whoever listens is told
            _log.exception("the sender of the outbox failed")
            self._tell(SenderState(SenderPhase.BROKEN, 0))

    def _serve(self) -> None:
        pauses = self._pauses()
        while not self._is_closed.is_set():
            self._bell.clear()  # before looking: what is put in afterwards rings again
            batch = self._outbox.next(MOST_AT_ONCE)
            if not batch:
                self._tell(self._state(SenderPhase.IDLE))
                self._bell.wait()
                continue
            self._tell(self._state(SenderPhase.SENDING))
            try:
                rejected = self._send([each.event for each in batch])
            except CloudError as error:
                self._pause(error, next(pauses))
                continue
            known = {event_id(each.event) for each in batch}
            refused = [each for each in rejected if each.event_id in known]
            for each in refused:
                _log.warning("the recorder refused an event: %s", each.reason)
            self._outbox.remove((each.number for each in batch), rejected=len(refused))
            pauses = self._pauses()

    def _pause(self, error: CloudError, pause_s: float) -> None:
        """Wait before the next try; what is put in meanwhile does not shorten it."""
        is_held = isinstance(error, SignInError | CallDenied | NotThere)
        pause_s = self._held_pause_s if is_held else pause_s
        phase = SenderPhase.HELD if is_held else SenderPhase.WAITING
        self._tell(self._state(phase, error.problem, pause_s))
        self._hurry.wait(pause_s)
        self._hurry.clear()

    def _pauses(self) -> Iterator[float]:
        """Yield seconds without end: twice as long each time, spread so that many don't meet."""
        pause_s = self._first_pause_s
        while True:
            yield pause_s * (0.5 + self._chance() / 2)
            pause_s = min(2 * pause_s, LONGEST_PAUSE_S)

    def _state(
        self, phase: SenderPhase, problem: Problem | None = None, retry_in_s: float | None = None
    ) -> SenderState:
        box = self._outbox
        return SenderState(phase, box.waiting, box.rejected, box.losses, problem, retry_in_s)
