import argparse

import pytest

from cloud.practice.accountmessages import Scenario
from desktop.commands.cloudwords import (
    SCENARIOS,
    CloudWish,
    add_cloud_words,
    cloud_wish,
    count,
    hours,
    minutes,
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
    "words",
    [
        ("fly",),
        ("plan",),
        ("plan", "live-ivs", "--param", "x"),
        ("policy", "king"),
        ("scenario", "fire"),
    ],
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


def test_what_is_checked_is_the_monitoring_unless_somebody_says_otherwise() -> None:
    assert read("check").stack == "livedesk-monitoring"
    assert read("check", "monitoring", "--stack", "show").stack == "show"


def test_the_troubles_are_those_of_the_practice_account() -> None:
    assert tuple(each.value for each in Scenario) == SCENARIOS
    assert read("scenario", "chat-flood", "--off").is_off


def test_the_clock_only_goes_forward() -> None:
    assert read("clock", "10").minutes == 10
    with pytest.raises(argparse.ArgumentTypeError):
        minutes("0")


def test_only_mails_are_confirmed_without_a_name() -> None:
    assert read("mails", "--confirm").is_confirming
    assert read("mails", "--confirm").confirmed == ""
    assert not read("destroy", "live-ivs", "--confirm", "show").is_confirming


def test_no_deed_takes_a_secret_as_a_word() -> None:
    parser = argparse.ArgumentParser()
    add_cloud_words(parser, lambda command: None)

    assert "access-key" not in parser.format_help()
