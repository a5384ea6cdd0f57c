"""How plans, prices, events and proofs of `livedesk cloud` read as lines of text. Pure."""

from collections.abc import Iterator
from datetime import datetime

from cloud.costs.values import Price, PriceLine
from cloud.models import (
    Action,
    Change,
    CheckResult,
    Plan,
    Replacement,
    Running,
    StackEvent,
    StackStatus,
    StepFinding,
    TeardownProof,
)
from cloud.patterns.pattern import Pattern

LEAST_USD = 0.005
REPLACED = {
    Replacement.NO: "",
    Replacement.YES: "; is made anew and loses its address and content",
    Replacement.MAYBE: "; may be made anew",
}


def catalogue_lines(pattern: Pattern) -> Iterator[str]:
    """Give one row of the catalogue and what can be chosen in it."""
    yield f"{pattern.id}: {pattern.about.title.en}"
    yield f"  {pattern.about.summary.en}"
    for each in pattern.parameters:
        usual = "" if each.default is None else f" = {each.default}"
        choices = f"  ({' | '.join(each.allowed)})" if each.allowed else ""
        yield f"  {each.name}{usual.rstrip()}  {each.field.title.en}{choices}"


def finding_line(finding: StepFinding) -> str:
    """Return how one step of a plan ended."""
    mark = "ok" if finding.is_ok else "FAILED"
    text = f"{finding.step.value:<11} {mark}"
    if finding.detail:
        text += f"  {finding.detail}"
    if finding.problem:
        text += f"  {finding.problem.message} {finding.problem.hint}"
    return text


def plan_lines(plan: Plan) -> Iterator[str]:
    """Give what would change, and the price."""
    if count := len(plan.changes):
        yield f"{count} change{'s' if count > 1 else ''} to {plan.stack}"
    for each in plan.changes:
        yield change_line(each)
    if plan.price is not None:
        yield from price_lines(plan.price)


def change_line(change: Change) -> str:
    """Return what would happen to one resource."""
    names = f" ({', '.join(change.properties)})" if change.action is Action.MODIFY else ""
    return (
        f"{change.action.value:<8} {change.logical_id} {change.type}{names}"
        f"{REPLACED[change.replacement]}"
    )


def price_lines(price: Price) -> Iterator[str]:
    """Give a price line by line with where each figure stands, then the sums."""
    for each in price.lines:
        yield _price_line(each)
    if not price.is_of_region:
        yield f"The prices are those of us-east-1; in {price.region} they may be others."
    usage = price.usage
    yield (
        f"{usage.live_hours:g} h live with {usage.viewers} viewers in {price.region}: "
        f"{_usd(price.usd, price.usd_known)}"
    )
    yield f"an hour live: {_usd(price.usd_per_live_hour)}"
    yield f"a month unused: {_usd(price.usd_per_month_idle)}"


def event_line(event: StackEvent) -> str:
    """Return one thing that happened."""
    reason = f"  {event.reason}" if event.reason else ""
    return f"{event.at:%H:%M:%S} {event.status:<28} {event.logical_id}{reason}"


def status_lines(status: StackStatus) -> Iterator[str]:
    """Give a stack with its outputs and resources."""
    yield f"{status.stack}  {status.pattern_id}  {status.phase.value}  {status.status}".rstrip()
    for output in status.outputs:
        yield f"  {output.name} = {output.value}"
    for resource in status.resources:
        yield f"  {resource.logical_id} {resource.type} {resource.status}"
    if status.problem:
        yield f"  {status.problem.message} {status.problem.hint}"


def running_line(thing: Running, now: datetime) -> str:
    """Return what costs by the hour: for how long, how much, and when it stops by itself."""
    minutes = int((now - thing.since).total_seconds() // 60)
    time = f"{minutes // 60} h {minutes % 60} min{'' if thing.is_since_known else ' or longer'}"
    more = "" if thing.is_complete else "more than "
    ends = f", stops at {thing.stops_at:%H:%M} UTC" if thing.stops_at else ""
    cost = f"{more}${thing.usd_so_far:,.2f} so far, {more}${thing.usd_per_hour:,.2f} an hour"
    if more and not thing.usd_per_hour:
        cost = "price unknown"
    runs = "running" if thing.can_stop else "standing"
    return f"{thing.stack}: {thing.service.en} {runs} {time}, {cost}{ends}"


def proof_lines(proof: TeardownProof) -> Iterator[str]:
    """Give what is gone and what is left."""
    if count := len(proof.deleted):
        were = "resource is" if count == 1 else "resources are"
        yield f"{proof.stack}: {count} {were} gone."
    else:
        yield f"There is no stack {proof.stack}."
    for each in proof.leftovers:
        kept = "kept on purpose" if each.is_retained else "LEFT"
        paid = "costs money" if each.is_billable else "costs nothing"
        yield f"{kept}, {paid}: {each.type} {each.arn}"
    if proof.is_clean:
        kept = " but what is kept on purpose" if proof.leftovers else ""
        yield f"Nothing that costs money is left{kept}."
    yield f"Asked at {proof.looked_at:%Y-%m-%d %H:%M:%S} UTC: {', '.join(proof.looked_by)}"


def check_lines(result: CheckResult) -> Iterator[str]:
    """Give each thing that was verified."""
    words = {True: "ok", False: "NOT OK", None: "unknown"}
    for each in result.items:
        yield f"{words[each.is_ok]:<8} {each.title.en}: {each.finding.en}"


def _price_line(line: PriceLine) -> str:
    rate = line.rate
    if line.usd is None:
        return f"{line.title.en}: price unknown, see {rate.url or rate.source}"
    return f"{line.title.en}: {_usd(line.usd)}  ({rate.source}, {rate.as_of})"


def _usd(amount: float | None, at_least: float | None = None) -> str:
    if amount is not None:
        # Rounded to nothing, a price would look like a gift.
        return "below $0.01" if 0 < amount < LEAST_USD else f"${amount:,.2f}"
    return f"{_usd(at_least)} and what is unknown" if at_least else "unknown"
