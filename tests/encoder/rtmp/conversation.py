"""A client and a server session that talk through each other, in pieces of any sizes."""

from collections.abc import Callable, Iterator, Sequence
from itertools import cycle

from encoder.rtmp import (
    ClientEvent,
    ClientSession,
    ClientState,
    Connected,
    ConnectRequested,
    Endpoint,
    HandshakeCompleted,
    PublishRequested,
    ServerEvent,
    ServerSession,
    StreamCreated,
    amf,
    parse_endpoint,
)

KEY = "sk_secret_key"
ENDPOINT = parse_endpoint("rtmps://ingest.example:443/app/", KEY)

Decide = Callable[[ServerSession, ServerEvent], None]


def accept(server: ServerSession, event: ServerEvent) -> None:
    """Accept whatever is asked."""
    match event:
        case ConnectRequested():
            server.accept_connect()
        case PublishRequested():
            server.accept_publish()


def reject_connect(server: ServerSession, event: ServerEvent) -> None:
    if isinstance(event, ConnectRequested):
        server.reject_connect("NetConnection.Connect.Rejected", "No such application.")


def reject_publish(server: ServerSession, event: ServerEvent) -> None:
    """Accept the connect, and refuse the key while quoting it."""
    match event:
        case ConnectRequested():
            server.accept_connect()
        case PublishRequested():
            server.reject_publish("NetStream.Publish.BadName", f"{KEY} is taken.")


def advance(client: ClientSession, event: ClientEvent) -> None:
    """Take the next step towards publishing."""
    match event:
        case HandshakeCompleted():
            client.connect()
        case Connected():
            client.create_stream()
        case StreamCreated():
            client.publish()


def pieces(whole: bytes, sizes: Sequence[int]) -> Iterator[bytes]:
    """Cut into pieces of these sizes, over and over; no sizes: in one piece."""
    at = 0
    for size in cycle(sizes or (max(len(whole), 1),)):
        if at >= len(whole):
            return
        yield whole[at : at + size]
        at += size


class Conversation:
    """Both sessions, what each reported, and what each sent in turn."""

    def __init__(self, endpoint: Endpoint = ENDPOINT, decide: Decide = accept) -> None:
        self.client = ClientSession(endpoint)
        self.server = ServerSession()
        self.client_events: list[ClientEvent] = []
        self.server_events: list[ServerEvent] = []
        self.client_said: list[bytes] = []
        self.server_said: list[bytes] = []
        self._decide = decide

    def run(self, sizes: Sequence[int] = ()) -> None:
        """Carry bytes to and fro until both are silent."""
        is_silent = False
        while not is_silent:
            said, answered = self.client.bytes_to_send(), b""
            for piece in pieces(said, sizes):
                self.tell_server(piece)
            answered = self.server.bytes_to_send()
            for piece in pieces(answered, sizes):
                self.tell_client(piece)
            self.client_said += [said] if said else []
            self.server_said += [answered] if answered else []
            is_silent = not said and not answered

    def tell_server(self, said: bytes) -> None:
        for event in self.server.receive(said):
            self.server_events.append(event)
            self._decide(self.server, event)

    def tell_client(self, said: bytes) -> None:
        for event in self.client.receive(said):
            self.client_events.append(event)
            advance(self.client, event)

    def clear(self) -> None:
        """Forget the events so far."""
        self.client_events.clear()
        self.server_events.clear()


def publishing(endpoint: Endpoint = ENDPOINT) -> Conversation:
    """Return a conversation in which media may flow."""
    conversation = Conversation(endpoint)
    conversation.run()
    assert conversation.client.state is ClientState.PUBLISHING
    conversation.clear()
    return conversation


def transcript() -> list[bytes]:
    """Return what a client says from its first byte to its first media, turn by turn."""
    conversation = publishing()
    client = conversation.client
    return [
        *conversation.client_said,
        client.metadata(amf.EcmaArray(width=1.0)) + client.video(5, bytes(300)),
        client.audio(5, b"a"),
    ]
