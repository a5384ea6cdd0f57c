"""Rules of composite alarms."""

import pytest

from cloud.practice.account.behaviour.alarms.composite import condition_of, names_in
from cloud.practice.account.behaviour.alarms.evaluation import AlarmState
from cloud.practice.account.behaviour.metrics.metricrequests import BadRequest

STATES = {"a": AlarmState.ALARM, "b c": AlarmState.OK, "d": AlarmState.INSUFFICIENT_DATA}
ARN = "arn:aws:cloudwatch:ap-northeast-1:123456789012:alarm:a"


@pytest.mark.parametrize(
    ("rule", "is_alarm"),
    [
        ("ALARM(a)", True),
        ('ALARM("b c")', False),
        (f"ALARM('{ARN}')", True),
        ('OK("b c") AND INSUFFICIENT_DATA(d)', True),
        ("ALARM(a) AND NOT ALARM(d)", True),
        ("NOT (ALARM(a) OR ALARM(d))", False),
        ('ALARM(d) AND ALARM(a) OR OK("b c")', True),
        ("TRUE AND FALSE", False),
        ("ALARM(nobody)", False),
    ],
)
def test_a_rule_decides_from_states(rule: str, is_alarm: bool) -> None:
    assert condition_of(rule)(STATES) is is_alarm


@pytest.mark.parametrize("rule", ["", "ALARM(a", "ALARM a", "ALARM(a) OK(d)", "FIRE(a)", "NOT"])
def test_what_can_not_be_is_refused(rule: str) -> None:
    with pytest.raises(BadRequest):
        condition_of(rule)


def test_a_rule_names_its_alarms() -> None:
    assert names_in(f'ALARM("b c") AND NOT OK({ARN})') == ("b c", "a")
