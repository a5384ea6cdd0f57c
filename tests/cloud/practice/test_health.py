from cloud.practice.health import HealthRule
from cloud.practice.messages import Health

HEALTHY, STARVING = Health.HEALTHY, Health.STARVING


def judged(
    rule: HealthRule, at_s: float, rate: float, *, stated: float = 30, silent: float = 0.03
) -> Health:
    return rule.judge(at_s, live_s=at_s, silent_s=silent, frame_rate=rate, stated_rate=stated)


def test_nothing_is_held_against_the_first_three_seconds() -> None:
    rule = HealthRule()

    assert judged(rule, 2.9, 1, silent=2.9) is HEALTHY
    assert judged(rule, 3.0, 1, silent=3) is STARVING


def test_a_fifth_of_the_frames_may_be_missing() -> None:
    rule = HealthRule()

    assert judged(rule, 10, 24.0) is HEALTHY
    assert judged(rule, 11, 23.9) is STARVING


def test_two_seconds_without_a_frame_are_too_many() -> None:
    assert judged(HealthRule(), 60, 30, silent=1.9) is HEALTHY
    assert judged(HealthRule(), 60, 30, silent=2.0) is STARVING


def test_it_takes_three_good_seconds_to_recover() -> None:
    rule = HealthRule()
    judged(rule, 10, 0)

    assert judged(rule, 12.9, 30) is STARVING
    assert judged(rule, 13.0, 30) is HEALTHY


def test_without_a_stated_rate_the_best_of_the_session_counts() -> None:
    rule = HealthRule()

    assert judged(rule, 3, 5, stated=0) is HEALTHY
    assert judged(rule, 8, 60, stated=0) is HEALTHY
    assert judged(rule, 9, 40, stated=0) is STARVING
