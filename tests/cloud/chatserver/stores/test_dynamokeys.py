from hypothesis import given, settings
from hypothesis import strategies as st

from chatclient.wire.envelopes import Envelope
from cloud.chatserver.stores import dynamokeys as keys

NUMBERS = st.integers(0, 2**53 - 1)
POSITIONS = st.integers(0, 999 * 3_600_000)


@settings(max_examples=40)
@given(st.lists(st.tuples(POSITIONS, NUMBERS), max_size=20))
def test_sort_keys_sort_by_position_then_number(places: list[tuple[int, int]]) -> None:
    rows = [keys.row("r", "e", Envelope(seq, "msg", 0, place)) for place, seq in places]

    by_key = sorted(zip([row["sk"]["S"] for row in rows], places, strict=True))

    assert [place for _, place in by_key] == sorted(places)


@settings(max_examples=40)
@given(POSITIONS, POSITIONS)
def test_a_half_open_span_is_a_span_of_sort_keys(place: int, to_ms: int) -> None:
    sort = keys.row("r", "e", Envelope(1, "msg", 0, place))["sk"]["S"]

    assert (sort <= keys.position_key(to_ms)) == (place < to_ms)


def test_before_there_is_video_the_clock_says_the_minute() -> None:
    without = Envelope(1, "msg", 120_000)

    assert keys.minute_of(without) == "t000000000002"
    assert keys.minute_of(Envelope(1, "msg", 0, 120_000)) == "p000000000002"


def test_an_item_holds_its_envelope() -> None:
    envelope = Envelope(1, "msg", 5, 7, 0, body={"text": "猫"})

    assert keys.envelope_of(keys.row("r", "e", envelope)) == envelope
    assert keys.envelope_of(keys.removal_row("r", "e", envelope)) == envelope


def test_only_what_may_vanish_expires() -> None:
    item = keys.holding("p", "s", b"")

    assert keys.expiring(item, None) is item
    assert int(keys.expiring(item, 1)["expires"]["N"]) > 1_700_000_000


@settings(max_examples=40)
@given(NUMBERS, NUMBERS)
def test_blocks_sort_by_number(one: int, other: int) -> None:
    if one <= other:
        assert keys.block_of(one) <= keys.block_of(other)
        assert keys.number_key(one) <= keys.number_key(other)


def test_every_key_lies_between_first_and_last() -> None:
    for text in (keys.number_key(0), keys.position_key(10**12), keys.minute_at(0), "zebra"):
        assert keys.FIRST < text < keys.LAST
