import socket
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from encoder.engine.sinks.dialer import Address, Dialer
from encoder.errors import ErrorCode, IngestUnreachable
from tests.fakes.rtmpserver import full_listener

BUFFER_BYTES = 40_000


@pytest.fixture
def wake() -> Iterator[tuple[socket.socket, socket.socket]]:
    """Return the end the dialer watches and the end that wakes it."""
    watched, waking = socket.socketpair()
    with watched, waking:
        yield watched, waking


Wake = tuple[socket.socket, socket.socket]


def dialer(host: str, port: int, wake: Wake) -> Dialer:
    return Dialer(Address(host, port, BUFFER_BYTES), wake[0])


def code_of(dialer: Dialer) -> ErrorCode:
    with pytest.raises(IngestUnreachable) as caught:
        dialer.dial()
    return caught.value.problem.code


def unused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_it_returns_a_connection_that_feels_back_pressure_early(wake: Wake) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        transport = dialer("127.0.0.1", listener.getsockname()[1], wake).dial()
        assert transport is not None
        raw = transport.raw
        assert raw.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        assert raw.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF) <= 2 * BUFFER_BYTES
        assert not raw.getblocking()
        transport.close()


def test_nobody_listening_is_said_at_once(wake: Wake) -> None:
    began_s = time.monotonic()

    assert code_of(dialer("127.0.0.1", unused_port(), wake)) is ErrorCode.CONNECTION_REFUSED
    assert time.monotonic() - began_s < 4


def test_a_name_with_several_addresses_is_reached_at_any_of_them(wake: Wake) -> None:
    # localhost is ::1 and 127.0.0.1; only the second one listens.
    with socket.create_server(("127.0.0.1", 0)) as listener:
        transport = dialer("localhost", listener.getsockname()[1], wake).dial()
        assert transport is not None
        transport.close()


@pytest.mark.parametrize("host", ["nowhere.invalid", "a" * 64 + ".invalid", "a..b.invalid"])
def test_a_name_that_does_not_exist_is_said(wake: Wake, host: str) -> None:
    assert code_of(dialer(host, 1935, wake)) is ErrorCode.HOST_NOT_FOUND


@pytest.mark.skipif(sys.platform != "linux", reason="needs a queue that swallows connects")
def test_a_connect_that_gets_no_answer_is_given_up_in_time(wake: Wake) -> None:
    listener, fillers = full_listener()
    began_s = time.monotonic()
    try:
        address = Address("127.0.0.1", listener.getsockname()[1], BUFFER_BYTES)
        hasty = Dialer(address, wake[0], connect_timeout_s=1.2)
        assert code_of(hasty) is ErrorCode.CONNECT_TIMED_OUT
    finally:
        for connection in (listener, *fillers):
            connection.close()
    assert 1.1 < time.monotonic() - began_s < 4


@pytest.mark.skipif(sys.platform != "linux", reason="needs a queue that swallows connects")
def test_a_wake_ends_it(wake: Wake) -> None:
    listener, fillers = full_listener()
    with ThreadPoolExecutor(1) as pool:
        dialled = pool.submit(dialer("127.0.0.1", listener.getsockname()[1], wake).dial)
        wake[1].send(b"\0")
        assert dialled.result(1) is None
    for connection in (listener, *fillers):
        connection.close()
