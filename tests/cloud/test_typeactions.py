import json
from importlib.resources import files

from cloud.patterns.catalogue import catalogue
from cloud.typeactions import TABLE, actions_of, derived


def test_the_table_is_what_the_schemas_say() -> None:
    types = {resource.type for each in catalogue() for resource in each.resources}
    table = json.loads(files("cloud").joinpath(TABLE).read_text(encoding="utf-8"))

    advice = "write it anew: python -m cloud.typeactions"
    assert types <= table.keys(), advice
    assert table == derived(table), advice


def test_actions_of_several_types_are_listed_once() -> None:
    actions = actions_of(["AWS::IVS::Channel", "AWS::IVS::Channel", "AWS::MediaLive::Channel"])

    assert "ivs:CreateChannel" in actions
    assert "iam:PassRole" in actions
    assert list(actions) == sorted(set(actions))


def test_an_unknown_type_needs_nothing_that_is_known() -> None:
    assert actions_of(["AWS::None::Such"]) == ()
