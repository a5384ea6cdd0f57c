"""What the practice cloud says of itself, as JSON over its control port and in its home folder.

Times are ISO 8601 in UTC, durations seconds, rates bits or frames per second. The keys in here are
practice keys, which open nothing but this machine's own ingest: they may be shown and printed.
"""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta, Struct

from cloud.practice.faults import Faults

PROTOCOL_VERSION = 2
"""Version of everything in this module; a client and a practice cloud must agree on it."""

APP = "live"
"""The RTMP application of all channels."""
DEFAULT_CHANNEL = "studio"
KEY_PREFIX = "practice-"
"""How every practice key begins, so that none is ever mistaken for a real one."""


class StreamState(StrEnum):
    """Whether somebody publishes on a channel."""

    LIVE = "LIVE"
    OFFLINE = "OFFLINE"


class Health(StrEnum):
    """Whether enough arrives, in the words of Amazon IVS; `cloud.practice.health` has the rule."""

    HEALTHY = "HEALTHY"
    STARVING = "STARVING"
    UNKNOWN = "UNKNOWN"


class EndReason(StrEnum):
    """Why a channel's last session ended."""

    UNPUBLISHED = "unpublished"
    """The publisher ended it in an orderly way."""
    DISCONNECTED = "disconnected"
    """The publisher's connection was closed or lost."""
    IDLE = "idle"
    """Nothing arrived for too long."""
    PROTOCOL_ERROR = "protocol-error"
    TAKEN_OVER = "taken-over"
    """A publisher of higher priority came."""
    KICKED = "kicked"
    """Somebody asked the practice cloud to end it."""
    RESET = "reset"
    """The fault of that name."""
    SHUTDOWN = "shutdown"
    """The practice cloud ended."""


class Addresses(Struct, frozen=True):
    """The file `practice.json`: where a running practice cloud listens. Only its owner reads it."""

    pid: int
    protocol: int
    rtmp_port: int
    http_port: int
    control_port: int
    token: str


class ChannelInfo(Struct, frozen=True):
    """How to use one channel."""

    name: str
    rtmp_url: str
    """Address without the key: `rtmp://127.0.0.1:PORT/live`."""
    key: str
    playback_url: str
    watch_url: str
    chat_url: str = ""
    """Of the chat server; the room is the channel's name."""


class PracticeInfo(Struct, frozen=True):
    """A running practice cloud."""

    pid: int
    protocol: int
    control_url: str
    channels: list[ChannelInfo]

    def channel(self, name: str = DEFAULT_CHANNEL) -> ChannelInfo:
        """Return the channel of that name; raises KeyError when there is none."""
        for channel in self.channels:
            if channel.name == name:
                return channel
        raise KeyError(name)


class ChatTokenWish(Struct, frozen=True, forbid_unknown_fields=True):
    """Body of `POST /control/channels/NAME/chat-token`."""

    name: Annotated[str, Meta(min_length=1, max_length=100)]
    role: Literal["viewer", "moderator", "host"] = "host"


class ChatToken(Struct, frozen=True):
    """Its answer; the token opens the chat of this machine, for five minutes."""

    token: str


class CrowdWish(Struct, frozen=True, forbid_unknown_fields=True):
    """Made-up people in a channel's chat; body of `POST /control/channels/NAME/crowd`."""

    people: Annotated[int, Meta(ge=0, le=10_000)] = 200
    """0: nobody."""
    rate: Annotated[float, Meta(gt=0, le=1_000)] = 20.0
    """What they say a second, all together."""


class Media(Struct, frozen=True):
    """What the publisher sends, as its own headers say; empty or 0 where they say nothing."""

    video_codec: str = ""
    """RFC 6381, e.g. `avc1.64001f`."""
    width: int = 0
    height: int = 0
    audio_codec: str = ""
    """RFC 6381, e.g. `mp4a.40.2`."""
    sample_rate: int = 0
    audio_channels: int = 0
    encoder: str = ""
    target_frame_rate: float = 0.0
    target_video_bitrate_bps: int = 0
    target_audio_bitrate_bps: int = 0


class Rates(Struct, frozen=True):
    """What arrived in a span of time."""

    frame_rate: float = 0.0
    video_bitrate_bps: int = 0
    audio_bitrate_bps: int = 0


class Measurements(Struct, frozen=True):
    """What arrived in the session that is live, or in the last one."""

    last_second: Rates = Rates()
    """The last whole second."""
    window: Rates = Rates()
    """The last `window_s` whole seconds."""
    window_s: float = 0.0
    """10, or less at the beginning of a session."""
    keyframe_interval_s: float = 0.0
    """Between the last two keyframes, by their timestamps; 0 until there are two."""
    skew_ms: float = 0.0
    """Audio minus video timestamp of what arrived together, averaged over the last second: above 0
    the sound is ahead. Encoder delay and interleaving count too; it is steady when all is well."""
    video_frames: int = 0
    audio_frames: int = 0
    keyframes: int = 0
    media_bytes: int = 0
    received_bytes: int = 0
    """With protocol overhead."""
    longest_gap_s: float = 0.0
    """Longest time without a video frame in the window."""


class ViewerPlayback(Struct, frozen=True):
    """What one watch page said last of its own playback."""

    viewer: str
    state: str
    position_s: float
    played_s: float
    decoded_frames: int
    dropped_frames: int
    stalls: int
    latency_s: float
    errors: list[str]
    rendition: str = ""
    """Such as `720p`."""


class ChannelStatus(Struct, frozen=True):
    """One channel: its session, what arrives, who watches."""

    name: str
    state: StreamState
    health: Health
    viewers: int
    faults: Faults
    """In force for this channel, those for all included."""
    media: Media
    measurements: Measurements
    sessions: int
    """How many were started since the practice cloud runs."""
    session_started: datetime | None
    """Of the session that is live, or of the last one."""
    live_s: float
    last_end: EndReason | None
    is_name_held: bool
    """The name stays taken for a connection that was lost (fault `hold_session_s`)."""
    playback_problem: str
    """Why playback lacks something, as a sentence; the ingest goes on. Empty when all is well."""
    playback: list[ViewerPlayback]


class PracticeStatus(Struct, frozen=True):
    """Everything, at one moment."""

    time: datetime
    uptime_s: float
    faults: Faults
    """For all channels."""
    channels: list[ChannelStatus]
    crowds: dict[str, int] = {}
    """How many made-up people are in the channels' chats, where there are any."""

    def channel(self, name: str = DEFAULT_CHANNEL) -> ChannelStatus:
        """Return the channel of that name; raises KeyError when there is none."""
        for channel in self.channels:
            if channel.name == name:
                return channel
        raise KeyError(name)
