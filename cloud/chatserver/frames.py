"""What goes over a websocket, as ready-made bytes: made once, written to everybody.

A Socket.IO packet in an Engine.IO packet in one unmasked, uncompressed text frame (RFC 6455), as
servers send it.
"""

import msgspec

from chatclient.wire.requests import NAMESPACE

_encoder = msgspec.json.Encoder()
_EVENT = f"42{NAMESPACE},".encode()
_ACK = f"43{NAMESPACE},".encode()
DISCONNECT = f"41{NAMESPACE},".encode()
PING = b"2"


def text_frame(text: bytes) -> bytes:
    """Return text (UTF-8) as one whole websocket frame."""
    size = len(text)
    if size < 126:
        return b"\x81" + size.to_bytes(1, "big") + text
    if size < 65_536:
        return b"\x81\x7e" + size.to_bytes(2, "big") + text
    return b"\x81\x7f" + size.to_bytes(8, "big") + text


def event_frame(event: str, payload: object) -> bytes:
    """Return the frame of an event with one object; msgspec.Raw in it is taken as it is."""
    return text_frame(_EVENT + _encoder.encode((event, payload)))


def ack_frame(ack_id: int, payload: object) -> bytes:
    """Return the frame that acknowledges a request with one object."""
    return text_frame(_ACK + str(ack_id).encode() + _encoder.encode((payload,)))
