import msgspec
import pytest
from pytestqt.qtbot import QtBot

from cloud.settings import Account
from desktop.bridges.destinations import storable_address
from desktop.store.cloudchoice import CloudChannel
from desktop.store.secretstore import stream_key_name
from desktop.store.settings import MOST_DESTINATIONS, DestinationChoice
from encoder.errors import ErrorCode
from encoder.settings import Destination, Encoding, StreamKey, VideoEncoding
from tests.fakes.desk import Desk
from tests.fakes.practice import CHANNEL, channel_of


def chosen(desk: Desk, **changes: object) -> None:
    desk.keeper.change(msgspec.structs.replace(desk.keeper.settings, **changes))


def test_practice_is_where_it_goes_unless_something_else_was_chosen(desk: Desk) -> None:
    destinations = desk.studio.destinations
    assert destinations.destination("main") is None
    assert destinations.to_publish() is None

    desk.is_ready()

    here = Destination(CHANNEL.rtmp_url, StreamKey(CHANNEL.key), "practice")
    assert destinations.to_publish() == (here,)


def test_a_second_practice_destination_publishes_to_a_channel_of_its_own(desk: Desk) -> None:
    destinations = desk.studio.destinations
    desk.is_ready()

    added = destinations.add("practice")
    assert destinations.to_publish() is None  # until its channel is there
    desk.mailbox.drain_all()

    wanted = destinations.to_publish()
    assert wanted is not None
    assert [each.key for each in wanted] == [
        StreamKey(CHANNEL.key), StreamKey(channel_of(added).key)
    ]  # fmt: skip
    assert destinations.all_refusals() == ()


def test_what_is_switched_on_comes_first_for_the_viewers_page(desk: Desk) -> None:
    destinations = desk.studio.destinations
    desk.is_ready()
    added = destinations.add("practice")
    desk.mailbox.drain_all()
    assert desk.practice.view.channel == CHANNEL

    destinations.change("main", is_enabled=False)

    assert desk.practice.view.channel == channel_of(added)


def test_each_destination_has_its_own_address_key_and_certificates(desk: Desk) -> None:
    destinations = desk.studio.destinations
    first, second = destinations.add(), destinations.add("rtmp", "custom")
    for each, key in ((first, "one"), (second, "two")):
        desk.keys.of(each).enter(key)
        destinations.enter_address(each, f"rtmps://{key}.example.com/app")
    destinations.change(second, ca_file="/etc/ca.pem", name="Backup")

    assert destinations.destination(first) == Destination(
        "rtmps://one.example.com/app", StreamKey("one"), "ivs-standard", id=first
    )
    assert destinations.destination(second) == Destination(
        "rtmps://two.example.com/app", StreamKey("two"), "custom", "/etc/ca.pem", second, "Backup"
    )


def test_there_is_room_for_eight(desk: Desk) -> None:
    added = [desk.studio.destinations.add() for _ in range(MOST_DESTINATIONS)]

    assert added[-1] == ""
    assert not desk.studio.destinations.has_room
    assert len(desk.keeper.settings.destinations) == MOST_DESTINATIONS


def test_a_removed_destination_takes_its_key_along(desk: Desk) -> None:
    destinations = desk.studio.destinations
    added = destinations.add()
    url = "rtmps://two.example.com/app/"
    desk.keys.of(added).enter("secret")
    destinations.enter_address(added, url)
    destinations.change(added, keeps_key=True)
    desk.hears(lambda: desk.keys.of(added).keep(url))
    assert desk.secrets.read(stream_key_name(url, added)) == "secret"

    desk.hears(lambda: destinations.remove(added))

    assert [choice.id for choice in destinations.choices] == ["main"]
    assert not desk.keys.of(added).key
    assert desk.secrets.read(stream_key_name(url, added)) is None


def test_the_last_one_can_not_be_removed(desk: Desk) -> None:
    desk.studio.destinations.remove("main")

    assert len(desk.studio.destinations.choices) == 1


def test_with_all_switched_off_going_live_is_refused(desk: Desk) -> None:
    desk.studio.destinations.change("main", is_enabled=False)

    codes = [problem.code for problem in desk.studio.destinations.all_refusals()]
    assert codes == [ErrorCode.DESTINATION_MISSING]


def test_what_the_ingest_would_disconnect_is_refused_with_value_and_limit(desk: Desk) -> None:
    choice = DestinationChoice("rtmp", "rtmps://ingest.example.com/app", "ivs-basic")
    chosen(
        desk,
        destinations=(choice,),
        encoding=Encoding(VideoEncoding(bitrate_bps=6_000_000)),
    )
    desk.key.enter("sk_live")

    refusals = desk.studio.destinations.refusals("main")

    assert [problem.code for problem in refusals] == [ErrorCode.SETTING_OVER_LIMIT]
    assert refusals[0].params["value"] == "6160 kbit/s"
    assert refusals[0].params["limit"] == "3500 kbit/s"


def test_the_same_refusal_of_two_destinations_is_told_once(desk: Desk) -> None:
    desk.studio.destinations.change("main", kind="rtmp")
    desk.studio.destinations.add()

    codes = [problem.code for problem in desk.studio.destinations.all_refusals()]
    assert codes == [ErrorCode.URL_INVALID]


