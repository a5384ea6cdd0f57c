from datetime import timedelta

import msgspec
import pytest

from cloud.errors import ErrorCode, Problem, TemplateError
from cloud.models import StackPhase
from cloud.patterns.catalogue import pattern
from cloud.patterns.metadata import Text
from cloud.patterns.values import checked_values
from cloud.settings import Account, Mode
from desktop.clouding.situation import CloudSituation, Deed
from desktop.cloudwords import (
    all_running_words,
    as_in_form,
    deed_words,
    figure,
    lasted,
    money,
    phase_words,
    region_title,
    running_words,
    spoken,
    trouble,
)
from desktop.language import LanguageChoice, LanguageSwitch
from tests.fakes import cloudstory
from tests.fakes.cloud import NOW


@pytest.mark.parametrize(
    ("usd", "words"),
    [
        (None, "price unknown"),
        (0.0, "$0.00"),
        (0.0000003, "less than $0.01"),
        (6.744, "$6.74"),
        (166.6, "$166.60"),
    ],
)
def test_money_is_dollars_and_cents_or_unknown(
    language: LanguageSwitch, usd: float | None, words: str
) -> None:
    assert money(usd) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(-5, "0 min"), (59, "0 min"), (7_800, "2 h 10 min"), (200_000, "2 d 7 h")],
)
def test_a_duration_has_two_units_at_most(
    language: LanguageSwitch, seconds: float, words: str
) -> None:
    assert lasted(seconds) == words


@pytest.mark.parametrize(
    ("value", "words"), [(1802.0, "1,802"), (10.6, "10.6"), (4.0, "4"), (0.0123, "0.0123")]
)
def test_figures_have_the_digits_that_count(
    language: LanguageSwitch, value: float, words: str
) -> None:
    assert figure(value) == words


def test_what_runs_is_said_with_time_money_and_its_end(language: LanguageSwitch) -> None:
    running = msgspec.structs.replace(
        cloudstory.running(), stops_at=NOW + timedelta(hours=1, minutes=50)
    )

    words = running_words(running, NOW)

    assert words == "MediaLive running 2 h 10 min, $6.74 so far · stops by itself in 1 h 50 min"


def test_what_is_not_known_is_said(language: LanguageSwitch) -> None:
    running = msgspec.structs.replace(cloudstory.running(), is_complete=False, is_since_known=False)

    assert running_words(running, NOW) == (
        "MediaLive running 2 h 10 min or longer, more than $6.74 so far"
    )


def test_only_practice_says_that_it_is_practice(language: LanguageSwitch) -> None:
    practice = CloudSituation(running=(cloudstory.running(),))
    live = CloudSituation(Account(Mode.LIVE, "a"), running=(cloudstory.running(),))

    assert all_running_words(practice, NOW).startswith("Practice: ")
    assert all_running_words(live, NOW).startswith("MediaLive")
    assert all_running_words(CloudSituation(), NOW) == ""


def test_every_state_and_every_deed_has_words_of_its_own(language: LanguageSwitch) -> None:
    assert len({phase_words(each) for each in StackPhase}) == len(StackPhase)
    assert len({deed_words(each) for each in Deed}) == len(Deed)


def test_a_region_is_named_by_its_place(language: LanguageSwitch) -> None:
    assert region_title("ap-northeast-1") == "Tokyo (ap-northeast-1)"
    assert region_title("xx-new-1") == "xx-new-1"


def test_a_failure_is_a_sentence_and_an_action(language: LanguageSwitch) -> None:
    problem = Problem(ErrorCode.CALL_DENIED, {"action": "ivs:CreateChannel"})

    assert all("ivs:CreateChannel" in words for words in trouble(problem, False))
    assert all(trouble(None, True))
    assert trouble(None, False) == ("", "")


def test_a_template_s_text_is_spoken_in_the_present_language(language: LanguageSwitch) -> None:
    text = Text("Channel", "チャンネル")
    assert spoken(text) == "Channel"

    language.choose("ja")

    assert spoken(text) == "チャンネル"


@pytest.mark.parametrize(
    ("spoken_language", "title"), [("en", "Addresses that may send"), ("ja", "送信を許可する")]
)
def test_a_parameter_is_named_by_the_title_of_its_field(
    language: LanguageSwitch, spoken_language: LanguageChoice, title: str
) -> None:
    language.choose(spoken_language)
    about = pattern("live-hls-dash")
    with pytest.raises(TemplateError) as refused:
        checked_values(about, {"InputCidr": ""})

    message, hint = trouble(as_in_form(refused.value.problem, about), is_unexpected=False)

    assert title in message
    assert title in hint
    assert "InputCidr" not in message + hint
    assert "InputCidr" in str(refused.value)  # the command line speaks of its name


def test_why_a_parameter_was_refused_is_translated(language: LanguageSwitch) -> None:
    language.choose("ja")
    about = pattern("live-hls-dash")
    with pytest.raises(TemplateError) as refused:
        checked_values(about, {"InputCidr": "everybody"})

    assert "It has to" not in trouble(as_in_form(refused.value.problem, about), False)[0]


def test_a_problem_of_something_else_stays_as_it_is() -> None:
    problem = Problem(ErrorCode.STACK_BUSY, {"stack": "a", "status": "UPDATE_IN_PROGRESS"})

    assert as_in_form(problem, pattern("live-ivs")) is problem


def test_what_costs_because_it_is_there_stands_and_does_not_run() -> None:
    stack = msgspec.structs.replace(cloudstory.running(), resource="", can_stop=False)
    unknown = msgspec.structs.replace(stack, usd_per_hour=0.0, usd_so_far=0.0, is_complete=False)

    assert running_words(stack, NOW) == "MediaLive standing 2 h 10 min, $6.74 so far"
    assert running_words(unknown, NOW) == "MediaLive standing 2 h 10 min, price unknown"
