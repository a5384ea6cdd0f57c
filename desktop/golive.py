"""What the window shows of a broadcast, from what the engine said; pure, no Qt.

`after` folds one event into a Situation; everything else only reads one. The engine owns the
truth: nothing here becomes true because a button was pressed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import assert_never

from encoder.errors import ErrorCode, Family, Problem
from encoder.lifecycle import ON_AIR
from encoder.messages import (
    Attached,
    EngineChanged,
    EngineState,
    Failed,
    Phase,
    PhaseChanged,
    SourceChanged,
    SourceState,
    Step,
    StepReported,
    StepState,
    Stopped,
    Summary,
    SupervisedEvent,
)
from encoder.settings import Destination, Programme


class Button(StrEnum):
    """What the one large button is for."""

    GO_LIVE = "go-live"
    ASKED = "asked"
    """Pressed; the engine has not answered yet."""
    STOP = "stop"
    STOPPING = "stopping"


class Action(StrEnum):
    """The one thing to do about a failure."""

    NONE = ""
    RETRY_NOW = "retry-now"
    GO_LIVE_AGAIN = "go-live-again"
    EDIT_ADDRESS = "edit-address"
    EDIT_KEY = "edit-key"
    CHOOSE_SOURCE = "choose-source"
    CHOOSE_PICTURE = "choose-picture"
    START_ENGINE = "start-engine"


@dataclass(frozen=True, slots=True)
class StepView:
    """One line of the checklist."""

    state: StepState = StepState.WAITING
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class SourceView:
    """How a source is."""

    state: SourceState
    problem: Problem | None = None


def _no_steps() -> dict[Step, StepView]:
    return {step: StepView() for step in Step}


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything the engine has said that still holds."""

    engine: EngineState = EngineState.LAUNCHING
    engine_problem: Problem | None = None
    phase: Phase = Phase.IDLE
    is_asked: bool = False
    """Going live was asked for and not answered yet."""
    steps: Mapping[Step, StepView] = field(default_factory=_no_steps)
    problem: Problem | None = None
    """Why it is not live (any more)."""
    attempt: int = 0
    retry_at_s: float | None = None
    """When the next attempt is due, by the monotonic clock; None while one runs."""
    live_since_utc_s: float | None = None
    programme: Programme | None = None
    """The one on air, if this window found it there."""
    destination: Destination | None = None
    """The one on air, or asked for."""
    sources: Mapping[str, SourceView] = field(default_factory=dict)
    summary: Summary | None = None
    """Of the last broadcast."""
    failure: Problem | None = None
    """The last command that could not be carried out."""
    was_found_on_air: bool = False
    """This window attached to a broadcast that was already running."""

    @property
    def is_on_air(self) -> bool:
        """True from the first step of going live until Stopped."""
        return self.phase in ON_AIR

    @property
    def is_attached(self) -> bool:
        """True while an engine answers."""
        return self.engine is EngineState.ATTACHED


def asked(situation: Situation, destination: Destination) -> Situation:
    """Return the situation after Go live was pressed: a new checklist, no truth yet."""
    return replace(
        situation,
        is_asked=True,
        steps=_no_steps(),
        problem=None,
        failure=None,
        summary=None,
        destination=destination,
        was_found_on_air=False,
    )


def after(situation: Situation, event: SupervisedEvent, now_s: float) -> Situation:
    """Return the situation after `event`; `now_s` is the monotonic time of its arrival."""
    match event:
        case EngineChanged():
            return _after_engine(situation, event)
        case Attached():
            return _after_attached(situation, event)
        case PhaseChanged():
            return _after_phase(situation, event, now_s)
        case StepReported(step=step, state=state, problem=problem):
            steps = {**situation.steps, step: StepView(state, problem)}
            if state is StepState.RUNNING:
                steps |= {later: StepView() for later in _behind(step)}
            return replace(situation, steps=steps)
        case SourceChanged(kind=kind, state=state, problem=problem):
            sources = {**situation.sources, kind: SourceView(state, problem)}
            return replace(situation, sources=sources)
        case Stopped(summary=summary):
            return replace(situation, summary=summary, is_asked=False)
        case Failed(problem=problem):
            return replace(situation, failure=problem, is_asked=False)
        case _:
            return situation


def button_for(situation: Situation) -> Button:
    """Return what the one large button is for."""
    match situation.phase:
        case Phase.STOPPING:
            return Button.STOPPING
        case Phase.STARTING | Phase.LIVE | Phase.RECONNECTING:
            return Button.STOP
        case Phase.IDLE:
            return Button.ASKED if situation.is_asked else Button.GO_LIVE
        case _:
            assert_never(situation.phase)


