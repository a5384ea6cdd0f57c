import pytest

from cloud.practice.account.formation.intrinsics import UNKNOWN
from cloud.practice.account.formation.refusals import Refused
from cloud.practice.account.formation.scopes import StackScope, pseudo_parameters
from cloud.practice.account.formation.stackbook import Resource
from cloud.practice.account.formation.templates import read_template

TEMPLATE = read_template("""
Mappings: {M: {a: {b: 1}}}
Conditions: {IsP: !Equals [!Ref P, p], IsNot: !Not [!Condition IsP]}
Resources:
  A: {Type: T, Condition: IsP}
  B: {Type: T, Condition: IsNot}
  C: {Type: T}
""")


def scope() -> StackScope:
    made = Resource("A", "T", "a-id", {"Size": 1}, attributes={"Endpoint": {"Port": 5}})
    pseudo = pseudo_parameters("id", "demo", "eu-west-1")
    return StackScope(TEMPLATE, {"P": "p"}, {"A": made}, pseudo, lambda name: name.upper())


def test_names_mean_what_they_stand_for() -> None:
    names = scope()

    assert names.reference("P") == "p"
    assert names.reference("A") == "a-id"
    assert names.reference("AWS::StackName") == "demo"
    assert names.attribute("A", "Endpoint.Port") == 5
    assert names.attribute("A", "Size") == 1
    assert names.mapping("M") == {"a": {"b": 1}}
    assert names.imported("x") == "X"
    assert names.zones("") == ["eu-west-1a", "eu-west-1b", "eu-west-1c"]


def test_only_what_its_condition_allows_is_wanted() -> None:
    assert list(scope().wanted()) == ["A", "C"]


def test_what_is_not_there_is_refused() -> None:
    names = scope()

    for ask in (
        lambda: names.reference("B"),
        lambda: names.attribute("A", "None"),
        lambda: names.mapping("None"),
        lambda: names.is_true("None"),
    ):
        with pytest.raises(Refused):
            ask()


def test_what_is_known_only_later_is_unknown() -> None:
    names = scope()
    names.unknown.add("A")

    assert names.reference("A") == names.attribute("A", "Arn") == UNKNOWN
