from pathlib import Path

import msgspec
import pytest

from chatclient.errors import ErrorCode, Unreachable
from chatclient.messages import (
    Arrived,
    ConnectionChanged,
    Counted,
    FeedMeasured,
    OwnChanged,
    OwnState,
    Phase,
)
from chatclient.wire.answers import Answer
from chatclient.wire.envelopes import Role, User
from chatclient.wire.requests import Delete
from desktop.bridges.mailbox import CAPACITY
from desktop.chatting.road import Setup
from desktop.chatting.situation import NOT_SENT, ChatSituation
from desktop.store.chatchoice import ChatChoice
from desktop.store.chatfindings import Card, Exported, SearchResult
from tests.fakes.desk import Desk

SERVER = ChatChoice("server", "https://chat.example.com", "show")
OFF = ChatChoice("off")


@pytest.fixture
def arrived(desk: Desk) -> list[Arrived]:
    told: list[Arrived] = []
    desk.chat.arrived.connect(told.append)
    return told


@pytest.fixture
def own(desk: Desk) -> list[OwnChanged]:
    told: list[OwnChanged] = []
    desk.chat.own_changed.connect(told.append)
    return told


def test_the_chosen_chat_is_entered_and_followed(desk: Desk) -> None:
    told: list[ChatSituation] = []
    desk.chat.situation_changed.connect(told.append)

    client = desk.is_in_chat()

    assert client.is_started
    situation = desk.chat.situation
    assert situation is told[-1]
    assert (situation.setup, situation.connection.phase) == (Setup.READY, Phase.ONLINE)
    assert situation.is_set_up
    assert situation.is_online
    assert situation.me == User("host", "Studio", Role.HOST)
    assert situation.may("delete")


def test_nothing_is_connected_before_it_is_started(desk: Desk) -> None:
    desk.hears(lambda: desk.practice.use(desk.practice_cloud))

    assert desk.chat.situation.setup is Setup.READY
    assert not desk.chat_door.clients


def test_practice_without_a_chat_is_a_calm_state(desk: Desk) -> None:
    desk.chat.start(desk.chat_door)

    assert desk.chat.situation.setup is Setup.NO_PRACTICE_CHAT
    assert desk.chat.situation.problem is None
    assert desk.chat.say("hello") == ""
    assert desk.chat.ask(Delete(1)) == ""


def test_messages_arrive_in_one_piece_for_each_turn(desk: Desk, arrived: list[Arrived]) -> None:
    client = desk.is_in_chat()

    client.hears("one")
    client.hears("two", "three")
    desk.mailbox.drain_all()

    (event,) = arrived
    assert [entry.seq for entry in event.entries] == [1, 2, 3]


def test_own_messages_fare_as_the_client_says(desk: Desk, own: list[OwnChanged]) -> None:
    client = desk.is_in_chat()

    own_id = desk.chat.say("hello", reply_to=3)
    client.accepts(own_id)
    desk.mailbox.drain_all()

    assert [(each.id, each.state) for each in own] == [
        (own_id, OwnState.SENDING),
        (own_id, OwnState.ACCEPTED),
    ]
    assert client.said[0].reply_to == 3


def test_what_could_not_be_sent_before_another_chat_is_chosen_says_so(
    desk: Desk, own: list[OwnChanged]
) -> None:
    client = desk.is_in_chat()
    desk.chat.say("hello")
    desk.mailbox.drain_all()

    desk.chat.choose(OFF)

    assert own[-1].state is OwnState.REJECTED
    assert own[-1].code == NOT_SENT
    assert client.is_closed


def test_another_choice_ends_the_client_and_the_list(desk: Desk, arrived: list[Arrived]) -> None:
    began: list[bool] = []
    client = desk.is_in_chat()
    desk.chat.began.connect(lambda: began.append(True))
    client.hears("not handed over yet")

    desk.chat.choose(OFF)
    client.hears("too late")
    desk.mailbox.drain_all()

    assert client.is_closed
    assert began
    assert not arrived
    situation = desk.chat.situation
    assert situation.setup is Setup.OFF
    assert situation.connection.phase is Phase.IDLE
    assert situation.me is None
    assert not situation.may("send")


def test_the_same_room_at_another_address_is_another_client(desk: Desk) -> None:
    first = desk.is_in_chat()

    desk.chat.choose(SERVER)
    desk.chat.way.key.enter("host-key")

    second = desk.chat_door.client
    assert first.is_closed
    assert second is not first
    assert second.key == "host-key"
    desk.chat.choose(msgspec.structs.replace(SERVER, live="other"))
    assert second.is_closed
    assert desk.chat_door.client.road.live == "other"


