"""The policies of a deployer, an operator and a viewer, for one account and region; JSON to copy.

Who deploys may do to resources only what CloudFormation does for him (`aws:CalledVia`), only in
stacks whose name begins with the prefix, and makes no role without the permissions boundary.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Literal

from cloud.patterns.catalogue import catalogue
from cloud.patterns.pattern import Pattern
from cloud.stacks.existence import QUESTIONS, action_for
from cloud.typeactions import actions_of

Role = Literal["deployer", "operator", "viewer"]
Statement = dict[str, Any]

LOOK = (
    "cloudformation:DescribeStackDriftDetectionStatus",
    "cloudformation:DescribeStacks",
    "cloudformation:ValidateTemplate",
    "dynamodb:ListTables",
    "ec2:DescribeVpcs",
    "iam:GetRole",
    "iam:SimulatePrincipalPolicy",
    "ivs:ListChannels",
    "medialive:ListChannels",
    "medialive:ListInputs",
    "pricing:GetProducts",
    "servicequotas:ListServiceQuotas",
    "sts:GetCallerIdentity",
    "tag:GetResources",
)
STACKS = (
    "cloudformation:CreateChangeSet",
    "cloudformation:DeleteChangeSet",
    "cloudformation:DeleteStack",
    "cloudformation:DescribeChangeSet",
    "cloudformation:DescribeStackEvents",
    "cloudformation:DescribeStackResourceDrifts",
    "cloudformation:DetectStackDrift",
    "cloudformation:DetectStackResourceDrift",
    "cloudformation:ExecuteChangeSet",
    "cloudformation:GetTemplate",
    "cloudformation:ListChangeSets",
    "cloudformation:ListStackResources",
    "cloudformation:TagResource",
    "cloudformation:UpdateTerminationProtection",
)
BUCKETS = (
    "s3:DeleteObject",
    "s3:DeleteObjectVersion",
    "s3:GetObject",
    "s3:ListBucket",
    "s3:ListBucketVersions",
    "s3:PutObject",
)
CONTROL = (
    "ivs:PutMetadata",
    "ivs:StopStream",
    "ivschat:CreateChatToken",
    "medialive:StartChannel",
    "medialive:StopChannel",
)
KEY = ("ivs:GetStreamKey", "ivs:ListStreamKeys")
WATCH = (
    "cloudformation:DescribeStackEvents",
    "cloudformation:DescribeStacks",
    "cloudformation:ListStackResources",
    "cloudwatch:DescribeAlarmHistory",
    "cloudwatch:DescribeAlarms",
    "cloudwatch:GetDashboard",
    "cloudwatch:GetMetricData",
    "cloudwatch:GetMetricStatistics",
    "cloudwatch:ListMetrics",
    "ivs:GetChannel",
    "ivs:GetStream",
    "ivs:GetStreamSession",
    "ivs:ListStreamSessions",
    "ivs:ListStreams",
    "medialive:DescribeChannel",
    "medialive:DescribeInput",
    "medialive:ListAlerts",
    "pricing:GetProducts",
    "servicequotas:ListServiceQuotas",
    "sns:GetTopicAttributes",
    "sns:ListSubscriptionsByTopic",
    "sts:GetCallerIdentity",
    "tag:GetResources",
)
BOUND = ("iam:AttachRolePolicy", "iam:CreateRole", "iam:PutRolePolicy")
"""What could give a role more than the boundary allows, were that not demanded."""
NO_WILDCARD = ("ivs:Get", "secretsmanager:Get", "iam:")
"""Of these a wildcard would say more than it should, also to who only reads the policy."""
FEWEST_ALIKE = 3


def policy(
    role: Role,
    account_id: str,
    region: str,
    prefix: str,
    patterns: Sequence[Pattern] | None = None,
) -> dict[str, Any]:
    """Return the policy; `prefix`: of the names of stacks. `patterns`: None = all of them."""
    where = _Where(account_id, region, prefix)
    match role:
        case "deployer":
            statements = _deployer(where, catalogue() if patterns is None else patterns)
        case "operator":
            statements = [*_viewer(where), *_operator(where)]
        case "viewer":
            statements = _viewer(where)
    return {"Version": "2012-10-17", "Statement": statements}


def deployer_actions(pattern: Pattern) -> tuple[str, ...]:
    """Return all actions for building an architecture and taking it down, sorted."""
    resources = actions_of(each.type for each in pattern.resources)
    return tuple(sorted({*STACKS, *resources}))


class _Where:
    """The ARNs that statements speak of."""

    def __init__(self, account_id: str, region: str, prefix: str) -> None:
        self._at = f"{region}:{account_id}"
        self._account_id = account_id
        self._prefix = prefix
        self.regions = sorted({region, "us-east-1"})

    def stacks(self) -> list[str]:
        return [f"arn:aws:cloudformation:{self._at}:stack/{self._prefix}*/*"]

    def buckets(self) -> list[str]:
        return [f"arn:aws:s3:::{self._prefix}*"]

    def roles(self) -> list[str]:
        kinds = ("role", "instance-profile")
        return [f"arn:aws:iam::{self._account_id}:{kind}/{self._prefix}*" for kind in kinds]

    def tables(self) -> list[str]:
        """Return those of the chat and, behind any prefix, those of the monitoring."""
        table = f"arn:aws:dynamodb:{self._at}:table"
        return [f"{table}/{self._prefix}*", f"{table}/*Streaming*"]

    def boundary(self) -> str:
        return f"arn:aws:iam::{self._account_id}:policy/{self._prefix}-boundary"

    def named(self, service: str, kind: str) -> str:
        return f"arn:aws:{service}:{self._at}:{kind}{self._prefix}*"


def _deployer(where: _Where, patterns: Iterable[Pattern]) -> list[Statement]:
    actions = actions_of(each.type for pattern in patterns for each in pattern.resources)
    roles = [each for each in actions if each.startswith("iam:")]
    others = [each for each in actions if not each.startswith("iam:")]
    through = {"ForAnyValue:StringEquals": {"aws:CalledVia": ["cloudformation.amazonaws.com"]}}
    here = {"StringEquals": {"aws:RequestedRegion": where.regions}}
    bounded = {"StringEquals": {"iam:PermissionsBoundary": where.boundary()}}
    proof = {action_for(each) for each in QUESTIONS.values()}
    found = [
        _allow("Look", {*LOOK, *proof}),
        _allow("OwnStacks", STACKS, where.stacks()),
        _allow("OwnBuckets", BUCKETS, [*where.buckets(), *(f"{b}/*" for b in where.buckets())]),
        _allow("Running", ("ivs:StopStream", "medialive:StartChannel", "medialive:StopChannel")),
        _allow("ThroughCloudFormation", grouped(others), condition={**through, **here}),
        _allow(
            "Roles",
            [each for each in roles if each not in (*BOUND, "iam:CreateServiceLinkedRole")],
            where.roles(),
            through,
        ),
        _allow(
            "BoundRoles", [e for e in roles if e in BOUND], where.roles(), {**through, **bounded}
        ),
        _allow(
            "ServiceRoles", [e for e in roles if e == "iam:CreateServiceLinkedRole"], None, through
        ),
    ]
    return [each for each in found if each["Action"]]


def _viewer(where: _Where) -> list[Statement]:
    reports = [f"{bucket}/reports/*" for bucket in where.buckets()]
    tables = where.tables()
    return [
        _allow("Watch", WATCH),
        _allow(
            "History",
            (
                "dynamodb:DescribeContinuousBackups",
                "dynamodb:DescribeTable",
                "dynamodb:DescribeTimeToLive",
                "dynamodb:GetItem",
                "dynamodb:Query",
            ),
            [*tables, *(f"{table}/index/*" for table in tables)],
        ),
        _allow("Reports", ("s3:GetObject",), reports),
    ]


def _operator(where: _Where) -> list[Statement]:
    return [
        _allow("Control", CONTROL),
        _allow("GoLive", KEY),
        _allow("Record", ("lambda:InvokeFunction",), [where.named("lambda", "function:")]),
        # The practice check removes the session that it made up, and no other.
        _allow(
            "CheckedRows",
            ("dynamodb:DeleteItem",),
            where.tables(),
            {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["check-*", "livedesk-check#*"]}},
        ),
    ]


def _allow(
    sid: str,
    actions: Iterable[str],
    resources: Sequence[str] | None = None,
    condition: dict[str, Any] | None = None,
) -> Statement:
    statement: Statement = {
        "Sid": sid,
        "Effect": "Allow",
        "Action": sorted(set(actions)),
        "Resource": list(resources) if resources else "*",
    }
    if condition:
        statement["Condition"] = condition
    return statement


def grouped(actions: Iterable[str]) -> list[str]:
    """Write several actions of one service and verb as one: a policy has 6,144 characters."""
    alike: dict[str, list[str]] = defaultdict(list)
    for each in actions:
        service, _, name = each.partition(":")
        verb = re.match(r"[A-Z]+[a-z]*", name)
        alike[f"{service}:{verb[0] if verb else name}"].append(each)
    found: list[str] = []
    for start, names in alike.items():
        is_many = len(names) >= FEWEST_ALIKE and not start.startswith(NO_WILDCARD)
        found += [f"{start}*"] if is_many else names
    return found
