"""A show from the cloud page: build a channel and its monitoring, starve it, prove, tear down."""

import sys
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit

from cloud.awsclient import Aws
from cloud.errors import CallError
from cloud.models import TeardownProof
from cloud.patterns.metadata import OutputRole
from cloud.practice.accountclient import AccountClient
from cloud.practice.accountmessages import Scenario
from cloud.practice.client import PracticeClient
from encoder.messages import Phase
from tests.cloud.practice.account.behaviour.living import Listener
from tests.endtoend.cloud.cloudwindow import CloudWindow

CHANNEL, BUCKET, WATCH = "livedesk-live-ivs", "livedesk-artefacts", "livedesk-monitoring"
ALARM = "LiveStreaming-Starvation"
RETAINED = {"StreamingSessions", "StreamingMetrics", "StreamingRollups"}
MINUTE_S = 60


class Inside:
    """What the window can't show: the account, asked beside it."""

    def __init__(self, window: CloudWindow, channel_arn: str) -> None:
        url = AccountClient(window.folder.practice).ensure_running().url
        self.aws = Aws(window.situation.account, practice_url=url)
        self._channel_arn = channel_arn

    def confirm(self, question: Any) -> None:
        """Do what a server does that is asked whether it wants to hear of alarms."""
        topic, token = question["TopicArn"], question["Token"]
        self.aws.call("sns", "confirm_subscription", TopicArn=topic, Token=token)

    def health(self) -> str:
        try:
            answer = self.aws.call("ivs", "get_stream", channelArn=self._channel_arn)
        except CallError:  # it is not live
            return ""
        return str(answer["stream"]["health"])

    def has_starved(self) -> bool:
        """Tell whether the recorder has counted it."""
        now = datetime.now(UTC)
        answer = self.aws.call(
            "cloudwatch", "get_metric_statistics",
            Namespace="LiveStreaming/Sessions", MetricName="Starving",
            Dimensions=[{"Name": "ChannelId", "Value": self._channel_arn.rpartition("/")[2]}],
            StartTime=now - timedelta(hours=1), EndTime=now + timedelta(hours=1),
            Period=MINUTE_S, Statistics=["Maximum"],
        )  # fmt: skip
        return any(each["Maximum"] >= 1 for each in answer["Datapoints"])

    def sessions(self) -> list[dict[str, str]]:
        found = self.aws.call("dynamodb", "scan", TableName="StreamingSessions")["Items"]
        return [{name: next(iter(each[name].values())) for name in each} for each in found]


@pytest.fixture
def listener() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.close()


def test_a_show_is_built_starved_proved_and_torn_down(
    cloud: CloudWindow, listener: Listener, home: Path
) -> None:
    cloud.begin()
    cloud.open_cloud()
    build_channel(cloud)
    build(cloud, "artefacts", BUCKET)
    build_monitoring(cloud, listener.url)
    inside = Inside(cloud, arn_of(cloud))
    try:
        confirm_subscriptions(cloud, inside, listener)
        go_live(cloud)
        starve(cloud, inside, listener)
        read_the_alarm(cloud)
        evidence = check(cloud, home / "evidence.zip")
        stop(cloud, inside)
        (session,) = inside.sessions()
        proofs = [tear_down(cloud, each) for each in ("monitoring", "artefacts", "live-ivs")]
    finally:
        inside.aws.close()
    sys.stdout.write(f"{cloud.report()}\n")

    assert (session["status"], session["streamTitle"]) == ("ended", "Friday")
    assert int(session["starvations"]) >= 1
    assert len(evidence.keys()) == 2 + 2 * 19
    assert all(proof.is_clean for proof in proofs)
    assert {left.arn.rpartition("/")[2] for left in proofs[0].leftovers} == RETAINED
    assert not proofs[1].leftovers + proofs[2].leftovers
    assert cloud.situation.stacks == {}
    check_that_keys_are_nowhere(cloud, evidence)


def arn_of(cloud: CloudWindow) -> str:
    """Return which channel was built."""
    status = cloud.status(CHANNEL)
    assert status is not None
    return status.output(OutputRole.CHANNEL_ARN)


def build_channel(cloud: CloudWindow) -> None:
    """Plan and apply the channel, looking at what is shown; then stream to it."""
    detail = cloud.page.detail
    cloud.choose("live-ivs")
    assert detail.lamp.text == "not made"
    plan = cloud.plan(CHANNEL)
    assert [(each.cells[0], each.cells[1]) for each in detail.plan.changes.facts] == [
        ("make", "Channel")
    ]
    assert len(plan.findings) == 8
    cloud.apply(CHANNEL)
    told = [each.logical_id for each in cloud.work(CHANNEL).events]
    assert {"Channel", CHANNEL} <= set(told)
    states = {each.id: each.words for each in detail.flow.picture.boxes}
    assert (states["Channel"], states["PlaybackKeyPair"]) == ("ready", "not made yet")
    assert detail.lamp.text == "ready"
    cloud.step("channel")
    cloud.press("cloud.outputs.use")
    assert cloud.at("destination.cloud.words").isVisible()
    cloud.step("destination")
    cloud.open_cloud()


