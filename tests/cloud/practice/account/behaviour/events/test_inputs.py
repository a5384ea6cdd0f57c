"""What targets get out of an event."""

import pytest

from cloud.practice.account.behaviour.events.inputs import input_of

EVENT = {
    "source": "aws.ivs",
    "time": "2026-11-21T00:00:00Z",
    "detail": {"name": 'a "b"', "n": 3, "list": [{"x": 1}], "none": None},
}


def given(**target: object) -> object:
    return input_of(target, EVENT, "arn:rule", "rule")


def test_without_a_wish_a_target_gets_the_event() -> None:
    assert given() == EVENT


def test_a_constant_is_what_it_is() -> None:
    assert given(Input='{"a": 1}') == {"a": 1}
    assert given(Input="plain") == "plain"


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("$.detail.n", 3),
        ("$.detail.list[0].x", 1),
        ("$.detail['name']", 'a "b"'),
        ("$.detail.list[4]", None),
        ("$.no.such", None),
        ("$", EVENT),
    ],
)
def test_a_path_picks_a_part(path: str, found: object) -> None:
    assert given(InputPath=path) == found


@pytest.mark.parametrize(
    ("template", "made"),
    [
        (
            '{"n": <n>, "name": <name>, "text": "got <n>"}',
            {"n": 3, "name": 'a "b"', "text": "got 3"},
        ),
        ('{"quoted": "<name>!"}', {"quoted": 'a "b"!'}),
        (
            '{"list": <list>, "gone": <gone>, "no": "<gone>"}',
            {"list": [{"x": 1}], "gone": None, "no": ""},
        ),
        ("<n> of <name>", '3 of a "b"'),
        (
            '{"rule": <aws.events.rule-name>, "all": <aws.events.event>}',
            {"rule": "rule", "all": EVENT},
        ),
        ('{"unknown": "<other>"}', {"unknown": "<other>"}),
    ],
)
def test_a_template_is_filled(template: str, made: object) -> None:
    paths = {
        "n": "$.detail.n",
        "name": "$.detail.name",
        "list": "$.detail.list",
        "gone": "$.detail.gone",
    }
    assert given(InputTransformer={"InputPathsMap": paths, "InputTemplate": template}) == made
