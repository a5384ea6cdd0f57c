import pytest

from cloud.errors import ErrorCode, TemplateError
from cloud.patterns.catalogue import pattern
from cloud.patterns.pattern import Pattern
from cloud.patterns.values import Reason, checked_values, reason_against
from tests.cloud.patterns.templates import RESOURCES, small, with_parameter


def reason(of: Pattern, **given: str) -> str:
    with pytest.raises(TemplateError) as caught:
        checked_values(of, given)
    assert caught.value.problem.code is ErrorCode.PARAMETER_INVALID
    return caught.value.problem.params["reason"]


def test_what_is_not_given_is_as_the_template_says() -> None:
    of = with_parameter("Type: String, Default: blue")

    assert checked_values(of, {}) == {"Name": "blue"}
    assert checked_values(of, {"Name": "red"}) == {"Name": "red"}


def test_what_has_no_default_has_to_be_given() -> None:
    assert "has to be given" in reason(with_parameter("Type: String"))


def test_a_name_that_is_not_asked_for_is_refused() -> None:
    with pytest.raises(TemplateError) as caught:
        checked_values(small(), {"Colour": "red"})

    assert caught.value.problem.code is ErrorCode.PARAMETER_UNKNOWN


@pytest.mark.parametrize(
    ("declared", "value", "says"),
    [
        ("Type: String, AllowedValues: [a, b]", "c", "one of: a, b"),
        ("Type: Number", "many", "a number"),
        ("Type: Number", "nan", "a number"),
        ("Type: Number", "1_000", "a number"),
        ("Type: Number", "", "a number"),
        ("Type: Number, MinValue: 2", "1.5", "2 or more"),
        ("Type: Number, MaxValue: 2", "1e3", "2 or less"),
        ("Type: String, MinLength: 3", "ab", "3 characters or more"),
        ("Type: String, MaxLength: 3", "abcd", "3 characters or less"),
        ("Type: String, AllowedPattern: '[a-z]+'", "abC", "match"),
        ("Type: String, AllowedPattern: '[a-z]+'", "abc\n", "match"),
        (
            "Type: String, AllowedPattern: '[a-z]+', ConstraintDescription: Small letters.",
            "1",
            "Small letters.",
        ),
    ],
)
def test_a_limit_holds(declared: str, value: str, says: str) -> None:
    assert says in reason(with_parameter(declared), Name=value)


@pytest.mark.parametrize("value", ["2", "+2.5", "-1", ".5", "1e1"])
def test_numbers_as_cloudformation_takes_them(value: str) -> None:
    assert checked_values(with_parameter("Type: Number"), {"Name": value}) == {"Name": value}


def test_a_secret_is_never_repeated() -> None:
    with pytest.raises(TemplateError) as caught:
        checked_values(
            with_parameter("Type: String, NoEcho: true, MinLength: 99"), {"Name": "hunter2"}
        )

    assert "hunter2" not in f"{caught.value}{caught.value.problem.params}"


def test_parameters_have_to_fit_together() -> None:
    about = "Groups: [{Title: {en: a, ja: a}, Fields: {Name: {Title: {en: b, ja: b}}}}]"
    rest = (
        "Parameters:\n  Name: {Type: String, Default: ''}\n"
        "Rules:\n  Named:\n    Assertions:\n"
        "      - {Assert: !Not [!Equals [!Ref Name, '']], AssertDescription: A name.}\n"
    )

    assert reason(small(about, rest + RESOURCES)) == "A name."
    assert checked_values(small(about, rest + RESOURCES), {"Name": "x"}) == {"Name": "x"}


def test_a_stream_that_is_sent_in_needs_the_address_it_comes_from() -> None:
    of = pattern("live-hls-dash")

    assert "InputCidr" in reason(of)
    assert "/0" in reason(of, InputCidr="0.0.0.0/0")
    assert "SourceUrl" in reason(of, InputType="URL_PULL")
    assert checked_values(of, {"InputCidr": "203.0.113.7/32"})["InputType"] == "RTMP_PUSH"


def test_a_reason_keeps_its_limit_apart_so_that_its_sentence_can_be_translated() -> None:
    [parameter] = with_parameter("Type: Number, MaxValue: 2").parameters

    found = reason_against(parameter, "3")

    assert found == Reason("It has to be {limit} or less.", "2")
    assert str(found) == "It has to be 2 or less."
