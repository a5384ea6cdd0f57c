import socket
import threading
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from encoder.engine.codecs import MediaPacket
from encoder.engine.sinks.publishing import PublishSetUp
from encoder.engine.sinks.streaming import FLUSH_S, GOODBYE_S, Streaming
from encoder.engine.sinks.transport import Transport
from encoder.errors import ErrorCode, IngestUnreachable
from encoder.messages import ServerSpoke
from tests.encoder.engine.sinks.mediapackets import headers, number_of, picture, sound
from tests.fakes.rtmpserver import RtmpServer, Script


class Session:
    """A session that streams what is put into `packets`, on a thread of its own."""

    def __init__(self, server: RtmpServer, pool: ThreadPoolExecutor, stall_s: float = 3.0) -> None:
        connection = socket.create_connection(("127.0.0.1", server.port))
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 20_000)
        self.transport = Transport(connection, "127.0.0.1")
        self._waking, self._wake = socket.socketpair()
        self._wake.setblocking(False)
        set_up = PublishSetUp(
            self.transport, server.endpoint, self._wake, lambda *_: None, lambda _: None
        )
        self.spoken: list[ServerSpoke] = []
        self.streaming = Streaming(
            self.transport, set_up.run(lambda: None), headers(), "127.0.0.1", self.spoken.append
        )
        self.streaming.stall_s = stall_s
        self.packets: deque[MediaPacket] = deque()
        self.is_stopping = threading.Event()
        self.is_live = threading.Event()
        self.running: Future[None] = pool.submit(
            self.streaming.run, self._next, self._wake, self.is_stopping, self.is_live.set
        )

    def send(self, *packets: MediaPacket) -> None:
        self.packets.extend(packets)
        self._waking.send(b"\0")

    def stop(self) -> float:
        """Ask it to end and wait for that; returns the seconds it took."""
        began_s = time.monotonic()
        self.is_stopping.set()
        self._waking.send(b"\0")
        self.running.result(30)
        return time.monotonic() - began_s

    def problem_code(self) -> ErrorCode:
        error = self.running.exception(30)
        assert isinstance(error, IngestUnreachable)
        return error.problem.code

    def close(self) -> None:
        for end in (self.transport, self._waking, self._wake):
            end.close()

    def _next(self) -> MediaPacket | None:
        return self.packets.popleft() if self.packets else None


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as pool:
        yield pool


def shown_with_b_frames() -> list[MediaPacket]:
    """Return I P B B in decoding order, on the time line that begins at the first of them."""
    order = [(2, 0), (5, 1), (3, 2), (4, 3)]
    return [
        MediaPacket(True, dts == 0, pts * 40_000, dts * 40_000, picture(pts).payload)
        for pts, dts in order
    ]


def test_a_session_keeps_the_encoders_time_and_begins_at_its_first_picture(
    pool: ThreadPoolExecutor,
) -> None:
    with RtmpServer() as server:
        session = Session(server, pool)
        # Picture 90 and sound 140 are three seconds into the programme.
        session.send(sound(139), sound(140), picture(90, key=True), sound(140), sound(141))
        session.send(picture(91))
        server.wait_for(lambda got: len(got[0].pictures) == 2)
        session.stop()
        session.close()
        (got,) = server.receptions

    assert [(at, number_of(tag.payload)) for at, tag in got.pictures] == [(3000, 90), (3033, 91)]
    assert [at for at, _ in got.sounds] == [3008]
    assert got.order[:4] == ["metadata", "video header", "audio header", "keyframe"]
    assert got.video[0][0] == got.audio[0][0] == 3000
    assert session.is_live.is_set()
    assert session.streaming.frames_sent == 2


@pytest.mark.parametrize("hours", [5, 1194])
def test_timestamps_outgrow_three_bytes_and_wrap_after_four(
    pool: ThreadPoolExecutor, hours: int
) -> None:
    first = hours * 3600 * 30
    with RtmpServer() as server:
        session = Session(server, pool)
        session.send(*(picture(first + n, key=n == 0) for n in range(3)))
        server.wait_for(lambda got: len(got[0].pictures) == 3)
        session.stop()
        session.close()
        (got,) = server.receptions

    wanted = [(hours * 3_600_000 + at) % 2**32 for at in (0, 33, 67)]
    assert [at for at, _ in got.pictures] == wanted


