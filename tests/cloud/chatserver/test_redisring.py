"""What a node holds of a room is found by number, and what is missing is known."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from chatclient.wire.envelopes import Envelope, Kind
from cloud.chatserver.redisring import Entry, Ring, gaps_in


def _entry(seq: int) -> Entry:
    return Entry(Envelope(seq, Kind.NOTICE, 0), "")


@settings(max_examples=40)
@given(st.sets(st.integers(1, 400)), st.integers(0, 410), st.integers(1, 20))
def test_the_oldest_after_a_number_are_found_whatever_is_missing(
    seqs: set[int], after: int, limit: int
) -> None:
    ring = Ring()
    ring.extend([_entry(seq) for seq in sorted(seqs)])

    found = [entry.envelope.seq for entry in ring.after(after, limit)]

    assert found == sorted(seq for seq in seqs if seq > after)[:limit]


def test_only_the_newest_are_held() -> None:
    ring = Ring(capacity=100)
    for seq in range(1, 1_001):
        ring.extend([_entry(seq)])

    assert 100 <= len(ring) <= 125
    assert [entry.envelope.seq for entry in ring.newest(3)] == [998, 999, 1_000]
    assert ring.first == 1_001 - len(ring)
    assert Ring().first == 0


@settings(max_examples=40)
@given(st.sets(st.integers(1, 30)), st.integers(1, 10), st.integers(10, 30))
def test_gaps_and_items_are_all_numbers_of_a_stretch(seqs: set[int], first: int, last: int) -> None:
    there = sorted(seq for seq in seqs if first <= seq <= last)

    gaps = gaps_in([_entry(seq).envelope for seq in there], first, last)

    missing = [seq for begin, end in gaps for seq in range(begin, end + 1)]
    assert sorted([*there, *missing]) == list(range(first, last + 1))
    assert all(end + 1 < begin for (_, end), (begin, _) in itertools.pairwise(gaps))
