import msgspec
import pytest

from cloud.patterns.metadata import Flow, Text


def test_a_text_is_given_in_the_language_asked_for() -> None:
    both = Text(en="Viewers", ja="視聴者")

    assert both.in_("ja") == "視聴者"
    assert both.in_("en") == both.in_("fr") == "Viewers"


@pytest.mark.parametrize("given", [{"en": "Viewers"}, {"en": "", "ja": "視聴者"}, {"fr": "x"}])
def test_no_text_stands_in_one_language_only(given: dict[str, str]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(given, Text)


def test_names_that_python_keeps_for_itself_have_their_own_in_the_file() -> None:
    assert msgspec.convert({"From": "@desktop", "To": "Channel"}, Flow).from_ == "@desktop"
