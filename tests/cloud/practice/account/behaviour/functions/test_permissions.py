"""Who may invoke a function."""

from types import SimpleNamespace
from typing import Any

import pytest

from cloud.practice.account.behaviour.functions.permissions import may_invoke

RULE = "arn:aws:events:ap-northeast-1:123456789012:rule/live"


def function(**statement: Any) -> Any:
    whole = {"Effect": "Allow", "Action": "lambda:InvokeFunction", **statement}
    return SimpleNamespace(policy=SimpleNamespace(statements=[whole] if statement else []))


@pytest.mark.parametrize(
    ("statement", "is_let_in"),
    [
        ({}, False),
        ({"Principal": {"Service": "events.amazonaws.com"}}, True),
        ({"Principal": {"Service": "sns.amazonaws.com"}}, False),
        ({"Principal": {"Service": "events.amazonaws.com"}, "Effect": "Deny"}, False),
        (
            {
                "Principal": {"Service": "events.amazonaws.com"},
                "Condition": {"ArnLike": {"AWS:SourceArn": RULE}},
            },
            True,
        ),
        (
            {
                "Principal": {"Service": "events.amazonaws.com"},
                "Condition": {"ArnLike": {"AWS:SourceArn": f"{RULE}-other"}},
            },
            False,
        ),
        (
            {
                "Principal": {"Service": "events.amazonaws.com"},
                "Condition": {"StringEquals": {"AWS:SourceAccount": "999999999999"}},
            },
            False,
        ),
    ],
)
def test_only_who_the_policy_names_may_invoke(statement: dict[str, Any], is_let_in: bool) -> None:
    assert may_invoke(function(**statement), "events.amazonaws.com", RULE) is is_let_in
