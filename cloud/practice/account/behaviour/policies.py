"""Whether a service may use a function, topic or queue: by its policy, as AWS decides. Pure.

A call within the account that brings no caller is made under a role, and is not asked about.
"""

import fnmatch
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Statement = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Caller:
    """A service that acts for one of the account's resources."""

    service: str
    """E.g. `events.amazonaws.com`."""
    source_arn: str

    def condition_value(self, key: str) -> str:
        """Return what the call says of itself; nothing where it says nothing."""
        parts = self.source_arn.split(":")
        account = parts[4] if len(parts) > 4 else ""
        match key.lower():
            case "aws:sourcearn":
                return self.source_arn
            case "aws:sourceaccount":
                return account
            case "aws:sourceowner":  # of the old services that name it, only alarms publish
                return account if self.service == "cloudwatch.amazonaws.com" else ""
            case "aws:securetransport":
                return "true"
        return ""


def allows(statements: Iterable[Statement], action: str, caller: Caller) -> bool:
    """Tell whether a policy lets a caller do something, e.g. `sns:Publish`."""
    fitting = [each for each in statements if _fits(each, action, caller)]
    return bool(fitting) and all(each.get("Effect", "Allow") == "Allow" for each in fitting)


def _fits(statement: Statement, action: str, caller: Caller) -> bool:
    return (
        _is_meant(statement.get("Principal", {}), caller.service)
        and any(
            fnmatch.fnmatchcase(action.lower(), each.lower())
            for each in _listed(statement.get("Action", ()))
        )
        and all(
            any(fnmatch.fnmatchcase(caller.condition_value(key), each) for each in _listed(value))
            for wanted in (statement.get("Condition") or {}).values()
            for key, value in wanted.items()
        )
    )


def _is_meant(principal: Any, service: str) -> bool:
    if isinstance(principal, str):
        return principal in ("*", service)
    return service in _listed(principal.get("Service", ())) or "*" in _listed(
        principal.get("AWS", ())
    )


def _listed(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
