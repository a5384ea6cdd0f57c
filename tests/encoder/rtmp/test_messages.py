import pytest
from hypothesis import given
from hypothesis import strategies as st

from encoder.rtmp.errors import CommandError
from encoder.rtmp.messages import (
    BandwidthLimit,
    Message,
    MessageType,
    UserControl,
    bandwidth_limit,
    control,
    control_value,
    peer_bandwidth,
    user_control,
    user_control_event,
)


@given(st.integers(0, 2**32 - 1))
def test_a_control_number_is_read_back(value: int) -> None:
    assert control_value(control(MessageType.ACKNOWLEDGEMENT, value)) == value
    assert user_control_event(user_control(UserControl.PING_REQUEST, value)) == (6, value)


def test_a_control_number_wraps_like_the_byte_count_it_carries() -> None:
    assert control_value(control(MessageType.ACKNOWLEDGEMENT, 2**32 + 5)) == 5


@pytest.mark.parametrize("limit", BandwidthLimit)
def test_a_peer_bandwidth_is_read_back(limit: BandwidthLimit) -> None:
    message = peer_bandwidth(2_500_000, limit)

    assert (control_value(message), bandwidth_limit(message)) == (2_500_000, limit)


@pytest.mark.parametrize("payload", [b"", b"\x00\x00\x00"])
def test_a_control_number_that_is_cut_off_is_refused(payload: bytes) -> None:
    with pytest.raises(CommandError):
        control_value(Message(MessageType.SET_CHUNK_SIZE, payload))


@pytest.mark.parametrize("payload", [bytes(4), bytes(4) + b"\x03"])
def test_a_limit_that_is_missing_or_unknown_is_refused(payload: bytes) -> None:
    with pytest.raises(CommandError):
        bandwidth_limit(Message(MessageType.SET_PEER_BANDWIDTH, payload))


def test_a_user_control_event_without_a_type_is_refused() -> None:
    with pytest.raises(CommandError):
        user_control_event(Message(MessageType.USER_CONTROL, b"\x00"))


def test_a_user_control_event_may_lack_its_number() -> None:
    assert user_control_event(Message(MessageType.USER_CONTROL, b"\x00\x20")) == (32, 0)


def test_the_payload_of_a_message_stays_out_of_its_repr() -> None:
    assert "secret" not in repr(Message(MessageType.COMMAND_AMF0, b"secret"))
