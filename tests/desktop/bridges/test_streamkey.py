from desktop.bridges.streamkey import KeyState
from encoder.settings import StreamKey
from tests.fakes.desk import Desk

URL = "rtmps://ingest.example.com/app/"
NAME = "stream key rtmps://ingest.example.com/app"


def test_an_entered_key_is_in_memory_only_and_known_to_the_logs(desk: Desk) -> None:
    desk.key.enter("a secret")

    assert desk.key.key == StreamKey("a secret")
    assert desk.key.state is KeyState.ENTERED
    assert desk.secrets.kept == {}
    assert desk.registered == ["a secret"]


def test_an_emptied_key_is_missing(desk: Desk) -> None:
    desk.key.enter("a secret")
    desk.key.enter("")

    assert desk.key.state is KeyState.MISSING


def test_a_key_is_kept_on_request_and_found_again(desk: Desk) -> None:
    desk.key.enter("a secret")
    desk.hears(lambda: desk.key.keep(URL))
    assert desk.key.state is KeyState.KEPT
    assert desk.secrets.kept == {NAME: "a secret"}

    desk.key.enter("")
    desk.hears(lambda: desk.key.load(URL))

    assert desk.key.key == StreamKey("a secret")
    assert desk.key.state is KeyState.KEPT


def test_a_key_is_kept_for_its_address_only(desk: Desk) -> None:
    desk.key.enter("a secret")
    desk.hears(lambda: desk.key.keep(URL))

    desk.hears(lambda: desk.key.load("rtmps://other.example.com/app/"))

    assert desk.key.state is KeyState.MISSING
    assert not desk.key.key


def test_a_forgotten_key_still_holds_for_this_run(desk: Desk) -> None:
    desk.key.enter("a secret")
    desk.hears(lambda: desk.key.keep(URL))

    desk.hears(lambda: desk.key.forget(URL))

    assert desk.secrets.kept == {}
    assert desk.key.key == StreamKey("a secret")
    assert desk.key.state is KeyState.ENTERED


def test_without_a_key_store_the_key_holds_for_this_run(desk: Desk) -> None:
    desk.secrets.works = False
    desk.key.enter("a secret")

    desk.hears(lambda: desk.key.keep(URL))

    assert desk.key.state is KeyState.NOT_KEPT
    assert desk.key.key == StreamKey("a secret")


def test_nothing_is_kept_where_there_is_no_key(desk: Desk) -> None:
    desk.hears(lambda: desk.key.keep(URL))

    assert desk.key.state is KeyState.MISSING
    assert desk.secrets.kept == {}


def test_closing_forgets_the_key(desk: Desk) -> None:
    desk.key.enter("a secret")

    desk.key.close()

    assert not desk.key.key
