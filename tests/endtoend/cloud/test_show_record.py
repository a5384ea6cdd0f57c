"""A show on its way from the outbox through the recorder into tables, metrics and an alarm."""

import queue
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cloud.awsclient import Aws
from cloud.outbox.lambdasend import LambdaSend
from cloud.outbox.record import ShowRecord
from cloud.outbox.sender import SenderPhase, SenderState
from cloud.outbox.show import Beginning, Reading
from cloud.patterns.catalogue import pattern
from cloud.patterns.metadata import OutputRole
from cloud.practice.accountclient import AccountClient
from cloud.settings import Account
from cloud.stacks.stacks import Stacks

PATIENCE_S = 60.0
MINUTE_MS = 60_000
MESSAGES = 500
"""A minute: five times what the alarm allows."""


class Practised:
    """A practice account with an IVS channel that is monitored."""

    def __init__(self, home: Path) -> None:
        self.client = AccountClient(home)
        self.aws = self.open()
        stacks = Stacks(self.aws)
        channel = self._apply(stacks, "artefacts") and self._apply(stacks, "live-ivs")
        arn = channel.output(OutputRole.CHANNEL_ARN)
        self.status = self._apply(stacks, "monitoring", ChannelArn=arn)
        self.channel_id = arn.rpartition("/")[2]
        self.function = self.status.output(OutputRole.RECORDER_FUNCTION)

    def open(self) -> Aws:
        """Return a way to the account, which runs from then on."""
        return Aws(Account(), practice_url=self.client.ensure_running(30).url)

    def _apply(self, stacks: Stacks, pattern_id: str, **parameters: str) -> Any:
        plan = stacks.plan(pattern(pattern_id), pattern_id, parameters)
        stop = threading.Event()
        return stacks.apply(plan, confirmed=pattern_id, told=lambda _: None, stop=stop)

    def rows(self, role: OutputRole) -> list[dict[str, Any]]:
        """Return everything in a table."""
        found: list[dict[str, Any]] = self.aws.call(
            "dynamodb", "scan", TableName=self.status.output(role)
        )["Items"]
        return found

    def alarm(self, name: str) -> str:
        """Return the state of an alarm."""
        answer = self.aws.call("cloudwatch", "describe_alarms", AlarmNames=[name])
        return str(answer["MetricAlarms"][0]["StateValue"])


@pytest.fixture
def practised(home: Path) -> Iterator[Practised]:
    practised = Practised(home / "practice")
    yield practised
    practised.client.stop()


def until(is_so: Callable[[], bool]) -> None:
    """Look every tenth of a second, for as long as a busy machine needs."""
    pause, end_s = threading.Event(), time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < end_s, "it never was so"
        pause.wait(0.1)


def test_a_show_reaches_tables_and_alarm_though_the_account_was_away(
    practised: Practised, home: Path
) -> None:
    states: queue.SimpleQueue[SenderState] = queue.SimpleQueue()
    send = LambdaSend(practised.open, practised.function)
    record = ShowRecord(home / "outbox.sqlite3", send, states.put)
    begun_ms = time.time_ns() // 1_000_000 - 6 * MINUTE_MS

    def is_sent() -> bool:
        state = states.get(timeout=PATIENCE_S)
        return state.phase is SenderPhase.IDLE and state.waiting == 0

    record.start()
    try:
        until(is_sent)
        record.begin(Beginning(practised.channel_id, begun_ms, "ann", "Friday", "1080p30"))
        for number in range(1, 37):
            if number == 20:
                practised.client.stop()
            record.measure(
                Reading(
                    begun_ms + number * 10_000,
                    viewers=40,
                    bitrate_bps=4.5e6,
                    frame_rate=30.0,
                    chat_messages=MESSAGES // 6,
                    chat_per_minute=float(MESSAGES),
                )
            )
        practised.aws = practised.open()
        record.retry_now()
        until(lambda: len(practised.rows(OutputRole.METRICS_TABLE)) == 36)
        practised.client.advance(60)  # alarms are looked at every minute
        until(lambda: practised.alarm("LiveStreaming-ChatFlood") == "ALARM")
        record.end(begun_ms + 370_000)
        until(lambda: [row["status"]["S"] for row in
                       practised.rows(OutputRole.SESSIONS_TABLE)] == ["ended"])  # fmt: skip
    finally:
        record.close()

    (session,) = practised.rows(OutputRole.SESSIONS_TABLE)
    assert session["channelId"]["S"] == practised.channel_id
    assert session["streamTitle"]["S"] == "Friday"
    assert (session["duration"]["N"], session["peakViewers"]["N"]) == ("370", "40")
    samples = practised.rows(OutputRole.METRICS_TABLE)
    assert len({row["metricTimestamp"]["N"] for row in samples}) == len(samples) == 36
    assert len(practised.rows(OutputRole.ROLLUPS_TABLE)) in (6, 7)
