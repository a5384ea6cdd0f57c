"""One show from nothing to nothing: built, sent, starved, recorded, checked, torn down."""

import contextlib
import queue
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cloud.check import practice_check
from cloud.destination import Place, places_of
from cloud.errors import CallRefused
from cloud.models import CheckResult, Plan, StackEvent, StackStatus, TeardownProof
from cloud.outbox.lambdasend import LambdaSend
from cloud.outbox.record import ShowRecord
from cloud.outbox.sender import SenderPhase, SenderState
from cloud.outbox.show import Beginning, Reading
from cloud.patterns.metadata import OutputRole
from cloud.practice.accountclient import Mail, Scenario
from cloud.practice.client import PracticeClient
from cloud.subscriptions import confirm
from encoder.messages import GoLive, Phase, SetProgramme, Stop, Stopped
from encoder.scenes import Programme
from encoder.settings import Canvas, Destination, Encoding, StreamKey, VideoEncoding
from tests.endtoend.cloud.alertserver import AlertServer
from tests.endtoend.cloud.inventory import Inventory, inventory
from tests.endtoend.cloud.practiceaccount import PracticeAccount, output
from tests.endtoend.follower import Follower
from tests.endtoend.traces import process_texts

PATIENCE_S = 60.0
EMAIL = "kai@example.org"
QUALITY = "LiveStreaming-Quality"
STARVATION = "LiveStreaming-Starvation"


