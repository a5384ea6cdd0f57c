"""An RTMP server on loopback that does what a test tells it to, and remembers what it got."""

import socket
import ssl
import struct
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Literal

from encoder.rtmp import (
    AudioReceived,
    AudioTag,
    AvcPacket,
    ConnectRequested,
    Endpoint,
    MetadataReceived,
    PublishRequested,
    ServerEvent,
    ServerSession,
    Unpublished,
    VideoReceived,
    VideoTag,
    amf,
    parse_audio,
    parse_endpoint,
    parse_video,
)

KEY = "live_secretKey42"
RECEIVE_BUFFER_BYTES = 16_384
"""Small, so that a server that stops reading is felt soon."""

Moment = Literal["accept", "connect", "publish", "media"]


class HungUp(Exception):
    """The script says: close the connection here."""


@dataclass(frozen=True)
class Script:
    """How one connection is treated; by default like a good server treats it."""

    silent_at: Moment | None = None
    """Answers nothing any more from this moment on."""
    hangs_up_at: Moment | None = None
    refuses_app: str = ""
    """With this status code."""
    refuses_publish: str = ""
    because: str = "No."
    ends_publish: str = ""
    """Sends this status right after it has accepted the publish."""
    says_after_pictures: tuple[int, str] | None = None
    """Ends the publish with that status after so many pictures."""
    resets_after_bytes: int | None = None
    stops_reading_after_bytes: int | None = None
    bytes_per_s: int | None = None


GOOD = Script()


@dataclass
class Reception:
    """What came over one connection; read it through `RtmpServer.wait_for`."""

    app: str = ""
    stream_name: str = ""
    priority: int | None = None
    metadata: dict[str, amf.Value] = field(default_factory=dict)
    video: list[tuple[int, VideoTag]] = field(default_factory=list)
    audio: list[tuple[int, AudioTag]] = field(default_factory=list)
    order: list[str] = field(default_factory=list)
    """metadata, video header, audio header, keyframe, picture, sound: as they came."""
    bytes_received: int = 0
    is_unpublished: bool = False
    has_ended: bool = False

    @property
    def pictures(self) -> list[tuple[int, VideoTag]]:
        """The video messages that are pictures."""
        return [(at, tag) for at, tag in self.video if tag.packet is AvcPacket.NAL_UNITS]

    @property
    def sounds(self) -> list[tuple[int, AudioTag]]:
        """The audio messages that are sound."""
        return [(at, tag) for at, tag in self.audio if not tag.is_sequence_header]


class RtmpServer:
    """Connection n follows script n, later ones the last. `close()` joins all threads."""

    def __init__(
        self, scripts: Sequence[Script] = (GOOD,), *, tls: ssl.SSLContext | None = None
    ) -> None:
        self._scripts = list(scripts)
        self._tls = tls
        self._changed = threading.Condition()
        self.receptions: list[Reception] = []
        self._connections: list[socket.socket] = []
        self._closing = threading.Event()
        self._listener = socket.socket()
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER_BYTES)
        self._listener.bind(("127.0.0.1", 0))
        self._listener.listen()
        self._threads = [threading.Thread(target=self._accept, name="fake-rtmp-accept")]
        self._threads[0].start()

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self._listener.getsockname()[1])

    @property
    def endpoint(self) -> Endpoint:
        """Where to publish to it."""
        scheme = "rtmp" if self._tls is None else "rtmps"
        return parse_endpoint(f"{scheme}://127.0.0.1:{self.port}/live", KEY)

    def follow(self, *scripts: Script) -> None:
        """Treat the connections to come like this."""
        with self._changed:
            self._scripts[len(self.receptions) :] = scripts

    def wait_for(self, is_so: Callable[[list[Reception]], bool], timeout_s: float = 30.0) -> None:
        """Wait until the receptions are as wanted; fails with what there is."""
        with self._changed:
            if not self._changed.wait_for(lambda: is_so(self.receptions), timeout_s):
                seen = [(r.stream_name, r.priority, r.order[:6]) for r in self.receptions]
                raise AssertionError(f"the server waited in vain; it got {seen}")

    def close(self) -> None:
        """Stop listening, drop everybody, join the threads."""
        self._closing.set()
        _shut_down(self._listener)
        self._listener.close()
        for connection in self._connections:
            _shut_down(connection)
        for thread in self._threads:
            thread.join()

    def __enter__(self) -> "RtmpServer":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _accept(self) -> None:
        while not self._closing.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with self._changed:
                number = len(self.receptions)
                script = self._scripts[min(number, len(self._scripts) - 1)]
                reception = Reception()
                self.receptions.append(reception)
                self._connections.append(connection)
                self._changed.notify_all()
            thread = threading.Thread(
                target=self._serve, args=(connection, script, reception), name="fake-rtmp"
            )
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket, script: Script, reception: Reception) -> None:
        try:
            if self._tls is not None:
                connection = self._tls.wrap_socket(connection, server_side=True)
            _Conversation(connection, script, reception, self._changed, self._closing).run()
        except (OSError, HungUp):
            return
        finally:
            connection.close()
            with self._changed:
                reception.has_ended = True
                self._changed.notify_all()


