from chatclient.messages import Entry
from chatclient.wire.envelopes import DonationBody, MessageBody, NoticeBody, StampBody
from desktop.chatting.excitement import BIN_MS, ExcitementCurve
from desktop.store.chatfindings import Excitement
from tests.fakes.chat import AT_MS, entry_of

START_MS = AT_MS // BIN_MS * BIN_MS


def at(entry: Entry) -> int:
    return entry.envelope.at_ms // BIN_MS * BIN_MS


def test_every_ten_seconds_have_a_bar_also_those_with_nothing() -> None:
    bars = ExcitementCurve(60).bars(START_MS + 5)

    assert [bar.at_ms for bar in bars] == [START_MS - BIN_MS * back for back in range(5, -1, -1)]
    assert {bar.messages for bar in bars} == {0}


def test_what_people_say_is_counted_by_its_kind() -> None:
    curve = ExcitementCurve(60)
    said = [
        entry_of(1, MessageBody("hello")),
        entry_of(2, StampBody("clap")),
        entry_of(3, DonationBody(500, "JPY")),
        entry_of(4, NoticeBody("by the room")),
    ]
    curve.add(said)
    counted = [bar for bar in curve.bars(at(said[0])) if bar.messages]

    assert sum(bar.messages + bar.stamps + bar.donations for bar in curve.bars(at(said[-1]))) == 3
    assert counted[0].at_ms == at(said[0])


def test_what_is_loaded_and_what_arrived_is_not_counted_twice() -> None:
    curve = ExcitementCurve(60)
    curve.add([entry_of(1, MessageBody("hello"))])
    curve.load([Excitement(START_MS, messages=4, stamps=2)])
    curve.load([Excitement(START_MS, messages=3)])

    assert curve.bars(START_MS)[-1] == Excitement(START_MS, messages=4, stamps=2)


def test_what_is_older_is_forgotten() -> None:
    curve = ExcitementCurve(60)
    curve.load([Excitement(START_MS, messages=4)])
    curve.bars(START_MS + 60_000)

    assert {bar.messages for bar in curve.bars(START_MS)} == {0}
