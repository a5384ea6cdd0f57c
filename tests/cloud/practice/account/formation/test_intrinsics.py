from typing import Any

import pytest

from cloud.practice.account.formation.intrinsics import (
    MISSING,
    UNKNOWN,
    evaluated,
    has_unknown,
)
from cloud.practice.account.formation.refusals import Refused


class Names:
    """A scope with one of everything."""

    def reference(self, name: str) -> Any:
        return {"Name": "a", "List": ["x", "y"], "New": UNKNOWN}[name]

    def attribute(self, logical_id: str, attribute: str) -> Any:
        return UNKNOWN if logical_id == "New" else f"{logical_id}/{attribute}"

    def is_true(self, condition: str) -> bool:
        return condition == "Yes"

    def mapping(self, name: str) -> Any:
        return {"one": {"size": 1}}

    def imported(self, name: str) -> Any:
        return f"imported {name}"

    def zones(self, region: str) -> list[str]:
        return [f"{region or 'here'}-a"]


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ({"Ref": "Name"}, "a"),
        ({"Fn::GetAtt": ["R", "Arn"]}, "R/Arn"),
        ({"Fn::GetAtt": "R.Endpoint.Address"}, "R/Endpoint.Address"),
        ({"Fn::Sub": "${Name}-${R.Arn}-${!Name}"}, "a-R/Arn-${Name}"),
        ({"Fn::Sub": ["${b}${Name}", {"b": {"Ref": "List"}}]}, "x,ya"),
        ({"Fn::Join": ["-", ["p", {"Ref": "Name"}, 1, True]]}, "p-a-1-true"),
        ({"Fn::Select": [1, {"Ref": "List"}]}, "y"),
        ({"Fn::Select": ["0", {"Fn::Split": ["/", "u/v"]}]}, "u"),
        ({"Fn::If": ["Yes", 1, 2]}, 1),
        ({"Fn::If": ["No", 1, {"Ref": "Name"}]}, "a"),
        ({"Fn::FindInMap": ["M", "one", "size"]}, 1),
        ({"Fn::FindInMap": ["M", "two", "size", {"DefaultValue": 9}]}, 9),
        ({"Fn::Base64": "abc"}, "YWJj"),
        ({"Fn::Cidr": ["10.0.0.0/16", 2, 8]}, ["10.0.0.0/24", "10.0.1.0/24"]),
        ({"Fn::GetAZs": ""}, ["here-a"]),
        ({"Fn::ImportValue": {"Fn::Sub": "${Name}-x"}}, "imported a-x"),
        ({"Fn::ToJsonString": {"a": {"Ref": "Name"}}}, '{"a":"a"}'),
        ({"Fn::Length": {"Ref": "List"}}, 2),
        ({"Fn::Equals": [{"Ref": "Name"}, "a"]}, True),
        ({"Fn::Equals": ["0", 0]}, True),
        ({"Fn::Equals": ["true", True]}, True),
        ({"Fn::And": [{"Condition": "Yes"}, {"Fn::Not": [{"Condition": "No"}]}]}, True),
        ({"Fn::Or": [{"Condition": "No"}, {"Condition": "No"}]}, False),
        ({"Fn::Contains": [["1", "2"], 2]}, True),
        ({"Fn::EachMemberIn": [["1"], ["1", "2"]]}, True),
        ({"Fn::EachMemberEquals": [["1", "2"], "1"]}, False),
        ({"a": [1, {"Ref": "AWS::NoValue"}], "b": {"Ref": "AWS::NoValue"}}, {"a": [1]}),
    ],
)
def test_a_function_means_what_it_means_in_cloudformation(value: Any, meant: Any) -> None:
    assert evaluated(value, Names()) == meant


def test_no_value_is_nothing_at_all() -> None:
    assert evaluated({"Fn::If": ["No", 1, {"Ref": "AWS::NoValue"}]}, Names()) is MISSING


@pytest.mark.parametrize(
    "value",
    [
        {"Fn::Select": [5, ["a"]]},
        {"Fn::FindInMap": ["M", "two", "size"]},
        {"Fn::If": ["Yes", 1]},
        {"Fn::Join": ["-", "text"]},
        {"Fn::Transform": {}},
    ],
)
def test_what_has_no_meaning_is_refused(value: Any) -> None:
    with pytest.raises(Refused, match="Template error"):
        evaluated(value, Names())


@pytest.mark.parametrize(
    "value",
    [
        {"Fn::Sub": "arn/${New}"},
        {"Fn::Join": ["", ["a", {"Fn::GetAtt": ["New", "Arn"]}]]},
        {"Fn::Select": [0, {"Fn::Split": ["/", {"Ref": "New"}]}]},
        {"Fn::Base64": {"Ref": "New"}},
        {"Fn::Cidr": [{"Ref": "New"}, 1, 8]},
    ],
)
def test_what_depends_on_something_unknown_is_unknown(value: Any) -> None:
    assert has_unknown(evaluated({"a": [value]}, Names()))
