from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encoder.rtmp.chunks import ChunkReader
from encoder.rtmp.chunkwriter import ChunkWriter
from encoder.rtmp.connection import MAX_UNSENT_BYTES, Connection
from encoder.rtmp.errors import ChunkError, CommandError, FloodError, HandshakeError, ProtocolError
from encoder.rtmp.events import (
    ChunkSizeChanged,
    ConnectionEvent,
    HandshakeCompleted,
    PeerAcknowledged,
    PeerBandwidthSet,
    PingReceived,
    PongReceived,
    WindowAnnounced,
)
from encoder.rtmp.handshake import PACKET_BYTES, RANDOM_BYTES, ServerHandshake
from encoder.rtmp.messages import (
    BandwidthLimit,
    Message,
    MessageType,
    UserControl,
    control,
    control_value,
    peer_bandwidth,
    user_control,
)
from tests.encoder.rtmp.conversation import pieces

WINDOW = 100_000
OPENING = b"\x03" + bytes(2 * PACKET_BYTES)
PING = user_control(UserControl.PING_REQUEST, 77)


class Peer:
    """The other end: writes messages into a connection and reads what it sends."""

    def __init__(self) -> None:
        self.connection = Connection(ServerHandshake(bytes(RANDOM_BYTES)), WINDOW)
        self.dispatched: list[Message] = []
        self.writer = ChunkWriter()
        self.reader = ChunkReader()
        self.events = self.tell(OPENING)
        self.connection.bytes_to_send()

    def tell(self, received: bytes) -> list[ConnectionEvent]:
        return self.connection.receive(received, self._dispatch)

    def say(self, *messages: Message) -> list[ConnectionEvent]:
        return self.tell(b"".join(self.writer.write(2, message) for message in messages))

    def hear(self) -> list[Message]:
        """Read the control messages that the connection wants to send."""
        self.reader.feed(self.connection.bytes_to_send())
        return list(iter(self.reader.next_message, None))

    def _dispatch(self, message: Message) -> list[ConnectionEvent]:
        self.dispatched.append(message)
        return []


def acknowledgement(total: int) -> Message:
    return control(MessageType.ACKNOWLEDGEMENT, total)


def test_the_handshake_is_reported_once() -> None:
    peer = Peer()

    assert peer.events == [HandshakeCompleted()]
    assert peer.connection.is_handshaken
    assert peer.tell(b"") == []


def test_messages_behind_the_handshake_are_read_with_it() -> None:
    connection = Connection(ServerHandshake(bytes(RANDOM_BYTES)), WINDOW)

    events = connection.receive(OPENING + ChunkWriter().write(2, PING), lambda _: [])

    assert events == [HandshakeCompleted(), PingReceived(77)]


def test_a_ping_is_answered_with_its_own_time() -> None:
    peer = Peer()

    assert peer.say(PING) == [PingReceived(77)]
    assert peer.hear() == [user_control(UserControl.PING_RESPONSE, 77)]


def test_a_pong_is_reported() -> None:
    assert Peer().say(user_control(UserControl.PING_RESPONSE, 5)) == [PongReceived(5)]


@pytest.mark.parametrize("event", [UserControl.STREAM_BEGIN, UserControl.SET_BUFFER_LENGTH])
def test_other_user_control_events_are_passed_over(event: UserControl) -> None:
    assert Peer().say(user_control(event, 1)) == []


def test_a_chunk_size_is_reported_and_used() -> None:
    peer = Peer()
    body = bytes(5000)

    events = peer.tell(peer.writer.set_chunk_size(4096))
    peer.tell(peer.writer.write(4, Message(MessageType.VIDEO, body)))

    assert events == [ChunkSizeChanged(4096)]
    assert [message.payload for message in peer.dispatched] == [body]


def test_received_bytes_are_acknowledged_each_time_the_announced_window_is_full() -> None:
    peer = Peer()
    announced = peer.say(control(MessageType.WINDOW_ACKNOWLEDGEMENT_SIZE, 10_000))
    before = peer.hear()

    peer.tell(peer.writer.write(4, Message(MessageType.VIDEO, bytes(10_000))))
    after = peer.hear()
    peer.tell(peer.writer.write(4, Message(MessageType.VIDEO, bytes(100))))

    assert announced == [WindowAnnounced(10_000)]
    assert before == []
    assert len(after) == 1
    assert control_value(after[0]) > 10_000 + len(OPENING)
    assert peer.hear() == []


