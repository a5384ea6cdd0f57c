"""Clients come back evenly, by the road that works."""

from hypothesis import given
from hypothesis import strategies as st

from chatclient.backoff import MAX_RETRY_AFTER_S, UNHURRIED, Ladder


def ladder(chance: float = 1.0, *, has_fallback: bool = False) -> Ladder:
    return Ladder(has_fallback=has_fallback, pace=UNHURRIED, chance=lambda: chance)


def test_waits_double_up_to_half_a_minute() -> None:
    climbing = ladder()

    assert [climbing.failed() for _ in range(9)] == [0.5, 1, 2, 4, 8, 16, 30, 30, 30]


@given(st.floats(0, 1), st.integers(0, 2000))
def test_any_part_of_a_wait_may_be_waited(chance: float, failures: int) -> None:
    climbing = ladder(chance)
    climbing.failures = failures

    assert climbing.failed() == chance * min(30.0, 0.5 * 2 ** min(failures, 30))


def test_a_server_may_say_when_to_come_but_not_when_pigs_fly() -> None:
    assert ladder(0.0).failed(retry_after_s=7) == 7
    assert ladder(0.0).failed(retry_after_s=1e9) == MAX_RETRY_AFTER_S


def test_a_connection_that_held_was_no_failure() -> None:
    climbing = ladder()
    climbing.failed()
    climbing.failed()

    climbing.ended(9.0)
    assert climbing.failures == 2
    climbing.ended(10.0)
    assert climbing.failed() == 0.5


def test_after_three_failures_the_fallback_is_taken_without_much_waiting() -> None:
    climbing = ladder(has_fallback=True)

    assert [climbing.failed() for _ in range(3)] == [0.5, 1, 0.5]

    assert climbing.is_down
    climbing.returned()
    assert not climbing.is_down
    assert climbing.failures == 0


def test_from_an_overloaded_server_one_steps_down_at_once() -> None:
    climbing = ladder(has_fallback=True)

    assert climbing.failed(retry_after_s=10, is_overloaded=True) == 0.5

    assert climbing.is_down


def test_when_both_roads_fail_they_are_tried_in_turn_and_ever_more_slowly() -> None:
    climbing = ladder(has_fallback=True)

    tried = []
    for _ in range(9):
        tried.append((climbing.is_down, climbing.failed()))

    assert [is_down for is_down, _ in tried] == [False] * 3 + [True] * 3 + [False] * 3
    assert [wait_s for _, wait_s in tried[3:]] == [4, 8, 16, 30, 30, 30]


def test_the_main_road_is_tried_again_after_two_to_five_minutes() -> None:
    assert ladder(0.0).return_s() == 120
    assert ladder(1.0).return_s() == 300
