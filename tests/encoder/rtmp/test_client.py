import pytest
from hypothesis import given
from hypothesis import strategies as st

from encoder.rtmp import amf
from encoder.rtmp.client import ClientSession, ClientState
from encoder.rtmp.commands import Command, Status, command_message
from encoder.rtmp.errors import CommandError, SequenceError
from encoder.rtmp.events import (
    ClientEvent,
    CommandRejected,
    Connected,
    HandshakeCompleted,
    PublishEnded,
    PublishRejected,
    PublishStarted,
    StatusReceived,
    StreamCreated,
)
from encoder.rtmp.messages import Message, MessageType
from tests.encoder.rtmp.conversation import (
    ENDPOINT,
    KEY,
    Conversation,
    advance,
    pieces,
    publishing,
    reject_connect,
    reject_publish,
)
from tests.encoder.rtmp.peers import server_at

SIZES = st.lists(st.integers(1, 2000), max_size=6)


@given(SIZES)
def test_a_client_reaches_publishing_however_the_bytes_are_split(sizes: list[int]) -> None:
    conversation = Conversation()

    conversation.run(sizes)

    assert conversation.client.state is ClientState.PUBLISHING
    steps = [type(event) for event in conversation.client_events]
    wanted = [HandshakeCompleted, Connected, StreamCreated, PublishStarted]
    assert [step for step in steps if step in wanted] == wanted


@given(SIZES)
def test_any_split_of_what_a_server_said_gives_the_same_events(sizes: list[int]) -> None:
    first = Conversation(decide=reject_publish)
    first.run()
    again, events = ClientSession(ENDPOINT), []

    for said in first.server_said:
        for piece in pieces(said, sizes):
            for event in again.receive(piece):
                events.append(event)
                advance(again, event)

    assert events == first.client_events


def test_the_commands_are_those_that_publishers_send() -> None:
    server = server_at(ClientState.HANDSHAKEN)
    server.session.connect()
    (connect,) = server.commands()
    server.reply("_result", 1)
    server.session.create_stream()
    release, announce, create = server.commands()
    server.reply("_result", 4, 1.0)
    server.session.publish()
    (publish,) = server.commands()

    assert connect.command_object == {
        "app": "app",
        "type": "nonprivate",
        "flashVer": "FMLE/3.0 (compatible; Livedesk)",
        "tcUrl": "rtmps://ingest.example:443/app",
    }
    assert (release.name, release.arguments) == ("releaseStream", (KEY,))
    assert (announce.name, announce.arguments) == ("FCPublish", (KEY,))
    assert (create.name, create.arguments) == ("createStream", ())
    assert (publish.name, publish.arguments) == ("publish", (KEY, "live"))


def test_the_priority_is_part_of_the_stream_name() -> None:
    conversation = publishing(ENDPOINT.with_priority(3))

    assert KEY.encode() + b"?priority=3" in b"".join(conversation.client_said)


def test_a_refused_connect_is_reported_with_its_reason() -> None:
    conversation = Conversation(decide=reject_connect)

    conversation.run()

    assert conversation.client_events[-1] == CommandRejected(
        "connect", "NetConnection.Connect.Rejected", "No such application."
    )
    assert conversation.client.state is ClientState.REJECTED


def test_a_refused_publish_is_reported_without_the_key_that_the_server_quotes() -> None:
    conversation = Conversation(decide=reject_publish)

    conversation.run()

    assert conversation.client_events[-1] == PublishRejected(
        "NetStream.Publish.BadName", "*** is taken."
    )
    assert conversation.client.state is ClientState.REJECTED


def test_a_refused_create_stream_is_reported() -> None:
    server = server_at(ClientState.CREATE_STREAM)

    events = server.reply("_error", 4, Status("error", "NetStream.Failed", "No.").to_amf())

    assert events == [CommandRejected("createStream", "NetStream.Failed", "No.")]


