"""The publishing role: connect, createStream, publish, media, unpublish.

Source: Adobe, "Real Time Messaging Protocol 1.0" (2012), sections 7.2 and 7.3.1; releaseStream,
FCPublish and FCUnpublish as Flash Media Live Encoder sends them.
"""

from __future__ import annotations

import secrets
from enum import Enum
from typing import Final

from encoder.rtmp import amf
from encoder.rtmp.commands import (
    Command,
    Status,
    command_message,
    metadata_message,
    parse_command,
    status_of,
    text_property,
)
from encoder.rtmp.connection import OUT_CHUNK_SIZE, Connection
from encoder.rtmp.errors import CommandError, SequenceError
from encoder.rtmp.events import (
    ClientEvent,
    CommandRejected,
    Connected,
    PublishEnded,
    PublishRejected,
    PublishStarted,
    StatusReceived,
    StreamCreated,
)
from encoder.rtmp.handshake import RANDOM_BYTES, ClientHandshake
from encoder.rtmp.messages import Message, MessageType
from encoder.rtmp.url import Endpoint

FLASH_VERSION: Final = "FMLE/3.0 (compatible; Livedesk)"
"""What the encoder calls itself; servers look for FMLE (Flash Media Live Encoder)."""

CLIENT_WINDOW_BYTES: Final = 250_000
"""After so many bytes the server shall acknowledge: three times a second at 6 Mb/s, because this is
the only measure of delivery on systems whose TCP tells nothing."""

_COMMANDS: Final = 3  # chunk streams; the numbers are free from 3 on
_AUDIO: Final = 4
_METADATA: Final = 5
_VIDEO: Final = 6


class ClientState(Enum):
    """What a client session is waiting for, or that it waits for nothing more."""

    HANDSHAKE = "handshake"
    HANDSHAKEN = "handshaken"
    CONNECT = "connect"
    CONNECTED = "connected"
    CREATE_STREAM = "createStream"
    STREAM_CREATED = "stream created"
    PUBLISH = "publish"
    PUBLISHING = "publishing"
    REJECTED = "rejected"
    ENDED = "ended"


