from pytestqt.qtbot import QtBot

from encoder.settings import StreamKey
from tests.fakes.desk import Desk

URL = "rtmps://ingest.example.com/app/"


def test_each_destination_has_a_key_of_its_own(desk: Desk) -> None:
    desk.keys.of("main").enter("one")
    desk.keys.of("to-2").enter("two")

    assert desk.keys.of("main").key == StreamKey("one")
    assert desk.keys.of("to-2").key == StreamKey("two")
    assert desk.registered == ["one", "two"]


def test_two_channels_at_one_address_are_kept_apart(desk: Desk) -> None:
    for name in ("main", "to-2"):
        desk.keys.of(name).enter(f"key of {name}")
        desk.hears(lambda name=name: desk.keys.of(name).keep(URL))  # type: ignore[misc]
    for name in ("main", "to-2"):
        desk.keys.of(name).enter("")
        desk.hears(lambda name=name: desk.keys.of(name).load(URL))  # type: ignore[misc]

    assert desk.keys.of("main").key == StreamKey("key of main")
    assert desk.keys.of("to-2").key == StreamKey("key of to-2")


def test_whose_key_changed_is_told(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.keys.changed) as told:
        desk.keys.of("to-2").enter("two")

    assert told.args == ["to-2"]


def test_closing_forgets_every_key(desk: Desk) -> None:
    desk.keys.of("to-2").enter("two")

    desk.keys.close()

    assert not desk.keys.of("to-2").key
