import argparse

import pytest

from desktop.commands.cloudwords import (
    CloudWish,
    add_cloud_words,
    cloud_wish,
    count,
    hours,
    parameter,
    region,
    stack_name,
)


def read(*words: str) -> CloudWish:
    parser = argparse.ArgumentParser()
    add_cloud_words(parser, lambda command: None)
    return cloud_wish(parser.parse_args(words))


def test_a_stack_is_named_after_its_architecture_unless_somebody_names_it() -> None:
    assert read("plan", "live-ivs").stack == "livedesk-live-ivs"
    assert read("plan", "live-ivs", "--stack", "show").stack == "show"
    assert read("status").stack == ""


def test_without_a_profile_it_is_practice() -> None:
    assert read("apply", "live-ivs").profile == ""
    assert read("apply", "live-ivs", "--profile", "studio").profile == "studio"


def test_parameters_keep_what_stands_behind_the_first_equals_sign() -> None:
    wish = read("plan", "live-ivs", "--param", "Playback=PRIVATE", "--param", "Key=a=b=")

    assert wish.parameters == (("Playback", "PRIVATE"), ("Key", "a=b="))


@pytest.mark.parametrize(
    "words", [("fly",), ("plan",), ("plan", "live-ivs", "--param", "x"), ("policy", "king")]
)
def test_what_makes_no_sense_is_refused(words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit):
        read(*words)


@pytest.mark.parametrize(
    ("reader", "text"),
    [
        (stack_name, "1show"),
        (stack_name, "show_1"),
        (region, "tokyo"),
        (count, "-1"),
        (hours, "nan"),
        (hours, "x"),
        (parameter, "=x"),
    ],
)
def test_a_value_that_cannot_be_is_refused(reader: type, text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError):
        reader(text)


def test_no_deed_takes_a_secret_as_a_word() -> None:
    parser = argparse.ArgumentParser()
    add_cloud_words(parser, lambda command: None)

    assert "access-key" not in parser.format_help()
