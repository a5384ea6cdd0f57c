"""Peers that say whatever a test wants, right or wrong, to one session of ours."""

from encoder.rtmp import (
    ClientEvent,
    ClientSession,
    ClientState,
    ServerEvent,
    ServerSession,
    ServerState,
    amf,
)
from encoder.rtmp.chunks import ChunkReader
from encoder.rtmp.chunkwriter import ChunkWriter
from encoder.rtmp.commands import Command, Status, command_message, parse_command, status_message
from encoder.rtmp.handshake import PACKET_BYTES
from encoder.rtmp.messages import Message, MessageType
from tests.encoder.rtmp.conversation import ENDPOINT

APP: dict[str, amf.Value] = {"app": "live"}


class Client:
    """A client for a server session of ours."""

    def __init__(self) -> None:
        self.session = ServerSession()
        self.writer = ChunkWriter()
        self.session.receive(b"\x03" + bytes(2 * PACKET_BYTES))

    def say(self, *messages: Message) -> list[ServerEvent]:
        return self.session.receive(b"".join(self.writer.write(3, m) for m in messages))

    def call(self, name: str, *values: amf.Value, stream_id: int = 0) -> list[ServerEvent]:
        command = Command(name, 1.0, values[0] if values else None, values[1:])
        return self.say(command_message(command, stream_id))

    def publish(self, name: str = "name") -> list[ServerEvent]:
        return self.call("publish", None, name, "live", stream_id=1)


def client_at(state: ServerState) -> Client:
    """Return a client whose server has reached that step."""
    client = Client()
    order = list(ServerState)
    if order.index(state) >= order.index(ServerState.CONNECT_DECISION):
        client.call("connect", APP)
    if order.index(state) >= order.index(ServerState.CONNECTED):
        client.session.accept_connect()
    if order.index(state) >= order.index(ServerState.PUBLISH_DECISION):
        client.call("createStream", None)
        client.publish()
    if order.index(state) >= order.index(ServerState.PUBLISHING):
        client.session.accept_publish()
    assert client.session.state is state
    return client


class Server:
    """A server for a client session of ours."""

    def __init__(self) -> None:
        self.session = ClientSession(ENDPOINT)
        self.session.bytes_to_send()
        self.writer = ChunkWriter()
        self.reader = ChunkReader()
        self.session.receive(b"\x03" + bytes(2 * PACKET_BYTES))
        self.session.bytes_to_send()

    def say(self, *messages: Message) -> list[ClientEvent]:
        return self.session.receive(b"".join(self.writer.write(3, m) for m in messages))

    def reply(self, name: str, transaction: float, *values: amf.Value) -> list[ClientEvent]:
        return self.say(command_message(Command(name, transaction, None, values)))

    def status(self, level: str, code: str, description: str = "") -> list[ClientEvent]:
        return self.say(status_message(Status(level, code, description), 1))

    def commands(self) -> list[Command]:
        self.reader.feed(self.session.bytes_to_send())
        messages = iter(self.reader.next_message, None)
        return [parse_command(m) for m in messages if m.type_id == MessageType.COMMAND_AMF0]


def server_at(state: ClientState) -> Server:
    """Return a server whose client has reached that step."""
    server = Server()
    steps = (
        (ClientState.CONNECT, server.session.connect),
        (ClientState.CONNECTED, lambda: server.reply("_result", 1)),
        (ClientState.CREATE_STREAM, server.session.create_stream),
        (ClientState.STREAM_CREATED, lambda: server.reply("_result", 4, 1.0)),
        (ClientState.PUBLISH, server.session.publish),
        (ClientState.PUBLISHING, lambda: server.status("status", "NetStream.Publish.Start")),
    )
    for reached, step in steps:
        if server.session.state is state:
            break
        step()
        assert server.session.state is reached
    return server
