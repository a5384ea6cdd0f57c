import msgspec

from desktop.bridges.practice import PracticeView
from desktop.bridges.streamkey import KeyState
from desktop.chatting.road import Road, Setup
from desktop.store.chatchoice import ChatChoice
from tests.fakes.desk import Desk

SERVER = ChatChoice("server", "https://chat.example.com", "show", keeps_key=True)
UNKEPT = msgspec.structs.replace(SERVER, keeps_key=False)
NAME = "chat key https://chat.example.com"


def test_the_practice_clouds_room_comes_and_goes(desk: Desk) -> None:
    assert desk.chat.way.road() is Setup.NO_PRACTICE_CHAT

    desk.hears(lambda: desk.practice.use(desk.practice_cloud))

    road = desk.chat.way.road()
    assert isinstance(road, Road)
    assert road.live == "studio"


def test_the_room_stays_while_the_practice_cloud_is_started_again(desk: Desk) -> None:
    client = desk.is_in_chat()

    desk.practice.start()
    assert desk.practice.view == PracticeView()
    assert not client.is_closed
    desk.mailbox.drain_all()

    assert len(desk.chat_door.clients) == 1
    assert desk.practice.view.channel is not None


def test_who_does_not_practise_has_no_practice_chat(desk: Desk) -> None:
    desk.is_in_chat()
    desk.hears(lambda: desk.practice.want(()))

    assert desk.chat.way.road() is Setup.NOT_PRACTISING
    assert desk.chat.situation.setup is Setup.NOT_PRACTISING


def test_a_practice_cloud_that_does_not_start_has_no_room(desk: Desk) -> None:
    client = desk.is_in_chat()

    desk.practice_cloud.fails = True
    desk.hears(desk.practice.start)

    assert client.is_closed
    assert desk.chat.way.road() is Setup.NO_PRACTICE_CHAT


def test_the_key_store_is_not_asked_before_it_is_time(desk: Desk) -> None:
    desk.secrets.kept[NAME] = "kept"
    desk.chat.choose(SERVER)
    assert desk.chat.way.road() is Setup.NO_KEY

    desk.hears(desk.chat.way.begin)

    assert desk.chat.way.secret == "kept"


def test_a_key_that_was_typed_is_not_replaced_by_keeping_it(desk: Desk) -> None:
    way = desk.chat.way
    desk.hears(way.begin)
    desk.chat.choose(msgspec.structs.replace(SERVER, keeps_key=False))
    way.key.enter("typed")

    desk.hears(lambda: desk.chat.choose(SERVER))

    assert way.secret == "typed"


def test_a_chat_without_a_key_gets_none(desk: Desk) -> None:
    desk.chat.way.key.enter("typed")

    assert desk.chat.way.secret == ""


def test_taste_is_changed_field_by_field(desk: Desk) -> None:
    desk.chat.way.change_taste(text_scale=1.2)
    desk.chat.way.change_taste(alerts=False)

    taste = desk.keeper.settings.chat_taste
    assert (taste.text_scale, taste.alerts) == (1.2, False)
    assert desk.chat.situation.taste == taste


def test_the_key_is_forgotten_at_the_end(desk: Desk) -> None:
    desk.chat.way.key.enter("typed")

    desk.chat.way.close()

    assert not desk.chat.way.key.key


def test_without_a_key_a_server_is_not_asked(desk: Desk) -> None:
    desk.is_in_chat()

    desk.chat.choose(UNKEPT)

    assert desk.chat.situation.setup is Setup.NO_KEY
    assert len(desk.chat_door.clients) == 1


def test_a_kept_key_is_taken_from_the_key_store(desk: Desk) -> None:
    desk.is_in_chat()
    desk.secrets.kept["chat key https://chat.example.com"] = "kept-key"

    desk.chat.choose(SERVER)
    assert desk.chat.situation.setup is Setup.LOADING_KEY
    desk.mailbox.drain_all()

    assert desk.chat.way.key.state is KeyState.KEPT
    assert desk.chat_door.client.key == "kept-key"
    assert "kept-key" in desk.registered


def test_one_servers_key_is_never_shown_to_another(desk: Desk) -> None:
    desk.is_in_chat()
    desk.chat.choose(UNKEPT)
    desk.chat.way.key.enter("host-key")

    desk.chat.choose(msgspec.structs.replace(UNKEPT, url="https://other.example.com"))

    assert desk.chat.situation.setup is Setup.NO_KEY
