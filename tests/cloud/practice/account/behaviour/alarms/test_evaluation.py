"""When alarms go off: the tables of CloudWatch's guide, and any data against a slow evaluator."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloud.practice.account.behaviour.alarms.evaluation import (
    AlarmState,
    Missing,
    Rule,
    evaluate,
)

KEPT = None
NAMES = {"ALARM": AlarmState.ALARM, "OK": AlarmState.OK, "none": AlarmState.INSUFFICIENT_DATA}


def rule(needed: int, to_alarm: int, missing: Missing) -> Rule:
    return Rule("GreaterThanThreshold", 0.5, needed, to_alarm, missing)


def points(row: str) -> list[float | None]:
    return [{"0": 0.0, "X": 1.0, "-": None}[each] for each in row.split()]


@pytest.mark.parametrize(
    ("to_alarm", "row", "states"),
    [
        (3, "0 - X - X", "OK OK OK OK"),
        (3, "- - - - 0", "OK OK OK OK"),
        (3, "- - - - -", "none kept ALARM OK"),
        (3, "0 X X - X", "ALARM ALARM ALARM ALARM"),
        (3, "- - X - -", "ALARM kept ALARM OK"),
        (2, "0 - X - X", "ALARM ALARM ALARM ALARM"),
        (2, "0 0 X 0 X", "ALARM ALARM ALARM ALARM"),
        (2, "0 - X - -", "OK OK ALARM OK"),
        (2, "- - - - 0", "OK OK ALARM OK"),
        (2, "- - - X -", "ALARM kept ALARM OK"),
    ],
)
def test_the_tables_of_the_guide(to_alarm: int, row: str, states: str) -> None:
    policies = (Missing.MISSING, Missing.IGNORE, Missing.BREACHING, Missing.NOT_BREACHING)
    found = [evaluate(rule(3, to_alarm, policy), points(row)).state for policy in policies]

    assert found == [NAMES.get(state, KEPT) for state in states.split()]


@pytest.mark.parametrize(
    ("comparison", "value", "is_alarm"),
    [
        ("GreaterThanThreshold", 5.0, False),
        ("GreaterThanOrEqualToThreshold", 5.0, True),
        ("LessThanThreshold", 5.0, False),
        ("LessThanOrEqualToThreshold", 5.0, True),
        ("LessThanThreshold", 0.0, True),
    ],
)
def test_each_comparison_has_its_border(comparison: str, value: float, is_alarm: bool) -> None:
    verdict = evaluate(Rule(comparison, 5.0, 1, 1), [value])

    assert (verdict.state is AlarmState.ALARM) is is_alarm


def test_the_points_that_decided_are_told_newest_first() -> None:
    verdict = evaluate(rule(2, 2, Missing.MISSING), points("X - X -"))

    assert (verdict.evaluated, verdict.filled) == ((2, 0), 0)


@given(st.data())
def test_it_agrees_with_a_slow_evaluator(data: st.DataObject) -> None:
    needed = data.draw(st.integers(1, 5))
    to_alarm = data.draw(st.integers(1, needed))
    policy = data.draw(st.sampled_from(Missing))
    row = data.draw(st.lists(st.sampled_from("0X-"), min_size=needed + 2, max_size=needed + 2))

    found = evaluate(rule(needed, to_alarm, policy), points(" ".join(row))).state

    assert found == slow(row, needed, to_alarm, policy)


def slow(row: Sequence[str], needed: int, to_alarm: int, policy: Missing) -> AlarmState | None:
    """Decide by writing down what fills the gaps, in letters, one point at a time."""
    letters = ""
    for letter in reversed(row):  # newest first
        if letter != "-" and len(letters) < needed:
            letters += letter
    gaps = needed - len(letters)
    if policy is Missing.BREACHING:
        letters += "X" * gaps
    if policy is Missing.NOT_BREACHING:
        letters += "0" * gaps
    if not letters:
        return None if policy is Missing.IGNORE else AlarmState.INSUFFICIENT_DATA
    if letters.count("X") >= to_alarm:
        return AlarmState.ALARM
    if len(letters) < needed and "0" not in letters:
        periods_ago = len(row) - "".join(row).index("X")
        if periods_ago >= to_alarm:
            return None if policy is Missing.IGNORE else AlarmState.ALARM
    return AlarmState.OK
