import pytest

from cloud.errors import TemplateError
from tests.cloud.patterns.templates import RESOURCES, small, with_parameter


def refused_metadata(line: str, rest: str = RESOURCES) -> str:
    with pytest.raises(TemplateError) as caught:
        small(line, rest)
    return str(caught.value)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Outputs: {Nothing: shown}", "Nothing a role, which is no output"),
        ("Hooks: [{Kind: ivs-stream, Resource: Nothing}]", "a hook names Nothing"),
        (
            "Costs: [{Title: {en: a, ja: a}, Price: x, Per: hour, Resources: [Nothing]}]",
            "the price of a names Nothing",
        ),
        (
            "Costs: [{Title: {en: a, ja: a}, Price: x, Per: hour, Times: [Nothing]}]",
            "Nothing, which is no number",
        ),
        (
            "Costs: [{Title: {en: a, ja: a}, Price: x, Per: hour, When: {Nothing: [a]}}]",
            "Nothing, which is no parameter",
        ),
        (
            'Metrics: [{Title: {en: a, ja: a}, Namespace: n, Name: m, Dimensions: {D: "@Gone/"}}]',
            "@Gone/, which is no output",
        ),
    ],
)
def test_what_it_names_has_to_exist(line: str, reason: str) -> None:
    assert reason in refused_metadata(line)


def test_the_picture_shows_only_what_is_there() -> None:
    rest = RESOURCES.replace("Topic:", "Other:")

    assert "the picture names Topic" in refused_metadata("Order: 1", rest)


@pytest.mark.parametrize(
    ("declared", "field", "reason"),
    [
        ("Type: String, AllowedValues: [a]", "Choices: {b: {en: b, ja: b}}", "title for b"),
        ("Type: String, AllowedValues: [a], Default: b", "IsAdvanced: true", "default of Name"),
        ("Type: String", "Suggestion: artefact-key", "its From do not fit"),
        ("Type: String", "From: something", "its From do not fit"),
        ("Type: String", "Suggestion: stack-output, From: nothing", "which is no role"),
        ("Type: String, AllowedPattern: '['", "IsAdvanced: true", "can't be read"),
    ],
)
def test_a_field_has_to_fit_its_parameter(declared: str, field: str, reason: str) -> None:
    with pytest.raises(TemplateError, match=reason):
        with_parameter(declared, f"Title: {{en: Name, ja: 名前}}, {field}")


def test_a_price_depends_on_values_that_can_be_chosen() -> None:
    about = """\
Groups: [{Title: {en: All, ja: すべて}, Fields: {Name: {Title: {en: Name, ja: 名前}}}}]
Costs: [{Title: {en: a, ja: a}, Price: x, Per: hour, When: {Name: [c]}}]"""
    rest = "Parameters:\n  Name: {Type: String, AllowedValues: [a, b]}\n" + RESOURCES

    assert "a value that Name can't have" in refused_metadata(about, rest)
