"""Trouble at the ingest, begun and ended."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

import pytest

from cloud.errors import PracticeUnreachable
from cloud.practice.account.behaviour.scenarios import (
    FLOOD_PEOPLE,
    STARVING_BPS,
    UNKNOWN_BPS,
    Scenarios,
)
from cloud.practice.accountmessages import Scenario, ScenarioWish
from cloud.practice.client import PracticeStatus
from cloud.practice.faults import NO_FAULTS, Faults
from tests.cloud.practice.account.behaviour.living import Living


class Ingest:
    def __init__(self, *rates: int) -> None:
        self.faults: dict[str | None, Faults] = {}
        self.crowds: dict[str, int] = {}
        self._rates = rates

    def status(self) -> PracticeStatus:
        channels = [
            SimpleNamespace(
                name=f"c{number}",
                measurements=SimpleNamespace(
                    window=SimpleNamespace(video_bitrate_bps=rate, audio_bitrate_bps=0)
                ),
            )
            for number, rate in enumerate(self._rates)
        ]
        return PracticeStatus(datetime.now(UTC), 1.0, NO_FAULTS, cast("Any", channels))

    def set_faults(self, faults: Faults, channel: str | None = None) -> Faults:
        self.faults[channel] = faults
        return faults

    def clear_faults(self, channel: str | None = None) -> Faults:
        self.faults.pop(channel, None)
        return NO_FAULTS

    def set_crowd(self, people: int, rate: float, channel: str = "") -> None:
        self.crowds[channel] = people


def playing(ingest: Any, *wishes: ScenarioWish) -> Scenarios:
    scenarios = Scenarios(ingest, lambda run: run())
    for wish in wishes:
        scenarios.take(wish)
    return scenarios


def test_starvation_lets_hardly_anything_through_until_it_ends() -> None:
    ingest = Ingest()
    scenarios = playing(ingest, ScenarioWish(Scenario.STARVATION, channel="c0"))
    assert ingest.faults == {"c0": Faults(read_rate_bps=STARVING_BPS)}

    scenarios.take(ScenarioWish(Scenario.STARVATION, is_on=False, channel="c0"))
    assert ingest.faults == {}


@pytest.mark.parametrize(
    ("rates", "channel", "half"),
    [
        ((4_000_000, 6_000_000), "c0", 2_000_000),
        ((4_000_000, 6_000_000), "", 3_000_000),
        ((), "", UNKNOWN_BPS // 2),
    ],
)
def test_half_an_uplink_is_half_of_what_arrives(
    rates: tuple[int, ...], channel: str, half: int
) -> None:
    ingest = Ingest(*rates)
    playing(ingest, ScenarioWish(Scenario.UPLINK_HALF, channel=channel))

    assert ingest.faults == {channel or None: Faults(read_rate_bps=half)}


def test_what_is_left_when_starvation_ends_goes_on() -> None:
    ingest = Ingest(4_000_000)
    playing(
        ingest,
        ScenarioWish(Scenario.UPLINK_HALF),
        ScenarioWish(Scenario.STARVATION),
        ScenarioWish(Scenario.STARVATION, is_on=False),
    )

    assert ingest.faults == {None: Faults(read_rate_bps=2_000_000)}


def test_a_flood_fills_every_chat_and_dries_up_at_the_end() -> None:
    ingest = Ingest(1, 1)
    scenarios = playing(ingest, ScenarioWish(Scenario.CHAT_FLOOD))
    assert ingest.crowds == {"c0": FLOOD_PEOPLE, "c1": FLOOD_PEOPLE}

    scenarios.close()
    assert ingest.crowds == {"c0": 0, "c1": 0}


def test_who_leaves_is_known_by_channel() -> None:
    scenarios = playing(Ingest(), ScenarioWish(Scenario.VIEWER_DROP, channel="c0"))

    assert scenarios.is_played(Scenario.VIEWER_DROP, "c0")
    assert not scenarios.is_played(Scenario.VIEWER_DROP, "c1")


def test_an_ingest_that_does_not_run_spoils_nothing() -> None:
    class Away(Ingest):
        def set_faults(self, faults: Faults, channel: str | None = None) -> Faults:
            raise PracticeUnreachable("away")

    playing(Away(), ScenarioWish(Scenario.STARVATION))


def test_late_metrics_are_found_five_minutes_later(account: Living) -> None:
    client = account.client("cloudwatch")
    account.context.scenarios.add(Scenario.LATE_METRICS)
    start = account.context.clock.now()
    client.put_metric_data(
        Namespace="N", MetricData=[{"MetricName": "m", "Value": 1.0, "Timestamp": start}]
    )

    def found() -> int:
        answer = client.get_metric_statistics(
            Namespace="N",
            MetricName="m",
            StartTime=start,
            EndTime=account.context.clock.now().timestamp() + 60,
            Period=60,
            Statistics=["Sum"],
        )
        return len(answer["Datapoints"])

    account.advance(299, step_s=60)
    assert found() == 0
    account.advance(1)
    assert found() == 1
