"""How plans, prices, events and proofs of `livedesk cloud` read as lines of text. Pure."""

from collections.abc import Iterator

from cloud.costs.values import Price, PriceLine
from cloud.models import (
    Action,
    Change,
    CheckResult,
    Plan,
    Replacement,
    StackEvent,
    StackStatus,
    StepFinding,
    TeardownProof,
)
from cloud.patterns.pattern import Pattern

REPLACED = {
    Replacement.NO: "",
    Replacement.YES: "; is made anew and loses its address and content",
    Replacement.MAYBE: "; may be made anew",
}


def catalogue_line(pattern: Pattern) -> str:
    """Return one row of the catalogue."""
    return f"{pattern.id:<20} {pattern.about.title.en}"


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


def proof_lines(proof: TeardownProof) -> Iterator[str]:
    """Give what is gone and what is left."""
    yield f"{len(proof.deleted)} resources of {proof.stack} are gone."
    for each in proof.leftovers:
        kept = "kept on purpose" if each.is_retained else "LEFT"
        paid = "costs money" if each.is_billable else "costs nothing"
        yield f"{kept}, {paid}: {each.type} {each.arn}"
    if proof.is_clean:
        yield "Nothing that costs money is left but what is kept on purpose."
    yield f"Looked at {proof.looked_at:%Y-%m-%d %H:%M:%S} UTC by {', '.join(proof.looked_by)}"


def check_lines(result: CheckResult) -> Iterator[str]:
    """Give each thing that was verified."""
    words = {True: "ok", False: "NOT OK", None: "unknown"}
    for each in result.items:
        yield f"{words[each.is_ok]:<8} {each.title.en}: {each.finding.en}"


def _price_line(line: PriceLine) -> str:
    rate = line.rate
    if line.usd is None:
        return f"{line.title.en}: price unknown, see {rate.url or rate.source}"
    return f"{line.title.en}: ${line.usd:,.2f}  ({rate.source}, {rate.as_of})"


def _usd(amount: float | None, at_least: float | None = None) -> str:
    if amount is not None:
        return f"${amount:,.2f}"
    return "unknown" if at_least is None else f"${at_least:,.2f} and what is unknown"
