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

from desktop.commands.output import print_json, print_line, say, say_problem
from desktop.commands.results import BroadcastResult, FramesResult, MeanResult, ProblemResult
from encoder.errors import EXIT_CODES, ErrorCode, Problem
from encoder.messages import (
    Drops,
    EngineChanged,
    EngineState,
    Failed,
    GoLive,
    Phase,
    PhaseChanged,
    Sampled,
    SetProgramme,
    SourceChanged,
    Stats,
    Stop,
    Stopped,
    Summary,
    SupervisedEvent,
)
from encoder.settings import Destination, Encoding, Programme
from encoder.supervisor import Supervise, Supervisor, SupervisorFace

STOP_TIMEOUT_S = 6.0
NOTHING = Summary(0.0, 0, 0, Drops(), 0, 0)


@dataclass(frozen=True, slots=True)
class BroadcastPlan:
    """What to send, where, and for how long."""

    programme: Programme
    encoding: Encoding
    destination: Destination
    seconds: float | None
    """On air, from the first keyframe; None = until a signal."""
    give_up_s: float
    """How long to try before the first keyframe is accepted."""
    prints_json: bool


def run_broadcast(plan: BroadcastPlan, data_folder: Path, supervise: Supervise = Supervisor) -> int:
    """Broadcast and return the exit code (0, or that of the problem's family)."""
    data_folder.mkdir(parents=True, exist_ok=True)
    home = Path(tempfile.mkdtemp(prefix="broadcast-", dir=data_folder))
    events: queue.SimpleQueue[SupervisedEvent | None] = queue.SimpleQueue()
    supervisor = supervise(home, events.put, keeps_on_air=False)
    restore = _on_signals(lambda: events.put(None))
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
        events: "queue.SimpleQueue[SupervisedEvent | None]",
    ) -> None:
        self._plan = plan
        self._supervisor = supervisor
        self._events = events
        self._summary: Summary | None = None
        self._problem: Problem | None = None
        self._stats: list[Stats] = []
        self._live_since_s: float | None = None
        self._until_s = time.monotonic() + plan.give_up_s
        self._is_stopping = False
        self._is_over = False

    def follow(self) -> None:
        """Start, follow the events, stop in time."""
        self._supervisor.send(SetProgramme(self._plan.programme))
        self._supervisor.send(GoLive(self._plan.encoding, self._plan.destination))
        while not self._is_over:
            try:
                event = self._events.get(timeout=max(0.0, self._until_s - time.monotonic()))
            except queue.Empty:
                self._time_is_up()
                continue
            if event is None:
                self._stop()
            else:
                self._take(event)

    def report(self) -> int:
        """Print the result; return the exit code."""
        summary = self._summary or NOTHING
        problem = summary.problem or self._problem
        code = 0 if problem is None else EXIT_CODES[problem.family]
        if problem is not None:
            say_problem(problem)
        if self._plan.prints_json:
            print_json(_result(self._plan, summary, self._stats, problem, code))
        elif self._live_since_s is not None:
            print_line(_as_sentence(summary))
        return code

    def _take(self, event: SupervisedEvent) -> None:
        match event:
            case PhaseChanged(phase=Phase.LIVE):
                self._problem = None
                if self._live_since_s is None:
                    self._live_since_s = time.monotonic()
                    seconds = self._plan.seconds
                    self._until_s = self._live_since_s + (seconds if seconds else 1e9)
                    say(f"On air at {self._plan.destination.shown_url}.")
            case PhaseChanged(problem=problem) if problem is not None:
                if problem != self._problem:
                    say_problem(problem)
                self._problem = problem
            case SourceChanged(problem=problem) if problem is not None:
                say_problem(problem)
            case Sampled(stats=stats) if stats.phase is Phase.LIVE:
                self._stats = [*self._stats[-3599:], stats]
            case Failed(problem=problem):
                self._problem = problem
                self._is_over = True
            case EngineChanged(state=EngineState.GONE, problem=problem):
                self._problem = problem
                self._is_over = True
            case Stopped(summary=summary):
                self._summary = summary
                self._is_over = True
            case _:
                pass

    def _time_is_up(self) -> None:
        if self._is_stopping:
            self._problem = Problem(ErrorCode.ENGINE_HUNG)
            self._is_over = True
            return
        if self._live_since_s is not None:
            self._problem = None  # on air as long as asked, whatever the last second was
        elif self._problem is None:
            host = urlsplit(self._plan.destination.url).hostname or ""
            self._problem = Problem(ErrorCode.CONNECT_TIMED_OUT, {"host": host})
        self._stop()

    def _stop(self) -> None:
        self._is_stopping = True
        self._until_s = time.monotonic() + STOP_TIMEOUT_S
        self._supervisor.send(Stop())


def _result(
    plan: BroadcastPlan, summary: Summary, stats: list[Stats], problem: Problem | None, code: int
) -> BroadcastResult:
    return BroadcastResult(
        exit_code=code,
        destination=plan.destination.shown_url,
        seconds_live=summary.seconds_live,
        frames=FramesResult(summary.frames_encoded, summary.frames_sent, summary.drops),
        bytes_sent=summary.bytes_sent,
        reconnects=summary.reconnects,
        mean=MeanResult(
            fps=_mean([sample.fps for sample in stats], 2),
            video_bps=_mean([sample.video_bps for sample in stats], 0),
            delivered_bps=_mean([sample.delivered_bps for sample in stats], 0),
            engine_cpu_percent=_mean([sample.engine_cpu_percent for sample in stats], 1),
        ),
        problem=ProblemResult.of(problem),
    )


def _as_sentence(summary: Summary) -> str:
    drops = summary.drops
    return (
        f"{summary.seconds_live:.1f} s live, {summary.frames_sent} frames sent, "
        f"{drops.render} repeated late, {drops.encoder} skipped by the encoder, "
        f"{drops.network} dropped by the network, {summary.reconnects} reconnects."
    )


def _mean(values: list[float], digits: int) -> float | None:
    if not values:
        return None
    return round(sum(values) / len(values), digits)


def _on_signals(act: Callable[[], None]) -> Callable[[], None]:
    """Call `act` on SIGINT and SIGTERM; return what undoes that."""

    def handle(number: int, frame: FrameType | None) -> None:
        act()

    numbers = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.signal(number, handle) for number in numbers}

    def restore() -> None:
        for number, handler in before.items():
            signal.signal(number, handler)

    return restore
