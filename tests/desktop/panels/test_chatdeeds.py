from dataclasses import dataclass, field

import pytest
from PySide6.QtWidgets import QDialog, QWidget

from chatclient.messages import RoomChanged
from chatclient.wire.answers import Answer, refused
from chatclient.wire.codes import Code
from chatclient.wire.envelopes import PollBody, Role
from chatclient.wire.requests import Ban, Clear, Settings, Timeout
from desktop.chatting.people import People
from desktop.panels.chatdeeds import ChatDeeds
from tests.fakes.chat import AKI, FakeChat
from tests.fakes.desk import Desk


@dataclass
class Room:
    desk: Desk
    client: FakeChat
    deeds: ChatDeeds
    said: list[tuple[str, bool]] = field(default_factory=list)

    def answers(self, answer: Answer) -> None:
        self.desk.hears(lambda: self.client.answers(f"request-{len(self.client.asked)}", answer))


@pytest.fixture
def room(desk: Desk, stage: QWidget) -> Room:
    client = desk.is_in_chat()
    people = People()
    people.saw([AKI])
    made = Room(desk, client, ChatDeeds(desk.chat, people, lambda: 7, stage))
    made.deeds.said.connect(lambda words, is_bad: made.said.append((words, is_bad)))
    return made


def test_a_command_asks_the_room_and_says_how_it_went(room: Room) -> None:
    assert room.deeds.run("/timeout aki 5m")
    assert room.client.asked == [Timeout("aki", 300)]
    room.answers(Answer(True))

    assert room.said == [("Aki can't write for 5 min.", False)]


def test_a_refusal_is_a_plain_sentence(room: Room) -> None:
    settled: list[bool] = []
    room.deeds.settled.connect(lambda: settled.append(True))
    room.deeds.run("/slow 5")
    room.answers(refused(Code.FORBIDDEN))

    assert room.client.asked == [Settings(slow_s=5)]
    assert room.said == [("This account may not do that.", True)]
    assert settled == [True]


def test_a_wrong_command_is_explained_and_nothing_is_asked(room: Room) -> None:
    assert not room.deeds.run("/ban nobody")
    assert room.client.asked == []
    assert room.said == [("Nobody called nobody has written here.", True)]


def test_what_cannot_be_undone_is_asked_once_more(room: Room) -> None:
    dialog = room.deeds.confirm(Ban("aki"), "Aki")
    assert room.client.asked == []
    dialog.do_button.click()
    assert room.client.asked == [Ban("aki")]

    room.deeds.run("/clear")
    assert room.client.asked == [Ban("aki")]


def test_every_way_to_clear_is_confirmed(room: Room, stage: QWidget) -> None:
    room.deeds.ask(Clear())

    assert room.client.asked == []
    assert [dialog.objectName() for dialog in stage.findChildren(QDialog)] == ["chat.confirm"]


def test_forms_and_help_open_by_command(room: Room, stage: QWidget) -> None:
    assert room.deeds.run("/poll")
    assert room.deeds.run("/help")

    names = {dialog.objectName() for dialog in stage.findChildren(QDialog)}
    assert names == {"chat.poll", "chat.help"}


def test_without_a_connection_nothing_is_allowed(desk: Desk, stage: QWidget) -> None:
    deeds = ChatDeeds(desk.chat, People(), lambda: 0, stage)
    said: list[str] = []
    deeds.said.connect(lambda words, _: said.append(words))
    assert not deeds.run("/slow 5")
    deeds.ask(Settings(slow_s=5))

    assert said == ["/slow is not allowed to this account.", "There is no chat to ask."]


def test_a_viewer_may_not(desk: Desk, stage: QWidget) -> None:
    client = desk.is_in_chat(Role.VIEWER)
    deeds = ChatDeeds(desk.chat, People(), lambda: 0, stage)

    assert not deeds.run("/panic")
    assert client.asked == []


def test_two_polls_at_once_are_told_to_be_impossible(room: Room) -> None:
    poll = PollBody("p", "Which?", ("A", "B"))
    room.desk.hears(lambda: room.client.says(RoomChanged(poll=poll)))

    assert not room.deeds.run("/poll And now? | A | B")
    assert room.deeds.open_poll() is None
    assert room.client.asked == []
    assert room.said == 2 * [("Everybody is being asked already. End that poll first.", True)]
