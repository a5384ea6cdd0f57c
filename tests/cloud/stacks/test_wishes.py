import pytest

from cloud.costs.values import Usage
from cloud.errors import TemplateError
from cloud.stacks.wishes import Values, Wish, settled, wanted_artefacts
from tests.cloud.stacks.toys import CODED_PATTERN, toy


def wish(**parameters: str) -> Wish:
    return Wish(toy(), "show", parameters, Usage())


def test_what_is_not_said_is_the_default_or_as_before() -> None:
    said = wish(Secret="correct-horse")

    assert settled(said, None, {}).known["Size"] == "small"
    assert settled(said, {"Size": "large"}, {}).known["Size"] == "large"


def test_a_secret_that_is_not_said_again_stays() -> None:
    values = settled(wish(Size="large"), {"Size": "small"}, {})

    assert values.kept == ("Secret",)
    assert {"ParameterKey": "Secret", "UsePreviousValue": True} in values.arguments()


def test_a_new_stack_needs_its_secret() -> None:
    with pytest.raises(TemplateError):
        settled(wish(), None, {})


def test_secrets_are_not_shown() -> None:
    values = settled(wish(Secret="correct-horse"), None, {})

    assert values.shown(toy()) == {"Size": "small"}
    assert "correct-horse" in str(values.arguments())


def test_a_parameter_that_is_no_more_is_forgotten() -> None:
    assert "Old" not in settled(wish(Secret="correct-horse"), {"Old": "1"}, {}).known


def test_code_is_filled_in_anew_unless_it_was_said() -> None:
    coded = Wish(CODED_PATTERN, "fn", {"CodeKey": ""}, Usage())
    new = {"CodeBucket": "bucket", "CodeKey": "new.zip"}

    assert [each.name for each in wanted_artefacts(coded)] == ["CodeBucket", "CodeKey"]
    assert settled(coded, {"CodeKey": "old.zip", "CodeBucket": "bucket"}, new).known == new
    assert settled(coded, None, {}) == Values({})

    own = Wish(CODED_PATTERN, "fn", {"CodeBucket": "mine", "CodeKey": "mine.zip"}, Usage())
    assert wanted_artefacts(own) == ()
    assert settled(own, None, {}).known == {"CodeBucket": "mine", "CodeKey": "mine.zip"}
