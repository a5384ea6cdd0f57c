"""python-socketio's client as the chat needs it: decodes lazily, says nothing, survives nonsense.

Only this module knows the library's inner names; its version is pinned.
"""

import contextlib
import logging
from collections.abc import Callable

import msgspec
import socketio
from socketio.packet import Packet

from chatclient.wire.pushed import Batch
from chatclient.wire.requests import NAMESPACE

MAX_FRAME_BYTES = 16 * 1024 * 1024
WRONG = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What decoding raises for what is not of the wire."""

_BATCH = f'2{NAMESPACE},["{Batch.EVENT}",'
_parts = msgspec.json.Decoder(list[msgspec.Raw])
_text = msgspec.json.Decoder(str)


class LazyJson:
    """Decodes no more of an event or acknowledgement than its name."""

    @staticmethod
    def dumps(value: object, **_: object) -> str:
        """Return JSON; whatever else the library wishes, it is as short as can be."""
        return msgspec.json.encode(value).decode()

    @staticmethod
    def loads(text: str, **_: object) -> object:
        """Return an event's name and the rest raw, or all of what is no list."""
        if not text.startswith("["):
            return msgspec.json.decode(text)
        parts = _parts.decode(text)
        is_event = bool(parts) and bytes(parts[0]).startswith(b'"')
        return [_text.decode(parts[0]), *parts[1:]] if is_event else parts


class LazyPacket(Packet):  # type: ignore[misc]
    """Socket.IO's packet with that JSON; the library's own stays as it is for others."""

    json = LazyJson
    uses_binary_events = False


class QuietClient(socketio.AsyncClient):  # type: ignore[misc]
    """The library's client, which what is no Socket.IO does not harm."""

    hear_batch: Callable[[str], None] | None = None
    """Hears the object of a batch, as JSON, past the library, which would copy it five times."""

    async def _handle_eio_message(self, message: object) -> None:
        if self.hear_batch and isinstance(message, str) and message.startswith(_BATCH):
            self.hear_batch(message[len(_BATCH) : -1])
            return
        with contextlib.suppress(*WRONG, TypeError, ValueError, LookupError, AttributeError):
            await super()._handle_eio_message(message)
        self._binary_packet = None  # nothing binary is ever said here


def quiet_client() -> QuietClient:
    """Return the library's client; it neither logs (tokens are in what it says) nor reconnects."""
    silent = logging.getLogger(f"{__name__}.library")
    silent.setLevel(logging.CRITICAL + 1)
    return QuietClient(
        reconnection=False,
        logger=silent,
        engineio_logger=silent,
        serializer=LazyPacket,
        handle_sigint=False,
        websocket_extra_options={"max_msg_size": MAX_FRAME_BYTES},
    )
