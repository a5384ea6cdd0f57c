"""Rehearses a broadcast without anybody watching: presses the real buttons, checks, reports.

Exit codes: 0 all is well, 1 it ran but something was amiss (`complaints`), else the code of the
problem's family (`encoder.errors.EXIT_CODES`; 7 where the practice ingest or the time limit ended
it).
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from cloud import errors as cloud_errors
from desktop.bridges.practice import PracticeState
from desktop.bridges.tasks import Tasks
from desktop.commands.broadcastresult import destination_rows
from desktop.commands.output import print_json, say
from desktop.commands.results import FramesResult, HeadlessResult, ProblemResult
from desktop.golive import Situation
from desktop.playbackreader import PlaybackReader, Reading
from desktop.rehearsal.onair import OnAir
from desktop.rehearsal.setting import set_stage
from desktop.rehearsal.verdict import (
    chat_of,
    complaints_of,
    ingests_of,
    meter_of,
    reader_of,
    recording_of,
    scenes_of,
)
from desktop.remedies import problem_of
from desktop.window import StudioWindow
from encoder.errors import EXIT_CODES, ErrorCode, Problem
from encoder.messages import Drops, EngineState, Phase, SourceState, Summary
from encoder.settings import Destination

LOOK_MS = 100
READY_LIMIT_S = 40.0
LIVE_LIMIT_S = 30.0
READER_LIMIT_S = 30.0
STOP_LIMIT_S = 10.0
READER_AFTER_S = 2.0
"""The ingest needs a segment before anybody can play."""
SCREENSHOT_AT = 0.6
"""When the picture is taken, as a part of the time on air: the plots shall show something."""
AMISS = 1
FAILED = 7
NOTHING = Summary(0.0, 0, Drops())


class Stage(StrEnum):
    """How far a rehearsal is."""

    GETTING_READY = "getting ready"
    GOING_LIVE = "going live"
    ON_AIR = "on air"
    STOPPING = "stopping"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class RehearsalPlan:
    """What to do."""

    seconds: float
    """On air, from the first picture that the ingest accepted."""
    screen: str
    """Which virtual screen it runs on, for the report."""
    screenshot: Path
    recordings: Path
    """The folder for what it records."""
    panel: str = ""
    """Whose picture to take; empty is the window's."""


