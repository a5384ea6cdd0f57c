from collections.abc import Mapping

import pytest

from cloud.patterns.rules import broken_rules

NAMED = {"Fn::Not": [{"Fn::Equals": [{"Ref": "Name"}, ""]}]}
BLUE = {"Fn::Contains": [["blue", "azure"], {"Ref": "Colour"}]}


def broken(rule: Mapping[str, object], **values: str) -> list[tuple[str, str]]:
    return list(broken_rules({"Rules": {"Rule": rule}}, values))


def test_an_assertion_that_does_not_hold_names_its_parameter() -> None:
    rule = {"Assertions": [{"Assert": NAMED, "AssertDescription": "Name it."}]}

    assert broken(rule, Name="") == [("Name", "Name it.")]
    assert broken(rule, Name="x") == []


def test_a_rule_counts_only_under_its_condition() -> None:
    rule = {"RuleCondition": BLUE, "Assertions": [{"Assert": NAMED}]}

    assert broken(rule, Name="", Colour="red") == []
    assert broken(rule, Name="", Colour="azure") == [
        ("Name", "The parameters do not fit together.")
    ]


def test_conditions_can_be_joined() -> None:
    both = {"Assertions": [{"Assert": {"Fn::And": [NAMED, BLUE]}}]}
    either = {"Assertions": [{"Assert": {"Fn::Or": [NAMED, BLUE]}}]}

    assert broken(both, Name="x", Colour="blue") == []
    assert broken(both, Name="x", Colour="red")
    assert broken(either, Name="", Colour="blue") == []
    assert broken(either, Name="", Colour="red")


def test_a_function_that_is_not_understood_is_not_passed_over() -> None:
    with pytest.raises(ValueError, match="Fn::ValueOf"):
        broken({"Assertions": [{"Assert": {"Fn::ValueOf": ["Name", "x"]}}]})


def test_a_template_without_rules_has_none_to_break() -> None:
    assert list(broken_rules({}, {})) == []
