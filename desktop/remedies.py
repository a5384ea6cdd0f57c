"""What the user can do about a situation: the one button, and the one action for a failure."""

from enum import StrEnum
from typing import assert_never

from desktop.golive import Situation
from encoder.errors import ErrorCode, Family, Problem
from encoder.messages import Phase, Step, StepState


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
    return seconds_left(situation.retry_at_s, now_s)


def seconds_left(retry_at_s: float | None, now_s: float) -> int | None:
    """Return the whole seconds until a moment, None while there is none."""
    if retry_at_s is None:
        return None
    return max(0, -int(-(retry_at_s - now_s) // 1))


def failed_step(situation: Situation) -> Step | None:
    """Return the step that failed, if one did."""
    return next((s for s, view in situation.steps.items() if view.state is StepState.FAILED), None)


def has_steps(situation: Situation) -> bool:
    """Return whether the checklist says something: on the way to being live, or where it failed."""
    is_complete = all(view.state is StepState.DONE for view in situation.steps.values())
    is_on_the_way = situation.phase in (Phase.STARTING, Phase.RECONNECTING) and not is_complete
    return situation.is_asked or is_on_the_way or failed_step(situation) is not None


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
        case Family.RECORDING:
            return Action.NONE
        case Family.ENGINE:
            return Action.START_ENGINE
        case _:
            assert_never(family)
