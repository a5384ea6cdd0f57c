"""`livedesk cloud`: the cloud tab without a window, with the same code and the same guard rails."""

from collections.abc import Callable, Mapping
from pathlib import Path

from cloud.errors import (
    CallError,
    CloudError,
    CloudUnreachable,
    ErrorCode,
    PlanError,
    PracticeError,
    PracticeUnreachable,
    SignInError,
    StackError,
    TemplateError,
)
from desktop.commands import cloudchanges, cloudviews
from desktop.commands.cloudaccess import ask_terminal
from desktop.commands.cloudchanges import STACK_FAILED
from desktop.commands.clouddesk import NOT_AS_WANTED, Desk
from desktop.commands.cloudresults import CloudProblem, FailureResult
from desktop.commands.cloudwords import CloudWish
from desktop.commands.output import print_json, say

USAGE = 2
REFUSED = 5
UNREACHABLE = 6
PRACTICE_FAILED = 7

DEEDS: Mapping[str, Callable[[Desk], int]] = {
    "apply": cloudchanges.apply,
    "catalogue": cloudviews.catalogue,
    "check": cloudviews.check,
    "clock": cloudviews.clock,
    "cost": cloudviews.cost,
    "destroy": cloudchanges.destroy,
    "mails": cloudviews.mails,
    "plan": cloudchanges.plan,
    "policy": cloudviews.policy,
    "reset": cloudviews.reset,
    "scenario": cloudviews.scenario,
    "start": cloudchanges.start,
    "status": cloudviews.status,
    "stop": cloudchanges.stop,
}


def run_cloud(wish: CloudWish, data_folder: Path, desk: Desk | None = None) -> int:
    """Do what is wished and return the exit code."""
    try:
        return DEEDS[wish.deed](desk or Desk(wish, data_folder, ask_terminal))
    except CloudError as error:
        code = exit_code_of(error)
        if wish.is_json:
            print_json(FailureResult(code, CloudProblem.of_error(error)))
        say(f"livedesk: {error.problem.message} {error.problem.hint}")
        return code


def exit_code_of(error: CloudError) -> int:
    """Return the exit code that a failure ends with."""
    match error:
        case TemplateError():
            return USAGE
        case PlanError() if error.problem.code is ErrorCode.NOT_CONFIRMED:
            return USAGE
        case PlanError() | StackError():
            return STACK_FAILED
        case CloudUnreachable() | PracticeUnreachable():
            return UNREACHABLE
        case SignInError() | CallError():
            return REFUSED
        case PracticeError():
            return PRACTICE_FAILED
    return NOT_AS_WANTED
