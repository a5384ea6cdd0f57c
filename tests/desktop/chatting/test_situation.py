from dataclasses import replace

from chatclient.errors import ErrorCode, Problem
from chatclient.messages import (
    Arrived,
    ConnectionChanged,
    Counted,
    Entered,
    FeedMeasured,
    Phase,
    RoomChanged,
)
from chatclient.wire.envelopes import RoomSettings
from chatclient.wire.requests import Ban, Clear, Send, Unban
from desktop.chatting.road import Setup
from desktop.chatting.situation import ChatSituation, after, left
from desktop.store.chatchoice import ChatChoice, ChatTaste
from tests.fakes.chat import HOST

ONLINE = ChatSituation(setup=Setup.READY, connection=ConnectionChanged(Phase.ONLINE))


def test_who_one_is_and_what_one_may_do_is_known_once_one_entered() -> None:
    situation = after(ONLINE, Entered(HOST, frozenset({"send"})), 0.0)

    assert situation.me == HOST
    assert situation.may("send")
    assert not situation.may("ban")


def test_what_the_service_has_no_word_for_can_not_be_asked() -> None:
    entered = Entered(HOST, frozenset({"ban", "send"}), frozenset({Unban.EVENT}))

    situation = after(ONLINE, entered, 0.0)

    kinds = (Ban, Unban, Send, Clear)
    assert [situation.can(kind) for kind in kinds] == [True, False, True, False]
    assert not left(situation).cannot


def test_nothing_may_be_done_while_the_connection_is_gone() -> None:
    situation = after(ONLINE, Entered(HOST, frozenset({"send"})), 0.0)

    assert not after(situation, ConnectionChanged(Phase.WAITING), 0.0).may("send")


def test_the_next_attempt_is_due_on_the_windows_own_clock() -> None:
    waiting = after(ONLINE, ConnectionChanged(Phase.WAITING, retry_s=3.5), 100.0)

    assert waiting.retry_at_s == 103.5
    assert after(waiting, ConnectionChanged(Phase.CONNECTING), 103.0).retry_at_s is None


def test_how_many_watch_is_not_known_while_one_is_away() -> None:
    counted = after(ONLINE, Counted(12), 0.0)
    assert counted.viewers == 12

    assert after(counted, ConnectionChanged(Phase.WAITING), 0.0).viewers is None
    assert after(counted, ConnectionChanged(Phase.POLLING), 0.0).viewers == 12


def test_hidden_viewers_are_not_known() -> None:
    assert replace(after(ONLINE, Counted(12), 0.0), hides_viewers=True).viewers is None


def test_the_room_and_the_figures_are_the_newest() -> None:
    room, figures = RoomChanged(RoomSettings(slow_s=5)), FeedMeasured(1.0, 3.0)

    situation = after(after(ONLINE, room, 0.0), figures, 0.0)

    assert (situation.room, situation.measured) == (room, figures)


def test_what_arrives_changes_nothing_around_the_list() -> None:
    assert after(ONLINE, Arrived(), 0.0) is ONLINE


def test_who_left_knows_the_choice_and_nothing_of_the_room() -> None:
    problem = Problem(ErrorCode.CLOSED)
    there = replace(
        after(ONLINE, Entered(HOST, frozenset()), 0.0),
        choice=ChatChoice("off"), taste=ChatTaste(text_scale=1.5), hides_viewers=True,
        last_read=7, problem=problem,
    )  # fmt: skip

    gone = left(there)

    assert gone == ChatSituation(
        ChatChoice("off"), Setup.READY, taste=ChatTaste(text_scale=1.5), hides_viewers=True,
        problem=problem,
    )  # fmt: skip
