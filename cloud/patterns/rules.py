"""What parameters have to be together: a template's `Rules`, as CloudFormation reads them. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any


def broken_rules(
    document: Mapping[str, Any], values: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield (the parameter it asks for, the sentence) of each assertion that does not hold."""
    for rule in document.get("Rules", {}).values():
        condition = rule.get("RuleCondition")
        if condition is not None and not _holds(condition, values):
            continue
        for assertion in rule["Assertions"]:
            if not _holds(assertion["Assert"], values):
                said = assertion.get("AssertDescription", "The parameters do not fit together.")
                yield next(_parameters(assertion["Assert"]), ""), said


def _holds(node: Mapping[str, Any], values: Mapping[str, str]) -> bool:
    [(function, operands)] = node.items()
    match function:
        case "Fn::Equals":
            one, other = (_text(operand, values) for operand in operands)
            return one == other
        case "Fn::Not":
            return not _holds(operands[0], values)
        case "Fn::And":
            return all(_holds(operand, values) for operand in operands)
        case "Fn::Or":
            return any(_holds(operand, values) for operand in operands)
        case "Fn::Contains":
            texts, wanted = operands
            return _text(wanted, values) in [_text(each, values) for each in texts]
        case _:
            raise ValueError(f"a rule uses {function}, which is not understood here")


def _text(operand: object, values: Mapping[str, str]) -> str:
    if isinstance(operand, dict):
        return values[operand["Ref"]]
    return str(operand)


def _parameters(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from [value] if key == "Ref" else _parameters(value)
    elif isinstance(node, list):
        for value in node:
            yield from _parameters(value)
