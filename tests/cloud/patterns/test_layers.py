from hypothesis import given
from hypothesis import strategies as st

from cloud.patterns.layers import columns_of, rows_of

NAMES = tuple("abcdefgh")
arrows_drawn = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), unique=True, max_size=16
).map(lambda arrows: [(tail, head) for tail, head in arrows if tail != head])


def test_a_chain_stands_in_a_line() -> None:
    column = columns_of("abc", [("a", "b"), ("b", "c")])
    rows, via = rows_of(column, [("a", "b"), ("b", "c")])

    assert column == {"a": 0, "b": 1, "c": 2}
    assert set(rows.values()) == {0.0}
    assert via == {}


def test_the_longest_way_counts() -> None:
    assert columns_of("abc", [("a", "b"), ("b", "c"), ("a", "c")]) == {"a": 0, "b": 1, "c": 2}


def test_a_source_stands_right_before_what_it_feeds() -> None:
    assert columns_of("abcd", [("a", "b"), ("b", "c"), ("d", "c")])["d"] == 1


def test_an_arrow_that_passes_a_column_keeps_a_gap_there() -> None:
    arrows = [("a", "b"), ("b", "c"), ("a", "c")]
    rows, via = rows_of(columns_of("abc", arrows), arrows)

    [(place, row)] = via["a", "c"]
    assert place == 1
    assert row != rows["b"]


def test_a_ring_ends_somewhere() -> None:
    assert columns_of("ab", [("a", "b"), ("b", "a")]) == {"a": 0, "b": 1}


def test_parts_that_belong_together_stand_side_by_side() -> None:
    arrows = [("a", "d"), ("b", "c")]
    rows, _ = rows_of({"a": 0, "b": 0, "c": 1, "d": 1}, arrows)

    assert (rows["a"] < rows["b"]) == (rows["d"] < rows["c"])


@given(arrows_drawn)
def test_nothing_stands_on_anything_else(arrows: list[tuple[str, str]]) -> None:
    column = columns_of(NAMES, arrows)
    rows, via = rows_of(column, arrows)
    places = [(column[name], rows[name]) for name in NAMES]
    places += [gap for road in via.values() for gap in road]

    assert len(places) == len(set(places))
    assert min(column.values()) == 0
    assert all(row >= 0 for row in rows.values())
