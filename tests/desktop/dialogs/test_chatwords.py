import pytest

from chatclient.wire.codes import Code
from chatclient.wire.envelopes import EFFECTS, STAMPS, RoomSettings
from desktop.chatting.commands import Fault, Wrong
from desktop.chatting.commandtable import COMMANDS
from desktop.dialogs.chatwords import (
    command_words,
    countdown,
    effect_title,
    fault_words,
    mode_words,
    refusal_words,
    stamp_title,
    time_words,
)

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize("code", list(Code))
def test_every_refusal_has_its_sentence(code: Code) -> None:
    assert refusal_words(code).endswith(".")
    assert not refusal_words(code).startswith("Refused")


def test_a_refusal_of_a_newer_server_is_shown_as_it_is() -> None:
    assert refusal_words("too_blue") == "Refused (too_blue)."


def test_how_long_to_wait_is_rounded_up() -> None:
    assert refusal_words(Code.SLOW_MODE, 7_100) == "Too soon: wait 8 s."


@pytest.mark.parametrize("fault", list(Fault))
def test_every_fault_says_what_to_do(fault: Fault) -> None:
    words = fault_words(Wrong(fault, "it", "ban"))

    assert "{" not in words


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (RoomSettings(), ""),
        (RoomSettings(slow_s=12), "Slow mode 12 s"),
        (RoomSettings(slow_s=90, members_only=True), "Slow mode 90 s · Members only"),
        (RoomSettings(stamps_only=True, holds_links=True), "Stamps only · Links are held"),
        (RoomSettings(slow_s=5, paused=True), "Panic mode: only moderators may write"),
    ],
)
def test_the_modes_of_a_room_are_one_line(settings: RoomSettings, words: str) -> None:
    assert mode_words(settings) == words


def test_everything_has_a_name() -> None:
    assert len({stamp_title(name) for name in STAMPS}) == len(STAMPS)
    assert len({effect_title(name) for name in EFFECTS}) == len(EFFECTS)
    assert all(command_words(plan.name) for plan in COMMANDS)
    assert stamp_title("newer") == "newer"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(10, "10 s"), (60, "1 min"), (90, "90 s"), (600, "10 min"), (86_400, "24 h")],
)
def test_a_time_is_said_as_people_say_it(seconds: int, words: str) -> None:
    assert time_words(seconds) == words


def test_a_countdown_keeps_its_figures_in_place() -> None:
    assert (countdown(299), countdown(9), countdown(3_723)) == ("4:59", "0:09", "1:02:03")
