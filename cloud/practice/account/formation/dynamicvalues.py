"""Fetches what `{{resolve:ssm:...}}` and `{{resolve:secretsmanager:...}}` stand for, at the end.

The value goes into the resource only: properties, events and change sets keep the reference.
"""

import json
import re
from typing import Any

from cloud.practice.account.formation.innercalls import CallFailed, InnerCalls, NotSimulated
from cloud.practice.account.formation.refusals import ResourceFailed

_REFERENCE = re.compile(r"\{\{resolve:(ssm|ssm-secure|secretsmanager):([^}]+)\}\}")


def with_dynamic_values(value: Any, region: str, calls: InnerCalls, seen: set[str]) -> Any:
    """Return a value in which every reference is replaced; raises ResourceFailed.

    What was fetched is added to `seen`: nobody else may see it.
    """
    if isinstance(value, dict):
        return {key: with_dynamic_values(each, region, calls, seen) for key, each in value.items()}
    if isinstance(value, list):
        return [with_dynamic_values(each, region, calls, seen) for each in value]
    if not isinstance(value, str) or "{{resolve:" not in value:
        return value

    def fetched(found: re.Match[str]) -> str:
        text = _fetched(found[1], found[2], region, calls)
        seen.add(text)
        return text

    return _REFERENCE.sub(fetched, value)


def _fetched(service: str, reference: str, region: str, calls: InnerCalls) -> str:
    try:
        if service == "secretsmanager":
            return _secret(reference, region, calls)
        answer = calls("ssm", region, "get_parameter", Name=reference, WithDecryption=True)
        return str(answer["Parameter"]["Value"])
    except (CallFailed, NotSimulated, KeyError, ValueError) as error:
        raise ResourceFailed(
            f"Could not resolve the dynamic reference {service}:{reference}"
        ) from error


def _secret(reference: str, region: str, calls: InnerCalls) -> str:
    # An ARN has colons of its own: arn:aws:secretsmanager:region:account:secret:name-suffix
    parts = reference.split(":")
    size = 7 if reference.startswith("arn:") else 1
    name, rest = ":".join(parts[:size]), [*parts[size:], "", ""]
    answer = calls("secretsmanager", region, "get_secret_value", SecretId=name)
    text = str(answer["SecretString"])
    return str(json.loads(text)[rest[1]]) if rest[1] else text
