from cloud.errors import CloudUnreachable, ErrorCode
from cloud.settings import Account
from desktop.bridges.clouddoor import IngestPlace
from desktop.bridges.cloudplaces import FetchState
from desktop.store.cloudchoice import CloudChannel
from tests.fakes.desk import Desk

KEY = "sk_ap-northeast-1_NotARealKey"
CHANNEL = CloudChannel(Account(), "livedesk-live-ivs")
SECOND = CloudChannel(Account(), "livedesk-live-ivs", 1)
PLACE = IngestPlace("rtmps://a.example.com/app/", KEY, "ivs-standard", "Show")


def test_address_and_key_are_fetched_and_hidden_from_the_logs(desk: Desk) -> None:
    desk.is_in_cloud().the_places = (PLACE,)
    places = desk.studio.places
    done: list[bool] = []

    places.fetch((CHANNEL,), lambda: done.append(True))
    assert places.is_fetching
    desk.mailbox.drain_all()

    assert done == [True]
    assert places.of(CHANNEL) == PLACE
    assert KEY in desk.registered
    assert KEY not in repr(places.of(CHANNEL))


def test_two_addresses_of_one_channel_are_one_question(desk: Desk) -> None:
    side = desk.is_in_cloud()
    side.the_places = (PLACE, PLACE)
    done: list[bool] = []

    desk.hears(lambda: desk.studio.places.fetch((CHANNEL, SECOND), lambda: done.append(True)))

    assert done == [True]
    assert len(side.calls("places")) == 1


def test_a_key_is_asked_for_anew_each_time(desk: Desk) -> None:
    side = desk.is_in_cloud()
    side.the_places = (PLACE,)

    for _ in range(2):
        desk.hears(lambda: desk.studio.places.fetch((CHANNEL,), lambda: None))

    assert len(side.calls("places")) == 2


def test_a_failure_has_a_sentence_and_nothing_goes_on(desk: Desk) -> None:
    side = desk.is_in_cloud()
    side.error = CloudUnreachable("ivs", "ap-northeast-1", "ConnectTimeoutError")
    done: list[bool] = []

    desk.hears(lambda: desk.studio.places.fetch((CHANNEL,), lambda: done.append(True)))

    fetched = desk.studio.places.fetched
    assert fetched.state is FetchState.FAILED
    assert fetched.problem is not None
    assert not fetched.is_mended_elsewhere
    assert done == []


def test_a_stack_that_takes_no_stream_leads_to_the_cloud_page(desk: Desk) -> None:
    desk.is_in_cloud().the_places = ()

    desk.hears(lambda: desk.studio.places.fetch((CHANNEL,), lambda: None))

    fetched = desk.studio.places.fetched
    assert fetched.problem is not None
    assert fetched.problem.code is ErrorCode.NOT_THERE
    assert fetched.is_mended_elsewhere


def test_forgotten_means_forgotten(desk: Desk) -> None:
    desk.is_in_cloud().the_places = (PLACE,)
    desk.hears(lambda: desk.studio.places.fetch((CHANNEL,), lambda: None))

    desk.studio.places.forget()

    assert desk.studio.places.of(CHANNEL) is None
