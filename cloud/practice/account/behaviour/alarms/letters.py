"""How what an alarm tells reads in a mailbox: sentences, where everybody else gets JSON. Pure."""

import json
from typing import Any


def letter(message: str) -> str:
    """Return the text of a mail for a published message; what no alarm wrote stays as it is."""
    try:
        told: Any = json.loads(message)
    except ValueError:
        return message
    if not isinstance(told, dict) or not {"AlarmName", "NewStateReason"} <= told.keys():
        return message
    head = (
        f'The alarm "{told["AlarmName"]}" in {told["Region"]} has entered the state '
        f'{told["NewStateValue"]}: "{told["NewStateReason"]}" ({told["StateChangeTime"]}).'
    )
    facts = {
        "Description": told.get("AlarmDescription") or "",
        "State change": f"{told['OldStateValue']} -> {told['NewStateValue']}",
        "Account": told["AWSAccountId"],
        "Alarm": told["AlarmArn"],
        **_watched(told.get("Trigger") or {}),
    }
    lines = [f"- {name}: {fact}" for name, fact in facts.items() if fact]
    return "\n".join([head, "", *lines, ""])


def _watched(trigger: dict[str, Any]) -> dict[str, str]:
    """Return what an alarm of one metric looks at."""
    if "MetricName" not in trigger:
        return {}
    dimensions = ", ".join(f"{each['name']} {each['value']}" for each in trigger["Dimensions"])
    needed = trigger.get("DatapointsToAlarm") or trigger["EvaluationPeriods"]
    return {
        "Metric": f"{trigger['Namespace']} {trigger['MetricName']} ({dimensions})",
        "Threshold": (
            f"{trigger['ComparisonOperator']} {trigger['Threshold']:g}, {needed} of "
            f"{trigger['EvaluationPeriods']} periods of {trigger['Period']} s"
        ),
    }