class ClientSession:
    """Publishes one stream to an endpoint: received bytes to events, method calls to bytes.

    The caller advances it: `connect()` after HandshakeCompleted, `create_stream()` after Connected,
    `publish()` after StreamCreated, media after PublishStarted. Methods raise SequenceError at any
    other moment. Send what `bytes_to_send()` returns after each call; it is whole and in order, and
    dropping any of it breaks the connection. Not thread-safe; never blocks.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        flash_version: str = FLASH_VERSION,
        chunk_size: int = OUT_CHUNK_SIZE,
    ) -> None:
        self._endpoint = endpoint
        self._flash_version = flash_version
        self._chunk_size = chunk_size
        self._connection = Connection(
            ClientHandshake(secrets.token_bytes(RANDOM_BYTES)), CLIENT_WINDOW_BYTES
        )
        self._state = ClientState.HANDSHAKEN
        self._stream_id = 0
        self._last_transaction = 0
        self._awaited: dict[float, str] = {}

    @property
    def state(self) -> ClientState:
        """The step the session has reached."""
        return self._state if self._connection.is_handshaken else ClientState.HANDSHAKE

    def receive(self, received: bytes) -> list[ClientEvent]:
        """Return the events that these bytes complete.

        Raises ProtocolError when the server breaks the protocol; events found before that in the
        same bytes are returned first, and the error is raised by the next call.
        """
        return self._connection.receive(received, self._dispatch)

    def bytes_to_send(self) -> bytes:
        """Return everything not yet taken, in order; at first the opening of the handshake."""
        return self._connection.bytes_to_send()

    def connect(self) -> None:
        """Announce chunk size and window, and ask for the application."""
        self._advance(ClientState.HANDSHAKEN, ClientState.CONNECT)
        self._connection.announce_chunk_size(self._chunk_size)
        self._connection.announce_window()
        self._call(
            "connect",
            {
                "app": self._endpoint.app,
                "type": "nonprivate",
                "flashVer": self._flash_version,
                "tcUrl": self._endpoint.tc_url,
            },
        )

    def create_stream(self) -> None:
        """Release a stale publish of that name, announce ours, and ask for a message stream."""
        self._advance(ClientState.CONNECTED, ClientState.CREATE_STREAM)
        self._call("releaseStream", None, self._endpoint.stream_name)
        self._call("FCPublish", None, self._endpoint.stream_name)
        self._call("createStream", None)

    def publish(self) -> None:
        """Ask to publish live under the stream name."""
        self._advance(ClientState.STREAM_CREATED, ClientState.PUBLISH)
        self._call("publish", None, self._endpoint.stream_name, "live", stream_id=self._stream_id)

    def metadata(self, properties: amf.EcmaArray) -> bytes:
        """Return onMetaData, after everything else not yet taken, as bytes to send now."""
        self._require(ClientState.PUBLISHING)
        return self._connection.send_now(_METADATA, metadata_message(properties, self._stream_id))

    def video(self, timestamp_ms: int, body: bytes) -> bytes:
        """Return an FLV video tag body, after everything else not yet taken, as bytes to send now.

        `timestamp_ms` is the decoding time and is sent modulo 2**32. Call it when the bytes will
        surely be sent: a frame must be dropped before this call, never after.
        """
        return self._media(_VIDEO, MessageType.VIDEO, timestamp_ms, body)

    def audio(self, timestamp_ms: int, body: bytes) -> bytes:
        """Return an FLV audio tag body in the same way as `video`."""
        return self._media(_AUDIO, MessageType.AUDIO, timestamp_ms, body)

    def unpublish(self) -> None:
        """End the publish in an orderly way: FCUnpublish, then deleteStream."""
        self._advance(ClientState.PUBLISHING, ClientState.ENDED)
        self._call("FCUnpublish", None, self._endpoint.stream_name)
        self._call("deleteStream", None, float(self._stream_id))

    def _media(
        self, chunk_stream_id: int, type_id: MessageType, timestamp_ms: int, body: bytes
    ) -> bytes:
        self._require(ClientState.PUBLISHING)
        message = Message(type_id, body, timestamp_ms, self._stream_id)
        return self._connection.send_now(chunk_stream_id, message)

    def _require(self, state: ClientState) -> None:
        if self.state is not state:
            raise SequenceError(f"The session is not at '{state.value}' but '{self.state.value}'.")

    def _advance(self, before: ClientState, after: ClientState) -> None:
        self._require(before)
        self._state = after

    def _call(
        self, name: str, command_object: amf.Value, *arguments: amf.Value, stream_id: int = 0
    ) -> None:
        self._last_transaction += 1
        self._awaited[self._last_transaction] = name
        command = Command(name, float(self._last_transaction), command_object, arguments)
        self._connection.send(_COMMANDS, command_message(command, stream_id))

    def _dispatch(self, message: Message) -> list[ClientEvent]:
        if message.type_id not in (MessageType.COMMAND_AMF0, MessageType.COMMAND_AMF3):
            return []  # nothing else is meant for a publisher
        command = parse_command(message)
        match command.name:
            case "_result":
                return self._answered(command, self._awaited.pop(command.transaction_id, ""))
            case "_error":
                return self._failed(command, self._awaited.pop(command.transaction_id, ""))
            case "onStatus" | "onFCPublish" | "onFCUnpublish" | "close":
                return self._status(command)
            case _:
                return []

    def _answered(self, command: Command, name: str) -> list[ClientEvent]:
        if name == "connect" and self._state is ClientState.CONNECT:
            self._state = ClientState.CONNECTED
            status = self._status_of(command)
            version = self._without_key(text_property(command.command_object, "fmsVer"))
            return [Connected(status.code, status.description, version)]
        if name == "createStream" and self._state is ClientState.CREATE_STREAM:
            self._stream_id = command.stream_id(0)
            if self._stream_id == 0:
                raise CommandError("The server gave the control stream to publish on.")
            self._state = ClientState.STREAM_CREATED
            return [StreamCreated(self._stream_id)]
        return []

    def _failed(self, command: Command, name: str) -> list[ClientEvent]:
        status = self._status_of(command)
        if name in ("connect", "createStream", "publish"):
            return self._refused(status)
        return [StatusReceived(status.level or "error", status.code, status.description)]

    def _status(self, command: Command) -> list[ClientEvent]:
        status = self._status_of(command)
        if command.name == "close" or status.code == "NetConnection.Connect.Closed":
            return self._refused(
                Status("error", "NetConnection.Connect.Closed", status.description)
            )
        if status.level == "error":
            return self._refused(status)
        if self._state is ClientState.PUBLISH and status.code == "NetStream.Publish.Start":
            self._state = ClientState.PUBLISHING
            return [PublishStarted(status.code, status.description)]
        return [StatusReceived(status.level, status.code, status.description)]

    def _refused(self, status: Status) -> list[ClientEvent]:
        """Report a refusal as one of the step that is under way."""
        match self._state:
            case ClientState.HANDSHAKEN | ClientState.CONNECT:
                event: ClientEvent = CommandRejected("connect", status.code, status.description)
            case ClientState.CONNECTED | ClientState.CREATE_STREAM:
                event = CommandRejected("createStream", status.code, status.description)
            case ClientState.STREAM_CREATED | ClientState.PUBLISH:
                event = PublishRejected(status.code, status.description)
            case ClientState.PUBLISHING:
                self._state = ClientState.ENDED
                return [PublishEnded(status.code, status.description)]
            case _:
                return [StatusReceived(status.level, status.code, status.description)]
        self._state = ClientState.REJECTED
        return [event]

    def _status_of(self, command: Command) -> Status:
        status = status_of(command)
        return Status(
            self._without_key(status.level),
            self._without_key(status.code),
            self._without_key(status.description),
        )

    def _without_key(self, text: str) -> str:
        """Servers like to quote the stream name, which is the key, in their descriptions."""
        stream_name = self._endpoint.stream_name
        for secret in (stream_name, stream_name.partition("?")[0]):
            text = text.replace(secret, "***") if secret else text
        return text
