"""One broadcast, from Go live to Stopped: checks, the shared encode, several destinations.

It lives on the host's thread; what destinations and encoders report arrives from theirs, and
only sets phases and sends events. `stop()` always ends within 5 s.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol, TypeVar

import msgspec

from encoder.endpoints import distinct_endpoints
from encoder.engine.codecs import StreamHeaders
from encoder.engine.destinationrun import DestinationRun
from encoder.engine.output import Feed, Output
from encoder.engine.statistics import Counters, DestinationFigures
from encoder.errors import EncoderError, ErrorCode, Problem, SettingsError, error_for
from encoder.ingestlimits import limit_violations
from encoder.lifecycle import advance
from encoder.messages import (
    DestinationChanged,
    Drops,
    Event,
    GoLive,
    Phase,
    PhaseChanged,
    StartDestination,
    Step,
    StepReported,
    StepState,
    Stopped,
    Summary,
)
from encoder.rtmp import Endpoint
from encoder.settings import Destination

SOURCE_TIMEOUT_S = 3.0
STOP_TIMEOUT_S = 4.0
USER = "broadcast"
"""Its name among those who use the encode."""
Result = TypeVar("Result")


class CheckedFeed(Feed, Protocol):
    """The running programme, as a broadcast needs it."""

    def check(self, timeout_s: float) -> None:
        """Wait until the sources have opened; raises the error of one that can't."""
        ...