def test_nothing_is_acknowledged_before_a_window_is_announced_or_when_it_is_zero() -> None:
    peer = Peer()
    peer.say(control(MessageType.WINDOW_ACKNOWLEDGEMENT_SIZE, 0))

    peer.tell(peer.writer.write(4, Message(MessageType.VIDEO, bytes(100_000))))

    assert peer.hear() == []


def test_a_window_of_one_byte_costs_one_acknowledgement_for_each_call() -> None:
    peer = Peer()
    peer.say(control(MessageType.WINDOW_ACKNOWLEDGEMENT_SIZE, 1))
    peer.hear()

    peer.tell(peer.writer.write(4, Message(MessageType.VIDEO, bytes(50_000))))

    assert len(peer.hear()) == 1


def test_the_peers_byte_count_goes_on_beyond_32_bits() -> None:
    peer = Peer()
    counts = [2**31 - 1, 2**32 - 10, 5, 2**31]

    events = [event for count in counts for event in peer.say(acknowledgement(count))]

    assert events == [
        PeerAcknowledged(2**31 - 1),
        PeerAcknowledged(2**32 - 10),
        PeerAcknowledged(2**32 + 5),
        PeerAcknowledged(2**32 + 2**31),
    ]


def test_a_byte_count_that_goes_back_is_older_than_the_last() -> None:
    peer = Peer()
    peer.say(acknowledgement(1000))

    assert peer.say(acknowledgement(900)) == [PeerAcknowledged(1000)]


@pytest.mark.parametrize(
    ("wanted", "answer"),
    [(WINDOW - 1, [WINDOW - 1]), (WINDOW, []), (WINDOW + 1, []), (0, [])],
)
def test_only_a_smaller_bandwidth_changes_our_window(wanted: int, answer: list[int]) -> None:
    peer = Peer()

    events = peer.say(peer_bandwidth(wanted, BandwidthLimit.SOFT))

    assert events == [PeerBandwidthSet(wanted, BandwidthLimit.SOFT)]
    assert [control_value(message) for message in peer.hear()] == answer


def test_events_before_a_violation_are_returned_and_the_violation_is_raised_next() -> None:
    peer = Peer()

    events = peer.tell(peer.writer.write(2, PING) + b"\xff")

    assert events == [PingReceived(77)]
    for _ in range(2):
        with pytest.raises(ChunkError):
            peer.tell(b"")


def test_a_violation_alone_is_raised_at_once() -> None:
    with pytest.raises(HandshakeError):
        Connection(ServerHandshake(bytes(RANDOM_BYTES)), 1).receive(b"HTTP", lambda _: [])
    with pytest.raises(CommandError):
        Peer().say(Message(MessageType.ACKNOWLEDGEMENT, b""))


def test_a_peer_that_pings_without_reading_is_given_up() -> None:
    peer = Peer()
    pings = peer.writer.write(2, PING) + b"".join(
        peer.writer.write(2, PING) for _ in range(MAX_UNSENT_BYTES // 7)
    )
    peer.tell(pings)

    with pytest.raises(FloodError):
        peer.tell(b"")


def test_replies_and_a_message_to_send_now_leave_in_order() -> None:
    peer = Peer()
    peer.say(PING)

    sent = peer.connection.send_now(4, Message(MessageType.VIDEO, b"body"))

    assert sent.endswith(b"body")
    assert (77).to_bytes(4, "big") in sent
    assert peer.connection.bytes_to_send() == b""


@given(st.binary(max_size=300), st.lists(st.integers(1, 50), max_size=5))
def test_any_bytes_give_a_protocol_error_or_nothing(received: bytes, sizes: list[int]) -> None:
    peer = Peer()
    with suppress(ProtocolError):
        for piece in pieces(received, sizes):
            peer.tell(piece)
