"""An engine without a process: what it is told is remembered, what it says is up to the test."""

from collections.abc import Callable

from encoder.errors import Problem
from encoder.messages import (
    PROTOCOL_VERSION,
    Attached,
    CatalogueListed,
    Command,
    DestinationChanged,
    DestinationStats,
    DestinationSummary,
    Device,
    Drops,
    EncoderKind,
    EngineChanged,
    EngineState,
    OnAir,
    Phase,
    PhaseChanged,
    PreviewReady,
    PreviewSlots,
    RecordingChanged,
    RecordingState,
    RunningRecording,
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
from encoder.scenes import PICTURE_ID, Programme

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
ENCODERS = (EncoderKind("libx264", "x264", False),)
HEADPHONES = (Device("default", "Default"),)
MAIN = "main"
"""The id a destination has unless it is given one."""


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
        recording: RunningRecording | None = None,
    ) -> None:
        """Say what an engine says when a window attaches."""
        if on_air is not None:
            programme = on_air.programme
        self.says(
            EngineChanged(EngineState.LAUNCHING),
            EngineChanged(EngineState.ATTACHED),
            Attached(PROTOCOL_VERSION, 4711, phase, programme, on_air, recording),
            CatalogueListed(catalogue, ENCODERS, HEADPHONES),
        )

    def runs_source(self, kind: str = "screen", input_id: str = PICTURE_ID) -> None:
        """Say that the source of an input is open."""
        self.says(SourceChanged(input_id, kind, SourceState.RUNNING))

    def begins(self, *destinations: str) -> None:
        """Say that the steps all destinations share went well and each is connecting."""
        self.says(PhaseChanged(Phase.STARTING, 1_000.0, attempt=1))
        for step in (Step.CHECK, Step.SOURCE, Step.ENCODER):
            self.finishes(step, destination="")
        for each in destinations or (MAIN,):
            self.says(
                DestinationChanged(each, Phase.STARTING, 1_000.0, attempt=1),
                StepReported(Step.CONNECT, StepState.RUNNING, destination=each),
            )

    def finishes(self, *steps: Step, destination: str = MAIN) -> None:
        """Say that these steps ran and are done."""
        for step in steps:
            self.says(
                StepReported(step, StepState.RUNNING, destination=destination),
                StepReported(step, StepState.DONE, destination=destination),
            )

    def goes_live(self, *destinations: str, at_utc_s: float = 1_000.0) -> None:
        """Say everything from the first step to LIVE, of every destination."""
        self.begins(*destinations)
        for each in destinations or (MAIN,):
            self.finishes(
                *(Step.CONNECT, Step.HANDSHAKE, Step.PUBLISH, Step.KEYFRAME), destination=each
            )
            self.says(DestinationChanged(each, Phase.LIVE, at_utc_s))
        self.says(PhaseChanged(Phase.LIVE, at_utc_s))

    def stops(self, summary: Summary | None = None) -> None:
        """Say that the broadcast ended."""
        self.says(
            PhaseChanged(Phase.STOPPING, 1_060.0),
            Stopped(summary or finished()),
            PhaseChanged(Phase.IDLE, 1_061.0),
        )

    def records(self, file: str = "/videos/one.mp4", at_utc_s: float = 1_000.0) -> None:
        """Say that a recording runs."""
        self.says(RecordingChanged(RecordingState.RECORDING, file, at_utc_s))

    def ends_recording(
        self,
        file: str = "/videos/one.mp4",
        at_utc_s: float = 1_060.0,
        problem: Problem | None = None,
    ) -> None:
        """Say that the recording is finalised and complete."""
        for state in (RecordingState.FINALISING, RecordingState.IDLE):
            self.says(RecordingChanged(state, file, at_utc_s, problem))


class FakePictures:
    """A PictureSource whose every picture is grey, as bright as `shade`."""

    def __init__(self, width: int = 64, height: int = 36) -> None:
        self.slots = PreviewSlots(("one", "two"), width, height)
        self.is_closed = False
        self.reads: list[int] = []
        self.shade = 0x80

    def read(self, event: PreviewReady) -> bytes:
        self.reads.append(event.slot)
        return bytes([self.shade]) * (event.width * event.height * 4)

    def close(self) -> None:
        self.is_closed = True


def finished(problem: Problem | None = None) -> Summary:
    """Return the summary of one minute to one destination."""
    return Summary(
        60.0,
        1800,
        Drops(3, 1, 5),
        (DestinationSummary(MAIN, 1795, 5, 23_000_000, 1),),
        problem,
    )


DESTINATION_FIELDS = tuple(DestinationStats.__struct_fields__)


HEALTHY: dict[str, object] = {
    "destination": MAIN,
    "phase": Phase.LIVE,
    "sent_bps": 3_170_000.0,
    "delivered_bps": 3_165_000.0,
    "queue_ms": 12.0,
    "rtt_ms": 1.0,
    "retransmits": 0,
    "frames_sent": 30,
    "frames_dropped": 0,
    "reconnects": 0,
}


def destination_stats(destination: str = MAIN, **changes: object) -> DestinationStats:
    """Return one second of a healthy destination, with changes."""
    return DestinationStats(**(HEALTHY | {"destination": destination} | changes))  # type: ignore[arg-type]


def stats(at_utc_s: float = 1_001.0, phase: Phase = Phase.LIVE, **changes: object) -> Stats:
    """Return one second of a healthy broadcast to one destination, with changes.

    What names a field of DestinationStats changes that of its only destination.
    """
    of_destination = {name: changes.pop(name) for name in DESTINATION_FIELDS if name in changes}
    values: dict[str, object] = {
        "at_utc_s": at_utc_s,
        "phase": phase,
        "live_s": 1.0,
        "fps": 30.0,
        "video_bps": 3_000_000.0,
        "audio_bps": 160_000.0,
        "frames_encoded": 30,
        "drops": Drops(),
        "engine_cpu_percent": 22.0,
        "engine_memory_bytes": 160_000_000,
        "target_bps": 3_160_000,
        "destinations": (DestinationStats(**(HEALTHY | {"phase": phase} | of_destination)),),  # type: ignore[arg-type]
    }
    return Stats(**(values | changes))  # type: ignore[arg-type]


def sampled(at_utc_s: float = 1_001.0, phase: Phase = Phase.LIVE, **changes: object) -> Sampled:
    """Return the event of one second."""
    return Sampled(stats(at_utc_s, phase, **changes))