def problem_of(situation: Situation) -> Problem | None:
    """Return the one problem to speak of: of the last command, or of the broadcast."""
    if situation.failure is not None:
        return situation.failure
    if situation.problem is not None:
        return situation.problem
    return None if situation.summary is None else situation.summary.problem


def action_for(situation: Situation, problem: Problem) -> Action:
    """Return the one thing to do about `problem` now."""
    if situation.retry_at_s is not None:
        return Action.RETRY_NOW
    if situation.is_on_air:
        return Action.NONE
    match problem.code:
        case ErrorCode.KEY_MISSING | ErrorCode.KEY_REFUSED:
            return Action.EDIT_KEY
        case ErrorCode.SETTING_OVER_LIMIT | ErrorCode.SETTING_INVALID:
            return Action.CHOOSE_PICTURE
        case ErrorCode.ALREADY_ON_AIR | ErrorCode.CANVAS_LOCKED:
            return Action.NONE
        case _:
            return _action_for_family(problem.family)


def seconds_to_retry(situation: Situation, now_s: float) -> int | None:
    """Return the whole seconds until the next attempt, None while none is due."""
    if situation.retry_at_s is None:
        return None
    return max(0, -int(-(situation.retry_at_s - now_s) // 1))


def failed_step(situation: Situation) -> Step | None:
    """Return the step that failed, if one did."""
    return next((s for s, view in situation.steps.items() if view.state is StepState.FAILED), None)


def _action_for_family(family: Family) -> Action:
    match family:
        case Family.SETTINGS | Family.REFUSED:
            return Action.EDIT_ADDRESS
        case Family.SOURCE:
            return Action.CHOOSE_SOURCE
        case Family.CODEC:
            return Action.CHOOSE_PICTURE
        case Family.UNREACHABLE:
            return Action.GO_LIVE_AGAIN
        case Family.ENGINE:
            return Action.START_ENGINE
        case _:
            assert_never(family)


def _behind(step: Step) -> tuple[Step, ...]:
    """Return the steps after `step`: they wait while it runs, whatever they were before."""
    order = tuple(Step)
    return order[order.index(step) + 1 :]


def _after_engine(situation: Situation, event: EngineChanged) -> Situation:
    situation = replace(situation, engine=event.state, engine_problem=event.problem)
    if event.state is EngineState.ATTACHED:
        return replace(situation, engine_problem=None)
    if event.state is EngineState.GONE:
        return replace(
            situation, phase=Phase.IDLE, is_asked=False, retry_at_s=None, live_since_utc_s=None
        )
    if situation.is_on_air:  # the next engine will take the broadcast up again
        return replace(situation, phase=Phase.RECONNECTING, retry_at_s=None)
    return replace(situation, is_asked=False)


def _after_attached(situation: Situation, event: Attached) -> Situation:
    if event.on_air is not None:
        is_live = event.phase in (Phase.LIVE, Phase.RECONNECTING)
        done = {step: StepView(StepState.DONE) for step in Step}
        return replace(
            situation,
            phase=event.phase,
            programme=event.on_air.programme,
            destination=event.on_air.command.destination,
            live_since_utc_s=event.on_air.started_utc_s if is_live else None,
            steps=done if event.phase is Phase.LIVE else situation.steps,
            summary=None,
            failure=None,
            was_found_on_air=not situation.is_on_air,
        )
    if situation.is_on_air:
        return situation  # the supervisor has asked the new engine to go on; it will say so
    return replace(situation, phase=event.phase)


def _after_phase(situation: Situation, event: PhaseChanged, now_s: float) -> Situation:
    since_s = situation.live_since_utc_s
    if event.phase is Phase.LIVE and since_s is None:
        since_s = event.at_utc_s
    elif event.phase is Phase.IDLE or (
        event.phase is Phase.STARTING and situation.phase is Phase.IDLE
    ):
        since_s = None
    retry_at_s = None if event.retry_in_s is None else now_s + event.retry_in_s
    phase = event.phase
    if phase is Phase.STARTING and situation.phase is Phase.RECONNECTING:
        phase = Phase.RECONNECTING  # a new engine takes up the broadcast of the one before
    return replace(
        situation,
        phase=phase,
        is_asked=False,
        problem=event.problem,
        attempt=event.attempt,
        retry_at_s=retry_at_s,
        live_since_utc_s=since_s,
    )
