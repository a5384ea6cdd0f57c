from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloud.practice.account.formation.ordering import in_order, needs
from cloud.practice.account.formation.refusals import Refused


def test_what_is_needed_comes_first() -> None:
    resources: dict[str, dict[str, Any]] = {
        "Alarm": {"Properties": {"AlarmActions": [{"Ref": "Topic"}]}},
        "Rule": {"DependsOn": "Alarm", "Properties": {}},
        "Topic": {
            "Properties": {"DisplayName": {"Fn::Sub": "${Table.Arn} ${!Nothing} ${AWS::Region}"}}
        },
        "Table": {},
    }

    assert in_order(resources) == ("Table", "Topic", "Alarm", "Rule")


def test_a_name_given_to_sub_is_no_resource() -> None:
    definition = {
        "Properties": {"A": {"Fn::Sub": ["${x}${Y}", {"x": {"Fn::GetAtt": ["Z", "Arn"]}}]}}
    }

    assert needs(definition) == {"Y", "Z"}


def test_a_ring_is_refused() -> None:
    resources = {
        "A": {"Properties": {"P": {"Ref": "B"}}},
        "B": {"Properties": {"P": {"Fn::GetAtt": "A.Arn"}}},
    }

    with pytest.raises(Refused, match=r"Circular dependency between resources: .[AB], [AB]"):
        in_order(resources)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=30))
def test_any_order_keeps_every_need(pairs: list[tuple[int, int]]) -> None:
    resources: dict[str, dict[str, list[str]]] = {f"R{n}": {"DependsOn": []} for n in range(10)}
    for one, other in pairs:
        if one > other:
            resources[f"R{one}"]["DependsOn"].append(f"R{other}")

    ordered = in_order(resources)

    assert sorted(ordered) == sorted(resources)
    for name, definition in resources.items():
        assert all(ordered.index(each) < ordered.index(name) for each in definition["DependsOn"])
