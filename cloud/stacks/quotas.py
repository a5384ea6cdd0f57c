"""Compares what a plan adds, and its audience, with what the account may have (Service Quotas)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cloud.awsclient import Aws
from cloud.errors import CallError, ErrorCode, PlanError
from cloud.patterns.pattern import Pattern


@dataclass(frozen=True, slots=True)
class Countable:
    """A kind of resource whose number AWS limits."""

    type: str
    service: str
    """As Service Quotas calls it."""
    name: str
    """A regular expression for the quota's name: codes differ, names are in the console."""
    count: Callable[[Aws], int]
    """How many there are."""


def _number(service: str, operation: str, items: str) -> Callable[[Aws], int]:
    return lambda aws: sum(1 for _ in aws.pages(service, operation, items))


COUNTABLES = (
    Countable("AWS::IVS::Channel", "ivs", r"channels", _number("ivs", "list_channels", "channels")),
    Countable(
        "AWS::MediaLive::Channel",
        "medialive",
        r"channels",
        _number("medialive", "list_channels", "Channels"),
    ),
    Countable(
        "AWS::MediaLive::Input",
        "medialive",
        r"push inputs",
        _number("medialive", "list_inputs", "Inputs"),
    ),
    Countable("AWS::EC2::VPC", "vpc", r"vpcs per region", _number("ec2", "describe_vpcs", "Vpcs")),
    Countable(
        "AWS::DynamoDB::Table",
        "dynamodb",
        r"maximum number of tables",
        _number("dynamodb", "list_tables", "TableNames"),
    ),
)
VIEWERS = {"AWS::IVS::Channel": ("ivs", r"concurrent views?")}


@dataclass(frozen=True, slots=True)
class Room:
    """What the account has room for, as far as it says."""

    figures: tuple[str, ...]
    """E.g. `medialive: Channels 2 of 5`."""
    audience: PlanError | None = None
    """The quota of viewers is lower than the planned audience: a show fails, a plan does not."""


def room_for(aws: Aws, pattern: Pattern, added: Sequence[str], viewers: int) -> Room:
    """Return what there is room for; raises PlanError (QUOTA_TOO_LOW) where there is none.

    `added`: types of the resources that would be new. What the account does not tell is left out.
    """
    figures: list[str] = []
    known: dict[str, dict[str, float]] = {}
    for each in COUNTABLES:
        wanted = added.count(each.type)
        if not wanted or (found := _quota(aws, known, each.service, each.name)) is None:
            continue
        quota, limit = found
        try:
            present = each.count(aws)
        except CallError:
            continue
        figures.append(f"{each.service}: {quota} {present + wanted} of {limit:g}")
        if present + wanted > limit:
            raise _too_low(aws, quota, limit, present + wanted)
    return Room(tuple(figures), _audience(aws, known, pattern, viewers))


def _audience(
    aws: Aws, known: dict[str, dict[str, float]], pattern: Pattern, viewers: int
) -> PlanError | None:
    for type_, (service, name) in VIEWERS.items():
        if any(each.type == type_ for each in pattern.resources):
            found = _quota(aws, known, service, name)
            if found is not None and viewers > found[1]:
                return _too_low(aws, found[0], found[1], viewers)
    return None


def _quota(
    aws: Aws, known: dict[str, dict[str, float]], service: str, name: str
) -> tuple[str, float] | None:
    if service not in known:
        try:
            known[service] = {
                each["QuotaName"]: each["Value"]
                for each in aws.pages(
                    "service-quotas", "list_service_quotas", "Quotas", ServiceCode=service
                )
            }
        except CallError:
            known[service] = {}
    return next(
        (item for item in known[service].items() if re.fullmatch(name, item[0], re.IGNORECASE)),
        None,
    )


def _too_low(aws: Aws, quota: str, limit: float, wanted: int) -> PlanError:
    return PlanError(
        ErrorCode.QUOTA_TOO_LOW, quota=quota, limit=f"{limit:g}", wanted=wanted, region=aws.region
    )