@pytest.mark.parametrize("transaction", [2, 3])
def test_a_refused_release_or_announcement_is_only_a_status(transaction: float) -> None:
    server = server_at(ClientState.CREATE_STREAM)

    assert server.reply("_error", transaction) == [StatusReceived("error", "", "")]
    assert server.reply("_result", 4, 7.0) == [StreamCreated(7)]


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (ClientState.HANDSHAKEN, CommandRejected("connect", "NetStream.X", "")),
        (ClientState.CONNECT, CommandRejected("connect", "NetStream.X", "")),
        (ClientState.CREATE_STREAM, CommandRejected("createStream", "NetStream.X", "")),
        (ClientState.PUBLISH, PublishRejected("NetStream.X", "")),
        (ClientState.PUBLISHING, PublishEnded("NetStream.X", "")),
    ],
)
def test_an_error_status_ends_the_step_that_is_under_way(
    state: ClientState, expected: ClientEvent
) -> None:
    server = server_at(state)

    assert server.status("error", "NetStream.X") == [expected]
    assert server.status("error", "NetStream.X") == [StatusReceived("error", "NetStream.X", "")]


@pytest.mark.parametrize("name", ["close", "onStatus"])
def test_a_server_that_closes_the_connection_ends_the_publish(name: str) -> None:
    server = server_at(ClientState.PUBLISHING)
    closed: dict[str, amf.Value] = {"level": "status", "code": "NetConnection.Connect.Closed"}

    events = server.reply(name, 0, *([closed] if name == "onStatus" else []))

    assert events == [PublishEnded("NetConnection.Connect.Closed", "")]
    assert server.session.state is ClientState.ENDED


def test_other_statuses_change_nothing() -> None:
    server = server_at(ClientState.PUBLISHING)

    assert server.status("warning", "NetStream.X", "slow") == [
        StatusReceived("warning", "NetStream.X", "slow")
    ]
    assert server.session.state is ClientState.PUBLISHING


def test_a_publish_start_that_was_not_asked_for_starts_nothing() -> None:
    server = server_at(ClientState.STREAM_CREATED)

    events = server.status("status", "NetStream.Publish.Start")

    assert events == [StatusReceived("status", "NetStream.Publish.Start", "")]
    assert server.session.state is ClientState.STREAM_CREATED


def test_replies_that_nobody_waits_for_are_passed_over() -> None:
    server = server_at(ClientState.CONNECT)

    assert server.reply("_result", 99) == []
    assert server.reply("onBWDone", 0) == []
    assert server.say(Message(MessageType.DATA_AMF0, b"\xff")) == []
    assert server.say(Message(MessageType.VIDEO, b"")) == []


@pytest.mark.parametrize("stream_id", [0.0, -1.0, "1", None])
def test_an_impossible_stream_id_is_refused(stream_id: amf.Value) -> None:
    with pytest.raises(CommandError):
        server_at(ClientState.CREATE_STREAM).reply("_result", 4, stream_id)


def test_the_server_version_is_reported() -> None:
    server = server_at(ClientState.CONNECT)
    accepted = Command("_result", 1.0, {"fmsVer": "FMS/9"}, (Status("s", "c", "d").to_amf(),))

    assert server.say(command_message(accepted)) == [Connected("c", "d", "FMS/9")]


def test_commands_at_the_wrong_moment_are_refused() -> None:
    client = ClientSession(ENDPOINT)

    for command in (client.connect, client.create_stream, client.publish, client.unpublish):
        with pytest.raises(SequenceError):
            command()
    with pytest.raises(SequenceError):
        client.video(0, b"")
    with pytest.raises(SequenceError):
        client.audio(0, b"")
    with pytest.raises(SequenceError):
        client.metadata(amf.EcmaArray())
    assert client.state is ClientState.HANDSHAKE


def test_after_unpublish_no_media_can_be_sent() -> None:
    conversation = publishing()

    conversation.client.unpublish()

    assert conversation.client.state is ClientState.ENDED
    with pytest.raises(SequenceError):
        conversation.client.audio(0, b"")


def test_a_frame_costs_one_header_when_it_fits_into_a_chunk() -> None:
    client = publishing().client
    client.video(0, bytes(50_000))

    assert len(client.video(40, bytes(50_000))) == 50_000 + 4


def test_media_takes_waiting_replies_along() -> None:
    conversation = publishing()
    conversation.server.ping(5)
    conversation.tell_client(conversation.server.bytes_to_send())

    sent = conversation.client.audio(0, b"frame")

    assert conversation.client.bytes_to_send() == b""
    conversation.tell_server(sent)
    assert [type(event).__name__ for event in conversation.server_events] == [
        "PongReceived",
        "AudioReceived",
    ]


def test_the_key_appears_in_no_repr() -> None:
    conversation = Conversation(ENDPOINT.with_priority(3), reject_publish)
    conversation.run()

    said = [conversation.client, ENDPOINT, *conversation.client_events, *conversation.server_events]

    assert KEY not in repr(said)
