"""A broadcast to the practised channel that starves: from the ingest to whoever must know."""

import contextlib
import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cloud.awsclient import Aws
from cloud.destination import places_of
from cloud.errors import CloudError
from cloud.models import StackStatus
from cloud.patterns.catalogue import pattern
from cloud.practice.accountclient import AccountClient, Scenario
from cloud.practice.client import PracticeClient
from cloud.settings import Account
from cloud.stacks.stacks import Stacks
from tests.cloud.practice.account.behaviour.living import Listener
from tests.cloud.practice.publishers import ffmpeg_publishing, wait_until

TIMEOUT_S = 60.0


class Practised:
    """The practice cloud and account of one home folder."""

    def __init__(self, home: Path) -> None:
        self.ingest = PracticeClient(home, launch_arguments=["--idle", "60"])
        self.ingest.ensure_running(TIMEOUT_S)
        self.account = AccountClient(home)
        self.aws = Aws(Account(), practice_url=self.account.ensure_running(TIMEOUT_S).url)
        self._stacks = Stacks(self.aws)

    def deploy(self, id: str, stack: str, **parameters: str) -> StackStatus:
        """Plan and apply one row of the catalogue."""
        plan = self._stacks.plan(pattern(id), stack, parameters)
        return self._stacks.apply(
            plan, confirmed=stack, told=lambda event: None, stop=threading.Event()
        )

    def health(self, channel_arn: str) -> str:
        with contextlib.suppress(CloudError):  # it is not live
            return str(
                self.aws.call("ivs", "get_stream", channelArn=channel_arn)["stream"]["health"]
            )
        return ""

    def sessions(self) -> list[dict[str, Any]]:
        found = self.aws.call("dynamodb", "scan", TableName="StreamingSessions")["Items"]
        return [
            {name: next(iter(value.values())) for name, value in item.items()} for item in found
        ]

    def is_starvation_measured(self, channel_arn: str) -> bool:
        """Tell whether it was counted; that nothing is wrong is counted too, from the start on."""
        now = datetime.now(UTC)
        answer = self.aws.call(
            "cloudwatch", "get_metric_statistics",
            Namespace="LiveStreaming/Sessions", MetricName="Starving",
            Dimensions=[{"Name": "ChannelId", "Value": channel_arn.rpartition("/")[2]}],
            StartTime=now - timedelta(hours=1), EndTime=now + timedelta(hours=1),
            Period=60, Statistics=["Maximum"],
        )  # fmt: skip
        return any(each["Maximum"] >= 1 for each in answer["Datapoints"])

    def close(self) -> None:
        self.aws.close()
        self.account.stop(TIMEOUT_S)
        self.ingest.stop()


@pytest.fixture
def practised(home: Path) -> Iterator[Practised]:
    practised = Practised(home)
    yield practised
    practised.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.close()


def test_a_stream_that_starves_reaches_a_server_and_the_record(
    practised: Practised, listener: Listener
) -> None:
    show = practised.deploy("live-ivs", "show")
    (place,) = places_of(practised.aws, show)
    practised.deploy("artefacts", "artefacts")
    practised.deploy("monitoring", "watch", ChannelArn=place.channel_arn, AlertUrl=listener.url)
    question = listener.next()[1]
    practised.aws.call(
        "sns", "confirm_subscription", TopicArn=question["TopicArn"], Token=question["Token"]
    )
    channel = next(
        each for each in practised.ingest.ensure_running().channels if each.key == place.key
    )

    with ffmpeg_publishing(channel, seconds=120):
        wait_until(lambda: practised.health(place.channel_arn) == "HEALTHY", TIMEOUT_S)
        practised.account.play(Scenario.STARVATION)
        wait_until(lambda: practised.health(place.channel_arn) == "STARVING", TIMEOUT_S)
        wait_until(lambda: practised.is_starvation_measured(place.channel_arn), TIMEOUT_S)
        practised.account.advance(60)
        alarms = iter(lambda: json.loads(listener.next()[1]["Message"]), None)
        named = (each for each in alarms if each["AlarmName"] == "LiveStreaming-Starvation")
        alarm = next(each for each in named if each["NewStateValue"] != "OK")
        practised.account.play(Scenario.STARVATION, is_on=False)

    assert alarm["NewStateValue"] == "ALARM"
    (session,) = practised.sessions()
    assert session["channelId"] == place.channel_arn.rpartition("/")[2]
    assert session["status"] == "live"
    assert int(session["starvations"]) >= 1  # on a busy machine it may end and begin again
