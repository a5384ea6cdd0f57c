"""Says why an alarm changed, in the sentences and the JSON that CloudWatch uses. Pure."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime

from cloud.practice.account.behaviour.alarms.definition import Definition
from cloud.practice.account.behaviour.alarms.evaluation import AlarmState, Missing, Verdict

_WORDS = {
    "GreaterThanOrEqualToThreshold": "greater than or equal to",
    "GreaterThanThreshold": "greater than",
    "LessThanThreshold": "less than",
    "LessThanOrEqualToThreshold": "less than or equal to",
}
_TREATED = {Missing.BREACHING: "Breaching", Missing.NOT_BREACHING: "NonBreaching"}


def reason(
    definition: Definition,
    verdict: Verdict,
    points: Sequence[float | None],
    times: Sequence[int],
    before: AlarmState,
) -> str:
    """Return the sentence for people; `points` and `times` as they were evaluated."""
    rule, state = definition.rule, verdict.state
    if state is AlarmState.INSUFFICIENT_DATA:
        unknown = _counted(verdict.filled, "datapoint")
        return f"Insufficient Data: {unknown} {_was(verdict.filled)} unknown."
    places = verdict.evaluated
    if not places:
        missing = _counted(verdict.filled, "missing datapoint")
        return (
            f"Threshold Crossed: no datapoints were received for "
            f"{_counted(rule.evaluation_periods, 'period')} and {missing} "
            f"{_was(verdict.filled)} treated as [{_TREATED.get(rule.missing, 'Missing')}]."
        )
    is_alarm = state is AlarmState.ALARM
    chosen = [place for place in places if rule.is_breaching(points[place] or 0.0) is is_alarm]
    shown = ", ".join(f"{points[place]} ({_moment(times[place])})" for place in chosen or places)
    count = len(chosen or places)
    fewest = rule.datapoints_to_alarm if is_alarm else _fewest_ok(definition)
    return (
        f"Threshold Crossed: {count} out of the last {len(places)} datapoints "
        f"[{shown}] "
        f"{_was(count)} {'' if is_alarm else 'not '}{_WORDS[rule.comparison]} the threshold "
        f"({rule.threshold}) (minimum {_counted(fewest, 'datapoint')} for {_before(before)} -> "
        f"{state} transition)."
    )


def reason_data(
    definition: Definition,
    verdict: Verdict,
    points: Sequence[float | None],
    times: Sequence[int],
    now_s: float,
) -> str:
    """Return the same as JSON for programs."""
    places = sorted(verdict.evaluated)
    rule = definition.rule
    content: dict[str, object] = {"version": "1.0", "queryDate": iso(now_s)}
    if places:
        content["startDate"] = iso(times[places[0]])
    query = next((each for each in definition.queries if each.id == definition.watched), None)
    if query and query.key:
        content["statistic"] = query.stat
        content["unit"] = query.unit or "None"
    content |= {
        "period": definition.period_s,
        "recentDatapoints": [points[place] for place in places],
        "threshold": rule.threshold,
        "evaluatedDatapoints": [
            {"timestamp": iso(times[place]), "value": points[place]} for place in reversed(places)
        ],
    }
    return json.dumps(content)


def iso(at_s: float) -> str:
    """Return a time as CloudWatch writes it in JSON."""
    at = datetime.fromtimestamp(at_s, UTC)
    return f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}+0000"


def _fewest_ok(definition: Definition) -> int:
    rule = definition.rule
    return rule.evaluation_periods - rule.datapoints_to_alarm + 1


def _before(state: AlarmState) -> str:
    return AlarmState.OK if state is AlarmState.INSUFFICIENT_DATA else state


def _moment(at: int) -> str:
    return f"{datetime.fromtimestamp(at, UTC):%d/%m/%y %H:%M:%S}"


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"


def _was(count: int) -> str:
    return "was" if count == 1 else "were"
