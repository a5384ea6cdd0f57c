"""What the commands print as JSON; `docs/schemas/` is made from these types.

`python -m desktop.commands.results docs/schemas` writes the schemas anew.
"""

import sys
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from encoder.errors import Problem
from encoder.messages import Device, Drops


class ProblemResult(Struct, frozen=True):
    """What went wrong, and the one thing to do."""

    code: str
    message: str
    hint: str

    @classmethod
    def of(cls, problem: Problem | None) -> "ProblemResult | None":
        """Return the JSON form of a problem."""
        if problem is None:
            return None
        return cls(problem.code.value, problem.message, problem.hint)


class FramesResult(Struct, frozen=True):
    """Video frames since the broadcast first was live, and what was lost by cause."""

    encoded: int
    sent: int
    """To all destinations together."""
    dropped: Drops


class MeanResult(Struct, frozen=True):
    """Means over the seconds on air; null where there was none."""

    fps: float | None
    video_bps: float | None
    delivered_bps: float | None
    """To the first destination."""
    engine_cpu_percent: float | None


class DestinationResult(Struct, frozen=True):
    """What the broadcast was for one destination."""

    address: str
    """Without key or query."""
    frames_sent: int
    frames_dropped: int
    bytes_sent: int
    reconnects: int
    delivered_bps: float | None
    """Mean over the seconds on air; null where there was none."""
    problem: ProblemResult | None
    """Why it ended before the broadcast did."""


class RecordingResult(Struct, frozen=True):
    """The recording that was made meanwhile."""

    file: str
    """Empty where it could not begin."""
    seconds: float
    problem: ProblemResult | None
    """Why it ended before the broadcast did."""


class BroadcastResult(Struct, frozen=True):
    """`livedesk broadcast --json`."""

    exit_code: int
    destinations: tuple[DestinationResult, ...]
    """In the order of the command."""
    seconds_live: float
    frames: FramesResult
    bytes_sent: int
    """To all destinations together."""
    reconnects: int
    """Of all destinations together."""
    mean: MeanResult
    recording: RecordingResult | None
    problem: ProblemResult | None


class SourceResult(Struct, frozen=True):
    """One kind of source."""

    kind: str
    title: str
    has_video: bool
    has_audio: bool
    devices: tuple[Device, ...]
    options: dict[str, Any]
    """JSON Schema of the options."""
    problem: ProblemResult | None
    """Why it can't be used here now."""


class EncoderResult(Struct, frozen=True):
    """One H.264 encoder; without a problem it has encoded ten pictures here."""

    name: str
    title: str
    is_hardware: bool
    problem: ProblemResult | None


class DevicesResult(Struct, frozen=True):
    """`livedesk devices --json`."""

    sources: tuple[SourceResult, ...]
    encoders: tuple[EncoderResult, ...]
    headphones: tuple[Device, ...]
    """Where inputs can be listened to alone."""


class ChannelResult(Struct, frozen=True):
    """One channel of the practice ingest; its key opens nothing else."""

    name: str
    rtmp_url: str
    key: str
    playback_url: str
    watch_url: str
    chat_url: str
    """Of the chat server; the room is the channel's name."""


class PracticeResult(Struct, frozen=True):
    """`livedesk practice`."""

    control_url: str
    channels: tuple[ChannelResult, ...]


class ReaderResult(Struct, frozen=True):
    """What a program that knows nothing of us decoded of the playback address, while live."""

    program: str
    video_frames: int
    audio_frames: int
    complaint: str
    """Why nothing, in its own words; empty when all is well."""


class RehearsedIngest(Struct, frozen=True):
    """What a practice ingest of its own says of one destination."""

    destination: str
    """Its id."""
    is_live: bool
    """It was on air at the end of the time on air."""
    watch_url: str
    measurements: dict[str, Any]
    """The last ones, as the ingest's status says them."""


class RehearsedMeter(Struct, frozen=True):
    """What the meter of one input in the mixer showed, in dB below full scale."""

    input: str
    loudest_db: float
    quietest_db: float


class RehearsedScenes(Struct, frozen=True):
    """What was seen of going to the other scene and back."""

    shown: tuple[str, ...]
    """Their ids, in their order."""
    difference: float
    """Between their pictures, in brightness from 0 to 255."""
    has_sound_followed: bool
    """The sound of what only the first scene shows went and came back with it."""


class RehearsedChat(Struct, frozen=True):
    """What was seen of the chat, in which a made-up crowd talks."""

    lines: int
    """That arrived in the window."""
    shown: int
    """That the panel had on screen at once, at most."""
    own: str
    """What became of the message that the rehearsal wrote: `accepted` when all is well."""


class RehearsedRecording(Struct, frozen=True):
    """The recording, and what a program that knows nothing of us decoded of it."""

    file: str
    """Empty where there was none."""
    bytes: int
    reader: ReaderResult


class HeadlessResult(Struct, frozen=True):
    """`livedesk --headless`."""

    exit_code: int
    screen: str
    source: str
    """Kind of the source."""
    seconds_live: float
    frames: FramesResult
    reconnects: int
    destinations: tuple[DestinationResult, ...]
    ingest: dict[str, Any]
    """What the practice ingest measured last, as its status says it."""
    playback_url: str
    watch_url: str
    screenshot: str
    """Its path; empty when none was taken."""
    reader: ReaderResult
    ingests: tuple[RehearsedIngest, ...]
    """In the order of `destinations`; `ingest` and the addresses above are of the first."""
    meter: RehearsedMeter
    scenes: RehearsedScenes
    chat: RehearsedChat
    recording: RehearsedRecording
    complaints: tuple[str, ...]
    """What was not as it should be, as sentences; empty when all is well."""
    problem: ProblemResult | None


RESULTS: dict[str, type[Struct]] = {
    "broadcast": BroadcastResult,
    "devices": DevicesResult,
    "practice": PracticeResult,
    "headless": HeadlessResult,
}


def schema(kind: type[Struct]) -> bytes:
    """Return the JSON Schema of a result, as its file in `docs/schemas/` holds it."""
    return msgspec.json.format(msgspec.json.encode(msgspec.json.schema(kind)), indent=2) + b"\n"


def main() -> None:
    """Write every schema to the folder named on the command line."""
    # The window's own commands know nothing of the cloud.
    from desktop.commands.cloudresults import CLOUD_RESULTS

    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for command, kind in (RESULTS | CLOUD_RESULTS).items():
        (folder / f"{command}.json").write_bytes(schema(kind))


if __name__ == "__main__":
    main()
