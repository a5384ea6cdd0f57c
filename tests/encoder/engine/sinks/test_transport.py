import select
import shutil
import socket
import ssl
import struct
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from encoder.engine.sinks.transport import Transport
from encoder.errors import ErrorCode, IngestRefused, IngestUnreachable
from tests.fakes.certificate import self_signed

Ends = tuple[Transport, socket.socket]
needs_openssl = pytest.mark.skipif(not shutil.which("openssl"), reason="makes a certificate")


@pytest.fixture
def ends() -> Iterator[Ends]:
    """Return our end and the server's."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        ours = socket.create_connection(listener.getsockname())
        far, _ = listener.accept()
    far.settimeout(10)
    transport = Transport(ours, "127.0.0.1")
    with far:
        yield transport, far
    transport.close()


def readable(transport: Transport) -> None:
    assert select.select([transport], [], [], 10)[0]


def shake(transport: Transport) -> None:
    while not transport.shake():
        writing = [transport] if transport.wants_write else []
        assert any(select.select([] if writing else [transport], writing, [], 10))


def test_bytes_go_both_ways_and_nothing_ever_waits(ends: Ends) -> None:
    transport, far = ends
    assert transport.receive() is None
    assert transport.send(memoryview(b"hello")) == 5
    assert far.recv(5) == b"hello"
    far.sendall(b"welcome")
    readable(transport)

    assert transport.receive() == b"welcome"
    assert transport.shake()  # without TLS there is nothing to shake


def test_a_full_socket_takes_nothing(ends: Ends) -> None:
    transport, _ = ends
    while transport.send(memoryview(bytes(1 << 20))):
        pass

    assert transport.send(memoryview(b"more")) == 0


def end(far: socket.socket) -> None:
    far.close()


def reset(far: socket.socket) -> None:
    far.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    far.close()


@pytest.mark.parametrize("leave", [end, reset])
def test_the_end_of_a_connection_is_named(
    ends: Ends, leave: Callable[[socket.socket], None]
) -> None:
    transport, far = ends
    leave(far)
    readable(transport)

    with pytest.raises(IngestUnreachable) as caught:
        transport.receive()
    assert caught.value.problem.code is ErrorCode.CONNECTION_LOST


def test_sending_after_a_reset_is_named(ends: Ends) -> None:
    transport, far = ends
    reset(far)
    readable(transport)

    with pytest.raises(IngestUnreachable):
        transport.send(memoryview(b"x"))


def test_a_reset_tells_the_server_at_once(ends: Ends) -> None:
    transport, far = ends
    transport.reset()

    with pytest.raises(ConnectionResetError):
        far.recv(1)


def test_closing_sends_what_is_queued_and_may_be_repeated(ends: Ends) -> None:
    transport, far = ends
    transport.send(memoryview(b"goodbye"))
    transport.close()
    transport.close()

    assert far.recv(10) == b"goodbye"
    assert far.recv(10) == b""
    assert transport.fileno() == -1


@needs_openssl
def test_an_encrypted_connection_carries_bytes_both_ways(ends: Ends, data_dir: Path) -> None:
    certificate, context = self_signed(data_dir)
    transport, far = ends
    with ThreadPoolExecutor(1) as pool:
        wrapping = pool.submit(context.wrap_socket, far, server_side=True)
        transport.secure(str(certificate))
        shake(transport)
        server = wrapping.result(30)
    with server:
        assert server.version() in ("TLSv1.2", "TLSv1.3")
        assert transport.receive() is None
        transport.send(memoryview(b"hello"))
        assert server.recv(10) == b"hello"
        server.sendall(b"welcome")
        readable(transport)
        while (received := transport.receive()) is None:  # session tickets come first
            readable(transport)
        assert received == b"welcome"


@needs_openssl
@pytest.mark.parametrize("name", ["IP:127.0.0.1", "DNS:somebody.example"])
def test_an_identity_that_can_not_be_verified_is_refused(
    ends: Ends, data_dir: Path, name: str
) -> None:
    certificate, context = self_signed(data_dir, name)
    transport, far = ends
    is_unknown = name == "IP:127.0.0.1"
    with ThreadPoolExecutor(1) as pool:
        wrapping = pool.submit(context.wrap_socket, far, server_side=True)
        transport.secure(None if is_unknown else str(certificate))
        with pytest.raises(IngestRefused) as caught:
            shake(transport)
        transport.close()
        assert isinstance(wrapping.exception(30), OSError)

    problem = caught.value.problem
    assert problem.code is ErrorCode.CERTIFICATE_REFUSED
    assert problem.is_final
    assert ("self" if is_unknown else "not valid for") in problem.params["reason"]


def test_a_server_that_speaks_no_tls_is_named(ends: Ends) -> None:
    transport, far = ends
    far.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    transport.secure(None)

    with pytest.raises(IngestRefused) as caught:
        shake(transport)
    assert caught.value.problem.code is ErrorCode.NOT_RTMP


def test_old_tls_is_not_spoken(ends: Ends) -> None:
    transport, _ = ends
    transport.secure(None)

    assert isinstance(transport.raw, ssl.SSLSocket)
    assert transport.raw.context.minimum_version is ssl.TLSVersion.TLSv1_2
    assert transport.raw.context.check_hostname