class _Conversation:
    def __init__(
        self,
        connection: socket.socket,
        script: Script,
        reception: Reception,
        changed: threading.Condition,
        closing: threading.Event,
    ) -> None:
        self._connection = connection
        self._script = script
        self._reception = reception
        self._changed = changed
        self._closing = closing
        self._session = ServerSession()

    def run(self) -> None:
        self._reach("accept")
        while received := self._connection.recv(8192):
            events = self._session.receive(received)
            with self._changed:
                self._reception.bytes_received += len(received)
                for event in events:
                    self._note(event)
                self._changed.notify_all()
            for event in events:
                self._answer(event)
            self._connection.sendall(self._session.bytes_to_send())
            if self._reception.is_unpublished:
                return  # and closes, as most servers do
            self._obey_limits(len(received))

    def _reach(self, moment: Moment) -> None:
        if self._script.hangs_up_at == moment:
            raise HungUp
        if self._script.silent_at == moment:
            self._closing.wait()
            raise HungUp

    def _answer(self, event: ServerEvent) -> None:
        script, session = self._script, self._session
        match event:
            case ConnectRequested():
                self._reach("connect")
                if script.refuses_app:
                    session.reject_connect(script.refuses_app, script.because)
                else:
                    session.accept_connect()
            case PublishRequested():
                self._reach("publish")
                if script.refuses_publish:
                    session.reject_publish(script.refuses_publish, script.because)
                else:
                    session.accept_publish()
                if script.ends_publish:
                    session.send_status("error", script.ends_publish, script.because)
            case MetadataReceived():
                self._reach("media")
            case VideoReceived() if script.says_after_pictures is not None:
                count, status = script.says_after_pictures
                if len(self._reception.pictures) == count:
                    session.send_status("error", status, script.because)

    def _note(self, event: ServerEvent) -> None:
        reception = self._reception
        match event:
            case ConnectRequested():
                reception.app = event.app
            case PublishRequested():
                reception.stream_name, reception.priority = event.stream_name, event.priority
            case MetadataReceived():
                reception.metadata = event.properties
                reception.order.append("metadata")
            case VideoReceived():
                picture = parse_video(event.body)
                reception.video.append((event.timestamp_ms, picture))
                kind = "keyframe" if picture.is_keyframe else "picture"
                reception.order.append("video header" if picture.is_sequence_header else kind)
            case AudioReceived():
                sound = parse_audio(event.body)
                reception.audio.append((event.timestamp_ms, sound))
                reception.order.append("audio header" if sound.is_sequence_header else "sound")
            case Unpublished():
                reception.is_unpublished = True

    def _obey_limits(self, count: int) -> None:
        script, total = self._script, self._reception.bytes_received
        if script.bytes_per_s is not None:
            self._closing.wait(count / script.bytes_per_s)
        if script.resets_after_bytes is not None and total >= script.resets_after_bytes:
            linger = struct.pack("ii", 1, 0)
            self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            raise HungUp
        stop = script.stops_reading_after_bytes
        if stop is not None and total >= stop:
            self._closing.wait()


def full_listener() -> tuple[socket.socket, list[socket.socket]]:
    """Return a listener whose queue is full, and who fills it: a connect to it hangs."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(0)
    fillers = []
    for _ in range(3):
        filler = socket.socket()
        filler.setblocking(False)
        filler.connect_ex(listener.getsockname())
        fillers.append(filler)
    return listener, fillers


def _shut_down(connection: socket.socket) -> None:
    with suppress(OSError):  # it is not connected any more
        connection.shutdown(socket.SHUT_RDWR)
