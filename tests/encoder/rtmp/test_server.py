from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encoder.rtmp import amf
from encoder.rtmp.client import ClientState
from encoder.rtmp.commands import Command, command_message, metadata_message
from encoder.rtmp.errors import CommandError, ProtocolError, SequenceError
from encoder.rtmp.events import (
    AudioReceived,
    ConnectRequested,
    MetadataReceived,
    PeerAcknowledged,
    PongReceived,
    PublishEnded,
    PublishRequested,
    StatusReceived,
    Unpublished,
    VideoReceived,
)
from encoder.rtmp.messages import Message, MessageType
from encoder.rtmp.server import MAX_PARAMETERS, ServerSession, ServerState
from encoder.rtmp.url import parse_endpoint
from tests.encoder.rtmp.conversation import (
    ENDPOINT,
    KEY,
    Conversation,
    Decide,
    accept,
    pieces,
    publishing,
    reject_connect,
    reject_publish,
    transcript,
)
from tests.encoder.rtmp.peers import APP, Client, client_at

SIZES = st.lists(st.integers(1, 2000), max_size=6)
VIDEO = Message(MessageType.VIDEO, b"v", 0, 1)


@given(SIZES)
def test_any_split_of_what_a_client_said_gives_the_same_events(sizes: list[int]) -> None:
    first = publishing()
    first.client_said.append(first.client.video(5, bytes(300)) + first.client.audio(9, b"a"))
    first.client.unpublish()
    first.client_said.append(first.client.bytes_to_send())
    outcomes = []

    for chosen in ([], sizes):
        server, events = ServerSession(), []
        for said in first.client_said:
            for piece in pieces(said, chosen):
                for event in server.receive(piece):
                    events.append(event)
                    accept(server, event)
        outcomes.append(events)

    assert outcomes[0] == outcomes[1]
    assert outcomes[0][-3:] == [VideoReceived(5, bytes(300)), AudioReceived(9, b"a"), Unpublished()]


def test_a_connect_is_reported_with_what_the_client_says_of_itself() -> None:
    conversation = Conversation()
    conversation.run()

    requested = next(e for e in conversation.server_events if isinstance(e, ConnectRequested))

    assert requested == ConnectRequested(
        "app", "rtmps://ingest.example:443/app", "FMLE/3.0 (compatible; Livedesk)", "nonprivate"
    )


def test_a_publish_is_reported_with_its_parameters() -> None:
    conversation = Conversation(parse_endpoint("rtmp://h/app", f"{KEY}?a=b%20c&x").with_priority(4))
    conversation.run()

    requested = next(e for e in conversation.server_events if isinstance(e, PublishRequested))

    assert (requested.app, requested.stream_name) == ("app", KEY)
    assert requested.parameters == {"a": "b c", "x": "", "priority": "4"}
    assert requested.publishing_type == "live"


def test_metadata_and_media_arrive_with_their_times() -> None:
    conversation = publishing()
    client = conversation.client
    properties = amf.EcmaArray(width=1280.0)

    for sent in (
        client.metadata(properties),
        client.video(2**32 - 1, b"v" * 200_000),
        client.audio(2**32 + 1, b"a"),
    ):
        conversation.tell_server(sent)

    assert conversation.server_events == [
        MetadataReceived(0, properties),
        VideoReceived(2**32 - 1, b"v" * 200_000),
        AudioReceived(1, b"a"),
    ]


def test_other_data_is_passed_over() -> None:
    client = client_at(ServerState.PUBLISHING)
    cue = amf.encode("onCuePoint", {"name": "x"})

    for type_id, payload in ((18, cue), (18, amf.encode("onMetaData")), (22, b"")):
        assert client.say(Message(type_id, payload, 0, 1)) == []


def test_an_unpublish_is_reported_once() -> None:
    conversation = publishing()

    conversation.client.unpublish()
    conversation.run()

    assert conversation.server_events == [Unpublished()]
    assert conversation.server.state is ServerState.CONNECTED
    assert conversation.client_events[-1] == StatusReceived(
        "status", "NetStream.Unpublish.Success", "Publishing has ended."
    )


def test_a_client_may_give_up_before_its_publish_is_decided() -> None:
    client = client_at(ServerState.PUBLISH_DECISION)

    assert client.call("deleteStream", None, 1.0) == [Unpublished()]
    with pytest.raises(SequenceError):
        client.session.accept_publish()


def test_a_refused_client_may_publish_another_name() -> None:
    client = client_at(ServerState.PUBLISH_DECISION)

    client.session.reject_publish("NetStream.Publish.BadName", "Taken.")

    assert isinstance(client.publish("other")[0], PublishRequested)


def test_a_rejected_client_is_not_listened_to_any_more() -> None:
    client = client_at(ServerState.CONNECT_DECISION)

    client.session.reject_connect("NetConnection.Connect.Rejected", "No.")

    assert client.session.state is ServerState.REJECTED
    assert client.publish() == client.say(VIDEO) == []


