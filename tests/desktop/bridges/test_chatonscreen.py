from msgspec.structs import replace

from chatclient.messages import Arrived
from chatclient.wire.envelopes import DonationBody, MessageBody, StampBody
from desktop.bridges.chatonscreen import SMALL_PER_S
from encoder.messages import ShowAlert
from encoder.scenes import Input
from encoder.settings import SourceSpec
from tests.fakes.chat import entry_of
from tests.fakes.desk import Desk


def shows_the_chat(desk: Desk) -> None:
    programme = desk.studio.programme()
    chat = Input("chat", SourceSpec("alerts"))
    desk.studio.change_programme(replace(programme, inputs=(*programme.inputs, chat)))


def said(desk: Desk) -> list[str]:
    return [command.alert.id for command in desk.sent(ShowAlert)]


def test_nothing_is_told_while_no_layer_shows_it(desk: Desk) -> None:
    desk.chat.arrived.emit(Arrived((entry_of(1, DonationBody(500, "JPY")),)))

    assert not desk.studio.on_screen.is_possible
    assert said(desk) == []


def test_donations_and_stamps_go_on_the_picture_as_they_come(desk: Desk) -> None:
    shows_the_chat(desk)
    entries = (
        entry_of(1, DonationBody(500, "JPY")),
        entry_of(2, MessageBody("hello")),
        entry_of(3, StampBody("clap")),
    )
    desk.chat.arrived.emit(Arrived(entries))

    assert said(desk) == ["chat-1", "chat-3"]


def test_what_was_said_before_one_came_is_not_shown_again(desk: Desk) -> None:
    shows_the_chat(desk)
    desk.chat.arrived.emit(Arrived((entry_of(1, StampBody("clap")),), is_backlog=True))

    assert said(desk) == []


def test_a_flood_of_stamps_holds_up_no_donation(desk: Desk) -> None:
    shows_the_chat(desk)
    stamps = tuple(entry_of(number, StampBody("clap")) for number in range(1, 101))
    desk.chat.arrived.emit(Arrived((*stamps, entry_of(200, DonationBody(500, "JPY")))))

    assert len(said(desk)) <= 2 * SMALL_PER_S + 1  # a second may end in between
    assert said(desk)[-1] == "chat-200"


def test_a_message_that_the_streamer_chose_is_shown(desk: Desk) -> None:
    desk.studio.on_screen.show(entry_of(7, MessageBody("hello")))

    assert said(desk) == ["chosen-7"]
