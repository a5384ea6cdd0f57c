"""Who is asked for what before anything is done: the actions that the caller lacks, by name."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from cloud.awsclient import Aws
from cloud.errors import CallError
from cloud.patterns.pattern import Pattern
from cloud.policies import Role, deployer_actions, policy
from cloud.settings import Identity

__all__ = ["Preflight", "Role", "missing_actions", "missing_for", "policy", "preflight"]

UNKNOWN = "not known: iam:SimulatePrincipalPolicy is not allowed"
CONDITIONAL = "some depend on conditions that only the calls themselves show"
MOST_ACTIONS = 100
"""Asked in one call."""
# Where policies are usually tied to names; elsewhere `*` is what they are written for.
ARNS: Mapping[str, str] = {
    "cloudformation": "arn:aws:cloudformation:{region}:{account}:stack/{name}/*",
    "cloudwatch": "arn:aws:cloudwatch:{region}:{account}:alarm:{name}",
    "dynamodb": "arn:aws:dynamodb:{region}:{account}:table/{name}",
    "events": "arn:aws:events:{region}:{account}:rule/{name}",
    "iam": "arn:aws:iam::{account}:role/{name}",
    "lambda": "arn:aws:lambda:{region}:{account}:function:{name}",
    "logs": "arn:aws:logs:{region}:{account}:log-group:{name}",
    "s3": "arn:aws:s3:::{name}",
    "scheduler": "arn:aws:scheduler:{region}:{account}:schedule/default/{name}",
    "sns": "arn:aws:sns:{region}:{account}:{name}",
    "sqs": "arn:aws:sqs:{region}:{account}:{name}",
}


class Preflight(NamedTuple):
    """What is known about the caller's permissions."""

    missing: tuple[str, ...]
    """Actions that will be refused."""
    unclear: tuple[str, ...] = ()
    """Actions whose policies depend on what only the call itself shows."""
    is_known: bool = True
    """Somebody could be asked at all."""


def missing_actions(aws: Aws, actions: Iterable[str], name: str = "livedesk") -> tuple[str, ...]:
    """Return those of the actions that will be refused; empty also where it may not be asked.

    `name`: of the stack, for policies that are tied to names. Blocks; raises SignInError.
    """
    return preflight(aws, actions, name).missing


def missing_for(aws: Aws, pattern: Pattern, stack: str) -> tuple[tuple[str, ...], str]:
    """Return the actions that an architecture lacks, and what is known of that as a short text."""
    found = preflight(aws, deployer_actions(pattern), stack)
    if not found.is_known:
        return (), UNKNOWN
    # Whole sentences without figures: who shows them translates them.
    return found.missing, CONDITIONAL if found.unclear else ""


def preflight(aws: Aws, actions: Iterable[str], name: str) -> Preflight:
    """Simulate the caller's policies. Blocks; raises SignInError."""
    identity = aws.identity()
    try:
        principal = _principal(aws, identity)
        return _simulated(aws, identity, principal, actions, name)
    except CallError:
        return Preflight((), is_known=False)


def _simulated(
    aws: Aws, identity: Identity, principal: str, actions: Iterable[str], name: str
) -> Preflight:
    missing: list[str] = []
    unclear: list[str] = []
    for service, batch in _batches(actions):
        pattern = ARNS.get(service, "*")
        arn = pattern.format(region=aws.region, account=identity.account_id, name=name)
        for each in aws.pages(
            "iam",
            "simulate_principal_policy",
            "EvaluationResults",
            PolicySourceArn=principal,
            ActionNames=batch,
            ResourceArns=[arn],
            ContextEntries=_context(aws.region),
        ):
            if each["EvalDecision"] == "allowed":
                continue
            is_unclear = each["EvalDecision"] == "implicitDeny" and each.get("MissingContextValues")
            (unclear if is_unclear else missing).append(each["EvalActionName"])
    return Preflight(tuple(sorted(missing)), tuple(sorted(unclear)))


def _principal(aws: Aws, identity: Identity) -> str:
    """Return the user or role whose policies count; a session's ARN has none."""
    match = re.fullmatch(r"arn:aws[\w-]*:sts::\d+:assumed-role/([^/]+)/.+", identity.arn)
    if match is None:
        return identity.arn
    # The session's ARN leaves the role's path out, and roles of SSO have one.
    role = aws.call("iam", "get_role", RoleName=match[1])["Role"]
    return str(role["Arn"])


def _batches(actions: Iterable[str]) -> Iterable[tuple[str, list[str]]]:
    by_service: dict[str, list[str]] = defaultdict(list)
    for each in sorted(set(actions)):
        by_service[each.partition(":")[0]].append(each)
    for service, names in by_service.items():
        for start in range(0, len(names), MOST_ACTIONS):
            yield service, names[start : start + MOST_ACTIONS]


def _context(region: str) -> list[dict[str, object]]:
    """What is true of each call that CloudFormation makes for the caller."""
    via = ["cloudformation.amazonaws.com"]
    return [
        {
            "ContextKeyName": "aws:CalledVia",
            "ContextKeyValues": via,
            "ContextKeyType": "stringList",
        },
        {
            "ContextKeyName": "aws:RequestedRegion",
            "ContextKeyValues": [region],
            "ContextKeyType": "string",
        },
    ]