def test_requests_are_answered_by_their_id(desk: Desk) -> None:
    told: list[tuple[str, Answer]] = []
    desk.chat.answered.connect(lambda request_id, answer: told.append((request_id, answer)))
    client = desk.is_in_chat()

    request_id = desk.chat.ask(Delete(7))
    client.answers(request_id, Answer(True, 8))
    desk.mailbox.drain_all()

    assert client.asked == [Delete(7)]
    assert told == [(request_id, Answer(True, 8))]


def test_only_the_newest_figures_are_told(desk: Desk) -> None:
    told: list[FeedMeasured] = []
    desk.chat.measured.connect(told.append)
    client = desk.is_in_chat()

    client.says(Counted(1), FeedMeasured(1.0), Counted(12), FeedMeasured(2.0))
    desk.mailbox.drain_all()

    assert told == [FeedMeasured(2.0)]
    assert desk.chat.situation.viewers == 12


def test_hidden_viewers_are_hidden_here_too(desk: Desk) -> None:
    client = desk.is_in_chat()
    client.says(Counted(12))
    desk.mailbox.drain_all()

    desk.keeper.change(msgspec.structs.replace(desk.keeper.settings, hides_viewers=True))

    assert desk.chat.situation.viewers is None


def test_the_time_of_the_next_attempt_is_known(desk: Desk) -> None:
    client = desk.is_in_chat()

    client.says(ConnectionChanged(Phase.WAITING, retry_s=4.0))
    desk.mailbox.drain_all()
    desk.chat.retry_now()

    assert desk.chat.situation.retry_at_s == desk.clock() + 4.0
    assert client.retries_now == 1


def test_a_chat_that_can_not_be_opened_says_why_and_is_tried_again(desk: Desk) -> None:
    desk.chat_door.problem = Unreachable(ErrorCode.UNREACHABLE, server="here", reason="no")
    desk.hears(lambda: desk.practice.use(desk.practice_cloud))
    desk.hears(lambda: desk.chat.start(desk.chat_door))
    assert desk.chat.situation.problem is not None

    desk.chat_door.problem = None
    desk.chat.retry_now()

    assert desk.chat.situation.problem is None
    assert desk.chat_door.client.is_started


def test_what_was_said_can_be_searched_and_looked_up(desk: Desk) -> None:
    found: list[SearchResult] = []
    cards: list[Card] = []
    client = desk.is_in_chat()
    client.hears("猫がいる", "hello")
    desk.said.flush(5)

    desk.chat.search("猫", found.append)
    desk.chat.card("aki", cards.append)
    desk.mailbox.drain_all()

    assert [hit.entry.seq for hit in found[0].hits] == [1]
    assert cards[0].messages == 2


def test_older_lines_are_read_from_the_record(desk: Desk) -> None:
    client = desk.is_in_chat()
    client.hears("one", "two", "three")
    desk.said.flush(5)

    told: list[tuple[object, ...]] = []
    desk.chat.older(3, told.append)
    desk.mailbox.drain_all()

    assert [entry.seq for entry in told[0]] == [1, 2]  # type: ignore[attr-defined]


def test_up_to_where_was_read_is_kept_over_a_restart(desk: Desk) -> None:
    client = desk.is_in_chat()
    client.hears("one", "two")
    desk.chat.mark_read(2)
    desk.chat.mark_read(1)
    assert desk.chat.last_read == 2
    desk.said.flush(5)

    desk.chat.choose(OFF)
    assert desk.chat.last_read == 0
    desk.chat.choose(ChatChoice())
    desk.is_in_chat()

    assert desk.chat.last_read == 2


def test_a_chat_is_saved_as_a_file(desk: Desk, home: Path) -> None:
    told: list[Exported] = []
    client = desk.is_in_chat()
    client.hears("one", "two")

    desk.chat.export(home / "chat.jsonl", told.append)
    desk.mailbox.drain_all()

    assert told == [Exported(str(home / "chat.jsonl"), 2)]
    assert len((home / "chat.jsonl").read_text().splitlines()) == 2


def test_a_mailbox_that_overflowed_stops_no_chat(desk: Desk, arrived: list[Arrived]) -> None:
    client = desk.is_in_chat()
    post = desk.mailbox.inlet(lambda _: None)

    client.hears("one")
    for number in range(CAPACITY + 1):
        post(number)
    client.hears("two")
    desk.mailbox.drain_all()

    assert [entry.seq for event in arrived for entry in event.entries] == [1, 2]


def test_no_key_and_no_token_is_in_any_file(desk: Desk, home: Path) -> None:
    desk.is_in_chat()
    desk.chat.choose(SERVER)
    desk.chat.way.key.enter("not-a-real-host-key")
    desk.hears(lambda: desk.chat_door.client.enters())
    desk.chat_door.client.hears("hello")
    desk.said.flush(5)
    desk.keeper.close()

    files = [file for file in home.rglob("*") if file.is_file()]
    assert {"settings.json", "chat.sqlite3"} <= {file.name for file in files}
    assert not [file for file in files if b"not-a-real-host-key" in file.read_bytes()]
