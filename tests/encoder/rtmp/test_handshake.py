import pytest

from encoder.rtmp.errors import HandshakeError
from encoder.rtmp.handshake import (
    PACKET_BYTES,
    RANDOM_BYTES,
    ClientHandshake,
    Handshake,
    ServerHandshake,
)

CLIENT_RANDOM, SERVER_RANDOM = b"c" * RANDOM_BYTES, b"s" * RANDOM_BYTES


def test_each_side_echoes_the_other() -> None:
    client, server = ClientHandshake(CLIENT_RANDOM), ServerHandshake(SERVER_RANDOM)

    opening = client.opening()
    answer = server.advance(bytearray(opening))
    echo = client.advance(bytearray(answer))
    last = server.advance(bytearray(echo))

    assert opening == b"\x03" + bytes(8) + CLIENT_RANDOM
    assert answer == b"\x03" + bytes(8) + SERVER_RANDOM + bytes(8) + CLIENT_RANDOM
    assert echo == bytes(8) + SERVER_RANDOM
    assert last == b""
    assert client.is_done
    assert server.is_done


@pytest.mark.parametrize("side", [ClientHandshake(CLIENT_RANDOM), ServerHandshake(SERVER_RANDOM)])
def test_bytes_after_the_handshake_are_left_alone(side: Handshake) -> None:
    received = bytearray(b"\x03" + bytes(2 * PACKET_BYTES) + b"rest")

    side.advance(received)

    assert side.is_done
    assert received == b"rest"


def test_a_server_says_nothing_until_it_has_heard_the_whole_first_packet() -> None:
    server = ServerHandshake(SERVER_RANDOM)

    assert server.opening() == b""
    assert server.advance(bytearray(b"\x03" + bytes(PACKET_BYTES - 1))) == b""
    assert not server.is_done


@pytest.mark.parametrize("version", [b"\x00", b"\x06", b"H", b"\x16", b"\xff"])
def test_another_version_is_refused_by_its_first_byte(version: bytes) -> None:
    for side in (ClientHandshake(CLIENT_RANDOM), ServerHandshake(SERVER_RANDOM)):
        with pytest.raises(HandshakeError, match="version 3"):
            side.advance(bytearray(version))


def test_the_random_part_has_one_length() -> None:
    for side in (ClientHandshake, ServerHandshake):
        with pytest.raises(HandshakeError):
            side(b"short")
