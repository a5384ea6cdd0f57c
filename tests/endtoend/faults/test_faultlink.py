"""The instrument itself: what the road does when it is told to."""

import pytest

from tests.endtoend.faults.faultlink import FaultLink
from tests.endtoend.faults.router import Road, Weather


def test_the_router_in_user_space_adds_next_to_nothing_by_itself(own_delay_ms: float) -> None:
    assert -1.0 < own_delay_ms < 5.0


def test_delay_is_added_to_both_ways(link: FaultLink, own_delay_ms: float) -> None:
    still_ms = link.round_trip_ms()
    link.change_weather(Weather(delay_ms=40))

    assert link.round_trip_ms(20) - still_ms == pytest.approx(80, abs=8)


def test_single_packets_are_lost_at_about_the_rate_asked_for(link: FaultLink) -> None:
    link.lose(50)
    assert 4 < link.answered(30) < 26  # by chance 1 in 100 000 not
    link.speak_again()
    assert link.answered(5) == 5


def test_a_burst_loses_so_many_packets_in_a_row() -> None:
    chances = iter([0.5, 0.0, 0.05, 0.5, 0.0, 0.5, 0.0])
    road = Road(lambda: next(chances))
    weather = Weather(burst_chance=0.1, burst_packets=3)
    for number in range(6):
        road.take(bytes([number]), weather, 0.0)

    assert road.due(0.0) == [b"\0", b"\4", b"\5"]


def test_packets_keep_their_order_however_the_delay_varies() -> None:
    chances = iter([0.5, 1.0, 0.5, 0.0])
    road = Road(lambda: next(chances))
    for number in range(2):
        road.take(bytes([number]), Weather(delay_ms=10, jitter_ms=10), 0.0)

    assert road.due(0.019) == []
    assert road.next_due_s == pytest.approx(0.020)
    assert road.due(0.0201) == [b"\0", b"\1"]