def test_pictures_between_are_shown_when_they_should_be(pool: ThreadPoolExecutor) -> None:
    with RtmpServer() as server:
        session = Session(server, pool)
        session.send(*shown_with_b_frames())
        server.wait_for(lambda got: len(got[0].pictures) == 4)
        session.stop()
        session.close()
        (got,) = server.receptions

    assert [at for at, _ in got.pictures] == [0, 40, 80, 120]
    assert [at + tag.composition_ms for at, tag in got.pictures] == [80, 200, 120, 160]


def test_stopping_sends_what_waits_and_says_goodbye(pool: ThreadPoolExecutor) -> None:
    with RtmpServer() as server:
        session = Session(server, pool)
        session.send(picture(0, key=True), *(picture(n, size=5000) for n in range(1, 30)))
        session.is_live.wait(30)
        assert session.stop() < FLUSH_S + GOODBYE_S
        session.close()
        server.wait_for(lambda got: got[0].has_ended)
        (got,) = server.receptions

    assert len(got.pictures) == 30
    assert got.is_unpublished
    assert session.streaming.frames_sent == 30
    assert session.streaming.bytes_delivered() == session.streaming.bytes_sent


def test_a_server_that_takes_nothing_is_given_up_after_the_limit(pool: ThreadPoolExecutor) -> None:
    with RtmpServer([Script(stops_reading_after_bytes=5000)]) as server:
        session = Session(server, pool, stall_s=0.4)
        began_s = time.monotonic()
        session.send(picture(0, key=True), *(picture(n, size=60_000) for n in range(1, 30)))

        assert session.problem_code() is ErrorCode.SEND_STALLED
        assert 0.4 <= time.monotonic() - began_s < 2.9
        assert session.streaming.bytes_delivered() < session.streaming.bytes_sent
        assert session.streaming.unfinished_frames == 1
        assert session.streaming.sending_dts_us is not None
        session.close()


def test_a_server_that_is_only_slow_is_not_given_up(pool: ThreadPoolExecutor) -> None:
    with RtmpServer([Script(bytes_per_s=150_000)]) as server:
        session = Session(server, pool, stall_s=0.6)
        session.send(picture(0, key=True), *(picture(n, size=10_000) for n in range(1, 25)))
        server.wait_for(lambda got: len(got[0].pictures) == 25)
        session.stop()
        session.close()


def test_silence_on_our_side_is_no_stall(pool: ThreadPoolExecutor) -> None:
    with RtmpServer() as server:
        session = Session(server, pool, stall_s=0.2)
        session.send(picture(0, key=True))
        assert session.is_live.wait(30)
        assert not session.is_stopping.wait(0.6)
        assert not session.running.done()
        session.stop()
        session.close()


def test_stopping_a_stalled_session_does_not_wait_for_it(pool: ThreadPoolExecutor) -> None:
    with RtmpServer([Script(stops_reading_after_bytes=5000)]) as server:
        session = Session(server, pool)
        session.send(picture(0, key=True), *(picture(n, size=60_000) for n in range(1, 30)))
        assert session.is_live.wait(30)

        assert session.stop() < FLUSH_S + 1.2
        session.close()
    assert not server.receptions[0].is_unpublished


def test_a_server_that_ends_the_publish_ends_the_session(pool: ThreadPoolExecutor) -> None:
    script = Script(says_after_pictures=(1, "NetStream.Publish.Idle"), because="Too quiet.")
    with RtmpServer([script]) as server:
        session = Session(server, pool)
        session.send(picture(0, key=True))

        assert session.problem_code() is ErrorCode.CONNECTION_LOST
        session.close()
    assert session.spoken == [ServerSpoke("error", "NetStream.Publish.Idle", "Too quiet.")]


def test_a_connection_that_ends_ends_the_session(pool: ThreadPoolExecutor) -> None:
    with RtmpServer([Script(hangs_up_at="media")]) as server:
        session = Session(server, pool)

        assert session.problem_code() is ErrorCode.CONNECTION_LOST
        assert not session.is_live.is_set()
        session.close()
        assert session.streaming.bytes_delivered() <= session.streaming.bytes_sent


def test_the_figures_of_the_connection_outlive_it(pool: ThreadPoolExecutor) -> None:
    with RtmpServer() as server:
        session = Session(server, pool)
        session.send(picture(0, key=True))
        server.wait_for(lambda got: len(got[0].pictures) == 1)
        before = session.streaming.tcp_info()
        session.stop()
        session.close()

    assert session.streaming.tcp_info() == before
    assert session.streaming.bytes_delivered() == session.streaming.bytes_sent > 0