class Rehearsal(QObject):
    """Drives one window from the first look to the last; `report()` tells how it went."""

    def __init__(
        self,
        plan: RehearsalPlan,
        window: StudioWindow,
        tasks: Tasks,
        finish: Callable[[], object],
        *,
        reader: PlaybackReader | None = None,
        now_s: Callable[[], float] = time.monotonic,
    ) -> None:
        """`finish` is called once it is over."""
        super().__init__()
        self._plan = plan
        self._window = window
        self._studio = window.studio
        self._tasks = tasks
        self._finish = finish
        self._reader = reader or PlaybackReader()
        self._now_s = now_s
        self._stage = Stage.GETTING_READY
        self._limit_s = now_s() + READY_LIMIT_S
        self._live_since_s = 0.0
        self._is_set = False
        self._is_reading = False
        self._reading: Reading | None = None
        self._on_air = OnAir(window, tasks, self._reader, plan.seconds)
        self._screenshot = ""
        self._problem: Problem | cloud_errors.Problem | None = None
        self._reason = ""
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    @property
    def stage(self) -> Stage:
        """How far it is."""
        return self._stage

    def report(self) -> int:
        """Print the summary as JSON, and in a sentence what went wrong; return the exit code."""
        summary = self._studio.broadcast.situation.summary or NOTHING
        complaints = complaints_of(self._on_air.seen, self._reading, summary)
        code = self._exit_code(complaints)
        if self._problem is not None:
            say(f"livedesk: {self._problem.message} {self._problem.hint}")
        if self._reason:
            say(f"livedesk: {self._reason}")
        for complaint in complaints if code == AMISS else ():
            say(f"livedesk: {complaint}")
        print_json(self._result(code, complaints, summary))
        return code

    def _result(self, code: int, complaints: tuple[str, ...], summary: Summary) -> HeadlessResult:
        channel = self._studio.practice.view.channel
        seen = self._on_air.seen
        ingests = ingests_of(seen)
        return HeadlessResult(
            exit_code=code,
            screen=self._plan.screen,
            source=self._studio.programme().inputs[0].source.kind,
            seconds_live=summary.seconds_live,
            frames=FramesResult(summary.frames_encoded, summary.main.frames_sent, summary.drops),
            reconnects=summary.main.reconnects,
            destinations=destination_rows(self._destinations(), summary),
            ingest=ingests[0].measurements if ingests else {},
            playback_url="" if channel is None else channel.playback_url,
            watch_url="" if channel is None else channel.watch_url,
            screenshot=self._screenshot,
            reader=reader_of(self._reading),
            ingests=ingests,
            meter=meter_of(seen),
            scenes=scenes_of(seen),
            chat=chat_of(seen),
            recording=recording_of(seen),
            complaints=complaints,
            problem=_problem_result(self._problem, self._reason),
        )

    def _destinations(self) -> list[Destination]:
        views = self._studio.broadcast.situation.destinations.values()
        return [view.destination for view in views if view.destination is not None]

    # ---- one look, ten times a second ----

    def _look(self) -> None:
        situation = self._studio.broadcast.situation
        if situation.engine is EngineState.GONE and self._stage is not Stage.OVER:
            self._problem = situation.engine_problem
            self._end()
            return
        match self._stage:
            case Stage.GETTING_READY:
                self._get_ready(situation)
            case Stage.GOING_LIVE:
                self._go_live(situation)
            case Stage.ON_AIR:
                self._stay_on_air(situation)
            case Stage.STOPPING:
                self._stop(situation)
            case Stage.OVER:
                pass

    def _get_ready(self, situation: Situation) -> None:
        practice = self._studio.practice.view
        controls = self._window.controls
        if situation.is_on_air:
            self._problem = Problem(ErrorCode.ALREADY_ON_AIR)
            self._end()
        elif practice.state is PracticeState.FAILED:
            self._problem = practice.problem
            self._end("the practice ingest does not start")
        elif not self._is_set and self._studio.catalogue:
            self._is_set = True
            set_stage(self._window, self._plan.recordings)
        elif self._is_set and controls.can_go_live and self._has_sources(situation):
            controls.live_button.click()
            self._enter(Stage.GOING_LIVE, LIVE_LIMIT_S)
        elif self._is_late():
            self._end(f"not ready to go live within {READY_LIMIT_S:g} s")

    def _go_live(self, situation: Situation) -> None:
        if situation.phase is Phase.LIVE:
            self._live_since_s = self._now_s()
            self._enter(Stage.ON_AIR, self._plan.seconds + READER_LIMIT_S)
        elif situation.summary is not None or situation.failure is not None:
            self._problem = problem_of(situation)
            self._end()
        elif self._is_late():
            self._problem = problem_of(situation)
            self._press_stop(f"not live within {LIVE_LIMIT_S:g} s")

    def _stay_on_air(self, situation: Situation) -> None:
        if situation.summary is not None:
            self._problem = problem_of(situation)
            self._end()
            return
        live_s = self._now_s() - self._live_since_s
        self._on_air.look(live_s)
        if not self._is_reading and live_s > READER_AFTER_S:
            self._start_reader()
        if not self._screenshot and live_s > self._plan.seconds * SCREENSHOT_AT:
            self._take_screenshot()
        has_proof = self._reading is not None and self._on_air.seen.is_complete
        if live_s >= self._plan.seconds and (has_proof or self._is_late()):
            self._press_stop()

    def _stop(self, situation: Situation) -> None:
        if situation.summary is not None and not situation.is_on_air:
            self._end()
        elif self._is_late():
            self._end(f"not stopped within {STOP_LIMIT_S:g} s")

    def _has_sources(self, situation: Situation) -> bool:
        """Return whether every input of the programme runs, or can't."""
        known = (situation.sources.get(each.id) for each in self._studio.programme().inputs)
        return all(view is not None and view.state is not SourceState.OPENING for view in known)

    # ---- what it does ----

    def _start_reader(self) -> None:
        self._is_reading = True
        channel = self._studio.practice.view.channel
        if channel is None:
            return
        url = channel.playback_url
        self._tasks.run(
            lambda: self._reader.read(url, READER_LIMIT_S / 2), self._on_read, self._on_read_failed
        )

    def _on_read(self, reading: Reading) -> None:
        self._reading = reading

    def _on_read_failed(self, error: Exception) -> None:
        self._reading = Reading("none", complaint=type(error).__name__)

    def _take_screenshot(self) -> None:
        shown: QWidget = self._window.panels.get(self._plan.panel, self._window)
        file = self._plan.screenshot
        file.parent.mkdir(parents=True, exist_ok=True)
        self._screenshot = str(file) if shown.grab().save(str(file)) else "not written"

    def _press_stop(self, reason: str = "") -> None:
        """Press the stop button as the keyboard does: once, and once again to confirm."""
        self._reason = self._reason or reason
        for _ in range(2):
            self._window.controls.stop_button.click()
        self._enter(Stage.STOPPING, STOP_LIMIT_S)

    def _enter(self, stage: Stage, limit_s: float) -> None:
        self._stage = stage
        self._limit_s = self._now_s() + limit_s

    def _is_late(self) -> bool:
        return self._now_s() > self._limit_s

    def _end(self, reason: str = "") -> None:
        self._reason = self._reason or reason
        self._stage = Stage.OVER
        self._timer.stop()
        self._reader.cancel()
        self._finish()

    def _exit_code(self, complaints: tuple[str, ...]) -> int:
        if isinstance(self._problem, Problem):
            return EXIT_CODES[self._problem.family]
        if self._problem is not None or self._reason or self._stage is not Stage.OVER:
            return FAILED
        return AMISS if complaints else 0


def _problem_result(
    problem: Problem | cloud_errors.Problem | None, reason: str
) -> ProblemResult | None:
    if problem is not None:
        return ProblemResult(problem.code.value, problem.message, problem.hint)
    return ProblemResult("headless", reason, "") if reason else None
