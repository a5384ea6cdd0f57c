"""When schedules fire."""

from datetime import UTC, datetime

import pytest

from cloud.practice.account.behaviour.events.schedules import BadSchedule, firings, schedule_of


def at(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()


def fired(expression: str, after: str, until: str, zone: str = "UTC") -> list[str]:
    found = firings(schedule_of(expression), zone, at("2026-01-01"), at(after), at(until))
    return [f"{datetime.fromtimestamp(each, UTC):%Y-%m-%d %H:%M}" for each in found]


@pytest.mark.parametrize(
    ("expression", "after", "until", "times"),
    [
        (
            "rate(5 minutes)",
            "2026-01-01T00:04",
            "2026-01-01T00:10",
            ["2026-01-01 00:05", "2026-01-01 00:10"],
        ),
        ("rate(1 day)", "2026-01-01T00:00", "2026-01-01T23:59", []),
        ("cron(0 9 * * ? *)", "2026-01-01T09:00", "2026-01-02T09:00", ["2026-01-02 09:00"]),
        (
            "cron(0/20 9 * * ? *)",
            "2026-01-01",
            "2026-01-01T09:45",
            ["2026-01-01 09:00", "2026-01-01 09:20", "2026-01-01 09:40"],
        ),
        ("cron(0 9 ? * MON-FRI *)", "2026-11-20T10:00", "2026-11-23T10:00", ["2026-11-23 09:00"]),
        ("cron(0 0 L * ? *)", "2026-02-01", "2026-03-05", ["2026-02-28 00:00"]),
        ("cron(0 0 1W * ? *)", "2026-07-31", "2026-08-31", ["2026-08-03 00:00"]),
        ("cron(0 0 ? * 2#1 *)", "2026-11-01", "2026-11-30", ["2026-11-02 00:00"]),
        ("cron(0 0 ? * 6L *)", "2026-11-01", "2026-11-30", ["2026-11-27 00:00"]),
        ("cron(0 0 1 JAN ? 2027)", "2026-06-01", "2027-06-01", ["2027-01-01 00:00"]),
        ("at(2026-11-21T10:00:00)", "2026-11-21", "2026-11-22", ["2026-11-21 10:00"]),
    ],
)
def test_it_fires_at_these_times(expression: str, after: str, until: str, times: list[str]) -> None:
    assert fired(expression, after, until) == times


def test_a_zone_moves_it() -> None:
    found = fired("cron(5 0 * * ? *)", "2026-11-20", "2026-11-21", "Asia/Tokyo")

    assert found == ["2026-11-20 15:05"]


def test_an_hour_that_summer_time_skips_never_comes() -> None:
    found = fired("cron(30 2 * * ? *)", "2026-03-07T12:00", "2026-03-09T12:00", "America/New_York")

    assert found == ["2026-03-09 06:30"]


def test_of_a_long_jump_the_newest_ten_are_made_up_for() -> None:
    for expression in ("rate(1 minute)", "cron(* * * * ? *)"):
        found = fired(expression, "2026-01-01", "2026-01-01T05:00")
        assert (len(found), found[-1]) == (10, "2026-01-01 05:00")


@pytest.mark.parametrize(
    "expression",
    [
        "rate(0 minutes)",
        "rate(5 weeks)",
        "cron(0 9 * * *)",
        "cron(0 9 * * * *)",
        "cron(0 9 ? * ? *)",
        "cron(61 9 * * ? *)",
        "cron(0 9 * FOO ? *)",
        "every day",
    ],
)
def test_what_can_not_be_is_refused(expression: str) -> None:
    with pytest.raises(BadSchedule):
        schedule_of(expression)
