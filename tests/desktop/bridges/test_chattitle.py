from msgspec.structs import replace

from chatclient.messages import RoomChanged
from chatclient.wire.envelopes import LiveBody, LiveState, Role
from chatclient.wire.requests import Live
from desktop.bridges.chattitle import MOST_LETTERS
from desktop.store.chatchoice import ChatChoice
from tests.fakes.chat import FakeChat
from tests.fakes.desk import Desk

START = LiveState.START


def name_it(desk: Desk, title: str) -> None:
    settings = desk.keeper.settings
    desk.keeper.change(replace(settings, recording=replace(settings.recording, title=title)))


def room_says(desk: Desk, client: FakeChat, state: LiveState, title: str = "") -> None:
    desk.hears(lambda: client.says(RoomChanged(live=LiveBody(state, title))))


def test_a_broadcast_in_practice_gets_its_title_once_the_video_began(desk: Desk) -> None:
    name_it(desk, "Friday")
    client = desk.is_in_chat()
    desk.is_live()
    assert client.asked == []

    room_says(desk, client, START)
    room_says(desk, client, START)
    assert client.asked == [Live(START, "Friday")]


def test_another_title_is_told_while_it_is_on_air(desk: Desk) -> None:
    client = desk.is_in_chat()
    desk.is_live()
    room_says(desk, client, START)
    assert client.asked == []
    name_it(desk, "x" * 200)

    assert client.asked == [Live(START, "x" * MOST_LETTERS)]


def test_what_the_room_knows_is_not_told_again(desk: Desk) -> None:
    name_it(desk, "Friday")
    client = desk.is_in_chat()
    desk.is_live()
    room_says(desk, client, START, "Friday")

    assert client.asked == []


def test_a_title_typed_before_going_live_is_not_told(desk: Desk) -> None:
    client = desk.is_in_chat()
    desk.is_ready()
    room_says(desk, client, LiveState.STOP)
    name_it(desk, "Friday")

    assert client.asked == []


def test_a_viewer_tells_nothing(desk: Desk) -> None:
    name_it(desk, "Friday")
    client = desk.is_in_chat(Role.VIEWER)
    desk.is_live()
    room_says(desk, client, START)

    assert client.asked == []


def test_a_chat_server_is_told_when_it_begins_and_stops(desk: Desk) -> None:
    """Nobody else says so there."""
    name_it(desk, "Friday")
    desk.chat.choose(ChatChoice("server", "https://chat.example.com", "friday"))
    desk.chat.way.key.enter("host key")
    desk.is_live()
    desk.chat.start(desk.chat_door)
    desk.hears(lambda: desk.chat_door.client.enters(Role.HOST))
    client = desk.chat_door.client
    assert client.asked == [Live(START, "Friday")]

    room_says(desk, client, START, "Friday")
    desk.hears(desk.engine.stops)
    assert client.asked[1:] == [Live(LiveState.STOP, "Friday")]
