import json
from types import SimpleNamespace
from typing import Any

import pytest
from moto.iam.access_control import PermissionResult

from cloud.practice.account.services.bucketpolicies import permission_of

EVERYTHING = {"Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::b/*"}


def bucket(*statements: dict[str, Any]) -> Any:
    policy = json.dumps({"Version": "2012-10-17", "Statement": list(statements)}).encode()
    return SimpleNamespace(policy=policy if statements else None)


@pytest.mark.parametrize(
    ("statements", "verdict"),
    [
        ((), PermissionResult.NEUTRAL),
        (({"Effect": "Deny", **EVERYTHING},), PermissionResult.DENIED),
        (({"Effect": "Allow", **EVERYTHING},), PermissionResult.PERMITTED),
        (
            (
                {
                    "Effect": "Deny",
                    **EVERYTHING,
                    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                },
            ),
            PermissionResult.NEUTRAL,
        ),
    ],
)
def test_what_is_refused_under_a_condition_only_is_not_refused_in_practice(
    statements: tuple[dict[str, Any], ...], verdict: PermissionResult
) -> None:
    assert permission_of(bucket(*statements), "s3:HeadObject", "arn:aws:s3:::b/k") is verdict
