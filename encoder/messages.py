"""What window and engine say to each other: commands go down, events come up.

Commands are imperative wishes; events are past facts. Both are versioned JSON on the wire
(`encoder.wire`); the engine owns the truth, so a window repaints from events only.
"""

from enum import StrEnum

from msgspec import Struct

from encoder.alerts import Alert
from encoder.errors import Problem
from encoder.scenes import Programme
from encoder.settings import BitrateBps, Canvas, Destination, Encoding, Recording

PROTOCOL_VERSION = 2


class Phase(StrEnum):
    """Where a broadcast is; `encoder.lifecycle` knows the legal steps."""

    IDLE = "idle"
    STARTING = "starting"
    LIVE = "live"
    RECONNECTING = "reconnecting"
    STOPPING = "stopping"


class Step(StrEnum):
    """The steps of going live, in the order of the checklist."""

    CHECK = "check"
    SOURCE = "source"
    ENCODER = "encoder"
    CONNECT = "connect"
    HANDSHAKE = "handshake"
    PUBLISH = "publish"
    KEYFRAME = "keyframe"


class StepState(StrEnum):
    """How far a step is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class SourceState(StrEnum):
    """How a source is."""

    OPENING = "opening"
    RUNNING = "running"
    FAILED = "failed"


class SignalFault(StrEnum):
    """What is wrong with an input that delivers."""

    SILENT = "silent"
    BLACK = "black"
    FROZEN = "frozen"


class RecordingState(StrEnum):
    """How the recording is."""

    IDLE = "idle"
    RECORDING = "recording"
    FINALISING = "finalising"


class PreviewSlots(Struct, frozen=True):
    """Shared-memory blocks the engine may write previews to.

    Each block named holds `height` rows of `width` BGRA pixels (4 bytes), rows without padding.
    The engine keeps the programme's shape inside them and says the size used in PreviewReady.
    """

    names: tuple[str, ...]
    width: int
    height: int
    max_fps: int = 30


# ---- commands: window -> engine --------------------------------------------------------------


class Attach(Struct, frozen=True, tag=True):
    """First command of a connection; answered by Attached and CatalogueListed."""

    protocol: int = PROTOCOL_VERSION
    preview: PreviewSlots | None = None
    keeps_on_air: bool = True
    """False: the broadcast ends when this connection does (headless commands)."""


class SetProgramme(Struct, frozen=True, tag=True):
    """Open these inputs and compose them; while encoding the canvas must stay the same.

    Inputs whose source stays the same keep running; another scene_id starts the transition.
    """

    programme: Programme


class GoLive(Struct, frozen=True, tag=True):
    """Encode the programme once and publish it to every destination until Stop."""

    encoding: Encoding
    destinations: tuple[Destination, ...]
    takeover_priorities: dict[str, int] = {}
    """By destination id, where the ingest has takeover: the priority to publish with at first,
    0 or missing = without. A relaunched engine is given one above the last used, to outbid the
    session before."""


class StartDestination(Struct, frozen=True, tag=True):
    """On air, publish to one more destination, or again to one that gave up."""

    destination: Destination
    takeover_priority: int = 0


class StopDestination(Struct, frozen=True, tag=True):
    """On air, end one destination; the others go on. The last one can't be ended so."""

    destination: str


class Stop(Struct, frozen=True, tag=True):
    """End the broadcast; Stopped follows within 5 s, always."""


class RetryNow(Struct, frozen=True, tag=True):
    """Wake the wait before the next connection attempt, of one destination or of all."""

    destination: str = ""


class SetBitrate(Struct, frozen=True, tag=True):
    """Change the video bitrate on air, up to the one it went live with."""

    bitrate_bps: BitrateBps


class SetRecording(Struct, frozen=True, tag=True):
    """Use this folder, template and replay length from now on."""

    recording: Recording


class StartRecording(Struct, frozen=True, tag=True):
    """Record the programme, from the encode that is on air if there is one.

    Refused (Failed) where another encoding is in use, or too little space is free.
    """

    encoding: Encoding


