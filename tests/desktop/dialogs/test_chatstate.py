from dataclasses import replace

import pytest

from chatclient.errors import ErrorCode, Problem
from chatclient.messages import ConnectionChanged, Counted, Phase, RoomChanged
from chatclient.wire.envelopes import RoomSettings
from desktop.chatting.road import Setup
from desktop.chatting.situation import ChatSituation
from desktop.dialogs.chatstate import StateDeed, card_words, deed_words, state_words
from desktop.store.chatchoice import ChatChoice
from desktop.widgets.statuslamp import Lamp

pytestmark = pytest.mark.usefixtures("qapp")

REFUSED = Problem(ErrorCode.UNREACHABLE, {"server": "chat.example.com", "reason": "refused"})
READY = ChatSituation(setup=Setup.READY)
ONLINE = replace(READY, connection=ConnectionChanged(Phase.ONLINE))


def test_connecting_says_which_attempt_it_is() -> None:
    first = state_words(replace(READY, connection=ConnectionChanged(Phase.CONNECTING)), 0)
    third = replace(READY, connection=ConnectionChanged(Phase.CONNECTING, attempt=3))

    assert (first.lamp, first.short, first.text) == (Lamp.OFF, "Connecting…", "")
    assert state_words(third, 0).text == "Connecting again, attempt 3…"


def test_waiting_says_why_and_counts_down_and_can_be_cut_short() -> None:
    connection = ConnectionChanged(Phase.WAITING, REFUSED, 8.0)
    waiting = replace(READY, connection=connection, retry_at_s=108.0)

    words = state_words(waiting, 100.4)

    assert words.short == "Waiting, 8 s"
    assert words.text.startswith("The chat server chat.example.com can't be reached (refused).")
    assert words.deed is StateDeed.RETRY
    assert deed_words(words.deed) == "Try now"
    assert state_words(waiting, 200.0).short == "Waiting, 0 s"


def test_polling_says_that_messages_come_every_few_seconds() -> None:
    words = state_words(replace(READY, connection=ConnectionChanged(Phase.POLLING)), 0)

    assert (words.lamp, words.short) == (Lamp.WARNING, "Every few seconds")
    assert words.text.startswith("Messages come every few seconds")


def test_a_service_without_history_says_that_gaps_stay() -> None:
    connection = ConnectionChanged(Phase.ONLINE, fills_gaps=False)
    words = state_words(replace(READY, connection=connection), 0)

    assert words.text == "This service keeps no history: what is missed stays gone."


def test_who_does_not_practise_is_led_to_the_settings() -> None:
    words = card_words(ChatSituation(setup=Setup.NOT_PRACTISING), 0)

    assert words.text == "You don't broadcast in practice. Choose your stream's own chat."
    assert words.deed is StateDeed.SETTINGS


def test_an_ended_session_says_why_and_leads_to_the_settings() -> None:
    banned = ConnectionChanged(Phase.ENDED, Problem(ErrorCode.BANNED))
    words = state_words(replace(READY, connection=banned), 0)

    assert words.short == "Ended"
    assert words.text.startswith("This account is banned")
    assert words.deed is StateDeed.SETTINGS


@pytest.mark.parametrize(
    ("situation", "text"),
    [
        (ONLINE, "Everybody may write"),
        (
            replace(ONLINE, room=RoomChanged(RoomSettings(slow_s=12, members_only=True))),
            "Slow mode 12 s · Members only",
        ),
        (
            replace(ONLINE, room=RoomChanged(RoomSettings(paused=True))),
            "Panic mode: only moderators may write",
        ),
        (
            replace(ONLINE, counted=Counted(is_deaf=True)),
            "Some messages come late: the server is catching up.",
        ),
        (replace(ONLINE, unshown=1200), "1,200 messages came too fast to be shown or kept."),
    ],
)
def test_the_line_says_how_the_room_is(situation: ChatSituation, text: str) -> None:
    assert state_words(situation, 0).text == text


def test_a_client_that_could_not_be_made_says_so() -> None:
    words = state_words(replace(READY, problem=REFUSED), 0)

    assert (words.lamp, words.short, words.deed) == (Lamp.BAD, "Not connected", StateDeed.RETRY)


@pytest.mark.parametrize("setup", [each for each in Setup if each is not Setup.READY])
def test_what_is_missing_stands_in_the_middle_with_the_way_to_the_settings(setup: Setup) -> None:
    card = card_words(ChatSituation(setup=setup), 0)

    assert card.text.endswith(".")
    is_settings = card.deed is StateDeed.SETTINGS
    assert is_settings is (setup is not Setup.LOADING_KEY)


def test_an_empty_chat_says_that_nobody_has_written() -> None:
    elsewhere = card_words(replace(ONLINE, choice=ChatChoice("server")), 0)
    assert (elsewhere.title, elsewhere.deed) == ("Nobody has written yet", StateDeed.NONE)
    assert card_words(READY, 0).title == "Connecting…"


def test_an_empty_chat_in_practice_offers_a_crowd() -> None:
    words = card_words(ONLINE, 0)

    assert words.deed is StateDeed.CROWD
    assert deed_words(words.deed) == "Let a crowd talk"
