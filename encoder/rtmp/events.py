"""What each role reports: facts in the past tense, in the order in which the peer caused them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from encoder.rtmp import amf
from encoder.rtmp.messages import BandwidthLimit
from encoder.rtmp.url import MAX_PRIORITY, MIN_PRIORITY


@dataclass(frozen=True, slots=True)
class HandshakeCompleted:
    """Both roles: the handshake is over and messages may flow."""


@dataclass(frozen=True, slots=True)
class ChunkSizeChanged:
    """Both roles: the peer puts up to that many bytes of payload into a chunk from now on."""

    chunk_size: int


@dataclass(frozen=True, slots=True)
class PeerAcknowledged:
    """Both roles: the peer says how many bytes it has received, by its own count.

    The wrap of the 32-bit number on the wire is undone. Servers count from slightly different
    starting points (with or without the handshake): use differences.
    """

    total_bytes: int


@dataclass(frozen=True, slots=True)
class WindowAnnounced:
    """Both roles: the peer wants an acknowledgement after every so many bytes; it gets them."""

    window_bytes: int


@dataclass(frozen=True, slots=True)
class PeerBandwidthSet:
    """Both roles: the peer wants no more than that many bytes unacknowledged."""

    window_bytes: int
    limit: BandwidthLimit


@dataclass(frozen=True, slots=True)
class PingReceived:
    """Both roles: the peer asked for a sign of life; the answer is already among bytes to send."""

    timestamp_ms: int


@dataclass(frozen=True, slots=True)
class PongReceived:
    """Both roles: the peer answered the ping that carried that timestamp."""

    timestamp_ms: int


@dataclass(frozen=True, slots=True)
class Connected:
    """Client: the server accepted `connect`; `server_version` is its fmsVer, often empty."""

    code: str
    description: str
    server_version: str


@dataclass(frozen=True, slots=True)
class StreamCreated:
    """Client: the server gave a message stream to publish on."""

    stream_id: int


@dataclass(frozen=True, slots=True)
class PublishStarted:
    """Client: the server is ready for media."""

    code: str
    description: str


@dataclass(frozen=True, slots=True)
class StatusReceived:
    """Client: the server said something that neither starts nor ends the publish.

    A refusal of releaseStream or FCPublish comes this way too: many servers refuse the first when
    there is nothing to release, and go on.
    """

    level: str
    code: str
    description: str


@dataclass(frozen=True, slots=True)
class CommandRejected:
    """Client: the server refused `connect` or `createStream`; nothing can follow."""

    command: Literal["connect", "createStream"]
    code: str
    description: str


@dataclass(frozen=True, slots=True)
class PublishRejected:
    """Client: the server refused the publish (NetStream.Publish.BadName and the like)."""

    code: str
    description: str


@dataclass(frozen=True, slots=True)
class PublishEnded:
    """Client: the server ended a publish that had started; media sent from now on is lost."""

    code: str
    description: str


@dataclass(frozen=True, slots=True)
class ConnectRequested:
    """Server: a client wants to use an application; answer with accept or reject.

    The two addresses stay out of the repr: a misconfigured client writes its key into them.
    """

    app: str = field(repr=False)
    tc_url: str = field(repr=False)
    flash_version: str
    connection_type: str


@dataclass(frozen=True, slots=True)
class PublishRequested:
    """Server: a client wants to publish; answer with accept or reject.

    `stream_name` is the name without its query, which is in `parameters`; the last of equal names
    wins. They may be secret and stay out of the repr.
    """

    app: str = field(repr=False)
    stream_name: str = field(repr=False)
    parameters: Mapping[str, str] = field(repr=False)
    publishing_type: str
    stream_id: int

    @property
    def priority(self) -> int | None:
        """The takeover priority, or None when there is none or it is out of range."""
        digits = self.parameters.get("priority", "")
        if not digits.isascii() or not digits.isdecimal() or len(digits) > len(str(MAX_PRIORITY)):
            return None
        priority = int(digits)
        return priority if MIN_PRIORITY <= priority <= MAX_PRIORITY else None


@dataclass(frozen=True, slots=True)
class MetadataReceived:
    """Server: the publisher described its media (onMetaData)."""

    timestamp_ms: int
    properties: dict[str, amf.Value]


@dataclass(frozen=True, slots=True)
class VideoReceived:
    """Server: one FLV video tag body; `timestamp_ms` wraps at 2**32."""

    timestamp_ms: int
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class AudioReceived:
    """Server: one FLV audio tag body; `timestamp_ms` wraps at 2**32."""

    timestamp_ms: int
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Unpublished:
    """Server: the client ended its publish in an orderly way; reported once for each publish."""


ConnectionEvent: TypeAlias = (
    HandshakeCompleted
    | ChunkSizeChanged
    | PeerAcknowledged
    | WindowAnnounced
    | PeerBandwidthSet
    | PingReceived
    | PongReceived
)
"""What either role may report."""

ClientEvent: TypeAlias = (
    ConnectionEvent
    | Connected
    | StreamCreated
    | PublishStarted
    | StatusReceived
    | CommandRejected
    | PublishRejected
    | PublishEnded
)
"""Everything `ClientSession.receive` may return."""

ServerEvent: TypeAlias = (
    ConnectionEvent
    | ConnectRequested
    | PublishRequested
    | MetadataReceived
    | VideoReceived
    | AudioReceived
    | Unpublished
)
"""Everything `ServerSession.receive` may return."""
