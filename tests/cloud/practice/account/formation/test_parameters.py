from typing import Any

import pytest

from cloud.practice.account.formation.parameters import MASK, ParameterValues, resolve, secret_names
from cloud.practice.account.formation.refusals import Refused
from cloud.practice.account.redaction import PLACEHOLDER


def values(
    definition: dict[str, Any], value: str | None = None, **previous: str
) -> ParameterValues:
    wishes = [] if value is None else [{"ParameterKey": "P", "ParameterValue": value}]
    return resolve({"P": definition}, wishes, {}, lambda name: f"stored {name}")


def test_a_default_fills_in() -> None:
    assert values({"Type": "Number", "Default": 5}).given == {"P": "5"}
    assert values({"Type": "String", "Default": True}).given == {"P": "true"}


@pytest.mark.parametrize(
    ("definition", "value", "sentence"),
    [
        ({"Type": "String"}, None, "must have values"),
        ({"Type": "String", "AllowedValues": ["a", "b"]}, "c", "must be one of AllowedValues"),
        ({"Type": "String", "AllowedPattern": "[a-z]+"}, "a1", "failed to satisfy constraint"),
        (
            {"Type": "String", "AllowedPattern": "x", "ConstraintDescription": "Say x."},
            "y",
            "Say x",
        ),
        ({"Type": "String", "MinLength": 2}, "a", "at least 2"),
        ({"Type": "String", "MaxLength": "2"}, "abc", "at most 2"),
        ({"Type": "Number"}, "many", "must be a number"),
        ({"Type": "Number", "MinValue": 3}, "2", "not less than 3"),
        ({"Type": "List<Number>", "MaxValue": 3}, "1,4", "not greater than 3"),
    ],
)
def test_a_value_outside_of_its_limits_is_refused(
    definition: dict[str, Any], value: str | None, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        values(definition, value)


def test_a_parameter_that_the_template_lacks_is_refused() -> None:
    with pytest.raises(Refused, match="do not exist in the template"):
        resolve({}, [{"ParameterKey": "P", "ParameterValue": "1"}], {}, str)


def test_lists_are_lists_to_functions() -> None:
    assert values({"Type": "CommaDelimitedList"}, "a, b").resolved == {"P": ["a", "b"]}
    assert values({"Type": "CommaDelimitedList"}, "").resolved == {"P": []}


def test_a_name_in_the_store_stands_for_what_is_there() -> None:
    found = values({"Type": "AWS::SSM::Parameter::Value<String>"}, "/image")

    assert found.resolved == {"P": "stored /image"}
    assert found.shown() == [
        {"ParameterKey": "P", "ParameterValue": "/image", "ResolvedValue": "stored /image"}
    ]


def test_the_previous_value_can_be_used_again() -> None:
    wishes = [{"ParameterKey": "P", "UsePreviousValue": True}]

    found = resolve({"P": {"Type": "String"}}, wishes, {"P": "old"}, str)

    assert found.given == {"P": "old"}
    with pytest.raises(Refused, match="previous template"):
        resolve({"P": {"Type": "String"}}, wishes, {}, str)


def test_a_secret_is_never_shown() -> None:
    found = values({"Type": "String", "NoEcho": True}, "hunter2000")

    assert found.shown() == [{"ParameterKey": "P", "ParameterValue": MASK}]
    assert found.hidden("password hunter2000 is bad") == f"password {MASK} is bad"
    assert secret_names({"P": {"NoEcho": "true"}, "Q": {}}) == {"P"}


def test_a_call_that_is_repeated_without_its_secret_is_accepted() -> None:
    definition = {"Type": "String", "NoEcho": True, "MaxLength": 4}

    assert values(definition, PLACEHOLDER).given == {"P": PLACEHOLDER}
