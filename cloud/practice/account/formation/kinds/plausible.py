"""Makes up what only a service would tell of a resource: ids, ARNs, addresses."""

from datetime import UTC, datetime
from typing import Any

from moto.moto_api._internal import mock_random

from cloud.practice.account.formation.kinds.kind import Wish
from cloud.practice.account.formation.shapes import found_in
from cloud.practice.accountmessages import ACCOUNT_ID

_LOWER = "0123456789abcdefghijklmnopqrstuvwxyz"
_GOOD_STATES = ("ACTIVE", "AVAILABLE", "READY", "IDLE", "COMPLETE", "ENABLED", "Deployed")
_PREFIXES = {
    "AWS::CloudFront::Distribution": ("E", 13),
    "AWS::CloudFront::OriginAccessControl": ("E", 13),
    "AWS::EC2::SecurityGroup": ("sg-", 17),
    "AWS::EC2::Subnet": ("subnet-", 17),
    "AWS::EC2::VPC": ("vpc-", 17),
}
_GLOBAL = frozenset({"cloudfront", "iam", "route53"})


def attribute(wish: Wish, path: str, made_id: str) -> Any:
    """Return a value for an attribute that nobody told, with the made-up id in it."""
    name = path.rpartition(".")[2]
    described = _schema_at(wish, path)
    kinds = described.get("type", "string")
    kind = kinds if isinstance(kinds, str) else kinds[0]
    if kind in ("integer", "number"):
        return 6379 if name == "Port" else 0
    if kind == "boolean":
        return False
    if kind == "array":
        return [_text(wish, "Url", f"{made_id}-{n}") for n in "12"] if "Url" in name else []
    if kind == "object":
        return {}
    if choices := described.get("enum"):
        return next((each for each in _GOOD_STATES if each in choices), choices[0])
    return _text(wish, name, made_id)


def resource_id(wish: Wish) -> str:
    """Return a new id such as the service gives."""
    prefix, length = _PREFIXES.get(wish.type, ("", 12))
    made = "".join(mock_random.choice(_LOWER) for _ in range(length))
    return prefix + (made.upper() if prefix == "E" else made)


def service_of(type_name: str) -> str:
    """Return the service's name in ARNs: `AWS::IVSChat::Room` -> `ivschat`."""
    return type_name.split("::")[1].lower()


def _text(wish: Wish, name: str, made_id: str) -> str:
    service = service_of(wish.type)
    noun = wish.type.rpartition("::")[2]
    low = name.lower()
    if low.endswith("arn"):
        region = "" if service in _GLOBAL else wish.region
        return f"arn:aws:{service}:{region}:{ACCOUNT_ID}:{noun.lower()}/{made_id}"
    if low.endswith(("url", "uri")):
        return f"https://{made_id}.{service}.{wish.region}.amazonaws.com"
    if service == "cloudfront" and low.endswith("domainname"):
        return f"d{made_id.lower()}.cloudfront.net"
    if low.endswith(("domainname", "dnsname", "endpoint", "address", "host")):
        return f"{made_id.lower()}.{service}.{wish.region}.amazonaws.com"
    if low.endswith(("time", "date", "at")):
        return datetime.fromtimestamp(0, UTC).isoformat()
    if low.endswith(("state", "status")):
        return "ACTIVE"
    return made_id


def _schema_at(wish: Wish, path: str) -> dict[str, Any]:
    body = wish.schema.body
    node: dict[str, Any] = body
    for part in path.split("."):
        reference = str(node.get("$ref", "")).removeprefix("#/").replace("/", ".")
        node = (found_in(body, reference) or {}) if reference else node
        node = (node.get("properties") or {}).get(part) or {}
    return node
