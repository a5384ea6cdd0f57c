from typing import Any

import pytest

from cloud.check.alarms import check_alarms, metrics_of
from tests.cloud.check.accounts import BARE, STATUS, Account


def alarms_of(account: Account) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = account.cloudwatch.answers["describe_alarms"]["MetricAlarms"]
    return found


def test_the_three_are_found_by_what_they_look_at() -> None:
    assert [each.is_ok for each in check_alarms(Account().aws, STATUS)] == [True] * 3


@pytest.mark.parametrize(
    ("change", "said"),
    [({"ActionsEnabled": False}, "switched off"), ({"AlarmActions": []}, "topic")],
)
def test_an_alarm_that_tells_nobody_is_no_alarm(change: dict[str, Any], said: str) -> None:
    account = Account()
    alarms_of(account)[0].update(change)

    drop, *_ = check_alarms(account.aws, STATUS)

    assert drop.is_ok is False
    assert said in drop.finding.en


def test_an_alarm_that_is_gone_is_said() -> None:
    account = Account()
    del alarms_of(account)[2]

    assert [each.is_ok for each in check_alarms(account.aws, STATUS)] == [True, True, False]


def test_nobody_is_asked_about_no_alarms() -> None:
    account = Account()

    assert [each.is_ok for each in check_alarms(account.aws, BARE)] == [False] * 3
    assert not account.cloudwatch.calls


def test_metric_math_is_read_too() -> None:
    query = {"MetricStat": {"Metric": {"MetricName": "IngestFramerate"}}}

    assert metrics_of({"Metrics": [query, {"Expression": "m1 < 20"}]}) == {"IngestFramerate"}
