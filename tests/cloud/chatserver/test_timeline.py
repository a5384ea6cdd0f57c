from hypothesis import given, settings
from hypothesis import strategies as st

from chatclient.wire.pages import Segment
from cloud.chatserver.timeline import MAX_SEGMENTS, OPEN_SEGMENTS, Timeline

START_MS = 1_800_000_000_000


def timeline(*segments: tuple[int, int, int]) -> Timeline:
    """Return one of (media sequence, milliseconds after START_MS, duration)."""
    made = Timeline()
    for number, at_ms, duration_ms in segments:
        made.append(Segment(number, START_MS + at_ms, duration_ms))
    return made


def placed(
    line: Timeline, at_ms: int, sender_ms: int | None = None
) -> tuple[int | None, int | None]:
    return line.place(START_MS + at_ms, sender_ms)


def test_positions_are_the_sum_of_the_durations_before() -> None:
    line = timeline((7, 0, 2000), (8, 2000, 1500), (9, 90_000, 2000))

    assert [segment.position_ms for segment in line] == [0, 2000, 3500]
    assert line.end_ms == 5500


def test_a_known_segment_changes_nothing() -> None:
    line = timeline((7, 0, 2000), (8, 2000, 2000))

    again = line.append(Segment(7, START_MS + 99, 9999))

    assert again == Segment(7, START_MS, 2000, 0)
    assert len(line) == 2


def test_segments_that_nobody_told_of_count_with_the_length_of_the_one_before() -> None:
    line = timeline((7, 0, 2000), (10, 6000, 2000))

    assert line[1].position_ms == 6000
    assert placed(line, 3000) == (3000, 8)
    assert placed(line, 5999) == (5999, 9)


def test_another_numbering_adds_nothing() -> None:
    line = timeline((7, 0, 2000), (1_900_000_000, 60_000, 2000))

    assert line[1].position_ms == 2000
    assert placed(line, 60_500) == (2500, 1_900_000_000)


def test_before_there_is_video_nothing_has_a_place() -> None:
    assert Timeline().place(START_MS) == (None, None)
    assert placed(timeline((0, 1000, 2000)), 999) == (None, None)
    assert placed(timeline((0, 1000, 2000)), 999, 5) == (None, None)


def test_what_is_said_belongs_to_the_segment_of_its_moment() -> None:
    line = timeline((3, 0, 2000), (4, 2000, 2000))

    assert placed(line, 0) == (0, 3)
    assert placed(line, 1999) == (1999, 3)
    assert placed(line, 2000) == (2000, 4)


def test_after_the_newest_segment_it_belongs_to_the_one_that_is_being_made() -> None:
    line = timeline((3, 0, 2000))

    assert placed(line, 2500) == (2500, 4)
    assert placed(line, 5000) == (5000, 5)


def test_the_video_stands_still_when_the_encoder_has_stopped() -> None:
    line = timeline((3, 0, 2000))
    last_ms = 2000 + OPEN_SEGMENTS * 2000 - 1

    assert placed(line, 3_600_000) == (last_ms, 3 + OPEN_SEGMENTS)


def test_a_gap_of_the_encoder_does_not_shift_what_is_said_after_it() -> None:
    line = timeline((3, 0, 2000), (4, 60_000, 2000))

    assert placed(line, 30_000) == (2000, 4)
    assert placed(line, 60_700) == (2700, 4)


def test_where_its_sender_was_counts() -> None:
    line = timeline(*((number, number * 2000, 2000) for number in range(100)))

    assert placed(line, 100_000, 91_000) == (91_000, 45)


def test_a_sender_is_at_most_30_s_behind_and_never_ahead() -> None:
    line = timeline(*((number, number * 2000, 2000) for number in range(100)))

    assert placed(line, 100_000, 1000) == (70_000, 35)
    assert placed(line, 100_000, 500_000) == (100_000, 50)
    assert placed(line, 5000, -4000) == (0, 0)


def test_a_sender_before_a_gap_stays_before_it() -> None:
    line = timeline((3, 0, 2000), (4, 60_000, 2000))

    assert placed(line, 61_000, 1500) == (1500, 3)


def test_a_clock_that_is_set_back_does_not_turn_the_video_back() -> None:
    line = timeline((3, 10_000, 2000), (4, 5000, 2000))

    assert placed(line, 10_500) == (2500, 4)


def test_what_a_store_kept_goes_on() -> None:
    kept = list(timeline((3, 0, 2000), (4, 60_000, 2000)))

    line = Timeline(kept)

    assert list(line) == kept
    assert line.append(Segment(5, START_MS + 62_000, 2000)).position_ms == 4000
    assert line.segment(4) == kept[1]
    assert line.segment(6) is None
    assert line.segment(2) is None


def test_a_discontinuity_is_kept() -> None:
    line = Timeline()

    line.append(Segment(3, START_MS, 2000, is_discontinuity=True))

    assert line[0].is_discontinuity


def test_the_oldest_segments_are_forgotten() -> None:
    line = timeline(*((number, number * 2000, 2000) for number in range(MAX_SEGMENTS + 1)))

    assert len(line) <= MAX_SEGMENTS
    assert line.end_ms == (MAX_SEGMENTS + 1) * 2000
    assert placed(line, MAX_SEGMENTS * 2000) == (MAX_SEGMENTS * 2000, MAX_SEGMENTS)


SEGMENTS = st.lists(
    st.tuples(
        st.integers(1, 3),  # how far the number goes on
        st.integers(-5000, 60_000),  # how far the clock goes on
        st.integers(0, 10_000),
    ),
    min_size=1,
    max_size=20,
)


def drawn(steps: list[tuple[int, int, int]]) -> Timeline:
    number = at_ms = 0
    segments = []
    for further, later_ms, duration_ms in steps:
        number, at_ms = number + further, max(0, at_ms + later_ms)
        segments.append((number, at_ms, duration_ms))
    return timeline(*segments)


@settings(max_examples=40)
@given(SEGMENTS, st.lists(st.integers(0, 600_000), min_size=2, max_size=50))
def test_positions_never_go_back(steps: list[tuple[int, int, int]], moments: list[int]) -> None:
    line = drawn(steps)

    places = [placed(line, moment) for moment in sorted(moments)]

    known = [(position, number) for position, number in places if position is not None]
    assert known == sorted(known)


@settings(max_examples=40)
@given(SEGMENTS, st.integers(0, 600_000), st.integers(0, 10**9))
def test_a_place_lies_in_the_segment_it_names(
    steps: list[tuple[int, int, int]], moment: int, sender_ms: int
) -> None:
    line = drawn(steps)

    position_ms, number = placed(line, moment, sender_ms)

    if position_ms is None or number is None:
        return
    segment = line.segment(number)
    if segment is None:
        assert number > line[0].media_sequence
    else:
        assert segment.position_ms <= position_ms
        assert position_ms < segment.position_ms + segment.duration_ms


@settings(max_examples=40)
@given(SEGMENTS, st.integers(0, 3_600_000))
def test_no_gap_shifts_what_is_said_later(steps: list[tuple[int, int, int]], gap_ms: int) -> None:
    without, with_gap = drawn(steps), drawn(steps)
    newest = without[-1]
    start_ms = max(segment.at_ms for segment in without)

    for line, at_ms in ((without, start_ms), (with_gap, start_ms + gap_ms)):
        line.append(Segment(newest.media_sequence + 1, at_ms, 2000))

    assert without.place(start_ms + 700) == with_gap.place(start_ms + gap_ms + 700)
