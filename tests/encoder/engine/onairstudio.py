"""A running programme, its shared encode, and broadcasts of it."""

from encoder.engine.broadcast import USER, Broadcast
from encoder.engine.output import Output
from encoder.messages import GoLive, Phase, PhaseChanged, Step, StepReported, StepState, Stopped
from encoder.settings import (
    AudioEncoding,
    Destination,
    Encoding,
    IngestKind,
    StreamKey,
    VideoEncoding,
)
from tests.fakes.eventlog import EventLog
from tests.fakes.feed import FakeFeed
from tests.fakes.rtmpserver import KEY, RtmpServer

ENCODING = Encoding(VideoEncoding(400_000, preset="ultrafast"), AudioEncoding(96_000))


def address(server: RtmpServer | str) -> str:
    """Return where to publish."""
    return server if isinstance(server, str) else f"rtmp://127.0.0.1:{server.port}/live"


class Studio:
    """`close()` it."""

    def __init__(self) -> None:
        self.log = EventLog()
        self.feed = FakeFeed()
        self.output = Output()
        self.broadcast: Broadcast | None = None
        self.destinations: tuple[Destination, ...] = ()

    def broadcast_to(
        self,
        server: RtmpServer | str,
        *,
        ingest: IngestKind = "custom",
        key: str = KEY,
        priority: int = 0,
        encoding: Encoding = ENCODING,
    ) -> Broadcast:
        """Return a broadcast to one destination, not started."""
        destination = Destination(address(server), StreamKey(key), ingest)
        return self.broadcast_to_all(destination, priorities={"main": priority}, encoding=encoding)

    def broadcast_to_all(
        self,
        *destinations: Destination,
        priorities: dict[str, int] | None = None,
        encoding: Encoding = ENCODING,
    ) -> Broadcast:
        """Return a broadcast to several, not started."""
        self.destinations = destinations
        command = GoLive(encoding, destinations, priorities or {})
        self.broadcast = Broadcast(command, self.feed, self.output, self.log)
        return self.broadcast

    def live(self, server: RtmpServer, **options: int) -> Broadcast:
        """Return a broadcast that is live at one practice ingest."""
        broadcast = self.broadcast_to(server, ingest="practice", **options)  # type: ignore[arg-type]
        broadcast.start()
        self.phase(Phase.LIVE)
        return broadcast

    def phase(self, phase: Phase, count: int = 1) -> PhaseChanged:
        """Wait for a phase."""
        return self.log.wait_for(PhaseChanged, lambda e: e.phase is phase, count=count)

    def phases(self) -> list[Phase]:
        """Return the phases so far, repetitions left out."""
        changes = [event.phase for event in self.log.all(PhaseChanged)]
        return [p for i, p in enumerate(changes) if i == 0 or changes[i - 1] is not p]

    def steps(self) -> list[tuple[Step, StepState]]:
        """Return the steps of going live so far."""
        return [(event.step, event.state) for event in self.log.all(StepReported)]

    def stopped(self) -> Stopped:
        """Stop it, and return what it says."""
        assert self.broadcast is not None
        self.broadcast.stop()
        self.broadcast = None
        (event,) = self.log.all(Stopped)
        return event

    def close(self) -> None:
        """End everything."""
        if self.broadcast is not None:
            self.broadcast.stop()
        for user in (USER, "recording"):
            self.output.release(user)
        self.feed.close()