class StopRecording(Struct, frozen=True, tag=True):
    """Finalise the recording; RecordingChanged follows."""


class SaveReplay(Struct, frozen=True, tag=True):
    """Write the last seconds to a file; ReplaySaved follows."""


class RecoverRecording(Struct, frozen=True, tag=True):
    """Finalise a recording that a crash left behind; RecordingRecovered follows."""

    file: str


class ForgetRecording(Struct, frozen=True, tag=True):
    """Offer this unfinished recording no more; the file stays as it is."""

    file: str


class MeasureEncoders(Struct, frozen=True, tag=True):
    """Find out how fast each x264 preset is on this machine; EncodersMeasured follows."""

    canvas: Canvas


class RequestKeyframe(Struct, frozen=True, tag=True):
    """Encode an IDR as soon as possible."""


class ReleasePreview(Struct, frozen=True, tag=True):
    """Give a preview slot back to the engine."""

    slot: int


class ListCatalogue(Struct, frozen=True, tag=True):
    """Look for devices again; answered by CatalogueListed."""


class ShowAlert(Struct, frozen=True, tag=True):
    """Let every source of the kind `alerts` show this for its time."""

    alert: Alert


class Shutdown(Struct, frozen=True, tag=True):
    """Stop the broadcast, then end the engine process."""


Command = (
    Attach
    | SetProgramme
    | GoLive
    | StartDestination
    | StopDestination
    | Stop
    | RetryNow
    | SetBitrate
    | SetRecording
    | StartRecording
    | StopRecording
    | SaveReplay
    | RecoverRecording
    | ForgetRecording
    | MeasureEncoders
    | RequestKeyframe
    | ReleasePreview
    | ListCatalogue
    | ShowAlert
    | Shutdown
)


# ---- what events carry -----------------------------------------------------------------------


class Device(Struct, frozen=True):
    """One thing a source kind can capture: a display, a camera."""

    id: str
    title: str


class SourceKindInfo(Struct, frozen=True):
    """One kind of source, as much as a window needs to offer it and build its form."""

    kind: str
    title: str
    has_video: bool
    has_audio: bool
    schema: dict[str, object]
    """JSON Schema of the options: type, title, description, default, minimum, maximum, enum.
    `"x-choices": "devices"` marks the option that takes a device's id, `"x-file": "media"` one
    that takes a path, `"x-unit"` names a unit."""
    devices: tuple[Device, ...] = ()
    problem: Problem | None = None
    """Why this kind can't be used here now."""


class EncoderKind(Struct, frozen=True):
    """One H.264 encoder; without a problem it has encoded ten frames on this machine."""

    name: str
    title: str
    is_hardware: bool
    problem: Problem | None = None


class PresetSpeed(Struct, frozen=True):
    """How fast one x264 preset is: pictures encoded in the time there is for one, 1 = just."""

    preset: str
    headroom: float


class Drops(Struct, frozen=True):
    """Frames that did not reach the server in time, by cause; cumulative."""

    render: int = 0
    """Composed late and so repeated."""
    encoder: int = 0
    """Skipped because the encoder was still busy."""
    network: int = 0
    """Encoded, but thrown away because a connection did not take them in time; the sum of all
    destinations."""


class DestinationStats(Struct, frozen=True):
    """One second of one destination. Rates are over that second; counters since it was live."""

    destination: str
    phase: Phase = Phase.IDLE
    sent_bps: float = 0.0
    """Accepted by this computer's network stack."""
    delivered_bps: float = 0.0
    """Acknowledged by the server's network stack."""
    queue_ms: float = 0.0
    """Age of the oldest frame not yet sent."""
    rtt_ms: float | None = None
    retransmits: int = 0
    frames_sent: int = 0
    frames_dropped: int = 0
    reconnects: int = 0