@pytest.mark.parametrize(
    ("state", "message"),
    [
        (ServerState.CONNECT, VIDEO),
        (ServerState.CONNECT, command_message(Command("createStream", 2.0))),
        (ServerState.CONNECT, command_message(Command("publish", 2.0, None, ("name",)), 1)),
        (ServerState.CONNECT_DECISION, command_message(Command("createStream", 2.0))),
        (ServerState.CONNECT_DECISION, command_message(Command("connect", 1.0, APP))),
        (ServerState.CONNECTED, VIDEO),
        (ServerState.CONNECTED, metadata_message(amf.EcmaArray(), 1)),
        (ServerState.CONNECTED, command_message(Command("connect", 1.0, APP))),
        (ServerState.CONNECTED, command_message(Command("publish", 2.0, None, ("name",)), 1)),
        (ServerState.PUBLISH_DECISION, VIDEO),
        (ServerState.PUBLISH_DECISION, command_message(Command("publish", 2.0, None, ("n",)), 1)),
        (ServerState.PUBLISHING, Message(MessageType.AUDIO, b"a", 0, 2)),
        (ServerState.PUBLISHING, command_message(Command("publish", 2.0, None, ("name",)), 1)),
    ],
)
def test_a_message_in_the_wrong_order_is_refused(state: ServerState, message: Message) -> None:
    client = client_at(state)

    with pytest.raises(SequenceError):
        client.say(message)


@pytest.mark.parametrize("values", [(), (None,), ({},), ({"app": 1.0},)])
def test_a_connect_without_an_application_is_refused(values: tuple[amf.Value, ...]) -> None:
    with pytest.raises(CommandError):
        Client().call("connect", *values)


def test_a_publish_without_a_name_is_refused() -> None:
    client = client_at(ServerState.PUBLISHING)
    client.call("deleteStream", None, 1.0)

    with pytest.raises(CommandError):
        client.call("publish", None, 5.0, stream_id=1)


def test_too_many_parameters_are_refused() -> None:
    client = client_at(ServerState.PUBLISHING)
    client.call("deleteStream", None, 1.0)

    with pytest.raises(CommandError):
        client.publish("name?" + "&".join("a=1" for _ in range(MAX_PARAMETERS + 1)))


def test_a_player_is_told_that_there_is_nothing_to_play() -> None:
    client = client_at(ServerState.PUBLISHING)
    client.session.bytes_to_send()

    assert client.call("play", None, "name", stream_id=1) == []
    assert b"NetStream.Play.StreamNotFound" in client.session.bytes_to_send()


def test_an_unknown_method_is_answered_with_an_error() -> None:
    client = client_at(ServerState.PUBLISHING)
    client.session.bytes_to_send()

    assert client.call("fly", None) == []
    assert b"NetConnection.Call.Failed" in client.session.bytes_to_send()


def test_a_ping_comes_back_as_a_pong() -> None:
    conversation = publishing()

    conversation.server.ping(123)
    conversation.run()

    assert conversation.server_events == [PongReceived(123)]


def test_an_acknowledgement_tells_the_client_what_has_arrived() -> None:
    conversation = publishing()
    total = sum(len(said) for said in conversation.client_said)

    conversation.server.acknowledge()
    conversation.run()

    assert conversation.client_events == [PeerAcknowledged(total)]


def test_an_error_status_ends_the_clients_publish() -> None:
    conversation = publishing()

    conversation.server.send_status("error", "NetStream.Publish.Idle", "Nothing came for 30 s.")
    conversation.run()

    assert conversation.client_events == [
        PublishEnded("NetStream.Publish.Idle", "Nothing came for 30 s.")
    ]


def test_decisions_at_the_wrong_moment_are_refused() -> None:
    server = ServerSession()

    assert server.state is ServerState.HANDSHAKE
    for decide in (
        server.accept_connect,
        server.accept_publish,
        lambda: server.reject_connect("", ""),
        lambda: server.reject_publish("", ""),
        lambda: server.send_status("status", "", ""),
    ):
        with pytest.raises(SequenceError):
            decide()


@pytest.mark.parametrize("decide", [reject_connect, reject_publish])
@given(sizes=SIZES)
def test_a_refusal_reaches_the_client_however_the_bytes_are_split(
    decide: Decide, sizes: list[int]
) -> None:
    conversation = Conversation(ENDPOINT, decide)

    conversation.run(sizes)

    assert conversation.client.state is ClientState.REJECTED


@given(st.data())
def test_a_conversation_with_broken_bytes_ends_in_a_protocol_error_or_goes_on(
    data: st.DataObject,
) -> None:
    server = ServerSession()
    with suppress(ProtocolError):
        for said in _TRANSCRIPT:
            broken = bytearray(said)
            for _ in range(data.draw(st.integers(0, 3))):
                at = data.draw(st.integers(0, len(broken) - 1))
                broken[at] = data.draw(st.integers(0, 255))
            _receive_and_accept(server, bytes(broken))


@given(st.lists(st.binary(max_size=100), max_size=4))
def test_hostile_messages_end_in_a_protocol_error_or_are_passed_over(parts: list[bytes]) -> None:
    client = client_at(ServerState.PUBLISHING)
    with suppress(ProtocolError):
        for type_id, part in enumerate(parts, 17):
            client.say(Message(type_id, part, 0, 1), Message(MessageType.COMMAND_AMF0, part))


def _receive_and_accept(server: ServerSession, said: bytes) -> None:
    for event in server.receive(said):
        if server.state in (ServerState.CONNECT_DECISION, ServerState.PUBLISH_DECISION):
            accept(server, event)


_TRANSCRIPT = transcript()
