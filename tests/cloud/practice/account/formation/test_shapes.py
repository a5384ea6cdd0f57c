from typing import Any

import pytest
from botocore.model import Shape, ShapeResolver

from cloud.practice.account.formation.shapes import as_map, filled, fitted, found_in

SHAPES = {
    "In": {
        "type": "structure",
        "members": {
            "name": {"shape": "Text"},
            "count": {"shape": "Number"},
            "rate": {"shape": "Rate"},
            "isOn": {"shape": "Truth"},
            "tags": {"shape": "Map"},
            "rows": {"shape": "Rows"},
            "counted": {"shape": "Counted"},
            "body": {"shape": "Bytes"},
        },
    },
    "Text": {"type": "string"},
    "Number": {"type": "integer"},
    "Rate": {"type": "double"},
    "Truth": {"type": "boolean"},
    "Bytes": {"type": "blob"},
    "Map": {"type": "map", "key": {"shape": "Text"}, "value": {"shape": "Text"}},
    "Rows": {"type": "list", "member": {"shape": "Row"}},
    "Texts": {"type": "list", "member": {"shape": "Text"}},
    "Row": {
        "type": "structure",
        "members": {"TagKey": {"shape": "Text"}, "TagValue": {"shape": "Text"}},
    },
    "Counted": {
        "type": "structure",
        "members": {"Quantity": {"shape": "Number"}, "Items": {"shape": "Texts"}},
    },
}


def shape() -> Shape:
    return ShapeResolver(SHAPES).get_shape_by_name("In")


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ({"Name": 5}, {"name": "5"}),
        ({"Name": True}, {"name": "true"}),
        ({"Name": {"a": 1}}, {"name": '{"a": 1}'}),
        ({"Count": "7"}, {"count": 7}),
        ({"Rate": "0.5"}, {"rate": 0.5}),
        ({"IsOn": "false"}, {"isOn": False}),
        ({"Body": "x"}, {"body": b"x"}),
        ({"Tags": [{"Key": "a", "Value": 1}]}, {"tags": {"a": "1"}}),
        ({"Rows": {"a": "b"}}, {"rows": [{"TagKey": "a", "TagValue": "b"}]}),
        ({"Counted": ["a", "b"]}, {"counted": {"Quantity": 2, "Items": ["a", "b"]}}),
        ({"Unknown": 1, "Name": None}, {}),
    ],
)
def test_properties_become_what_the_operation_takes(given: Any, taken: Any) -> None:
    assert fitted(shape(), given) == taken


def test_a_path_finds_without_regard_to_case() -> None:
    answer = {"Channels": [{"arn": "a", "urls": [{"Url": 1}, {"Url": 2}, {}]}]}

    assert found_in(answer, "channels.0.Arn") == "a"
    assert found_in(answer, "Channels.0.Urls.*.url") == [1, 2]
    assert found_in(answer, "Channels.1.Arn") is None
    assert found_in(answer, "") == answer


def test_a_pattern_is_filled_with_values() -> None:
    assert filled({"Names": ["$id"], "a": {"b": "$B", "c": 1}}, {"id": "x"}) == {
        "Names": ["x"],
        "a": {"b": None, "c": 1},
    }


def test_tags_are_a_map_however_they_are_written() -> None:
    assert as_map({"a": "b"}) == as_map([{"key": "a", "value": "b"}]) == {"a": "b"}
    assert as_map(None) == {}
