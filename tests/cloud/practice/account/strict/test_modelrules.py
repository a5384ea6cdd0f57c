from typing import Any

import pytest
from botocore.model import ShapeResolver

from cloud.practice.account.strict.modelrules import faults

SHAPES: dict[str, Any] = {
    "Text": {"type": "string", "min": 2, "max": 4, "pattern": "[a-z]+"},
    "Kind": {"type": "string", "enum": ["ON", "OFF"]},
    "Number": {"type": "integer", "min": 1, "max": 9},
    "Strange": {"type": "string", "pattern": "[\\p{L}]+"},
    "Texts": {"type": "list", "member": {"shape": "Text"}, "max": 2},
    "Named": {"type": "map", "key": {"shape": "Text"}, "value": {"shape": "Number"}, "min": 1},
    "Wish": {
        "type": "structure",
        "required": ["Name"],
        "members": {
            "Name": {"shape": "Text"},
            "Kind": {"shape": "Kind"},
            "Number": {"shape": "Number"},
            "Strange": {"shape": "Strange"},
            "Texts": {"shape": "Texts"},
            "Named": {"shape": "Named"},
            "Wish": {"shape": "Wish"},
        },
    },
}
WISH = ShapeResolver(SHAPES).get_shape_by_name("Wish")


def rules(value: dict[str, Any]) -> list[tuple[str, str]]:
    return [(fault.path, fault.rule) for fault in faults(WISH, value)]


def test_a_wish_in_order_has_no_faults() -> None:
    wish = {"Name": "abc", "Kind": "ON", "Number": 1, "Texts": ["ab"], "Named": {"ab": 9}}

    assert rules(wish | {"Wish": wish, "Strange": "ä"}) == []


@pytest.mark.parametrize(
    ("change", "path", "rule"),
    [
        ({"Name": None}, "name", "Member must not be null"),
        ({"Name": "a"}, "name", "Member must have length greater than or equal to 2"),
        ({"Name": "abcde"}, "name", "Member must have length less than or equal to 4"),
        ({"Name": "AB"}, "name", "Member must satisfy regular expression pattern: [a-z]+"),
        ({"Kind": "AUTO"}, "kind", "Member must satisfy enum value set: [ON, OFF]"),
        ({"Number": 0}, "number", "Member must have value greater than or equal to 1"),
        ({"Number": 10}, "number", "Member must have value less than or equal to 9"),
        ({"Texts": ["ab"] * 3}, "texts", "Member must have length less than or equal to 2"),
        ({"Named": {}}, "named", "Member must have length greater than or equal to 1"),
        (
            {"Texts": ["ab", "abcde"]},
            "texts.2.member",
            "Member must have length less than or equal to 4",
        ),
        (
            {"Named": {"ab": 0}},
            "named.ab.member",
            "Member must have value greater than or equal to 1",
        ),
        ({"Wish": {}}, "wish.name", "Member must not be null"),
    ],
)
def test_what_the_model_forbids_is_told_with_its_place(
    change: dict[str, Any], path: str, rule: str
) -> None:
    assert rules({"Name": "abc"} | change) == [(path, rule)]


def test_a_pattern_that_python_does_not_know_is_left_out() -> None:
    assert rules({"Name": "abc", "Strange": "?"}) == []


def test_an_operation_without_input_has_no_faults() -> None:
    assert list(faults(None, {})) == []
