"""An engine without a process: what it is told is remembered, what it says is up to the test."""

from collections.abc import Callable

from encoder.messages import (
    PROTOCOL_VERSION,
    Attached,
    CatalogueListed,
    Command,
    Device,
    Drops,
    EngineChanged,
    EngineState,
    OnAir,
    Phase,
    PhaseChanged,
    PreviewReady,
    PreviewSlots,
    Sampled,
    SourceChanged,
    SourceKindInfo,
    SourceState,
    Stats,
    Step,
    StepReported,
    StepState,
    Stopped,
    Summary,
    SupervisedEvent,
)
from encoder.settings import Programme

Deliver = Callable[[SupervisedEvent], None]

SCREEN_SCHEMA: dict[str, object] = {
    "type": "object",
    "properties": {
        "display": {
            "title": "Screen",
            "description": "Which screen to show; empty is the main one.",
            "x-choices": "devices",
            "type": "string",
            "default": "",
        },
        "show_cursor": {"title": "Mouse pointer", "type": "boolean", "default": True},
        "x": {
            "title": "Left edge",
            "x-unit": "px",
            "type": "integer",
            "minimum": 0,
            "maximum": 32767,
            "default": 0,
        },
    },
}
PATTERN_SCHEMA: dict[str, object] = {
    "type": "object",
    "properties": {
        "motion": {
            "title": "Motion",
            "enum": ["still", "moving", "busy"],
            "default": "moving",
        },
        "volume_db": {
            "title": "Beep volume",
            "x-unit": "dB",
            "type": "number",
            "minimum": -60,
            "maximum": 0,
            "default": -20.0,
        },
    },
}
TONE_SCHEMA: dict[str, object] = {
    "type": "object",
    "properties": {
        "frequency_hz": {
            "title": "Pitch",
            "x-unit": "Hz",
            "type": "integer",
            "minimum": 20,
            "maximum": 20000,
            "default": 1000,
        },
    },
}
SCREEN = SourceKindInfo(
    "screen", "Screen", True, False, SCREEN_SCHEMA, (Device(":0", "Screen :0"),)
)
PATTERN = SourceKindInfo("pattern", "Test pattern", True, True, PATTERN_SCHEMA)
TONE = SourceKindInfo("tone", "Tone", False, True, TONE_SCHEMA)
CATALOGUE = (SCREEN, PATTERN, TONE)


class FakeEngine:
    """An Engine: `sent` holds the commands, `says` delivers events as the supervisor would."""

    def __init__(self, deliver: Deliver) -> None:
        self._deliver = deliver
        self.sent: list[Command] = []
        self.is_started = False
        self.is_closed = False

    def start(self) -> None:
        self.is_started = True

    def send(self, command: Command) -> None:
        self.sent.append(command)

    def close(self) -> None:
        self.is_closed = True

    def says(self, *events: SupervisedEvent) -> None:
        """Deliver these."""
        for event in events:
            self._deliver(event)

    def attaches(
        self,
        on_air: OnAir | None = None,
        phase: Phase = Phase.IDLE,
        catalogue: tuple[SourceKindInfo, ...] = CATALOGUE,
        programme: Programme | None = None,
    ) -> None:
        """Say what an engine says when a window attaches."""
        self.says(
            EngineChanged(EngineState.LAUNCHING),
            EngineChanged(EngineState.ATTACHED),
            Attached(
                PROTOCOL_VERSION, 4711, phase, on_air.programme if on_air else programme, on_air
            ),
            CatalogueListed(catalogue),
        )

    def runs_source(self, kind: str = "screen") -> None:
        """Say that the source is open."""
        self.says(SourceChanged(kind, SourceState.RUNNING))

    def begins(self) -> None:
        """Say that the first steps of going live went well and it is connecting."""
        self.says(PhaseChanged(Phase.STARTING, 1_000.0, attempt=1))
        for step in (Step.CHECK, Step.SOURCE, Step.ENCODER):
            self.finishes(step)
        self.says(StepReported(Step.CONNECT, StepState.RUNNING))

    def finishes(self, *steps: Step) -> None:
        """Say that these steps ran and are done."""
        for step in steps:
            self.says(StepReported(step, StepState.RUNNING), StepReported(step, StepState.DONE))

    def goes_live(self, at_utc_s: float = 1_000.0) -> None:
        """Say everything from the first step to LIVE."""
        self.begins()
        self.finishes(Step.CONNECT, Step.HANDSHAKE, Step.PUBLISH, Step.KEYFRAME)
        self.says(PhaseChanged(Phase.LIVE, at_utc_s))

    def stops(self, summary: Summary | None = None) -> None:
        """Say that the broadcast ended."""
        self.says(
            PhaseChanged(Phase.STOPPING, 1_060.0),
            Stopped(summary or Summary(60.0, 1800, 1795, Drops(3, 1, 5), 23_000_000, 1)),
            PhaseChanged(Phase.IDLE, 1_061.0),
        )


class FakePictures:
    """A PictureSource whose every picture is grey."""

    def __init__(self, width: int = 64, height: int = 36) -> None:
        self.slots = PreviewSlots(("one", "two"), width, height)
        self.is_closed = False
        self.reads: list[int] = []

    def read(self, event: PreviewReady) -> bytes:
        self.reads.append(event.slot)
        return b"\x80" * (event.width * event.height * 4)

    def close(self) -> None:
        self.is_closed = True


def stats(at_utc_s: float = 1_001.0, phase: Phase = Phase.LIVE, **changes: object) -> Stats:
    """Return one second of a healthy broadcast, with changes."""
    values: dict[str, object] = {
        "at_utc_s": at_utc_s,
        "phase": phase,
        "live_s": 1.0,
        "fps": 30.0,
        "video_bps": 3_000_000.0,
        "audio_bps": 160_000.0,
        "sent_bps": 3_170_000.0,
        "delivered_bps": 3_165_000.0,
        "queue_ms": 12.0,
        "rtt_ms": 1.0,
        "retransmits": 0,
        "frames_encoded": 30,
        "frames_sent": 30,
        "drops": Drops(),
        "reconnects": 0,
        "engine_cpu_percent": 22.0,
        "engine_memory_bytes": 160_000_000,
        "target_bps": 3_160_000,
    }
    return Stats(**(values | changes))  # type: ignore[arg-type]


def sampled(at_utc_s: float = 1_001.0, phase: Phase = Phase.LIVE, **changes: object) -> Sampled:
    """Return the event of one second."""
    return Sampled(stats(at_utc_s, phase, **changes))
