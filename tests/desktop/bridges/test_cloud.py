from pytestqt.qtbot import QtBot

from cloud.errors import CallDenied, ErrorCode, TemplateError
from cloud.patterns.catalogue import pattern
from cloud.settings import Account, Mode
from desktop.bridges.clouddoor import IngestPlace, Order, Quote
from tests.fakes import cloudstory
from tests.fakes.desk import Desk

LIVE = Account(Mode.LIVE, "studio")
PLACE = IngestPlace("rtmps://a.example.com/app/", "sk_not_a_key", "ivs-standard", "Show")


def test_the_catalogue_is_read_before_anybody_looks(desk: Desk) -> None:
    desk.hears(lambda: desk.cloud.use(desk.cloud_door))

    assert desk.cloud.situation.pattern("live-ivs") is not None
    assert desk.cloud_door.opened == []


def test_a_catalogue_that_can_not_be_read_is_read_again_on_demand(desk: Desk) -> None:
    desk.cloud_door.error = TemplateError(
        ErrorCode.TEMPLATE_INVALID, pattern="a.yaml", reason="it is empty"
    )
    desk.hears(lambda: desk.cloud.use(desk.cloud_door))
    assert desk.cloud.situation.catalogue_problem is not None

    desk.hears(desk.cloud.read_catalogue)

    assert desk.cloud.situation.patterns
    assert desk.cloud.situation.catalogue_problem is None


def test_a_price_comes_in_the_background(desk: Desk) -> None:
    desk.hears(lambda: desk.cloud.use(desk.cloud_door))
    quotes: list[Quote] = []

    desk.cloud.quote(Order(pattern("live-hls-dash"), "a", {}), quotes.append, lambda _: None)
    assert quotes == []
    desk.mailbox.drain_all()

    assert quotes[0].price.usd_known > 0


def test_a_channel_of_the_open_account_is_asked_for_there(desk: Desk) -> None:
    side = desk.is_in_cloud()
    side.the_places = (PLACE,)
    found: list[tuple[IngestPlace, ...]] = []

    desk.cloud.places(Account(), "a", found.append, lambda _: None)
    desk.mailbox.drain_all()

    assert found == [(PLACE,)]
    assert len(desk.cloud_door.opened) == 1


def test_another_account_is_opened_for_one_question_and_closed(desk: Desk) -> None:
    desk.is_in_cloud()
    errors: list[Exception] = []

    desk.cloud.places(LIVE, "a", lambda _: None, errors.append)
    desk.mailbox.drain_all()

    assert desk.cloud_door.opened[-1] == LIVE
    assert desk.cloud_door.side.is_closed
    assert desk.cloud.situation.account == Account()


def test_the_own_address_is_asked_for_only_on_demand(desk: Desk) -> None:
    desk.is_in_cloud()
    heard: list[object] = []
    desk.cloud.own_address(heard.append, heard.append)
    desk.mailbox.drain_all()
    assert heard == ["203.0.113.7"]

    desk.cloud_door.error = CallDenied("nothing")
    desk.cloud.own_address(heard.append, heard.append)
    desk.mailbox.drain_all()
    assert isinstance(heard[-1], CallDenied)


def test_only_live_things_cost_money(desk: Desk) -> None:
    side = desk.is_in_cloud()
    side.running = (cloudstory.running(),)
    desk.hears(desk.cloud.account.look)
    assert not desk.cloud.is_paid

    desk.hears(lambda: desk.cloud.choose_account(LIVE))
    desk.cloud_door.side.running = (cloudstory.running(),)
    desk.hears(desk.cloud.account.look)

    assert desk.cloud.is_paid


def test_what_was_left_running_is_watched_from_the_start(desk: Desk) -> None:
    desk.cloud_door.notes_running = True

    desk.hears(lambda: desk.cloud.use(desk.cloud_door))

    assert desk.cloud.situation.is_open


def test_an_architecture_can_be_chosen_from_anywhere(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.cloud.chosen) as chosen:
        desk.cloud.choose_pattern("live-ivs")

    assert chosen.args == ["live-ivs"]


def test_profiles_and_policies_are_read(desk: Desk) -> None:
    desk.is_in_cloud()
    policies: list[str] = []

    desk.hears(desk.cloud.read_profiles)
    desk.cloud.policy("viewer", policies.append, lambda _: None)
    desk.mailbox.drain_all()

    assert desk.cloud.situation.profiles == ("studio", "training")
    assert '"role": "viewer"' in policies[0]