@dataclass
class Show:
    """What was seen of it."""

    place: Place
    before: Inventory
    plans: list[Plan] = field(default_factory=list)
    statuses: list[StackStatus] = field(default_factory=list)
    events: list[StackEvent] = field(default_factory=list)
    healths: list[str] = field(default_factory=list)
    """Of the stream: before, while and after it was starved."""
    notices: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What the server was told, by the alarm and its state."""
    mails: list[Mail] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    """Of the sessions, right after the end."""
    check: CheckResult | None = None
    proofs: dict[str, TeardownProof] = field(default_factory=dict)
    key_files: set[str] = field(default_factory=set)
    """Where the stream key stands while the show goes on."""
    processes: bytes = b""
    """Arguments and environments of the account and of its functions."""
    after: Inventory = field(default_factory=dict)


def until(is_so: Callable[[], bool], what: str, turn: Callable[[], object] | None = None) -> None:
    """Look again and again, for as long as a busy machine needs; `turn`: between two looks."""
    pause, end_s = threading.Event(), time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < end_s, f"{what}: it never was so"
        if turn is not None:
            turn()
        pause.wait(0.1)


class Director:
    """Has one show; `run` does it all."""

    def __init__(self, account: PracticeAccount, folder: Path) -> None:
        self._account = account
        self._folder = folder
        self._aws = account.aws()
        self._ingest = PracticeClient(account.client.home, launch_arguments=("--idle", "300"))

    def run(self) -> Show:
        """Do it, and return what was seen."""
        alerts = AlertServer()
        try:
            self._ingest.ensure_running()
            show = self._built(alerts.url)
            self._confirm()
            with self._recording(show) as record, Follower(self._folder / "engine") as engine:
                self._go_live(engine, show)
                self._begin(record, show)
                self._starve(show, alerts)
                self._look_for_traces(show)
                engine.send(Stop())
                engine.wait_for(Stopped)
                record.end(time.time_ns() // 1_000_000)
                self._await_row(show)
            show.check = practice_check(self._aws, self._account.stacks().status("watch"))
            show.mails = self._account.client.mails()
            self._tear_down(show)
            return show
        finally:
            alerts.close()
            self._ingest.stop()

    # ---- private ----

    def _built(self, alerts_url: str) -> Show:
        before = inventory(self._aws)
        plans: list[Plan] = []
        events: list[StackEvent] = []

        def build(pattern_id: str, stack: str, **parameters: str) -> StackStatus:
            plans.append(self._account.plan(pattern_id, stack, parameters))
            return self._account.apply(plans[-1], events)

        code = build("artefacts", "code")
        stage = build("live-ivs", "stage")
        arn = output(stage, OutputRole.CHANNEL_ARN)
        watch = build("monitoring", "watch", ChannelArn=arn, AlertEmail=EMAIL, AlertUrl=alerts_url)
        (place,) = places_of(self._aws, stage)
        return Show(place, before, plans, [code, stage, watch], events)

    def _confirm(self) -> None:
        """Open the link in the mail, as its reader does; the server has done it by itself."""
        (mail,) = self._account.client.mails()
        assert confirm(self._aws, mail.text)

        def all_confirmed() -> bool:
            found = self._aws.call("sns", "list_subscriptions")["Subscriptions"]
            return all(each["SubscriptionArn"].startswith("arn:") for each in found)

        until(all_confirmed, "subscriptions are confirmed")

    @contextlib.contextmanager
    def _recording(self, show: Show) -> Iterator[ShowRecord]:
        function = output(show.statuses[-1], OutputRole.RECORDER_FUNCTION)
        states: queue.SimpleQueue[SenderState] = queue.SimpleQueue()
        send = LambdaSend(self._account.new_calls, function)
        record = ShowRecord(self._folder / "outbox.sqlite3", send, states.put)
        record.start()
        try:
            while (state := states.get(timeout=PATIENCE_S)).phase is not SenderPhase.IDLE:
                assert state.problem is None, state.problem
            yield record
        finally:
            record.close()

    def _go_live(self, engine: Follower, show: Show) -> None:
        encoding = Encoding(VideoEncoding(bitrate_bps=600_000))
        destination = Destination(show.place.url, StreamKey(show.place.key), "practice")
        engine.send(SetProgramme(Programme(Canvas(320, 180, 30))), GoLive(encoding, (destination,)))
        engine.wait_for_phase(Phase.LIVE, PATIENCE_S)
        self._await_health(show, "HEALTHY")

    def _await_health(self, show: Show, wanted: str) -> None:
        def is_so() -> bool:
            return self._health(show) == wanted

        until(is_so, f"the stream is {wanted}")
        show.healths.append(wanted)

    def _health(self, show: Show) -> str:
        arn = show.place.channel_arn
        try:
            return str(self._aws.call("ivs", "get_stream", channelArn=arn)["stream"]["health"])
        except CallRefused as error:
            if error.service_code != "ChannelNotBroadcasting":
                raise
            return ""

    def _begin(self, record: ShowRecord, show: Show) -> None:
        channel_id = show.place.channel_arn.rpartition("/")[2]
        now_ms = time.time_ns() // 1_000_000
        record.begin(Beginning(channel_id, now_ms, "kai", "Speedrun", "180p30"))
        record.measure(Reading(now_ms + 1_000, viewers=7, bitrate_bps=600_000.0, frame_rate=30.0))

    def _starve(self, show: Show, alerts: AlertServer) -> None:
        """Starve it until the alarms go off; the clock goes on instead of us waiting."""
        client = self._account.client
        client.play(Scenario.STARVATION)
        self._await_health(show, "STARVING")
        self._await_notice(show, alerts, STARVATION, "ALARM")
        self._await_notice(show, alerts, QUALITY, "ALARM")
        client.play(Scenario.STARVATION, is_on=False)
        self._await_health(show, "HEALTHY")
        self._await_notice(show, alerts, QUALITY, "OK")

    def _await_notice(self, show: Show, alerts: AlertServer, alarm: str, state: str) -> None:
        def is_so() -> bool:
            answer = self._aws.call("cloudwatch", "describe_alarms", AlarmNames=[alarm])
            return str(answer["MetricAlarms"][0]["StateValue"]) == state

        until(is_so, f"{alarm} is {state}", lambda: self._account.client.advance(30))
        show.notices[f"{alarm} {state}"] = alerts.wait_for(alarm, state)

    def _look_for_traces(self, show: Show) -> None:
        key = show.place.key.encode()
        files = [path for path in self._folder.rglob("*") if path.is_file()]
        show.key_files = {path.name for path in files if key in path.read_bytes()}
        show.processes = process_texts(self._account.info.pid)

    def _await_row(self, show: Show) -> None:
        def is_there() -> bool:
            rows = self._rows(OutputRole.SESSIONS_TABLE, show)
            show.rows = rows
            return any(
                row.get("streamTitle") == {"S": "Speedrun"} and row["status"] == {"S": "ended"}
                for row in rows
            )

        until(is_there, "the session has its end")

    def _rows(self, role: OutputRole, show: Show) -> list[dict[str, Any]]:
        table = output(show.statuses[-1], role)
        rows: list[dict[str, Any]] = self._aws.call("dynamodb", "scan", TableName=table)["Items"]
        return rows

    def _tear_down(self, show: Show) -> None:
        for stack in ("watch", "stage", "code"):
            show.proofs[stack] = self._account.destroy(stack, show.events)
        show.after = inventory(self._aws)
