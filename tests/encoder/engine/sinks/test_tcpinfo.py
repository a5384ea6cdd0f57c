import socket
import sys
from collections.abc import Iterator
from contextlib import suppress

import pytest

from encoder.engine.sinks.tcpinfo import TcpInfo, read_tcp_info

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells")


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        with socket.create_connection(listener.getsockname()) as ours, listener.accept()[0] as far:
            yield ours, far


def info_of(connection: socket.socket) -> TcpInfo:
    info = read_tcp_info(connection)
    assert info is not None
    return info


def test_what_the_other_side_has_is_no_longer_in_flight(
    ends: tuple[socket.socket, socket.socket],
) -> None:
    ours, far = ends
    ours.sendall(bytes(1000))
    assert len(far.recv(1000, socket.MSG_WAITALL)) == 1000

    info = info_of(ours)
    assert info.bytes_in_flight == 0
    assert 0 < info.rtt_ms < 1000
    assert info.retransmits == 0


def test_what_a_full_receiver_does_not_take_is_in_flight(
    ends: tuple[socket.socket, socket.socket],
) -> None:
    ours, far = ends
    ours.setblocking(False)
    sent = 0
    with suppress(BlockingIOError):
        while True:
            sent += ours.send(bytes(65_536))
    in_flight = info_of(ours).bytes_in_flight
    assert 0 < in_flight <= sent

    assert len(far.recv(sent, socket.MSG_WAITALL)) == sent
    assert info_of(ours).bytes_in_flight == 0


def test_a_closed_connection_tells_nothing() -> None:
    closed = socket.socket()
    closed.close()

    assert read_tcp_info(closed) is None