@pytest.mark.parametrize(
    ("url", "key", "code"),
    [
        ("http://ingest.example.com/app", "k", ErrorCode.URL_INVALID),
        ("", "k", ErrorCode.URL_INVALID),
        ("rtmps://ingest.example.com/app", "", ErrorCode.KEY_MISSING),
    ],
)
def test_an_address_that_can_not_work_is_refused(
    desk: Desk, url: str, key: str, code: ErrorCode
) -> None:
    desk.studio.destinations.change("main", kind="rtmp")
    desk.key.enter(key)
    desk.studio.destinations.enter_address("main", url)

    assert [problem.code for problem in desk.studio.destinations.refusals("main")] == [code]


def test_one_stream_can_not_be_sent_twice(desk: Desk) -> None:
    destinations = desk.studio.destinations
    destinations.change("main", kind="rtmp")
    for each in ("main", destinations.add()):
        desk.keys.of(each).enter("same")
        destinations.enter_address(each, "rtmp://10.0.0.1/live")

    codes = [problem.code for problem in destinations.all_refusals()]
    assert codes == [ErrorCode.SETTING_INVALID]


def test_the_one_that_is_refused_is_found(desk: Desk) -> None:
    assert desk.studio.destinations.refused() == "main"

    desk.studio.destinations.add()

    assert desk.studio.destinations.refused() == "to-2"


def test_an_address_key_or_ingest_that_changes_is_told(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.studio.choices_changed):
        desk.keys.of("main").enter("k")
    with qtbot.waitSignal(desk.studio.choices_changed):
        desk.studio.destinations.enter_address("main", "rtmp://10.0.0.1/live")
    with qtbot.waitSignal(desk.studio.choices_changed):
        desk.is_ready()


def test_kept_keys_are_asked_for_at_the_start(desk: Desk) -> None:
    urls = {"main": "rtmps://one.example.com/app/", "to-2": "rtmps://two.example.com/app/"}
    chosen(
        desk,
        destinations=tuple(
            DestinationChoice("rtmp", url, keeps_key=True, id=name) for name, url in urls.items()
        ),
    )
    for name, url in urls.items():
        desk.secrets.write(stream_key_name(url, name), f"key of {name}")

    desk.hears(desk.studio.destinations.load_keys)

    assert [desk.keys.of(name).key.reveal() for name in urls] == ["key of main", "key of to-2"]


@pytest.mark.parametrize(
    ("url", "has_key", "stored"),
    [
        ("rtmps://host:443/app/", True, "rtmps://host:443/app/"),
        ("rtmps://host/app?token=secret", True, "rtmps://host/app"),
        ("rtmp://10.0.0.1:1935/app/instance", False, "rtmp://10.0.0.1:1935/app/"),
        ("rtmp://10.0.0.1/app", False, "rtmp://10.0.0.1/app"),
        ("rtmp://me:secret@host/app/", True, "rtmp://host/app/"),
        ("nonsense", False, "nonsense"),
        ("", False, ""),
    ],
)
def test_only_what_is_no_secret_of_an_address_is_stored(
    url: str, has_key: bool, stored: str
) -> None:
    assert storable_address(url, has_key) == stored


def test_the_settings_never_hold_the_key(desk: Desk) -> None:
    desk.studio.destinations.change("main", kind="rtmp", keeps_key=True)
    desk.key.enter("sk_secret")
    desk.studio.destinations.enter_address("main", "rtmps://host/app?auth=sk_secret")

    desk.keeper.close()

    assert "sk_secret" not in desk.settings_file.read_text()
    address = desk.studio.destinations.address("main")
    assert address == "rtmps://host/app?auth=sk_secret"


def test_a_cloud_channel_takes_the_place_of_practice_alone(desk: Desk) -> None:
    channel = CloudChannel(Account(), "show")

    used = desk.studio.destinations.use_channel(channel, 1)

    choices = desk.studio.destinations.choices
    assert [(each.id, each.kind, each.cloud) for each in choices] == [(used, "cloud", channel)]
    assert desk.studio.destinations.use_channel(channel, 1) == used
    assert len(desk.studio.destinations.choices) == 1


def test_both_addresses_of_a_channel_are_added_beside_others(desk: Desk) -> None:
    destinations = desk.studio.destinations
    destinations.change("main", kind="rtmp")

    destinations.use_channel(CloudChannel(Account(), "show"), 2)

    assert [each.cloud.place for each in destinations.choices if each.cloud] == [0, 1]
    assert destinations.choices[0].kind == "rtmp"


def test_where_there_is_no_room_nothing_is_changed(desk: Desk) -> None:
    destinations = desk.studio.destinations
    while destinations.has_room:
        destinations.add()
    before = destinations.choices

    assert destinations.use_channel(CloudChannel(Account(), "show"), 1) == ""
    assert destinations.choices == before


def test_a_cloud_destination_without_a_channel_is_refused(desk: Desk) -> None:
    desk.studio.destinations.change("main", kind="cloud")

    assert desk.studio.destinations.all_refusals()
