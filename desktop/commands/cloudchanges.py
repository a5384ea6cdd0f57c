"""The deeds of `livedesk cloud` that change something, or say what would be changed."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cloud.costs.values import Usage
from cloud.errors import NotThere, StackError
from cloud.models import StackEvent, StackPhase, StepFinding
from cloud.patterns.metadata import OutputRole, Suggestion
from desktop.commands.clouddesk import DONE, NOT_AS_WANTED, Desk, stopping
from desktop.commands.cloudlines import (
    event_line,
    finding_line,
    plan_lines,
    proof_lines,
    status_lines,
)
from desktop.commands.cloudresults import (
    ApplyResult,
    CloudProblem,
    DestroyResult,
    PlanResult,
    StackResult,
    StatusResult,
)
from desktop.commands.cloudwords import CloudWish
from desktop.commands.output import say

if TYPE_CHECKING:
    from cloud.models import Plan
    from cloud.patterns.pattern import Pattern
    from cloud.stacks.stacks import Stacks

STACK_FAILED = 9
LOOPBACK = "127.0.0.1/32"
"""Whence a stream comes in practice."""


def plan(desk: Desk) -> int:
    """Say what would be built, and take the plan back."""
    with desk.account() as aws:
        desk.prices.renew(aws)
        stacks = desk.stacks(aws)
        made = _planned(desk, stacks)
        stacks.discard(made)
    code = DONE if all(each.is_ok for each in made.findings) else NOT_AS_WANTED
    desk.answer(PlanResult.of(made, code), plan_lines(made))
    return code


def apply(desk: Desk) -> int:
    """Plan, ask, build and follow."""
    with desk.account() as aws:
        desk.prices.renew(aws)
        stacks = desk.stacks(aws)
        made = _planned(desk, stacks)
        if not made.is_applicable:
            return _not_applied(desk, stacks, made)
        for line in plan_lines(made):
            say(line)
        try:
            confirmed = desk.confirmed(f"This changes your AWS account {aws.account.profile}.")
        except BaseException:
            stacks.discard(made)
            raise
        return _carry_out(desk, stacks, made, confirmed)


def _carry_out(desk: Desk, stacks: "Stacks", made: "Plan", confirmed: str) -> int:
    events: list[StackEvent] = []
    with stopping() as stop:
        try:
            status = stacks.apply(
                made, confirmed=confirmed, told=lambda event: _tell(event, events), stop=stop
            )
            code, problem = DONE, None
        except StackError as error:
            status = stacks.status(made.stack)
            code, problem = STACK_FAILED, CloudProblem.of(error.problem)
            say(f"livedesk: {error.problem.message} {error.problem.hint}")
    if status.phase is StackPhase.CHANGING:
        say("It goes on without us: livedesk cloud status shows how it ends.")
        code = NOT_AS_WANTED
    desk.answer(
        ApplyResult(
            code, PlanResult.of(made, DONE), tuple(events), StackResult.of(status), problem
        ),
        status_lines(status),
    )
    return code


def _not_applied(desk: Desk, stacks: "Stacks", made: "Plan") -> int:
    is_fine = all(each.is_ok for each in made.findings)  # there is nothing to do
    code = DONE if is_fine else NOT_AS_WANTED
    status = stacks.status(made.stack)
    shown = PlanResult.of(made, code)
    # Below what failed, how the stack stands would read like an end that was reached.
    lines = status_lines(status) if is_fine else iter(())
    desk.answer(ApplyResult(code, shown, (), StackResult.of(status), shown.problem), lines)
    return code


def destroy(desk: Desk) -> int:
    """Tear the stack down and prove it; of one that is gone, show what it left.

    Raises TemplateError (UNKNOWN_PATTERN) and NotThere for a name that means nothing.
    """
    wish = desk.wish
    with desk.account() as aws, stopping() as stop:
        stacks = desk.stacks(aws)
        is_there = _is_there(desk, stacks)
        confirmed = desk.confirmed("This tears the stack down.")
        proof = stacks.destroy(
            wish.stack, confirmed=confirmed, told=lambda event: _tell(event, []), stop=stop
        )
    if not is_there and not proof.leftovers:
        raise NotThere(f"The stack {wish.stack}")
    code = DONE if proof.is_clean else NOT_AS_WANTED
    desk.answer(DestroyResult.of(proof, code), proof_lines(proof))
    return code


def start(desk: Desk) -> int:
    """Start what is paid by the hour."""
    return _run(desk, is_start=True)


def stop(desk: Desk) -> int:
    """Stop it."""
    return _run(desk, is_start=False)


def usage_of(wish: CloudWish) -> Usage:
    """Return the show that a price is made for."""
    usual = Usage()
    hours = usual.live_hours if wish.live_hours is None else wish.live_hours
    viewers = usual.viewers if wish.viewers is None else wish.viewers
    return Usage(live_hours=hours, hours=hours, viewers=viewers)


def _planned(desk: Desk, stacks: "Stacks") -> "Plan":
    from cloud.patterns.catalogue import pattern

    wish = desk.wish
    wanted = pattern(wish.pattern_id)

    def told(finding: StepFinding) -> None:
        say(finding_line(finding))

    parameters = _suggested(wish, wanted, stacks) | dict(wish.parameters)
    return stacks.plan(wanted, wish.stack, parameters, usage=usage_of(wish), told=told)


def _suggested(wish: CloudWish, wanted: "Pattern", stacks: "Stacks") -> dict[str, str]:
    """Return what a new stack would be given in the window's form, where there is one choice."""
    said = dict(wish.parameters)
    if stacks.status(wish.stack).parameters:
        return {}  # what a stack has it keeps
    found = {
        name: next(iter(values.items()))
        for name, values in stacks.suggestions(wanted).items()
        if name not in said and len(values) == 1
    }
    for name, (stack, value) in found.items():
        say(f"{name} = {value}  (of {stack})")
    own = {
        each.name: LOOPBACK
        for each in wanted.parameters
        if each.field.suggestion is Suggestion.OWN_ADDRESS_CIDR and not wish.profile
    }
    return own | {name: value for name, (_, value) in found.items()}


def _run(desk: Desk, *, is_start: bool) -> int:
    from cloud.running import key_of

    def told(event: StackEvent) -> None:
        _tell(event, [])

    with desk.account() as aws, stopping() as ended:
        stacks = desk.stacks(aws)
        if not _is_there(desk, stacks):
            raise NotThere(f"The stack {desk.wish.stack}")
        status = stacks.status(desk.wish.stack)
        key = key_of(aws.account, status.stack, status.output(OutputRole.MEDIALIVE_CHANNEL))
        if is_start:
            stacks.start(status.stack, told=told, stop=ended)
            desk.running_notes.started(key, datetime.now(UTC))
        else:
            stacks.stop_running(status.stack, told=told, stop=ended)
            desk.running_notes.stopped(key)
        status = stacks.status(status.stack)
    desk.answer(StatusResult((StackResult.of(status),)), status_lines(status))
    return DONE


def _is_there(desk: Desk, stacks: "Stacks") -> bool:
    """Tell whether the stack exists; if not, the architecture has to. Raises TemplateError."""
    from cloud.patterns.catalogue import pattern

    if stacks.status(desk.wish.stack).phase is not StackPhase.ABSENT:
        return True  # also of an architecture that is in the catalogue no more
    pattern(desk.wish.pattern_id)
    return False


def _tell(event: StackEvent, events: list[StackEvent]) -> None:
    events.append(event)
    say(event_line(event))