class RecordingStats(Struct, frozen=True):
    """One second of a running recording."""

    file: str
    seconds: float
    bytes: int
    free_bytes: int
    forecast_s: float | None
    """How long the free space will do at the present rate, down to where recording stops."""


class Stats(Struct, frozen=True):
    """One second of a running engine. Rates are over that second; counters since going live."""

    at_utc_s: float
    phase: Phase
    live_s: float
    fps: float
    video_bps: float
    audio_bps: float
    """Encoded."""
    frames_encoded: int
    drops: Drops
    engine_cpu_percent: float
    """100 = one core."""
    engine_memory_bytes: int
    target_bps: int
    """What video and audio should be together."""
    destinations: tuple[DestinationStats, ...] = ()
    recording: RecordingStats | None = None

    @property
    def main(self) -> DestinationStats:
        """The first destination; zeros while there is none."""
        return self.destinations[0] if self.destinations else DestinationStats("")


class DestinationSummary(Struct, frozen=True):
    """What a finished broadcast was for one destination."""

    destination: str
    frames_sent: int = 0
    frames_dropped: int = 0
    bytes_sent: int = 0
    reconnects: int = 0
    problem: Problem | None = None
    """Why it ended before the broadcast did."""


class Summary(Struct, frozen=True):
    """What a finished broadcast was."""

    seconds_live: float
    frames_encoded: int
    drops: Drops
    destinations: tuple[DestinationSummary, ...] = ()
    problem: Problem | None = None
    """Why it ended, unless Stop was asked for."""

    @property
    def main(self) -> DestinationSummary:
        """The first destination; zeros where there was none."""
        return self.destinations[0] if self.destinations else DestinationSummary("")


class OnAir(Struct, frozen=True):
    """A broadcast that was running when a window attached; the keys let it be relaunched."""

    programme: Programme
    command: GoLive
    started_utc_s: float


class RunningRecording(Struct, frozen=True):
    """A recording that was running when a window attached."""

    command: StartRecording
    file: str
    started_utc_s: float


class Levels(Struct, frozen=True):
    """How loud one input is, after its gain; full scale = 0 dB, silence = -96 dB."""

    input: str
    """Empty: the programme."""
    peak_db: tuple[float, float]
    """Left and right, since the Levels before."""
    rms_db: tuple[float, float]
    is_clipped: bool = False
    """A sample was at or above full scale since the Levels before."""
    reduction_db: float = 0.0
    """By how much gate or limiter hold it down now, >= 0."""
    is_heard: bool = True
    """False: muted, or not in the scene."""


# ---- events: engine -> window ----------------------------------------------------------------


class Attached(Struct, frozen=True, tag=True):
    """Answer to Attach."""

    protocol: int
    pid: int
    phase: Phase
    programme: Programme | None
    on_air: OnAir | None
    recording: RunningRecording | None = None


class CatalogueListed(Struct, frozen=True, tag=True):
    """What can be used here, in the order to offer it; sent again when devices come and go."""

    sources: tuple[SourceKindInfo, ...]
    encoders: tuple[EncoderKind, ...] = ()
    headphones: tuple[Device, ...] = ()


class EncodersMeasured(Struct, frozen=True, tag=True):
    """How fast the x264 presets are for this canvas, fastest first."""

    canvas: Canvas
    presets: tuple[PresetSpeed, ...]
    advised: str
    """The slowest preset with enough headroom to be safe."""


class SourceChanged(Struct, frozen=True, tag=True):
    """A source opened, runs, or failed; a failed one is tried again unless the problem is final."""

    input: str
    kind: str
    state: SourceState
    problem: Problem | None = None


class PictureSized(Struct, frozen=True, tag=True):
    """An input's pictures have this size from now on."""

    input: str
    width: int
    height: int


class SignalChanged(Struct, frozen=True, tag=True):
    """An input has delivered nothing but silence, black or one picture for 10 s, or no longer."""

    input: str
    fault: SignalFault
    is_present: bool


