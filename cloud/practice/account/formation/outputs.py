"""Computes what a stack tells others of itself."""

from typing import Any

from cloud.practice.account.formation.intrinsics import MISSING, evaluated
from cloud.practice.account.formation.refusals import Refused
from cloud.practice.account.formation.scopes import StackScope
from cloud.practice.account.formation.stackbook import Stack


def outputs_of(stack: Stack, scope: StackScope) -> list[dict[str, Any]]:
    """Return the rows of a stack's outputs; raises Refused."""
    rows = []
    for name, definition in stack.template.outputs.items():
        if "Condition" in definition and not scope.is_true(definition["Condition"]):
            continue
        value = evaluated(definition["Value"], scope)
        if value is MISSING or isinstance(value, dict | list):
            raise Refused(
                "Template format error: Output "
                f"{name} is malformed. The Value field of every Outputs member must evaluate to a"
                " String."
            )
        row = {"OutputKey": name, "OutputValue": stack.parameters.hidden(_text(value))}
        if definition.get("Description"):
            row["Description"] = str(definition["Description"])
        if "Export" in definition:
            row["ExportName"] = str(evaluated(definition["Export"]["Name"], scope))
        rows.append(row)
    return rows


def _text(value: Any) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else str(value)
