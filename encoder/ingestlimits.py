"""What each kind of ingest accepts, and the guard that refuses before it would disconnect.

Sources: IVS Low-Latency User Guide "Channel types" and "Streaming configuration"; MediaLive
User Guide "RTMP push". Beyond a channel's limit IVS ends the session at once.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from encoder.errors import ErrorCode, Problem
from encoder.settings import Canvas, Destination, Encoding, IngestKind


@dataclass(frozen=True, slots=True)
class IngestLimits:
    """Limits of one kind of ingest; None = no limit known."""

    title: str
    max_width: int | None = None
    max_height: int | None = None
    max_fps: int | None = None
    max_bitrate_bps: int | None = None
    """Video and audio together."""
    max_small_bitrate_bps: int | None = None
    """The same for pictures up to 480 lines, where the service sets it lower."""
    needs_plain_rtmp: bool = False
    has_takeover: bool = False
    """True where `?priority=N` on the stream name takes over a session still held open."""


LIMITS: dict[IngestKind, IngestLimits] = {
    "practice": IngestLimits("Practice", has_takeover=True),
    "ivs-standard": IngestLimits("IVS STANDARD", 1920, 1080, 60, 8_500_000, has_takeover=True),
    "ivs-basic": IngestLimits("IVS BASIC", 1920, 1080, 60, 3_500_000, 1_500_000, has_takeover=True),
    "ivs-advanced": IngestLimits("IVS ADVANCED", 1920, 1080, 60, 8_500_000, has_takeover=True),
    "medialive": IngestLimits("MediaLive", needs_plain_rtmp=True),
    "custom": IngestLimits("RTMP"),
}

SMALL_PICTURE_HEIGHT = 480


def limit_violations(
    canvas: Canvas, encoding: Encoding, destination: Destination
) -> tuple[Problem, ...]:
    """Return everything the destination would disconnect for, each with value and limit.

    Width is the longer side, height the shorter, so that upright pictures are judged alike.
    """
    limits = LIMITS[destination.ingest]
    lines = min(canvas.width, canvas.height)
    total_bps = encoding.video.bitrate_bps + encoding.audio.bitrate_bps
    max_bps = limits.max_bitrate_bps
    if limits.max_small_bitrate_bps is not None and lines <= SMALL_PICTURE_HEIGHT:
        max_bps = limits.max_small_bitrate_bps
    checks = (
        ("Picture width", max(canvas.width, canvas.height), limits.max_width, "pixels"),
        ("Picture height", lines, limits.max_height, "lines"),
        ("Frame rate", canvas.fps, limits.max_fps, "fps"),
        ("Bitrate", -(-total_bps // 1000), max_bps and max_bps // 1000, "kbit/s"),
    )
    found = [
        over_limit(setting, value, limit, unit, limits.title)
        for setting, value, limit, unit in checks
        if limit is not None and value > limit
    ]
    if limits.needs_plain_rtmp and destination.url.lower().startswith("rtmps:"):
        found.append(Problem(ErrorCode.RTMPS_NOT_SUPPORTED))
    return tuple(found)


IVS_HOSTS = ".live-video.net"


def has_takeover(destination: Destination) -> bool:
    """Return whether a session still held open can be taken over; true of any IVS address."""
    host = urlsplit(destination.url).hostname or ""
    return LIMITS[destination.ingest].has_takeover or host.endswith(IVS_HOSTS)


def over_limit(setting: str, value: int, limit: int, unit: str, ingest: str) -> Problem:
    """Return the problem that names a setting, its value and the ingest's limit."""
    return Problem(
        ErrorCode.SETTING_OVER_LIMIT,
        {
            "setting": setting,
            "value": f"{value} {unit}",
            "limit": f"{limit} {unit}",
            "ingest": ingest,
        },
    )
