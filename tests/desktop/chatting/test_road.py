import msgspec
import pytest

from chatclient.settings import AppSyncChat, IvsChat, PollingChat, SocketIoChat
from desktop.chatting.road import NO_ROOM, Entry, PracticeRoom, Road, Setup, needs_key, road_to
from desktop.store.chatchoice import ChatChoice

PRACTICE = PracticeRoom("http://127.0.0.1:8081", "studio")
SERVER = ChatChoice("server", "https://chat.example.com/", "show", "Kimi")
APPSYNC = ChatChoice(
    "appsync", "https://a.appsync-api.eu-west-1.amazonaws.com", "/default/show",
    realtime_url="wss://a.appsync-realtime-api.eu-west-1.amazonaws.com",
)  # fmt: skip
IVS = ChatChoice("ivs", "wss://edge.ivschat.eu-west-1.amazonaws.com")


def test_practice_is_entered_without_a_key() -> None:
    road = road_to(ChatChoice(), PRACTICE, False)

    address = SocketIoChat("http://127.0.0.1:8081", "studio")
    assert road == Road("practice/studio", address, Entry.PRACTICE, "Host", "studio")


def test_practices_record_outlives_its_ports() -> None:
    other = PracticeRoom("http://127.0.0.1:9999", "studio")

    roads = [road_to(ChatChoice(), room, False) for room in (PRACTICE, other)]

    assert {road.room for road in roads if isinstance(road, Road)} == {"practice/studio"}


def test_a_server_is_entered_by_its_host_key() -> None:
    road = road_to(SERVER, NO_ROOM, True)

    assert road == Road(
        "https://chat.example.com/show", SocketIoChat("https://chat.example.com", "show"),
        Entry.HOST_KEY, "Kimi", "show", "https://chat.example.com",
    )  # fmt: skip


def test_polling_asks_the_api_for_its_entry() -> None:
    choice = ChatChoice(
        "polling", "https://cdn.example.com", "show", api_url="https://api.example.com/"
    )

    road = road_to(choice, NO_ROOM, True)

    assert isinstance(road, Road)
    assert road.address == PollingChat("https://cdn.example.com", "show", "https://api.example.com")
    assert road.token_url == "https://api.example.com"


def test_appsync_takes_the_api_key_itself_or_a_token_from_an_address() -> None:
    own = msgspec.structs.replace(APPSYNC, token_url="https://tokens.example.com/chat")
    bearer = msgspec.structs.replace(own, auth="bearer")

    by_key, by_token = (road_to(choice, NO_ROOM, True) for choice in (own, bearer))

    assert isinstance(by_key, Road)
    assert isinstance(by_token, Road)
    assert isinstance(by_key.address, AppSyncChat)
    assert (by_key.entry, by_key.token_url) == (Entry.KEY_ITSELF, "")
    assert (by_token.entry, by_token.token_url) == (Entry.TOKEN_URL, own.token_url)


def test_ivs_needs_no_room_because_its_token_names_it() -> None:
    road = road_to(IVS, NO_ROOM, True)

    assert isinstance(road, Road)
    assert road.address == IvsChat(IVS.url, "host", "Host")
    assert road.entry is Entry.KEY_ITSELF


def test_managed_chats_are_told_as_whom_one_speaks() -> None:
    chosen = [msgspec.structs.replace(choice, name="Kimi") for choice in (APPSYNC, IVS)]

    roads = [road_to(choice, NO_ROOM, True) for choice in chosen]

    addresses = [road.address for road in roads if isinstance(road, Road)]
    names = [one.name for one in addresses if isinstance(one, AppSyncChat | IvsChat)]
    assert names == ["Kimi", "Kimi"]


@pytest.mark.parametrize(
    ("choice", "has_key", "missing"),
    [
        (ChatChoice("off"), True, Setup.OFF),
        (ChatChoice(), True, Setup.NO_PRACTICE_CHAT),
        (ChatChoice("server"), True, Setup.NO_ADDRESS),
        (ChatChoice("server", "https://chat.example.com"), True, Setup.NO_ROOM),
        (SERVER, False, Setup.NO_KEY),
        (ChatChoice("appsync", APPSYNC.url, "/default/show"), True, Setup.NO_ADDRESS),
    ],
)
def test_what_is_missing_is_named(choice: ChatChoice, has_key: bool, missing: Setup) -> None:
    assert road_to(choice, NO_ROOM, has_key) is missing


@pytest.mark.parametrize(
    "url",
    [
        "chat.example.com",
        "ftp://chat.example.com",
        "https://",
        "https://host:port",
        "https://host:99999",
        "https://user:secret@chat.example.com",
        "https://chat.example.com/?token=secret",
        "https://[::1",
    ],
)
def test_what_is_no_address_or_holds_a_secret_is_refused(url: str) -> None:
    assert road_to(ChatChoice("server", url, "show"), NO_ROOM, True) is Setup.BAD_ADDRESS


@pytest.mark.parametrize("live", ["a b", "../secrets", "-x", "x" * 65, "live:show"])
def test_a_room_no_server_can_have_is_none(live: str) -> None:
    assert road_to(msgspec.structs.replace(SERVER, live=live), NO_ROOM, True) is Setup.NO_ROOM


@pytest.mark.parametrize("channel", ["show", "/", "/default/a_b", "/a/b/c/d/e/f"])
def test_a_channel_no_service_can_have_is_none(channel: str) -> None:
    assert road_to(msgspec.structs.replace(APPSYNC, live=channel), NO_ROOM, True) is Setup.NO_ROOM


def test_who_needs_a_key() -> None:
    assert needs_key(SERVER)
    assert not needs_key(ChatChoice())
    assert not needs_key(ChatChoice("off"))
