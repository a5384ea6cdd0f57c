"""What a sink is given, and what it tells its owner."""

from dataclasses import dataclass
from typing import Protocol

from encoder.engine.codecs import MediaPacket
from encoder.errors import Problem
from encoder.messages import ServerSpoke, Step, StepState


class SinkObserver(Protocol):
    """A sink's owner, as the sink sees it; called from the sink's thread, returns at once."""

    def on_step(self, step: Step, state: StepState, problem: Problem | None = None) -> None:
        """A step of going live moved on."""
        ...

    def on_waiting(self, problem: Problem | None, attempt: int, retry_in_s: float | None) -> None:
        """Not publishing: attempt `attempt` is due in `retry_in_s`, or runs now (None).

        The first attempt is not announced.
        """
        ...

    def on_live(self, priority: int) -> None:
        """The first keyframe of a session was sent; `priority` of the session, 0 = without."""
        ...

    def on_spoken(self, said: ServerSpoke) -> None:
        """The server sent a status."""
        ...

    def on_given_up(self, problem: Problem) -> None:
        """The sink ended: repeating can't cure this."""
        ...

    def on_stopped(self) -> None:
        """The sink ended: it was asked to."""
        ...

    def request_keyframe(self) -> None:
        """The next frame should be an IDR."""
        ...


@dataclass(frozen=True, slots=True)
class SinkFigures:
    """What a sink has done so far; counters since it first was live."""

    bytes_sent: int = 0
    bytes_delivered: int = 0
    frames_offered: int = 0
    """Sent, dropped or still waiting."""
    frames_sent: int = 0
    frames_dropped: int = 0
    sessions: int = 0
    queue_ms: float = 0.0
    rtt_ms: float | None = None
    retransmits: int = 0


class Sink(Protocol):
    """Takes packets without ever waiting, and does its input and output on its own thread."""

    def offer(self, packet: MediaPacket) -> None:
        """Take a packet; what can't be sent is dropped and counted."""
        ...

    def figures(self) -> SinkFigures:
        """Return the counters as they are now. Any thread."""
        ...

    def stop(self) -> None:
        """Send what waits, end in order, join the thread; within 4 s, always."""
        ...