class Levelled(Struct, frozen=True, tag=True):
    """Levels of every input with sound and of the programme; 20 times a second, newest only."""

    levels: tuple[Levels, ...]


class RecordingChanged(Struct, frozen=True, tag=True):
    """The recording started, is being finalised, or ended."""

    state: RecordingState
    file: str
    at_utc_s: float
    problem: Problem | None = None
    """Why it ended, unless StopRecording was asked for; or, while recording, a warning."""


class ReplaySaved(Struct, frozen=True, tag=True):
    """The last seconds are in a file."""

    file: str
    seconds: float


class UnfinishedFound(Struct, frozen=True, tag=True):
    """Recordings that a crash left behind, newest first; sent to whoever attaches."""

    files: tuple[str, ...]


class RecordingRecovered(Struct, frozen=True, tag=True):
    """An unfinished recording was finalised, or can't be."""

    file: str
    seconds: float
    problem: Problem | None = None


class StepReported(Struct, frozen=True, tag=True):
    """A step of going live moved on."""

    step: Step
    state: StepState
    problem: Problem | None = None
    destination: str = ""
    """Empty: a step that all destinations share."""


class DestinationChanged(Struct, frozen=True, tag=True):
    """One destination entered a phase, or its next attempt is due at another time.

    IDLE: it ended, by StopDestination or, with a problem, because repeating can't cure it.
    """

    destination: str
    phase: Phase
    at_utc_s: float
    problem: Problem | None = None
    attempt: int = 0
    retry_in_s: float | None = None


class PhaseChanged(Struct, frozen=True, tag=True):
    """The broadcast entered a phase, or its next attempt is due at another time.

    It is live while any destination is; the problem and the attempt are those of the first one
    that is not.
    """

    phase: Phase
    at_utc_s: float
    problem: Problem | None = None
    """Why it is (still) not live."""
    attempt: int = 0
    """Which connection attempt is running or due, from 1."""
    retry_in_s: float | None = None
    """Seconds until the next attempt; None while one is running."""


class Sampled(Struct, frozen=True, tag=True):
    """Sent once a second while on air, and once a second with zero rates while idle."""

    stats: Stats


class PreviewReady(Struct, frozen=True, tag=True):
    """A slot holds a new picture: `height` rows of `width` BGRA pixels from its start."""

    slot: int
    width: int
    height: int


class ServerSpoke(Struct, frozen=True, tag=True):
    """A status the server sent, verbatim."""

    level: str
    code: str
    description: str
    destination: str = ""


class TakeoverPriorityUsed(Struct, frozen=True, tag=True):
    """The priority of the session now publishing; a relaunch must go above it."""

    destination: str
    priority: int


class Stopped(Struct, frozen=True, tag=True):
    """The broadcast ended, by Stop or by a problem that can't be cured."""

    summary: Summary


class Failed(Struct, frozen=True, tag=True):
    """A command could not be carried out; nothing else changed."""

    problem: Problem


class Alive(Struct, frozen=True, tag=True):
    """Heartbeat, every 500 ms."""


Event = (
    Attached
    | CatalogueListed
    | EncodersMeasured
    | SourceChanged
    | PictureSized
    | SignalChanged
    | Levelled
    | RecordingChanged
    | ReplaySaved
    | UnfinishedFound
    | RecordingRecovered
    | StepReported
    | DestinationChanged
    | PhaseChanged
    | Sampled
    | PreviewReady
    | ServerSpoke
    | TakeoverPriorityUsed
    | Stopped
    | Failed
    | Alive
)


class EngineState(StrEnum):
    """How the engine process is, as its supervisor sees it."""

    LAUNCHING = "launching"
    ATTACHED = "attached"
    RELAUNCHING = "relaunching"
    GONE = "gone"


class EngineChanged(Struct, frozen=True, tag=True):
    """Made by the supervisor, not the engine: the process was launched, attached, lost."""

    state: EngineState
    problem: Problem | None = None


SupervisedEvent = Event | EngineChanged
"""What a Supervisor delivers."""
