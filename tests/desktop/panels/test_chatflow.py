from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QWidget

from chatclient.messages import Arrived, Entry, OwnChanged, OwnState
from chatclient.wire.envelopes import (
    Action,
    ClearBody,
    Envelope,
    MessageBody,
    ModerationBody,
    Role,
)
from desktop.chatting.people import People
from desktop.chatting.rows import Presenter
from desktop.panels.chatflow import ChatFlow
from desktop.panels.chatrowwords import TranslatedRows
from desktop.widgets.chatview import ChatView
from tests.fakes.chat import AKI, AT_MS, HOST, FakeChat, entry_of
from tests.fakes.desk import Desk


@dataclass
class Stream:
    desk: Desk
    client: FakeChat
    view: ChatView
    flow: ChatFlow
    people: People

    def keys(self) -> list[int]:
        """Return the rows the view would show, by being asked for each."""
        return [key for key in range(-5, 400) if self.has(key)]

    def has(self, key: int) -> bool:
        return bool(key) and self.view.show_key(key)


@pytest.fixture
def stream(desk: Desk, stage: QWidget) -> Stream:
    return begun(desk, stage, Role.HOST)


def begun(desk: Desk, stage: QWidget, role: Role) -> Stream:
    presenter, people = Presenter(TranslatedRows()), People()
    view = ChatView(presenter.row, presenter.key_of, stage)
    view.resize(300, 400)
    view.show()
    flow = ChatFlow(desk.chat, view, presenter, people, view)
    client = desk.is_in_chat(role)
    desk.chat.situation_changed.connect(lambda each: presenter.follow(each.me, ()))
    presenter.follow(desk.chat.situation.me, ())
    return Stream(desk, client, view, flow, people)


def test_what_arrives_is_shown_and_its_writers_are_known(stream: Stream) -> None:
    assert not stream.flow.has_rows
    stream.desk.hears(lambda: stream.client.hears("one", "two"))

    assert stream.keys() == [1, 2]
    assert stream.flow.has_rows
    assert [user.name for user in stream.people.named("aki")] == ["Aki"]
    entry = stream.flow.entry(2)
    assert entry is not None
    assert entry.seq == 2


def test_what_fills_a_gap_stands_where_it_belongs(stream: Stream) -> None:
    entries = tuple(entry_of(seq, MessageBody(str(seq))) for seq in (1, 2, 3))
    gap = Entry(Envelope(2, "", AT_MS), None, 2)
    stream.desk.hears(lambda: stream.client.says(Arrived((entries[0], gap, entries[2]))))
    filled = Arrived((entries[1],), removed=frozenset({2}))
    stream.desk.hears(lambda: stream.client.says(filled))

    assert stream.keys() == [1, 2, 3]
    assert stream.flow.entry(2) == entries[1]
    assert stream.flow.struck == set()


def test_who_moderates_still_sees_what_was_removed_but_struck_out(stream: Stream) -> None:
    stream.desk.hears(lambda: stream.client.hears("one", "two"))
    stream.desk.hears(lambda: stream.client.says(Arrived(removed=frozenset({1, 77}))))

    assert stream.keys() == [1, 2]
    assert stream.flow.struck == {1}


def test_who_does_not_sees_it_no_more(desk: Desk, stage: QWidget) -> None:
    stream = begun(desk, stage, Role.VIEWER)
    desk.hears(lambda: stream.client.hears("one", "two"))
    desk.hears(lambda: stream.client.says(Arrived(removed=frozenset({1}))))

    assert stream.keys() == [2]
    assert stream.flow.entry(1) is None


def test_a_cleared_chat_is_empty_for_everybody(stream: Stream) -> None:
    stream.desk.hears(lambda: stream.client.hears("one", "two"))
    cleared = Arrived((entry_of(3, ClearBody(2), HOST),), removed=frozenset({1, 2}))
    stream.desk.hears(lambda: stream.client.says(cleared))

    assert stream.keys() == [3]


def test_an_own_message_is_there_once_whichever_comes_first(stream: Stream) -> None:
    own_id = stream.desk.chat.say("hello")
    stream.desk.mailbox.drain_all()
    assert stream.keys() == [-1]
    own = stream.flow.own(-1)
    assert own is not None
    assert own.text == "hello"

    stream.desk.hears(lambda: stream.client.accepts(own_id))
    assert stream.keys() == [1]


def test_a_rejected_message_stays_until_it_is_discarded(stream: Stream) -> None:
    own_id = stream.desk.chat.say("spam")
    rejected = OwnChanged(own_id, "spam", state=OwnState.REJECTED, code="blocked_word")
    stream.desk.hears(lambda: stream.client.says(rejected))
    assert stream.keys() == [-1]

    stream.flow.discard(own_id)
    assert stream.keys() == []


def test_a_list_that_begins_anew_keeps_what_is_on_its_way(stream: Stream) -> None:
    stream.desk.hears(lambda: stream.client.hears("one"))
    stream.desk.chat.say("still here")
    stream.desk.hears(lambda: stream.client.enters(epoch="e2"))

    assert len(stream.keys()) == 1
    assert stream.keys()[0] < 0
    assert len(stream.people) == 0


def test_mentions_are_gone_through_from_the_newest(stream: Stream) -> None:
    assert stream.flow.next_mention() == 0
    stream.desk.hears(
        lambda: stream.client.hears("@Studio one", "nothing", "＠Studio two", "mail@studio.example")
    )

    assert [stream.flow.next_mention() for _ in range(3)] == [3, 1, 3]


def test_what_moderators_did_is_kept_for_the_log(stream: Stream) -> None:
    done = entry_of(9, ModerationBody(Action.BAN, "u1"), HOST)
    stream.desk.hears(lambda: stream.client.says(Arrived(audit=(done,))))

    assert list(stream.flow.audit) == [done]


def test_older_lines_can_be_put_in(stream: Stream) -> None:
    stream.client.seq = 100
    stream.desk.hears(lambda: stream.client.hears("new"))
    older = [entry_of(seq, entry.body, AKI) for seq, entry in
             ((50, entry_of(50, ModerationBody(Action.BAN))),) if entry.body]  # fmt: skip
    stream.flow.insert(older)

    assert stream.keys() == [50, 101]


def test_what_was_read_is_told(stream: Stream, desk: Desk) -> None:
    desk.hears(lambda: stream.client.hears("one", "two"))
    stream.view.read_up_to.emit(2)

    assert desk.chat.last_read == 2
