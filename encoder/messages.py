"""What window and engine say to each other: commands go down, events come up.

Commands are imperative wishes; events are past facts. Both are versioned JSON on the wire
(`encoder.wire`); the engine owns the truth, so a window repaints from events only.
"""

from enum import StrEnum

from msgspec import Struct

from encoder.errors import Problem
from encoder.settings import BitrateBps, Destination, Encoding, Programme

PROTOCOL_VERSION = 1


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
    """Open these sources and compose them; on air the canvas must stay the same."""

    programme: Programme


class GoLive(Struct, frozen=True, tag=True):
    """Encode the programme and publish it until Stop."""

    encoding: Encoding
    destination: Destination
    takeover_priority: int = 0
    """Where the ingest has takeover: the priority to publish with at first, 0 = without. A
    relaunched engine is given one above the last used, to outbid the session before."""


class Stop(Struct, frozen=True, tag=True):
    """End the broadcast; Stopped follows within 5 s, always."""


class RetryNow(Struct, frozen=True, tag=True):
    """Wake the wait before the next connection attempt."""


class SetBitrate(Struct, frozen=True, tag=True):
    """Change the video bitrate on air, up to the one it went live with."""

    bitrate_bps: BitrateBps


class RequestKeyframe(Struct, frozen=True, tag=True):
    """Encode an IDR as soon as possible."""


class ReleasePreview(Struct, frozen=True, tag=True):
    """Give a preview slot back to the engine."""

    slot: int


class ListCatalogue(Struct, frozen=True, tag=True):
    """Look for devices again; answered by CatalogueListed."""


class Shutdown(Struct, frozen=True, tag=True):
    """Stop the broadcast, then end the engine process."""


Command = (
    Attach
    | SetProgramme
    | GoLive
    | Stop
    | RetryNow
    | SetBitrate
    | RequestKeyframe
    | ReleasePreview
    | ListCatalogue
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


class Drops(Struct, frozen=True):
    """Frames that did not reach the server in time, by cause; cumulative."""

    render: int = 0
    """Composed late and so repeated."""
    encoder: int = 0
    """Skipped because the encoder was still busy."""
    network: int = 0
    """Encoded, but thrown away because the connection did not take them in time."""


class Stats(Struct, frozen=True):
    """One second of a running engine. Rates are over that second; counters since going live."""

    at_utc_s: float
    phase: Phase
    live_s: float
    fps: float
    video_bps: float
    audio_bps: float
    """Encoded."""
    sent_bps: float
    """Accepted by this computer's network stack."""
    delivered_bps: float
    """Acknowledged by the server's network stack."""
    queue_ms: float
    """Age of the oldest frame not yet sent."""
    rtt_ms: float | None
    retransmits: int
    frames_encoded: int
    frames_sent: int
    drops: Drops
    reconnects: int
    engine_cpu_percent: float
    """100 = one core."""
    engine_memory_bytes: int
    target_bps: int
    """What video and audio should be together."""


class Summary(Struct, frozen=True):
    """What a finished broadcast was."""

    seconds_live: float
    frames_encoded: int
    frames_sent: int
    drops: Drops
    bytes_sent: int
    reconnects: int
    problem: Problem | None = None
    """Why it ended, unless Stop was asked for."""


class OnAir(Struct, frozen=True):
    """A broadcast that was running when a window attached; the key lets it be relaunched."""

    programme: Programme
    command: GoLive
    started_utc_s: float


# ---- events: engine -> window ----------------------------------------------------------------


class Attached(Struct, frozen=True, tag=True):
    """Answer to Attach."""

    protocol: int
    pid: int
    phase: Phase
    programme: Programme | None
    on_air: OnAir | None


class CatalogueListed(Struct, frozen=True, tag=True):
    """The sources that can be captured here, in the order to offer them."""

    sources: tuple[SourceKindInfo, ...]


class SourceChanged(Struct, frozen=True, tag=True):
    """A source opened, runs, or failed; a failed one is tried again unless the problem is final."""

    kind: str
    state: SourceState
    problem: Problem | None = None


class StepReported(Struct, frozen=True, tag=True):
    """A step of going live moved on."""

    step: Step
    state: StepState
    problem: Problem | None = None


class PhaseChanged(Struct, frozen=True, tag=True):
    """The broadcast entered a phase, or its next attempt is due at another time."""

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


class TakeoverPriorityUsed(Struct, frozen=True, tag=True):
    """The priority of the session now publishing; a relaunch must go above it."""

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
    | SourceChanged
    | StepReported
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