def build(cloud: CloudWindow, pattern_id: str, stack: str) -> None:
    """Plan and apply with the settings that are shown."""
    cloud.choose(pattern_id)
    cloud.plan(stack)
    cloud.step(f"{pattern_id} planned")
    cloud.apply(stack)
    cloud.step(pattern_id)


def build_monitoring(cloud: CloudWindow, url: str) -> None:
    """Fill in whom to tell, and build it."""
    cloud.choose("monitoring")
    cloud.press("cloud.form.ChannelArn.fill")
    assert cloud.at("cloud.form.ChannelArn", QLineEdit).text() == arn_of(cloud)
    cloud.press("cloud.form.advanced.button")
    for name, words in (("AlertEmail", "me@example.com"), ("AlertUrl", url)):
        cloud.type_into(f"cloud.form.{name}", words)
    cloud.step("monitoring settings")
    build(cloud, "monitoring", WATCH)


def confirm_subscriptions(cloud: CloudWindow, inside: Inside, listener: Listener) -> None:
    """Answer both questions whether somebody wants to be told."""
    inside.confirm(listener.next()[1])
    cloud.press("cloud.mails.open")
    cloud.press("cloud.mails.confirm")
    cloud.step("confirmed", "cloud.mails")
    cloud.press("cloud.mails.close")


def go_live(cloud: CloudWindow) -> None:
    """Broadcast to the channel, whose key the window has to ask for."""
    cloud.window.actions_by_name["page_studio"].trigger()
    cloud.type_into("controls.title", "Friday")
    cloud.press("controls.golive")
    broadcast = cloud.app.studio.broadcast
    cloud.until(lambda: broadcast.situation.phase is Phase.LIVE, "to be live")
    cloud.step("live")


def starve(cloud: CloudWindow, inside: Inside, listener: Listener) -> None:
    """Let almost nothing arrive, and wait for the alarm at the server that wants to know."""
    cloud.until(lambda: inside.health() == "HEALTHY", "a healthy stream")
    rehearsal = cloud.open_cloud().rehearsal
    rehearsal.scenarios[Scenario.STARVATION].trigger()
    cloud.until(lambda: rehearsal.button.text() == "Rehearse (1)")
    cloud.until(lambda: inside.health() == "STARVING", "a starving stream")
    cloud.until(inside.has_starved, "a count of it")
    rehearsal.clocks[MINUTE_S].trigger()  # alarms are looked at every minute
    cloud.until(lambda: not listener.got.empty(), "an alarm")
    while f'ALARM: "{ALARM}"' not in listener.next()[1]["Subject"]:
        pass
    cloud.step("starving")


def read_the_alarm(cloud: CloudWindow) -> None:
    """Find it among the mails."""
    cloud.press("cloud.mails.open")
    text = cloud.at("cloud.mails.text", QPlainTextEdit)
    cloud.until(lambda: ALARM in text.toPlainText(), "to read of the alarm")
    cloud.step("mails", "cloud.mails")
    cloud.press("cloud.mails.close")


def check(cloud: CloudWindow, file: Path) -> dict[str, bytes]:
    """Make the practice check, and return the files of its evidence."""
    cloud.choose("monitoring")
    cloud.page.detail.show_tab("check")
    cloud.press("cloud.check.now")
    cloud.until(lambda: cloud.work(WATCH).deed is None and cloud.work(WATCH).check is not None)
    table = cloud.page.detail.check.table
    assert [fact.cells for fact in table.facts if fact.cells[1] != "fine"] == []
    cloud.step("check")
    cloud.save_as(file, press="cloud.check.evidence")
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def stop(cloud: CloudWindow, inside: Inside) -> None:
    """End the scenario and the broadcast; wait until its record is closed."""
    cloud.page.rehearsal.scenarios[Scenario.STARVATION].trigger()
    cloud.window.actions_by_name["page_studio"].trigger()
    for _ in range(2):  # as the keyboard does: once, and once again to confirm
        cloud.window.controls.stop_button.click()
    broadcast = cloud.app.studio.broadcast
    cloud.until(lambda: not broadcast.situation.is_on_air, "the broadcast's end")
    cloud.until(lambda: [each["status"] for each in inside.sessions()] == ["ended"])
    cloud.step("stopped")


def tear_down(cloud: CloudWindow, pattern_id: str) -> TeardownProof:
    """Remove one, and read on the page that nothing else is left."""
    stack = f"livedesk-{pattern_id}"
    cloud.open_cloud()
    cloud.choose(pattern_id)
    proof = cloud.destroy(stack)
    labels: list[QLabel] = cloud.at("cloud.proof").findChildren(QLabel)
    said = [label.text() for label in labels]
    assert any(each.startswith(f"{stack} is gone:") for each in said), said
    cloud.step(f"{pattern_id} gone")
    return proof


def check_that_keys_are_nowhere(cloud: CloudWindow, evidence: dict[str, bytes]) -> None:
    """Look into every file that was written."""
    ingest = PracticeClient(cloud.folder.practice).ensure_running()
    keys = [channel.key.encode() for channel in ingest.channels]
    assert keys
    written = {str(each): each.read_bytes() for each in cloud.folder.root.rglob("*")
               if each.is_file() and each.name != "practice-channels.json"}  # fmt: skip
    holders = [name for name, content in (written | evidence).items() for key in keys
               if key in content]  # fmt: skip
    assert holders == []
