import msgspec

from chatclient.wire.envelopes import Envelope
from chatclient.wire.pushed import BATCH_MS, SLOWEST_BATCH_MS, Batch, Drain, Own, Resync, Stats


def test_a_batch_is_short_on_the_wire_and_comes_back_as_it_was() -> None:
    batch = Batch("e1", 8, (Envelope(7, "msg", 5), Envelope(8, "mod", 5)), 9)

    raw = msgspec.json.encode(batch)

    assert raw.startswith(b'{"e":"e1","h":8,"i":[{"s":7,"k":"msg","t":5},')
    assert msgspec.json.decode(raw, type=Batch) == batch


def test_events_have_names_of_their_own() -> None:
    assert len({kind.EVENT for kind in (Batch, Stats, Own, Drain, Resync)}) == 5


def test_a_quiet_room_has_quiet_figures() -> None:
    assert msgspec.json.encode(Stats()) == b"{}"
    assert msgspec.json.decode(b'{"viewers":3,"moon":"full"}', type=Stats) == Stats(3)


def test_a_batch_waits_no_shorter_when_the_room_is_busy() -> None:
    assert 0 < BATCH_MS < SLOWEST_BATCH_MS
