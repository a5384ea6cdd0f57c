"""What can go wrong between two RTMP peers, and what the caller can do about it.

RtmpError                  carries `code` (stable, for machines) and `hint` (one action, for people)
├── EndpointError          the address or the stream key cannot be used: let the user correct it
└── ProtocolError          the peer, or the caller, broke the protocol: close the connection
    ├── HandshakeError     the other side does not speak RTMP version 3
    ├── ChunkError         the chunk stream cannot be followed any further
    │   └── MessageTooLarge    a message is longer than either side is willing to hold
    ├── AmfError           an AMF0 value is malformed, too deep or too numerous
    ├── CommandError       a command or control message lacks a part it must have
    ├── SequenceError      a message or a method call came at the wrong moment
    ├── FloodError         the peer demands replies faster than it reads them
    └── MediaError         a video or audio body is malformed or of an unsupported codec

No other exception leaves this package, whatever bytes are fed into it. No message of these errors
ever contains bytes of the peer or a stream key.
"""

from __future__ import annotations

from typing import ClassVar


class RtmpError(Exception):
    """The root: any failure of this package."""

    default_code: ClassVar[str] = "rtmp"
    default_hint: ClassVar[str] = "Try again."

    def __init__(self, reason: str, *, code: str = "", hint: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.code = code or self.default_code
        self.hint = hint or self.default_hint


class EndpointError(RtmpError):
    """The address or stream key cannot be used; the reason is a sentence for the user."""

    default_code = "rtmp.endpoint"
    default_hint = "Correct the address or the stream key."


class ProtocolError(RtmpError):
    """The conversation cannot continue; the only safe act is to close the connection."""

    default_code = "rtmp.protocol"
    default_hint = "Close the connection and connect again."


class HandshakeError(ProtocolError):
    """The other side does not speak RTMP version 3 (it may be a web server or TLS)."""

    default_code = "rtmp.handshake"
    default_hint = "Check the host, the port, and whether the address needs rtmp or rtmps."


class ChunkError(ProtocolError):
    """The chunk stream cannot be followed any further."""

    default_code = "rtmp.chunk"


class MessageTooLarge(ChunkError):
    """A message, or all unfinished messages together, exceed what is held in memory."""

    default_code = "rtmp.message-too-large"


class AmfError(ProtocolError):
    """An AMF0 value is malformed, nested too deeply or has too many parts."""

    default_code = "rtmp.amf"


class CommandError(ProtocolError):
    """A command or control message lacks a part, or a part has an impossible value."""

    default_code = "rtmp.command"


class SequenceError(ProtocolError):
    """A message or a method call came at a moment when the protocol does not allow it."""

    default_code = "rtmp.sequence"


class FloodError(ProtocolError):
    """The peer demands replies without reading the ones already owed to it."""

    default_code = "rtmp.flood"


class MediaError(ProtocolError):
    """A video or audio body is malformed, or its codec is not H.264 or AAC."""

    default_code = "rtmp.media"
    default_hint = "Send H.264 video and AAC audio."
