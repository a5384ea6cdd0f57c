"""Who may use what."""

from typing import Any

import pytest

from cloud.practice.account.behaviour.policies import Caller, allows

RULE = Caller("events.amazonaws.com", "arn:aws:events:ap-northeast-1:123456789012:rule/live")
ALARM = Caller("cloudwatch.amazonaws.com", "arn:aws:cloudwatch:ap-northeast-1:123456789012:alarm:a")


def statement(**more: Any) -> dict[str, Any]:
    return {
        "Effect": "Allow",
        "Action": "sns:Publish",
        "Principal": {"Service": "events.amazonaws.com"},
        **more,
    }


@pytest.mark.parametrize(
    ("changes", "is_let_in"),
    [
        ({}, True),
        ({"Principal": {"Service": ["sns.amazonaws.com", "events.amazonaws.com"]}}, True),
        ({"Principal": {"Service": "sns.amazonaws.com"}}, False),
        ({"Principal": "*"}, True),
        ({"Action": ["sns:*"]}, True),
        ({"Action": ["SNS:Publish"]}, True),
        ({"Action": "sns:Subscribe"}, False),
        ({"Effect": "Deny"}, False),
        ({"Condition": {"ArnLike": {"AWS:SourceArn": "arn:aws:events:*:*:rule/*"}}}, True),
        ({"Condition": {"ArnEquals": {"aws:SourceArn": f"{RULE.source_arn}-other"}}}, False),
        ({"Condition": {"StringEquals": {"aws:SourceAccount": "123456789012"}}}, True),
        ({"Condition": {"StringEquals": {"aws:SourceAccount": ["999999999999"]}}}, False),
        ({"Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-1"}}}, False),
    ],
)
def test_a_statement_lets_in_whom_it_means(changes: dict[str, Any], is_let_in: bool) -> None:
    assert allows([statement(**changes)], "sns:Publish", RULE) is is_let_in


def test_nobody_is_let_in_without_a_statement_or_against_one() -> None:
    denied = statement(Effect="Deny", Principal="*")
    unsafe = {**denied, "Condition": {"Bool": {"aws:SecureTransport": "false"}}}

    assert not allows([], "sns:Publish", RULE)
    assert not allows([statement(), denied], "sns:Publish", RULE)
    assert allows([statement(), unsafe], "sns:Publish", RULE)


def test_the_policy_that_topics_are_born_with_lets_alarms_in_and_rules_not() -> None:
    born_with = statement(
        Principal={"AWS": "*"}, Condition={"StringEquals": {"AWS:SourceOwner": "123456789012"}}
    )

    assert allows([born_with], "sns:Publish", ALARM)
    assert not allows([born_with], "sns:Publish", RULE)
