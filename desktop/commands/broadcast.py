"""`livedesk broadcast`: one broadcast without a window, for scripts and tests.

It runs the same engine process as the window, under a folder of its own, and ends with it.
"""

import queue
import shutil
import signal
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

from desktop.commands.broadcastresult import as_sentence, broadcast_result, exit_code
from desktop.commands.output import print_json, print_line, say, say_problem
from desktop.commands.results import ProblemResult, RecordingResult
from encoder.errors import ErrorCode, Family, Problem
from encoder.messages import (
    DestinationChanged,
    Drops,
    EngineChanged,
    EngineState,
    Failed,
    GoLive,
    Phase,
    PhaseChanged,
    RecordingChanged,
    RecordingState,
    Sampled,
    SetProgramme,
    SetRecording,
    SourceChanged,
    StartRecording,
    Stats,
    Stop,
    Stopped,
    StopRecording,
    Summary,
    SupervisedEvent,
)
from encoder.scenes import Programme
from encoder.settings import Destination, Encoding, Recording
from encoder.supervisor import Supervise, Supervisor, SupervisorFace

STOP_TIMEOUT_S = 6.0
NOTHING = Summary(0.0, 0, Drops())
INTERRUPTED = 128
"""Plus the signal's number: how shells say that a signal ended a program."""


@dataclass(frozen=True, slots=True)
class BroadcastPlan:
    """What to send, where, and for how long."""

    programme: Programme
    encoding: Encoding
    destinations: tuple[Destination, ...]
    seconds: float | None
    """On air, from the first keyframe; None = until a signal."""
    give_up_s: float
    """How long to try before the first keyframe is accepted."""
    prints_json: bool
    recording: Recording | None = None
    """Record what is live, too."""


def run_broadcast(plan: BroadcastPlan, data_folder: Path, supervise: Supervise = Supervisor) -> int:
    """Broadcast and return the exit code.

    0, or that of the problem's family; 128 and the signal's number when a signal came before the
    first picture was accepted.
    """
    data_folder.mkdir(parents=True, exist_ok=True)
    home = Path(tempfile.mkdtemp(prefix="broadcast-", dir=data_folder))
    events: queue.SimpleQueue[SupervisedEvent | signal.Signals] = queue.SimpleQueue()
    supervisor = supervise(home, events.put, keeps_on_air=False)
    restore = _on_signals(events.put)
    run = _Run(plan, supervisor, events)
    supervisor.start()
    try:
        run.follow()
    finally:
        supervisor.close()
        restore()
        shutil.rmtree(home, ignore_errors=True)
    return run.report()


