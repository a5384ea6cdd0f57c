"""The receiving role: accept or reject a publisher, then hand on what it sends.

Source: Adobe, "Real Time Messaging Protocol 1.0" (2012), sections 7.2 and 7.3.1.
"""

from __future__ import annotations

import secrets
from enum import Enum
from typing import Final, Literal
from urllib.parse import parse_qsl

from encoder.rtmp import amf
from encoder.rtmp.commands import (
    Command,
    Status,
    command_message,
    parse_command,
    parse_data,
    status_message,
    text_property,
)
from encoder.rtmp.connection import OUT_CHUNK_SIZE, Connection
from encoder.rtmp.errors import CommandError, SequenceError
from encoder.rtmp.events import (
    AudioReceived,
    ConnectRequested,
    MetadataReceived,
    PublishRequested,
    ServerEvent,
    Unpublished,
    VideoReceived,
)
from encoder.rtmp.handshake import RANDOM_BYTES, ServerHandshake
from encoder.rtmp.messages import (
    BandwidthLimit,
    Message,
    MessageType,
    UserControl,
    peer_bandwidth,
    user_control,
)

SERVER_WINDOW_BYTES: Final = 2_500_000
"""Acknowledgement window announced to clients, as Flash Media Server and nginx-rtmp do."""

SERVER_VERSION: Final = "FMS/3,0,1,123"
"""The fmsVer that publishers expect to see (Flash Media Server 3)."""

MAX_PARAMETERS: Final = 32
"""Query parameters of a stream name."""

_COMMANDS: Final = 3
_STREAM_ID: Final = 1  # one message stream for each connection is enough for one publish


class ServerState(Enum):
    """What a server session is waiting for."""

    HANDSHAKE = "handshake"
    CONNECT = "connect"
    CONNECT_DECISION = "accept or reject connect"
    CONNECTED = "publish"
    PUBLISH_DECISION = "accept or reject publish"
    PUBLISHING = "media"
    REJECTED = "nothing"


