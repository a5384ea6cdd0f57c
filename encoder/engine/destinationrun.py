"""One destination of a broadcast: its own connection, retries, takeover priority and phase."""

import time
from collections.abc import Callable
from typing import Protocol

import msgspec

from encoder.engine.codecs import StreamHeaders
from encoder.engine.sinks.base import SinkFigures
from encoder.engine.sinks.rtmp import RtmpSink
from encoder.engine.statistics import DestinationFigures
from encoder.errors import Problem
from encoder.ingestlimits import has_takeover
from encoder.messages import (
    DestinationChanged,
    DestinationSummary,
    Event,
    Phase,
    ServerSpoke,
    Step,
    StepReported,
    StepState,
    TakeoverPriorityUsed,
)
from encoder.rtmp import Endpoint
from encoder.settings import Destination


class RunOwner(Protocol):
    """The broadcast, as its destinations see it; called on their threads, returns at once."""

    def report(self, event: Event) -> None:
        """Tell everybody."""
        ...

    def moved(self, run: "DestinationRun", change: DestinationChanged) -> None:
        """A destination wants to be in another phase."""
        ...

    def request_keyframe(self) -> None:
        """The next picture should be an IDR."""
        ...


class DestinationRun:
    """A SinkObserver; construct, `start`, `begin_stop`, `join`.

    `state` belongs to the owner, which changes it in `moved`.
    """

    def __init__(
        self, destination: Destination, endpoint: Endpoint, priority: int, owner: RunOwner
    ) -> None:
        self.destination = destination
        self.endpoint = endpoint
        self.next_priority = priority
        """To publish with at first, and after each session above it."""
        self._owner = owner
        self._has_been_live = False
        self.sink: RtmpSink | None = None
        self.state = DestinationChanged(destination.id, Phase.STARTING, time.time(), attempt=1)

    @property
    def is_live(self) -> bool:
        """Whether it publishes."""
        return self.state.phase is Phase.LIVE

    @property
    def has_ended(self) -> bool:
        """Whether it is over for good."""
        return self.state.phase is Phase.IDLE

    @property
    def is_going_on(self) -> bool:
        """Whether it publishes, or will."""
        return self.state.phase not in (Phase.IDLE, Phase.STOPPING)

    def start(self, headers: StreamHeaders, join: Callable[[RtmpSink], None]) -> None:
        """Begin to connect, and `join` those who take packets."""
        self._owner.moved(self, self.state)
        self.sink = RtmpSink(
            self.endpoint,
            headers,
            self,
            ca_file=self.destination.ca_file,
            takeover_priority=self.next_priority if has_takeover(self.destination) else None,
        )
        join(self.sink)

    def retry_now(self) -> None:
        """Wake the wait before the next attempt."""
        if self.sink is not None:
            self.sink.retry_now()

    def begin_stop(self) -> None:
        """Send what waits and end; returns at once."""
        self._enter(Phase.STOPPING)
        if self.sink is not None:
            self.sink.begin_stop()

    def join(self, timeout_s: float) -> None:
        """Wait for the end of its thread."""
        if self.sink is not None:
            self.sink.join(timeout_s)
        self._enter(Phase.IDLE)

    def figures(self) -> DestinationFigures:
        """Return what it has taken so far. Any thread."""
        sink = self.sink
        return DestinationFigures(
            self.destination.id,
            self.state.phase,
            SinkFigures() if sink is None else sink.figures(),
        )

    def summary(self) -> DestinationSummary:
        """Return what it was."""
        figures = self.figures()
        return DestinationSummary(
            destination=self.destination.id,
            frames_sent=figures.sink.frames_sent,
            frames_dropped=figures.sink.frames_dropped,
            bytes_sent=figures.sink.bytes_sent,
            reconnects=figures.reconnects,
            problem=self.state.problem,
        )

    # ---- what the sink reports, on its thread ----

    def on_step(self, step: Step, state: StepState, problem: Problem | None = None) -> None:
        """Pass a step of going live on."""
        self._owner.report(StepReported(step, state, problem, self.destination.id))

    def on_waiting(self, problem: Problem | None, attempt: int, retry_in_s: float | None) -> None:
        """Show that it is not live (any more)."""
        phase = Phase.RECONNECTING if self._has_been_live else Phase.STARTING
        self._enter(phase, problem, attempt, retry_in_s)

    def on_live(self, priority: int) -> None:
        """Show that it is live."""
        self._has_been_live = True
        self.next_priority = priority + 1
        self._owner.report(TakeoverPriorityUsed(self.destination.id, priority))
        self._enter(Phase.LIVE)

    def on_spoken(self, said: ServerSpoke) -> None:
        """Pass on what the server said."""
        self._owner.report(msgspec.structs.replace(said, destination=self.destination.id))

    def on_given_up(self, problem: Problem) -> None:
        """End it: repeating can't cure this."""
        self._enter(Phase.IDLE, problem)

    def on_stopped(self) -> None:
        """End it: it was asked to."""
        self._enter(Phase.IDLE)

    def request_keyframe(self) -> None:
        """Pass the wish on."""
        self._owner.request_keyframe()

    def _enter(
        self,
        phase: Phase,
        problem: Problem | None = None,
        attempt: int = 0,
        retry_in_s: float | None = None,
    ) -> None:
        change = DestinationChanged(
            self.destination.id, phase, time.time(), problem, attempt, retry_in_s
        )
        self._owner.moved(self, change)
