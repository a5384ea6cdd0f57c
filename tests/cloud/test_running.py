from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from cloud.awsclient import Aws
from cloud.costs.ratetable import RateTable
from cloud.costs.values import Rate
from cloud.errors import CallThrottled
from cloud.models import OutputValue, Running, StackPhase, StackStatus
from cloud.patterns.metadata import OutputRole
from cloud.patterns.pattern import Pattern
from cloud.running import RunningNotes, billed, due, key_of, running
from cloud.settings import Account
from tests.fakes.cloudmetadata import pattern_with

BEGAN = datetime(2026, 11, 21, 12, tzinfo=UTC)
RATES = RateTable(
    {
        "live": Rate(key="live", unit="h", usd=3.11),
        "stands": Rate(key="stands", unit="h", usd=0.5),
        "unknown": Rate(key="unknown", unit="h", usd=None),
    }
)
STACK = StackStatus(
    stack="show",
    phase=StackPhase.READY,
    status="CREATE_COMPLETE",
    pattern_id="thing",
    created_at=BEGAN,
    outputs=(OutputValue("ChannelId", "1234567", OutputRole.MEDIALIVE_CHANNEL),),
)


class MediaLive:
    """A session whose only service is MediaLive, with one channel."""

    def __init__(self, state: str = "RUNNING", failure: Exception | None = None) -> None:
        self.state = state
        self.failure = failure

    def client(self, service_name: str, **how: Any) -> "MediaLive":
        assert service_name == "medialive"
        return self

    def describe_channel(self, **wish: Any) -> dict[str, Any]:
        if self.failure:
            raise self.failure
        assert wish == {"ChannelId": "1234567"}
        return {"State": self.state}

    def close(self) -> None:
        pass


def account(session: MediaLive) -> Aws:
    return Aws(Account(), practice_url="http://127.0.0.1:1", session=session)


def thing(*costs: tuple[str, str]) -> Pattern:
    return pattern_with(costs=[{"Price": price, "Per": per} for price, per in costs])


@pytest.fixture
def notes(tmp_path: Path) -> RunningNotes:
    return RunningNotes(tmp_path / "running.json")


def look(
    notes: RunningNotes,
    session: MediaLive,
    about: Pattern,
    after: timedelta,
    stack: StackStatus = STACK,
) -> tuple[Running, ...]:
    return running(account(session), [stack], notes, BEGAN + after, RATES, [about])


def test_a_channel_that_runs_has_a_clock_of_time_and_money(notes: RunningNotes) -> None:
    notes.started(key_of(Account(), "show", "1234567"), BEGAN)

    (found,) = look(notes, MediaLive(), thing(("live", "live-hour")), timedelta(minutes=130))

    assert (found.service.en, found.since, found.is_since_known) == ("MediaLive", BEGAN, True)
    assert round(found.usd_so_far, 2) == 6.74
    assert found.is_complete
    assert found.can_stop


def test_one_started_elsewhere_counts_from_when_it_was_first_seen(notes: RunningNotes) -> None:
    about = thing(("live", "live-hour"))
    look(notes, MediaLive(), about, timedelta(hours=1))

    (found,) = look(notes, MediaLive(), about, timedelta(hours=2))

    assert found.since == BEGAN + timedelta(hours=1)
    assert not found.is_since_known


def test_one_that_is_idle_costs_nothing_and_is_forgotten(notes: RunningNotes) -> None:
    about = thing(("live", "live-hour"))
    key = key_of(Account(), "show", "1234567")
    notes.started(key, BEGAN)

    assert look(notes, MediaLive("IDLE"), about, timedelta(hours=1)) == ()

    later = BEGAN + timedelta(hours=3)
    assert notes.seen(key, later).since == later


def test_an_unknown_rate_is_said_and_what_is_known_still_counts(notes: RunningNotes) -> None:
    about = thing(("live", "live-hour"), ("unknown", "live-hour"))

    (found,) = look(notes, MediaLive(), about, timedelta())

    assert found.usd_per_hour == 3.11
    assert not found.is_complete


def test_what_stands_and_costs_by_the_hour_is_told_with_its_stack(notes: RunningNotes) -> None:
    stack = replace(STACK, outputs=())

    (found,) = look(notes, MediaLive(), thing(("stands", "hour")), timedelta(hours=4), stack)

    assert (found.resource, found.can_stop, found.usd_so_far) == ("", False, 2.0)


def test_what_livedesk_does_not_know_is_left_alone(notes: RunningNotes) -> None:
    for stack in (
        replace(STACK, pattern_id="future"),
        replace(STACK, phase=StackPhase.ABSENT),
        replace(STACK, phase=StackPhase.PLANNED),  # it has been planned for an hour: free
    ):
        assert look(notes, MediaLive(), thing(("stands", "hour")), timedelta(1), stack) == ()


def test_a_channel_that_can_not_be_asked_is_an_error_unless_its_stack_is_going(
    notes: RunningNotes,
) -> None:
    silent = MediaLive(failure=CallThrottled("medialive:DescribeChannel"))
    going = replace(STACK, phase=StackPhase.DELETING)
    about = thing(("live", "live-hour"))

    assert look(notes, silent, about, timedelta(), going) == ()
    with pytest.raises(CallThrottled):
        look(notes, silent, about, timedelta())


def test_an_automatic_stop_is_remembered_and_becomes_due(
    notes: RunningNotes, tmp_path: Path
) -> None:
    about, key = thing(("live", "live-hour")), key_of(Account(), "show", "1234567")
    notes.started(key, BEGAN)
    notes.stop_at(key, BEGAN + timedelta(hours=2), BEGAN)
    again = RunningNotes(tmp_path / "running.json")

    found = look(again, MediaLive(), about, timedelta(hours=1))

    assert due(found, BEGAN + timedelta(hours=1)) == ()
    assert due(found, BEGAN + timedelta(hours=2)) == found
    again.stop_at(key, None, BEGAN)
    assert due(look(again, MediaLive(), about, timedelta(hours=3)), BEGAN + timedelta(9)) == ()


def test_a_damaged_file_is_no_reason_to_stop_counting(notes: RunningNotes, tmp_path: Path) -> None:
    (tmp_path / "running.json").write_text("{")

    (found,) = look(notes, MediaLive(), thing(("live", "live-hour")), timedelta())

    assert not found.is_since_known


def test_each_begun_minute_is_paid_and_ten_at_least() -> None:
    assert billed(BEGAN, BEGAN + timedelta(seconds=5)) == timedelta(minutes=10)
    assert billed(BEGAN, BEGAN + timedelta(minutes=20, seconds=1)) == timedelta(minutes=21)
