"""Whether a service may invoke a function: by its policy, as Lambda decides. Pure."""

import fnmatch
from collections.abc import Iterable, Mapping
from typing import Any


def may_invoke(function: Any, service: str, source_arn: str) -> bool:
    """Tell whether a statement lets `service` (`events.amazonaws.com`) in for this source."""
    return any(_allows(each, service, source_arn) for each in function.policy.statements)


def _allows(statement: Mapping[str, Any], service: str, source_arn: str) -> bool:
    principal = statement.get("Principal", {})
    services = principal.get("Service", ()) if isinstance(principal, Mapping) else principal
    return (
        statement.get("Effect", "Allow") == "Allow"
        and service in _listed(services)
        and any(
            action in ("lambda:InvokeFunction", "lambda:*", "*")
            for action in _listed(statement.get("Action", ()))
        )
        and _fits(statement.get("Condition") or {}, source_arn)
    )


def _fits(condition: Mapping[str, Any], source_arn: str) -> bool:
    account = source_arn.split(":")[4] if source_arn.count(":") > 4 else ""
    for wanted in condition.values():
        for name, value in wanted.items():
            actual = source_arn if name.lower() == "aws:sourcearn" else account
            if not any(fnmatch.fnmatchcase(actual, each) for each in _listed(value)):
                return False
    return True


def _listed(value: Any) -> Iterable[str]:
    return (value,) if isinstance(value, str) else tuple(value)
