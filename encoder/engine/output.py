"""Encodes the programme once, for everyone who needs it: the broadcast, the recording, a replay.

The encoders run while anybody uses them. Each taker has its own queue and thread, so a slow disk
or network never touches the others. All see one time line, whose zero is the decoding time of
the first picture.
"""

import threading
from collections import deque
from collections.abc import Callable
from typing import Protocol

from encoder.engine.codecs import MediaPacket, StreamHeaders
from encoder.engine.encoding import EncodingFigures, EncodingLine
from encoder.engine.provenencoders import ENCODERS_HERE
from encoder.engine.statistics import Counters
from encoder.errors import ErrorCode, Problem, SettingsError, error_for
from encoder.scenes import Programme
from encoder.settings import Encoding

EARLY_SOUNDS = 250
"""5 s: more than any encoder looks ahead before it gives its first picture."""


class PacketTaker(Protocol):
    """Takes packets on the encoders' two threads; must return at once and never raise.

    It begins at the first keyframe: what comes before can't be decoded.
    """

    def offer(self, packet: MediaPacket) -> None:
        """Take one packet; each media type comes in order."""
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


class Output:
    """The one encode of an engine; used by the host's thread, unless it says otherwise."""

    def __init__(
        self,
        began: Callable[[StreamHeaders], None] = lambda headers: None,
        ended: Callable[[], None] = lambda: None,
        require: Callable[[str], None] = ENCODERS_HERE.require,
    ) -> None:
        """`began` and `ended` are called when the encoders start and when they are closed.

        `require` raises CodecError for an encoder that has not proved itself on this machine.
        """
        self._began = began
        self._ended = ended
        self._require = require
        self._feed: Feed | None = None
        self._line: EncodingLine | None = None
        self._encoding: Encoding | None = None
        self._users: dict[str, Callable[[Problem], None]] = {}
        self._takers: tuple[PacketTaker, ...] = ()
        self._base_us: int | None = None
        self._early: deque[MediaPacket] = deque(maxlen=EARLY_SOUNDS)
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
        """Give this one every packet from now on."""
        self._takers = (*self._takers, taker)

    def leave(self, taker: PacketTaker) -> None:
        """Give this one nothing more."""
        self._takers = tuple(other for other in self._takers if other is not taker)

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
        self._require(encoding.video.encoder)
        line = EncodingLine(feed.programme.canvas, encoding, self._deliver, self._fail)
        self._feed, self._line, self._encoding = feed, line, encoding
        self._base_us, self._frames, self._figures = None, 0, line.figures
        self._early.clear()
        self._began(line.headers)
        line.start()
        feed.connect(line)
        return line

    def _fail(self, problem: Problem) -> None:
        self._failure = problem
        for failed in tuple(self._users.values()):
            failed(problem)

    def _deliver(self, packet: MediaPacket) -> None:
        if not packet.is_video:
            if self._base_us is not None or not self._keep_early(packet):
                self._pass_on(packet)
            return
        with self._counting:  # nobody waits for it, but who counts
            self._frames += 1
            if self._base_us is not None:
                self._pass_on(packet)
                return
            for placed in (packet, *self._early):
                self._pass_on(placed, packet.dts_us)
            self._early.clear()
            self._base_us = packet.dts_us

    def _keep_early(self, packet: MediaPacket) -> bool:
        """Keep sound until there is a picture; False where there is one."""
        with self._counting:
            if self._base_us is not None:
                return False
            self._early.append(packet)
            return True

    def _pass_on(self, packet: MediaPacket, base_us: int | None = None) -> None:
        base_us = self._base_us if base_us is None else base_us
        if base_us:
            # Pictures that are shown in another order are decoded from below zero on.
            times = (packet.pts_us - base_us, packet.dts_us - base_us)
            packet = MediaPacket(packet.is_video, packet.is_keyframe, *times, packet.payload)
        for taker in self._takers:
            taker.offer(packet)