class _Run:
    """One broadcast being followed."""

    def __init__(
        self,
        plan: BroadcastPlan,
        supervisor: SupervisorFace,
        events: "queue.SimpleQueue[SupervisedEvent | signal.Signals]",
    ) -> None:
        self._plan = plan
        self._supervisor = supervisor
        self._events = events
        self._summary: Summary | None = None
        self._problem: Problem | None = None
        self._stats: list[Stats] = []
        self._recording: RecordingResult | None = None
        self._is_recording = False
        self._recording_since_utc_s = self._recorded_s = 0.0
        self._live_since_s: float | None = None
        self._until_s = time.monotonic() + plan.give_up_s
        self._interrupted_by: signal.Signals | None = None
        self._is_stopping = False
        self._is_over = False

    def follow(self) -> None:
        """Start, follow the events, stop in time."""
        plan = self._plan
        self._supervisor.send(SetProgramme(plan.programme))
        if plan.recording is not None:
            self._supervisor.send(SetRecording(plan.recording))
        self._supervisor.send(GoLive(plan.encoding, plan.destinations))
        while not self._is_over or self._is_recording:
            try:
                event = self._events.get(timeout=max(0.0, self._until_s - time.monotonic()))
            except queue.Empty:
                self._time_is_up()
                continue
            if isinstance(event, signal.Signals):
                if self._live_since_s is None:
                    self._interrupted_by = event
                self._stop()
            else:
                self._take(event)

    def report(self) -> int:
        """Print the result; return the exit code."""
        summary = self._summary or NOTHING
        problem = summary.problem or self._problem
        code = exit_code(summary, problem, self._recording)
        if self._interrupted_by is not None:
            code = INTERRUPTED + self._interrupted_by
        if problem is not None:
            say_problem(problem)
        if self._plan.prints_json:
            rows = self._plan.destinations
            print_json(broadcast_result(rows, summary, self._stats, problem, self._recording, code))
        elif self._live_since_s is not None:
            print_line(as_sentence(summary))
        return code

    def _take(self, event: SupervisedEvent) -> None:
        match event:
            case PhaseChanged(phase=Phase.LIVE):
                self._problem = None
                self._begin()
            case PhaseChanged(problem=problem) if problem is not None:
                if problem != self._problem:
                    say_problem(problem)
                self._problem = problem
            case DestinationChanged():
                self._take_destination(event)
            case SourceChanged(problem=problem) if problem is not None:
                say_problem(problem)
            case Sampled(stats=stats):
                self._take_stats(stats)
            case RecordingChanged() | Failed():
                self._take_recording(event)
            case EngineChanged(state=EngineState.GONE, problem=problem):
                self._problem = problem
                self._is_over, self._is_recording = True, False
            case Stopped(summary=summary):
                self._summary = summary
                self._is_over = True
                self._stop_recording()
            case _:
                pass

    def _begin(self) -> None:
        """A first picture was accepted: from then on the time on air runs."""
        if self._live_since_s is not None:
            return
        self._live_since_s = time.monotonic()
        seconds = self._plan.seconds
        self._until_s = self._live_since_s + (seconds if seconds else 1e9)
        if self._plan.recording is not None:
            self._is_recording = True
            self._recording = RecordingResult("", 0.0, None)
            self._supervisor.send(StartRecording(self._plan.encoding))

    def _take_destination(self, event: DestinationChanged) -> None:
        if event.phase is Phase.LIVE:
            self._begin()  # before it is said: a signal may follow at once
            shown = [
                each.shown_url for each in self._plan.destinations if each.id == event.destination
            ]
            say(f"On air at {', '.join(shown)}.")
        elif event.problem is not None and len(self._plan.destinations) > 1 >= event.attempt:
            say_problem(event.problem)  # once, not with every attempt

    def _take_stats(self, stats: Stats) -> None:
        if stats.phase is Phase.LIVE:
            self._stats = [*self._stats[-3599:], stats]
        if stats.recording is not None:
            made = stats.recording
            self._recording = RecordingResult(made.file, round(made.seconds, 3), None)

    def _take_recording(self, event: RecordingChanged | Failed) -> None:
        problem = event.problem
        if isinstance(event, Failed) and problem is not None:
            if problem.family is not Family.RECORDING:
                self._problem = problem
                self._is_over, self._is_recording = True, False
                return
            self._end_recording("", problem)
        elif isinstance(event, RecordingChanged):
            if event.state is RecordingState.IDLE:
                self._end_recording(event.file, problem)
            elif event.state is RecordingState.FINALISING:
                self._recorded_s = event.at_utc_s - self._recording_since_utc_s
            elif problem is not None:
                say_problem(problem)  # little room is left
            else:
                self._recording_since_utc_s = event.at_utc_s

    def _end_recording(self, file: str, problem: Problem | None) -> None:
        self._is_recording = False
        sampled_s = 0.0 if self._recording is None else self._recording.seconds
        seconds = round(max(sampled_s, self._recorded_s), 3)  # samples come once a second
        self._recording = RecordingResult(file, seconds, ProblemResult.of(problem))
        if problem is not None:
            say_problem(problem)

    def _time_is_up(self) -> None:
        if self._is_stopping:
            self._problem = Problem(ErrorCode.ENGINE_HUNG)
            self._is_over, self._is_recording = True, False
            return
        if self._live_since_s is not None:
            self._problem = None  # on air as long as asked, whatever the last second was
        elif self._problem is None:
            host = urlsplit(self._plan.destinations[0].url).hostname or ""
            self._problem = Problem(ErrorCode.CONNECT_TIMED_OUT, {"host": host})
        self._stop()

    def _stop(self) -> None:
        self._is_stopping = True
        self._until_s = time.monotonic() + STOP_TIMEOUT_S
        self._supervisor.send(Stop())
        self._stop_recording()

    def _stop_recording(self) -> None:
        if self._is_recording:
            self._until_s = time.monotonic() + STOP_TIMEOUT_S
            self._is_stopping = True
            self._supervisor.send(StopRecording())


def _on_signals(act: Callable[[signal.Signals], None]) -> Callable[[], None]:
    """Call `act` on SIGINT and SIGTERM; return what undoes that."""

    def handle(number: int, frame: FrameType | None) -> None:
        act(signal.Signals(number))

    numbers = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.signal(number, handle) for number in numbers}

    def restore() -> None:
        for number, handler in before.items():
            signal.signal(number, handler)

    return restore
