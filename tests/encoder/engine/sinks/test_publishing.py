import shutil
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from encoder.engine.sinks.publishing import Interrupted, PublishSetUp
from encoder.engine.sinks.transport import Transport
from encoder.errors import ErrorCode, IngestError
from encoder.messages import ServerSpoke, Step, StepState
from encoder.rtmp import ClientState, Endpoint, parse_endpoint
from tests.fakes.certificate import self_signed
from tests.fakes.rtmpserver import KEY, RtmpServer, Script

needs_openssl = pytest.mark.skipif(not shutil.which("openssl"), reason="makes a certificate")


class Attempt:
    """One set-up on a connection to a server of ours."""

    def __init__(self, endpoint: Endpoint, step_timeout_s: float = 5.0) -> None:
        connection = socket.create_connection((endpoint.host, endpoint.port))
        self.transport = Transport(connection, "127.0.0.1")
        self.waking, watched = socket.socketpair()
        self._watched = watched
        self.steps: list[tuple[Step, StepState]] = []
        self.spoken: list[ServerSpoke] = []
        self.connected = 0
        self.set_up = PublishSetUp(
            self.transport,
            endpoint,
            watched,
            lambda step, state: self.steps.append((step, state)),
            self.spoken.append,
        )
        self.set_up.step_timeout_s = step_timeout_s

    def run(self, ca_file: Path | None = None) -> ClientState:
        session = self.set_up.run(self._count, str(ca_file) if ca_file else None)
        return session.state

    def problem_code(self) -> ErrorCode:
        with pytest.raises(IngestError) as caught:
            self.run()
        assert KEY not in str(caught.value)
        return caught.value.problem.code

    def close(self) -> None:
        self.transport.close()
        self.waking.close()
        self._watched.close()

    def _count(self) -> None:
        self.connected += 1


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as pool:
        yield pool


def attempt_with(script: Script, step_timeout_s: float = 5.0) -> tuple[Attempt, ErrorCode]:
    with RtmpServer([script]) as server:
        attempt = Attempt(server.endpoint, step_timeout_s)
        code = attempt.problem_code()
        attempt.close()
    return attempt, code


def test_a_session_is_ready_for_media() -> None:
    with RtmpServer() as server:
        attempt = Attempt(server.endpoint)
        assert attempt.run() is ClientState.PUBLISHING
        attempt.close()
        assert (server.receptions[0].app, server.receptions[0].stream_name) == ("live", KEY)

    done, running = StepState.DONE, StepState.RUNNING
    assert attempt.steps == [
        (Step.CONNECT, done),
        (Step.HANDSHAKE, running),
        (Step.HANDSHAKE, done),
        (Step.PUBLISH, running),
        (Step.PUBLISH, done),
    ]
    assert attempt.connected == 1
    assert [said.code for said in attempt.spoken] == [
        "NetConnection.Connect.Success",
        "NetStream.Publish.Start",
    ]


@needs_openssl
def test_it_goes_through_tls(data_dir: Path) -> None:
    certificate, context = self_signed(data_dir)
    with RtmpServer(tls=context) as server:
        attempt = Attempt(server.endpoint)
        assert attempt.run(certificate) is ClientState.PUBLISHING
        attempt.close()


@needs_openssl
def test_a_certificate_nobody_knows_is_refused(data_dir: Path) -> None:
    _, context = self_signed(data_dir)
    with RtmpServer(tls=context) as server:
        attempt = Attempt(server.endpoint)
        assert attempt.problem_code() is ErrorCode.CERTIFICATE_REFUSED
        attempt.close()
    assert attempt.steps == []


@pytest.mark.parametrize(
    ("script", "code"),
    [
        (Script(refuses_app="NetConnection.Connect.InvalidApp"), ErrorCode.APP_REFUSED),
        (Script(refuses_publish="NetStream.Publish.BadName"), ErrorCode.KEY_REFUSED),
        (
            Script(refuses_publish="NetStream.Publish.BadName", because="already"),
            ErrorCode.STREAM_TAKEN,
        ),
        (Script(ends_publish="NetStream.Failed", because=f"Not {KEY}"), ErrorCode.SERVER_REFUSED),
        (Script(hangs_up_at="accept"), ErrorCode.CONNECTION_LOST),
        (Script(hangs_up_at="connect"), ErrorCode.SERVER_HUNG_UP),
        (Script(hangs_up_at="publish"), ErrorCode.SERVER_HUNG_UP),
    ],
)
def test_a_server_that_does_not_want_us_is_understood(script: Script, code: ErrorCode) -> None:
    attempt, found = attempt_with(script)

    assert found is code
    assert KEY not in repr(attempt.spoken)


@pytest.mark.parametrize("moment", ["accept", "connect", "publish"])
def test_a_step_that_gets_no_answer_times_out_by_its_name(moment: str) -> None:
    script = Script(silent_at=moment)  # type: ignore[arg-type]
    with RtmpServer([script]) as server:
        attempt = Attempt(server.endpoint, step_timeout_s=0.3)
        with pytest.raises(IngestError) as caught:
            attempt.run()
        attempt.close()

    assert caught.value.problem.code is ErrorCode.ANSWER_TIMED_OUT
    assert caught.value.problem.params["step"] == moment.replace("accept", "handshake")


def test_a_wake_interrupts_any_step(pool: ThreadPoolExecutor) -> None:
    with RtmpServer([Script(silent_at="connect")]) as server:
        attempt = Attempt(server.endpoint)
        running = pool.submit(attempt.run)
        server.wait_for(lambda got: bool(got) and got[0].bytes_received > 3000)
        attempt.waking.send(b"\0")
        assert isinstance(running.exception(1), Interrupted)
        attempt.close()


def test_what_is_no_rtmp_server_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as web, ThreadPoolExecutor(1) as pool:

        def answer() -> None:
            connection, _ = web.accept()
            with connection:
                connection.recv(1)
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n" + bytes(4000))
                connection.recv(1 << 16)

        answering = pool.submit(answer)
        attempt = Attempt(parse_endpoint(f"rtmp://127.0.0.1:{web.getsockname()[1]}/live", KEY))
        assert attempt.problem_code() is ErrorCode.NOT_RTMP
        attempt.close()
        answering.result(30)