class Broadcast:
    """A RunOwner; construct, `start()`, and `stop()` once."""

    def __init__(
        self,
        command: GoLive,
        programme: CheckedFeed,
        output: Output,
        report: Callable[[Event], None],
    ) -> None:
        self._command = command
        self._video_bps = command.encoding.video.bitrate_bps
        self._programme = programme
        self._output = output
        self.report = report
        self._lock = threading.RLock()
        self._runs: dict[str, DestinationRun] = {}
        self._shown = PhaseChanged(Phase.IDLE, 0.0)
        self.started_utc_s = time.time()
        self._live_since_s: float | None = None
        self._before_live = Counters()
        self._last_problem: Problem | None = None
        self.problem: Problem | None = None
        self.has_ended = threading.Event()
        """Set when the broadcast can't go on by itself; the host then calls `stop()`."""

    @property
    def phase(self) -> Phase:
        """Where the broadcast is as a whole."""
        return self._shown.phase

    @property
    def target_bps(self) -> int:
        """What video and audio should be together."""
        return self._video_bps + self._command.encoding.audio.bitrate_bps

    @property
    def live_s(self) -> float:
        """Seconds since the broadcast first was live."""
        return 0.0 if self._live_since_s is None else time.monotonic() - self._live_since_s

    def start(self) -> None:
        """Check, open the encoders, begin to connect; raises the EncoderError of a failed step."""
        self._enter(PhaseChanged(Phase.STARTING, time.time(), attempt=1))
        try:
            endpoints = self._step(Step.CHECK, self._check)
            self._step(Step.SOURCE, lambda: self._programme.check(SOURCE_TIMEOUT_S))
            headers = self._step(Step.ENCODER, self._use_output)
        except EncoderError as error:
            self.problem = error.problem
            raise
        priorities = self._command.takeover_priorities
        for destination, endpoint in zip(self._command.destinations, endpoints, strict=True):
            priority = priorities.get(destination.id, 0)
            self._runs[destination.id] = DestinationRun(destination, endpoint, priority, self)
        for run in self._runs.values():
            run.start(headers, self._output.join)

    def start_destination(self, command: StartDestination) -> None:
        """Publish to one more, or again to one that ended or just ends; raises SettingsError."""
        destination = command.destination
        before = self._runs.get(destination.id)
        if before is not None and before.state.phase is Phase.STOPPING:
            before.join(STOP_TIMEOUT_S)  # or both would claim the same stream
        present = [run for run in self._runs.values() if not run.has_ended]
        self._check_limits(destination)
        *_, endpoint = distinct_endpoints([*(run.destination for run in present), destination])
        with self._lock:
            run = DestinationRun(destination, endpoint, command.takeover_priority, self)
            self._runs[destination.id] = run
        run.start(self._use_output(), self._output.join)

    def stop_destination(self, destination_id: str) -> None:
        """End one; raises SettingsError where there is none such, or it is the last."""
        going_on = {run.destination.id: run for run in self._runs.values() if run.is_going_on}
        run = going_on.get(destination_id)
        if run is None:
            raise SettingsError(
                ErrorCode.DESTINATION_UNKNOWN, destination=destination_id, known=", ".join(going_on)
            )
        if len(going_on) == 1:
            raise SettingsError(
                ErrorCode.SETTING_INVALID,
                setting="The last destination",
                value="ended by itself",
                limit="to end the broadcast",
            )
        if run.sink is not None:
            self._output.leave(run.sink)
        run.begin_stop()

    def relaunch_command(self) -> GoLive:
        """Return the command that would start this broadcast again, above its priorities."""
        with self._lock:
            runs = [run for run in self._runs.values() if run.is_going_on]
        return msgspec.structs.replace(
            self._command,
            destinations=tuple(run.destination for run in runs),
            takeover_priorities={run.destination.id: run.next_priority for run in runs},
        )

    def destination_states(self) -> list[DestinationChanged]:
        """Return how each destination is now, ended ones too."""
        with self._lock:
            return [run.state for run in self._runs.values()]

    def retry_now(self, destination_id: str = "") -> None:
        """Wake the wait before the next attempt of one destination, or of all."""
        for run in self._runs.values():
            if destination_id in ("", run.destination.id):
                run.retry_now()

    def set_bitrate(self, bitrate_bps: int) -> None:
        """Change the video bitrate on air, up to the one it went live with.

        Beyond that x264's VBV would cap it: its maximum can't change while it is open.
        """
        self._video_bps = min(bitrate_bps, self._command.encoding.video.bitrate_bps)
        self._output.set_bitrate(self._video_bps)

    def counters(self) -> Counters:
        """Return what was encoded since the broadcast first was live; zeros before."""
        if self._live_since_s is None:
            return Counters()
        return self._output.counters() - self._before_live

    def figures(self) -> list[DestinationFigures]:
        """Return what each destination has taken so far. Any thread."""
        with self._lock:
            runs = list(self._runs.values())
        return [run.figures() for run in runs]

    def stop(self) -> None:
        """Send what waits, unpublish, close everything, report Stopped."""
        seconds_live = self.live_s
        self._enter(PhaseChanged(Phase.STOPPING, time.time(), self.problem))
        if self._runs:  # else it was refused; a recording that goes on keeps its bitrate
            self._output.set_bitrate(self._command.encoding.video.bitrate_bps)
        self._output.release(USER)
        for run in self._runs.values():
            if run.sink is not None:
                self._output.leave(run.sink)
            run.begin_stop()
        until_s = time.monotonic() + STOP_TIMEOUT_S
        for run in self._runs.values():
            run.join(max(0.0, until_s - time.monotonic()))
        self.report(Stopped(self._summary(seconds_live)))
        self._enter(PhaseChanged(Phase.IDLE, time.time(), self.problem))

    # ---- what destinations and encoders report, on their threads ----

    def moved(self, run: DestinationRun, change: DestinationChanged) -> None:
        """Let a destination enter a phase, and the broadcast follow."""
        with self._lock:
            now = run.state.phase
            is_late = now is Phase.STOPPING and change.phase is not Phase.IDLE
            if is_late or now is Phase.IDLE:
                return  # the sink still reports while it is being stopped
            advance(now, change.phase)
            run.state = change
            self.report(change)
            if self.phase is not Phase.STOPPING:
                self._follow(run)

    def request_keyframe(self) -> None:
        """Make the next picture an IDR."""
        self._output.request_keyframe()

    # ---- private ----

    def _follow(self, run: DestinationRun) -> None:
        """Enter the phase that the destinations together are in."""
        if run.has_ended and run.state.problem is not None:
            self._last_problem = run.state.problem
        waiting = [each for each in self._runs.values() if each.is_going_on]
        if any(each.is_live for each in waiting):
            self._go_live(run)
            self._enter(PhaseChanged(Phase.LIVE, time.time()))
        elif waiting:
            phase = Phase.STARTING if self._live_since_s is None else Phase.RECONNECTING
            why = waiting[0].state
            self._enter(PhaseChanged(phase, why.at_utc_s, why.problem, why.attempt, why.retry_in_s))
        else:
            self._end(self._last_problem)

    def _go_live(self, run: DestinationRun) -> None:
        """Count from here on, the first time."""
        if self._live_since_s is not None or run.sink is None:
            return
        sink = run.sink
        now, offered = self._output.counters_when(lambda: sink.figures().frames_offered)
        # What was encoded before the keyframe just sent went nowhere.
        self._before_live = replace(now, frames_encoded=now.frames_encoded - offered)
        self._live_since_s = time.monotonic()
        self.started_utc_s = time.time()

    def _end(self, problem: Problem | None) -> None:
        self.problem = problem
        self.has_ended.set()

    def _step(self, step: Step, act: Callable[[], Result]) -> Result:
        self.report(StepReported(step, StepState.RUNNING))
        try:
            result = act()
        except EncoderError as error:
            self.report(StepReported(step, StepState.FAILED, error.problem))
            raise
        self.report(StepReported(step, StepState.DONE))
        return result

    def _check(self) -> tuple[Endpoint, ...]:
        self._output.check(self._command.encoding)
        for destination in self._command.destinations:
            self._check_limits(destination)
        return distinct_endpoints(self._command.destinations)

    def _check_limits(self, destination: Destination) -> None:
        canvas = self._programme.programme.canvas
        for violation in limit_violations(canvas, self._command.encoding, destination):
            raise error_for(violation)

    def _use_output(self) -> StreamHeaders:
        return self._output.use(USER, self._programme, self._command.encoding, self._end)

    def _summary(self, seconds_live: float) -> Summary:
        counters = self.counters()
        rows = tuple(run.summary() for run in self._runs.values())
        return Summary(
            seconds_live=round(seconds_live, 3),
            frames_encoded=counters.frames_encoded,
            drops=Drops(
                counters.frames_repeated,
                counters.frames_skipped,
                sum(row.frames_dropped for row in rows),
            ),
            destinations=rows,
            problem=self.problem,
        )

    def _enter(self, change: PhaseChanged) -> None:
        with self._lock:
            before = self._shown
            advance(before.phase, change.phase)
            self._shown = change
            if msgspec.structs.replace(before, at_utc_s=change.at_utc_s) != change:
                self.report(change)
