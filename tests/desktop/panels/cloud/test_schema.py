import pytest

from cloud.patterns.catalogue import catalogue, pattern
from cloud.patterns.pattern import Parameter, Pattern
from cloud.patterns.values import reason_against
from desktop.panels.cloud.schema import as_text, as_value, groups_of, schema_of, texts_of

ALL = catalogue()


def parameter(pattern_id: str, name: str) -> Parameter:
    found = pattern(pattern_id).parameter(name)
    assert found is not None
    return found


@pytest.mark.parametrize("about", ALL, ids=lambda each: each.id)
def test_every_parameter_of_the_catalogue_has_a_field_with_its_default(about: Pattern) -> None:
    properties = schema_of(about.parameters)["properties"]
    assert isinstance(properties, dict)
    assert set(properties) == {each.name for each in about.parameters}
    for each in about.parameters:
        if each.default is None:
            continue
        text = as_text(as_value(each, each.default))
        assert reason_against(each, text) is None, each.name


@pytest.mark.parametrize("about", ALL, ids=lambda each: each.id)
def test_every_text_of_a_form_can_be_said_in_both_languages(about: Pattern) -> None:
    known = texts_of(about)
    properties = schema_of(about.parameters)["properties"]
    assert isinstance(properties, dict)
    for each in properties.values():
        titles = each.get("x-titles", {})
        for english in (each["title"], *titles.values()):
            assert known[english].ja


def test_a_choice_is_shown_by_its_title() -> None:
    properties = schema_of([parameter("live-ivs", "LatencyMode")])["properties"]
    assert isinstance(properties, dict)

    assert properties["LatencyMode"]["enum"] == ["LOW", "NORMAL"]
    assert properties["LatencyMode"]["x-titles"]["LOW"].startswith("Low")


def test_a_long_text_has_several_lines() -> None:
    properties = schema_of([parameter("live-ivs", "PlaybackPublicKey")])["properties"]
    assert isinstance(properties, dict)

    assert properties["PlaybackPublicKey"]["x-lines"] == 3


def test_each_parameter_stands_in_one_group() -> None:
    for about in ALL:
        names = [each.name for _, group in groups_of(about) for each in group]
        assert sorted(names) == sorted(each.name for each in about.parameters)


@pytest.mark.parametrize(
    ("value", "text"), [(True, "true"), (2.0, "2"), (2.5, "2.5"), (None, ""), ("a", "a"), (7, "7")]
)
def test_values_are_written_as_cloudformation_takes_them(value: object, text: str) -> None:
    assert as_text(value) == text
