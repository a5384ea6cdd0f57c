"""Encodes the programme once, for everyone who needs it: the broadcast, the recording, a replay.

The encoders run while anybody uses them. A taker begins at a keyframe and has its own queue and
thread, so a slow disk or network never touches the others. All takers see one time line, whose
zero is the decoding time of the first picture.
"""

import threading
from collections.abc import Callable
from typing import Protocol

from encoder.engine.codecs import MediaPacket, StreamHeaders
from encoder.engine.encoding import EncodingFigures, EncodingLine
from encoder.engine.statistics import Counters
from encoder.errors import ErrorCode, Problem, SettingsError, error_for
from encoder.scenes import Programme
from encoder.settings import Encoding


class PacketTaker(Protocol):
    """Takes packets on the encoders' two threads; must return at once and never raise."""

    def offer(self, packet: MediaPacket) -> None:
        """Take one packet; the first one is a keyframe, and nothing older follows it."""
        ...


class Feed(Protocol):
    """The running programme, as far as it is encoded."""

    @property
    def programme(self) -> Programme:
        """What it shows; its canvas stays while it is encoded."""
        ...

    def connect(self, sink: EncodingLine | None) -> None:
        """Give pictures and sound to this sink from now on; None = nobody."""
        ...


class _Joined:
    """A taker, and the time from which on it takes packets."""

    def __init__(self, taker: PacketTaker) -> None:
        self.taker = taker
        self._from_us: int | None = None

    def offer(self, packet: MediaPacket) -> None:
        if self._from_us is None:
            if not (packet.is_video and packet.is_keyframe):
                return
            self._from_us = packet.dts_us
        if packet.dts_us >= self._from_us:
            self.taker.offer(packet)


class Output:
    """The one encode of an engine; used by the host's thread, unless it says otherwise."""

    def __init__(
        self,
        began: Callable[[StreamHeaders], None] = lambda headers: None,
        ended: Callable[[], None] = lambda: None,
    ) -> None:
        """`began` and `ended` are called when the encoders start and when they are closed."""
        self._began = began
        self._ended = ended
        self._feed: Feed | None = None
        self._line: EncodingLine | None = None
        self._encoding: Encoding | None = None
        self._users: dict[str, Callable[[Problem], None]] = {}
        self._takers: tuple[_Joined, ...] = ()
        self._base_us: int | None = None
        self._frames = 0
        self._figures = EncodingFigures()
        self._counting = threading.Lock()
        self._failure: Problem | None = None

    @property
    def is_running(self) -> bool:
        """Whether anything is encoded; the canvas can't change then."""
        return self._line is not None

    def check(self, encoding: Encoding) -> None:
        """Raise SettingsError where other settings are in use."""
        if self._encoding is not None and self._encoding != encoding:
            raise SettingsError(ErrorCode.ENCODING_IN_USE)

    def use(
        self, user: str, feed: Feed, encoding: Encoding, failed: Callable[[Problem], None]
    ) -> StreamHeaders:
        """Encode for `user` until it releases; raises SettingsError, CodecError.

        `failed` is called on an encoder's thread when it stopped by itself.
        """
        self.check(encoding)
        if self._failure is not None:
            raise error_for(self._failure)
        line = self._line or self._open(feed, encoding)
        self._users[user] = failed
        return line.headers

    def release(self, user: str) -> None:
        """Use it no more; the last user's leave has what waits encoded and closes the encoders."""
        if self._users.pop(user, None) is None or self._users:
            return
        assert self._line is not None
        assert self._feed is not None
        self._feed.connect(None)
        self._line.close()
        self._ended()
        self._line = self._feed = self._encoding = self._failure = None
        self._takers = ()

    def join(self, taker: PacketTaker) -> None:
        """Give this one every packet from the next keyframe on."""
        self._takers = (*self._takers, _Joined(taker))

    def leave(self, taker: PacketTaker) -> None:
        """Give this one nothing more."""
        self._takers = tuple(joined for joined in self._takers if joined.taker is not taker)

    def request_keyframe(self) -> None:
        """Make the next picture an IDR. Any thread."""
        line = self._line
        if line is not None:
            line.request_keyframe()

    def set_bitrate(self, bitrate_bps: int) -> None:
        """Change the video bitrate, for all."""
        if self._line is not None:
            self._line.set_bitrate(bitrate_bps)

    def counters(self) -> Counters:
        """Return what was encoded since the encoders were opened last. Any thread."""
        return self.counters_when(lambda: 0)[0]

    def counters_when(self, offered: Callable[[], int]) -> tuple[Counters, int]:
        """Return the counters, and what `offered` returns at the same moment. Any thread.

        Every taker was then offered each of the frames counted, and no other.
        """
        with self._counting:
            return Counters.of(self._frames, self._figures), offered()

    def _open(self, feed: Feed, encoding: Encoding) -> EncodingLine:
        line = EncodingLine(feed.programme.canvas, encoding, self._deliver, self._fail)
        self._feed, self._line, self._encoding = feed, line, encoding
        self._base_us, self._frames, self._figures = None, 0, line.figures
        self._began(line.headers)
        line.start()
        feed.connect(line)
        return line

    def _fail(self, problem: Problem) -> None:
        self._failure = problem
        for failed in tuple(self._users.values()):
            failed(problem)

    def _deliver(self, packet: MediaPacket) -> None:
        placed = self._placed(packet)
        if placed is None:
            return
        if not placed.is_video:
            self._pass_on(placed)
            return
        with self._counting:  # nobody waits for it, but who counts
            self._frames += 1
            self._pass_on(placed)

    def _pass_on(self, packet: MediaPacket) -> None:
        for joined in self._takers:
            joined.offer(packet)

    def _placed(self, packet: MediaPacket) -> MediaPacket | None:
        """Return the packet on the line's own time; sound before any picture has no place."""
        if self._base_us is None:
            if not packet.is_video:
                return None
            self._base_us = packet.dts_us
        if not self._base_us:
            return packet
        # Pictures that are shown in another order are decoded from below zero on.
        return MediaPacket(
            packet.is_video,
            packet.is_keyframe,
            packet.pts_us - self._base_us,
            packet.dts_us - self._base_us,
            packet.payload,
        )