class ServerSession:
    """Receives one publisher: received bytes to events, method calls to bytes.

    Answer ConnectRequested and PublishRequested by accepting or rejecting, at once or later; the
    rest (createStream, releaseStream, FCPublish, pings, acknowledgements) is answered here. Methods
    raise SequenceError at the wrong moment. Not thread-safe; never blocks.
    """

    def __init__(self) -> None:
        self._connection = Connection(
            ServerHandshake(secrets.token_bytes(RANDOM_BYTES)), SERVER_WINDOW_BYTES
        )
        self._state = ServerState.CONNECT
        self._app = ""
        self._connect_transaction = 0.0
        self._has_stream = False

    @property
    def state(self) -> ServerState:
        """The step the session has reached."""
        return self._state if self._connection.is_handshaken else ServerState.HANDSHAKE

    def receive(self, received: bytes) -> list[ServerEvent]:
        """Return the events that these bytes complete.

        Raises ProtocolError when the client breaks the protocol; events found before that in the
        same bytes are returned first, and the error is raised by the next call.
        """
        return self._connection.receive(received, self._dispatch)

    def bytes_to_send(self) -> bytes:
        """Return everything not yet taken, in order."""
        return self._connection.bytes_to_send()

    def accept_connect(self) -> None:
        """Let the client use the application it asked for."""
        self._advance(ServerState.CONNECT_DECISION, ServerState.CONNECTED)
        self._connection.announce_window()
        self._connection.send_control(peer_bandwidth(SERVER_WINDOW_BYTES, BandwidthLimit.DYNAMIC))
        self._connection.announce_chunk_size(OUT_CHUNK_SIZE)
        accepted = Status("status", "NetConnection.Connect.Success", "Connection succeeded.")
        self._reply(
            "_result",
            self._connect_transaction,
            {"fmsVer": SERVER_VERSION, "capabilities": 31.0},
            accepted.to_amf() | {"objectEncoding": 0.0},
        )

    def reject_connect(self, code: str, description: str) -> None:
        """Refuse the application, as with NetConnection.Connect.Rejected; then close."""
        self._advance(ServerState.CONNECT_DECISION, ServerState.REJECTED)
        refused = Status("error", code, description)
        self._reply("_error", self._connect_transaction, None, refused.to_amf())

    def accept_publish(self) -> None:
        """Let the client send media."""
        self._advance(ServerState.PUBLISH_DECISION, ServerState.PUBLISHING)
        self._connection.send_control(user_control(UserControl.STREAM_BEGIN, _STREAM_ID))
        self.send_status("status", "NetStream.Publish.Start", "Publishing has started.")

    def reject_publish(self, code: str, description: str) -> None:
        """Refuse the stream name, as with NetStream.Publish.BadName; the client may try another."""
        self._advance(ServerState.PUBLISH_DECISION, ServerState.CONNECTED)
        self.send_status("error", code, description)

    def send_status(
        self, level: Literal["status", "warning", "error"], code: str, description: str
    ) -> None:
        """Tell the client something at any moment after it has connected (onStatus)."""
        if self.state in (ServerState.HANDSHAKE, ServerState.CONNECT, ServerState.CONNECT_DECISION):
            raise SequenceError("A status cannot be sent before the client has connected.")
        message = status_message(Status(level, code, description), _STREAM_ID)
        self._connection.send(_COMMANDS, message)

    def ping(self, timestamp_ms: int) -> None:
        """Ask the client for a sign of life; PongReceived will carry the same timestamp."""
        self._connection.send_control(user_control(UserControl.PING_REQUEST, timestamp_ms))

    def acknowledge(self) -> None:
        """Acknowledge every byte received so far, without waiting for the window to fill."""
        self._connection.acknowledge()

    def _advance(self, before: ServerState, after: ServerState) -> None:
        if self.state is not before:
            raise SequenceError(f"The session waits for: {self.state.value}.")
        self._state = after

    def _reply(self, name: str, transaction_id: float, *values: amf.Value) -> None:
        if transaction_id:  # 0 asks for no reply (section 7.2.1)
            command = Command(name, transaction_id, values[0], values[1:])
            self._connection.send(_COMMANDS, command_message(command))

    def _dispatch(self, message: Message) -> list[ServerEvent]:
        if self._state is ServerState.REJECTED:
            return []
        match message.type_id:
            case MessageType.COMMAND_AMF0 | MessageType.COMMAND_AMF3:
                return self._command(parse_command(message), message.stream_id)
            case MessageType.VIDEO:
                self._require_publishing(message)
                return [VideoReceived(message.timestamp_ms, message.payload)]
            case MessageType.AUDIO:
                self._require_publishing(message)
                return [AudioReceived(message.timestamp_ms, message.payload)]
            case MessageType.DATA_AMF0 | MessageType.DATA_AMF3:
                self._require_publishing(message)
                return _metadata(message)
            case _:
                return []

    def _require_publishing(self, message: Message) -> None:
        if self._state is not ServerState.PUBLISHING or message.stream_id != _STREAM_ID:
            raise SequenceError("The client sent media without a publish that was accepted.")

    def _command(self, command: Command, stream_id: int) -> list[ServerEvent]:
        if command.name == "connect":
            return [self._connect_requested(command)]
        if self._state in (ServerState.CONNECT, ServerState.CONNECT_DECISION):
            raise SequenceError("The client sent a command before its connect was accepted.")
        match command.name:
            case "publish":
                return [self._publish_requested(command, stream_id)]
            case "createStream":
                self._has_stream = True
                self._reply("_result", command.transaction_id, None, float(_STREAM_ID))
                return []
            case "FCUnpublish" | "closeStream" | "deleteStream":
                self._reply("_result", command.transaction_id, None)
                return self._unpublished()
            case "releaseStream" | "FCPublish" | "_checkbw":
                self._reply("_result", command.transaction_id, None)
                return []
            case "play":
                self.send_status("error", "NetStream.Play.StreamNotFound", "Nothing to play here.")
                return []
            case _:
                unknown = Status("error", "NetConnection.Call.Failed", "The method is not known.")
                self._reply("_error", command.transaction_id, None, unknown.to_amf())
                return []

    def _connect_requested(self, command: Command) -> ConnectRequested:
        if self._state is not ServerState.CONNECT:
            raise SequenceError("The client sent connect twice.")
        properties = command.command_object
        if not isinstance(properties, dict) or not isinstance(properties.get("app"), str):
            raise CommandError("The client's connect names no application.")
        self._state = ServerState.CONNECT_DECISION
        self._connect_transaction = command.transaction_id
        self._app = text_property(properties, "app").strip("/")
        return ConnectRequested(
            self._app,
            text_property(properties, "tcUrl"),
            text_property(properties, "flashVer"),
            text_property(properties, "type"),
        )

    def _publish_requested(self, command: Command, stream_id: int) -> PublishRequested:
        if self._state is not ServerState.CONNECTED:
            raise SequenceError("The client sent publish while another one was under way.")
        if not self._has_stream or stream_id != _STREAM_ID:
            raise SequenceError("The client sent publish on a stream that was not created.")
        name, _, query = command.text(0).partition("?")
        publishing_type = command.argument(1)
        self._state = ServerState.PUBLISH_DECISION
        return PublishRequested(
            self._app,
            name,
            _parameters(query),
            publishing_type if isinstance(publishing_type, str) else "live",
            stream_id,
        )

    def _unpublished(self) -> list[ServerEvent]:
        if self._state is ServerState.PUBLISHING:
            self.send_status("status", "NetStream.Unpublish.Success", "Publishing has ended.")
        elif self._state is not ServerState.PUBLISH_DECISION:
            return []
        self._state = ServerState.CONNECTED
        return [Unpublished()]


def _metadata(message: Message) -> list[ServerEvent]:
    values = parse_data(message)
    if len(values) < 2 or values[0] != "onMetaData" or not isinstance(values[1], dict):
        return []  # cue points and the like
    return [MetadataReceived(message.timestamp_ms, values[1])]


def _parameters(query: str) -> dict[str, str]:
    try:
        return dict(parse_qsl(query, keep_blank_values=True, max_num_fields=MAX_PARAMETERS))
    except ValueError:
        raise CommandError(f"A stream name has more than {MAX_PARAMETERS} parameters.") from None
