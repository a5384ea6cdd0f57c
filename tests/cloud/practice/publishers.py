"""Publishers for tests: the ffmpeg program, and a plain socket that says what the test wants."""

import contextlib
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from cloud.practice.messages import ChannelInfo
from encoder.rtmp import (
    ClientEvent,
    ClientSession,
    Connected,
    HandshakeCompleted,
    PublishStarted,
    StreamCreated,
    StreamMetadata,
    TagType,
    parse_endpoint,
)
from tests.cloud.practice.clips import (
    FRAME_RATE,
    HEIGHT,
    SAMPLE_RATE,
    WIDTH,
    Message,
    configurations,
    frames,
)

TIMEOUT_S = 30.0
METADATA = StreamMetadata(WIDTH, HEIGHT, FRAME_RATE, 200_000, 128_000, SAMPLE_RATE, 2, "a test")
_Event = TypeVar("_Event")


class Publisher:
    """Publishes on a plain socket; every event is kept in `events`."""

    def __init__(self, channel: ChannelInfo, *, key: str = "", app: str = "", query: str = ""):
        url = channel.rtmp_url.replace("/live", f"/{app}") if app else channel.rtmp_url
        self._endpoint = parse_endpoint(url, (key or channel.key) + query)
        self.session = ClientSession(self._endpoint)
        self.events: list[ClientEvent] = []
        address = (self._endpoint.host, self._endpoint.port)
        self.socket = socket.create_connection(address, TIMEOUT_S)

    def __enter__(self) -> "Publisher":
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def wait_for(self, kind: type[_Event]) -> _Event:
        """Go on until such an event comes; raises AssertionError when the server closes first."""
        while True:
            for event in self.events:
                if isinstance(event, kind):
                    return event
            assert self.receive(), f"closed before {kind.__name__}; so far: {self.events}"

    def receive(self) -> bool:
        """Send what is due and take what comes; False when the server has closed."""
        self.flush()
        received = self.socket.recv(65536)
        for event in self.session.receive(received):
            self.events.append(event)
            match event:
                case HandshakeCompleted():
                    self.session.connect()
                case Connected():
                    self.session.create_stream()
                case StreamCreated():
                    self.session.publish()
        self.flush()
        return bool(received)

    def flush(self) -> None:
        """Send what the session has ready."""
        if unsent := self.session.bytes_to_send():
            self.socket.sendall(unsent)

    def is_closed(self) -> bool:
        """Read until the server closes; raises TimeoutError when it doesn't."""
        with contextlib.suppress(ConnectionError):
            while self.receive():
                pass
        return True

    def begin(self, *, audio: bool = True) -> "Publisher":
        """Publish, and send what comes before the frames."""
        self.wait_for(PublishStarted)
        self.socket.sendall(self.session.metadata(METADATA.to_amf()))
        self.send(configurations(audio=audio))
        return self

    def send(self, messages: Iterable[Message]) -> None:
        """Send media as fast as it goes."""
        for message in messages:
            write = self.session.video if message.kind is TagType.VIDEO else self.session.audio
            self.socket.sendall(write(message.timestamp_ms, message.body))

    def send_seconds(self, duration_s: float, start_ms: int = 0) -> None:
        """Send so many seconds of media as fast as it goes."""
        self.send(frames(duration_s, start_ms))

    def end(self) -> None:
        """Unpublish in an orderly way, and close."""
        self.session.unpublish()
        self.flush()
        self.is_closed()
        self.socket.close()


@contextlib.contextmanager
def ffmpeg_publishing(channel: ChannelInfo, *, seconds: float = 30) -> Iterator[None]:
    """Let the ffmpeg program publish in real time: 640 x 360 at 30 fps, a keyframe every 2 s."""
    command = ["ffmpeg", "-nostdin", "-loglevel", "quiet"]
    command += ["-re", "-f", "lavfi", "-i", "testsrc=size=640x360:rate=30"]
    command += ["-f", "lavfi", "-i", "sine=frequency=1000:sample_rate=48000"]
    command += ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"]
    command += ["-g", "60", "-sc_threshold", "0"]
    command += ["-b:v", "600k", "-maxrate", "600k", "-bufsize", "600k", "-nal-hrd", "cbr"]
    command += ["-c:a", "aac", "-b:a", "128k", "-ac", "2"]
    command += ["-t", str(seconds), "-f", "flv", f"{channel.rtmp_url}/{channel.key}"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_until(condition: Callable[[], object], timeout_s: float = 30.0) -> None:
    """Look again and again until the condition holds; raises AssertionError."""
    deadline = time.monotonic() + timeout_s
    pause = threading.Event()
    while not condition():
        assert time.monotonic() < deadline, f"not within {timeout_s:g} s"
        pause.wait(0.05)
