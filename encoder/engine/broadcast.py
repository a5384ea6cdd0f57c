"""One broadcast, from Go live to Stopped: checks, encoders, sink, and the phase it is in.

It lives on the host's thread; what its sink and encoders report arrives from theirs, and only
sets the phase and sends events. `stop()` always ends within 5 s.
"""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

import msgspec

from encoder.endpoints import endpoint_of
from encoder.engine.codecs import MediaPacket
from encoder.engine.encoding import EncodingLine
from encoder.engine.programme import RunningProgramme
from encoder.engine.sinks.base import SinkFigures
from encoder.engine.sinks.rtmp import RtmpSink
from encoder.engine.statistics import Counters
from encoder.errors import EncoderError, Problem, error_for
from encoder.ingestlimits import has_takeover, limit_violations
from encoder.lifecycle import advance
from encoder.messages import (
    Drops,
    Event,
    GoLive,
    Phase,
    PhaseChanged,
    ServerSpoke,
    Step,
    StepReported,
    StepState,
    Stopped,
    Summary,
    TakeoverPriorityUsed,
)
from encoder.rtmp import Endpoint

SOURCE_TIMEOUT_S = 3.0
Result = TypeVar("Result")


class Broadcast:
    """A SinkObserver; construct, `start()`, and `stop()` once."""

    def __init__(
        self, command: GoLive, programme: RunningProgramme, report: Callable[[Event], None]
    ) -> None:
        self.command = command
        self._video_bps = command.encoding.video.bitrate_bps
        self._programme = programme
        self._report = report
        self._lock = threading.Lock()
        self.phase = Phase.IDLE
        self.started_utc_s = time.time()
        self._live_since_s: float | None = None
        self._next_priority = command.takeover_priority
        self._before_live = Counters()
        self._line: EncodingLine | None = None
        self._sink: RtmpSink | None = None
        self.problem: Problem | None = None
        self.has_ended = threading.Event()
        """Set when the broadcast can't go on by itself; the host then calls `stop()`."""

    def start(self) -> None:
        """Check, open the encoders, begin to connect; raises the EncoderError of a failed step."""
        self._enter(Phase.STARTING, attempt=1)
        try:
            endpoint = self._step(Step.CHECK, self._check)
            self._step(Step.SOURCE, lambda: self._programme.check(SOURCE_TIMEOUT_S))
            line = self._step(Step.ENCODER, self._open_line)
        except EncoderError as error:
            self.problem = error.problem
            raise
        self._line = line
        takes_over = has_takeover(self.command.destination)
        self._sink = RtmpSink(
            endpoint,
            line.headers,
            self,
            ca_file=self.command.destination.ca_file,
            takeover_priority=self.command.takeover_priority if takes_over else None,
        )
        line.start()
        self._programme.connect(line)

    def relaunch_command(self) -> GoLive:
        """Return the command that would start this broadcast again, above its priority."""
        return msgspec.structs.replace(self.command, takeover_priority=self._next_priority)

    def retry_now(self) -> None:
        """Wake the wait before the next attempt."""
        if self._sink is not None:
            self._sink.retry_now()

    def set_bitrate(self, bitrate_bps: int) -> None:
        """Change the video bitrate on air, up to the one it went live with.

        Beyond that x264's VBV would cap it: its maximum can't change while it is open.
        """
        self._video_bps = min(bitrate_bps, self.command.encoding.video.bitrate_bps)
        if self._line is not None:
            self._line.set_bitrate(self._video_bps)

    def request_keyframe(self) -> None:
        """Make the next picture an IDR."""
        if self._line is not None:
            self._line.request_keyframe()

    def counters(self) -> Counters:
        """Return everything counted since the broadcast first was live; zeros before."""
        if self._live_since_s is None:
            return Counters()
        return self._raw_counters() - self._before_live

    def sink_figures(self) -> SinkFigures:
        """Return what the connection shows now."""
        return SinkFigures() if self._sink is None else self._sink.figures()

    @property
    def target_bps(self) -> int:
        """What video and audio should be together."""
        return self._video_bps + self.command.encoding.audio.bitrate_bps

    @property
    def live_s(self) -> float:
        """Seconds since the broadcast first was live."""
        return 0.0 if self._live_since_s is None else time.monotonic() - self._live_since_s

    def stop(self) -> None:
        """Send what waits, unpublish, close everything, report Stopped."""
        seconds_live = self.live_s
        self._enter(Phase.STOPPING, problem=self.problem)
        self._programme.connect(None)
        if self._line is not None:
            self._line.close()
        if self._sink is not None:
            self._sink.stop()
        self._report(Stopped(self._summary(seconds_live)))
        self._enter(Phase.IDLE, problem=self.problem)

    # ---- what the sink reports, on its thread ----

    def on_step(self, step: Step, state: StepState, problem: Problem | None = None) -> None:
        """Pass a step of going live on."""
        self._report(StepReported(step, state, problem))

    def on_waiting(self, problem: Problem | None, attempt: int, retry_in_s: float | None) -> None:
        """Show that the broadcast is not live (any more)."""
        phase = Phase.STARTING if self._live_since_s is None else Phase.RECONNECTING
        self._enter(phase, problem, attempt, retry_in_s)

    def on_live(self, priority: int) -> None:
        """Count from here on, the first time."""
        if self._live_since_s is None:
            counters = self._raw_counters()
            # What was done to keep the encoder hot does not count; pictures the sink counts itself.
            self._before_live = Counters(
                frames_repeated=counters.frames_repeated,
                frames_skipped=counters.frames_skipped,
                video_bytes=counters.video_bytes,
                audio_bytes=counters.audio_bytes,
                sessions=1,
            )
            self._live_since_s = time.monotonic()
            self.started_utc_s = time.time()
        self._next_priority = priority + 1
        self._report(TakeoverPriorityUsed(priority))
        self._enter(Phase.LIVE)

    def on_spoken(self, said: ServerSpoke) -> None:
        """Pass on what the server said."""
        self._report(said)

    def on_given_up(self, problem: Problem) -> None:
        """Ask the host to end the broadcast."""
        self.problem = problem
        self.has_ended.set()

    # ---- private ----

    def _step(self, step: Step, act: Callable[[], Result]) -> Result:
        self._report(StepReported(step, StepState.RUNNING))
        try:
            result = act()
        except EncoderError as error:
            self._report(StepReported(step, StepState.FAILED, error.problem))
            raise
        self._report(StepReported(step, StepState.DONE))
        return result

    def _check(self) -> Endpoint:
        canvas = self._programme.programme.canvas
        for violation in limit_violations(canvas, self.command.encoding, self.command.destination):
            raise error_for(violation)
        return endpoint_of(self.command.destination)

    def _open_line(self) -> EncodingLine:
        return EncodingLine(
            self._programme.programme.canvas,
            self.command.encoding,
            deliver=self._deliver,
            failed=self.on_given_up,
        )

    def _deliver(self, packet: MediaPacket) -> None:
        if self._sink is not None:
            self._sink.offer(packet)

    def _raw_counters(self) -> Counters:
        if self._line is None or self._sink is None:
            return Counters()
        return Counters.of(self._line.figures, self._sink.figures())

    def _summary(self, seconds_live: float) -> Summary:
        counters = self.counters()
        return Summary(
            seconds_live=round(seconds_live, 3),
            frames_encoded=counters.frames_encoded,
            frames_sent=counters.frames_sent,
            drops=Drops(counters.frames_repeated, counters.frames_skipped, counters.frames_dropped),
            bytes_sent=counters.bytes_sent,
            reconnects=counters.sessions,
            problem=self.problem,
        )

    def _enter(
        self,
        phase: Phase,
        problem: Problem | None = None,
        attempt: int = 0,
        retry_in_s: float | None = None,
    ) -> None:
        with self._lock:
            if self.phase is Phase.STOPPING and phase is not Phase.IDLE:
                return  # the sink still reports while it is being stopped
            self.phase = advance(self.phase, phase)
        self._report(PhaseChanged(phase, time.time(), problem, attempt, retry_in_s))
