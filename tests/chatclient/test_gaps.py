"""What is missing shrinks as numbers come late."""

from hypothesis import given
from hypothesis import strategies as st

from chatclient.gaps import MAX_GAPS, Gaps


def test_a_number_in_the_middle_leaves_two_gaps() -> None:
    gaps = Gaps()
    gaps.add(range(3, 8), 200)

    marks, left = gaps.fill({5: 500})

    assert marks == {3}
    assert left == [(range(3, 5), 200), (range(6, 8), 500)]
    assert gaps.numbers == [range(3, 5), range(6, 8)]


def test_a_gap_that_is_filled_whole_is_gone() -> None:
    gaps = Gaps()
    gaps.add(range(3, 5), 200)

    assert gaps.fill({3: 300, 4: 400}) == ({3}, [])
    assert 3 not in gaps
    assert gaps.numbers == []


def test_only_so_many_gaps_are_kept_to_be_filled() -> None:
    gaps = Gaps()
    for first in range(0, 2 * MAX_GAPS + 2, 2):
        gaps.add(range(first, first + 1), 0)

    assert len(gaps.numbers) == MAX_GAPS
    assert 0 not in gaps
    assert 2 in gaps


@given(st.lists(st.integers(1, 30), unique=True), st.integers(1, 4))
def test_what_is_left_is_what_did_not_come(numbers: list[int], at_once: int) -> None:
    gaps = Gaps()
    gaps.add(range(1, 11), 0)
    gaps.add(range(20, 26), 1900)
    missing = {*range(1, 11), *range(20, 26)}

    for start in range(0, len(numbers), at_once):
        some = {seq: seq * 100 for seq in numbers[start : start + at_once] if seq in gaps}
        gaps.fill(some)
        missing -= some.keys()

    assert [seq for part in gaps.numbers for seq in part] == sorted(missing)
