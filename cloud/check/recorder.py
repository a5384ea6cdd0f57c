"""Verifies the recorder: sends it a made-up session, looks for its traces, and removes them.

Rows are deleted again; figures can't be, so they are of a channel of their own that no alarm and no
picture looks at.
"""

import json
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from cloud.awsclient import Aws
from cloud.check.findings import Subject, answered
from cloud.models import CheckItem, StackStatus
from cloud.patterns.metadata import OutputRole, Text
from cloud.stacks.pace import Pace

CHANNEL = "livedesk-check"
VIEWERS = 7
NAMESPACE, METRIC = "LiveStreaming/Metrics", "CurrentViewers"
METRIC_TIMEOUT_S = 120.0
"""CloudWatch shows a figure within a minute, mostly."""

ANSWERS = Subject("recorder.answers", Text("Recorder answers", "記録用関数の応答"))
SESSION = Subject("recorder.session", Text("Recorder writes sessions", "セッションの記録"))
SAMPLES = Subject("recorder.metrics", Text("Recorder writes metrics", "メトリクスの記録"))
FIGURES = Subject("recorder.figures", Text("Recorder sends figures", "カスタムメトリクスの送信"))
CLEANED = Subject("recorder.cleaned", Text("The made-up session is gone", "確認用データの削除"))


@dataclass(frozen=True, slots=True)
class _Trial:
    """One made-up session of a minute."""

    session_id: str
    begun: datetime

    def events(self) -> Iterator[dict[str, object]]:
        begun_ms = round(self.begun.timestamp() * 1000)
        common = {"sessionId": self.session_id, "channelId": CHANNEL, "startedAt": begun_ms}
        yield {
            **common,
            "eventType": "stream_start",
            "timestamp": begun_ms,
            "streamTitle": "Livedesk practice check",
            "streamerUserId": "livedesk-check",
        }
        yield {
            **common,
            "eventType": "metrics_update",
            "timestamp": begun_ms + 1_000,
            "currentViewers": VIEWERS,
            "bitrate": 4_500_000,
            "frameRate": 30,
            "chatMessagesPerMinute": 1,
        }
        yield {
            **common,
            "eventType": "stream_end",
            "timestamp": begun_ms + 2_000,
            "duration": 2,
            "peakViewers": VIEWERS,
            "totalChatMessages": 0,
            "avgBitrate": 4_500_000,
        }


def check_recorder(
    aws: Aws, status: StackStatus, pace: Pace, stop: threading.Event
) -> Iterator[CheckItem]:
    """Give the items of the recorder; blocks for up to two minutes in LIVE."""
    function = status.output(OutputRole.RECORDER_FUNCTION)
    if not function:
        yield ANSWERS.absent()
        return
    trial = _Trial(f"check-{uuid4()}", pace.now())
    sent = answered(ANSWERS, lambda: _send(aws, function, trial))
    yield sent
    if not sent.is_ok:
        return
    try:
        for subject, role, names in (
            (SESSION, OutputRole.SESSIONS_TABLE, ("status", "peakViewers")),
            (SAMPLES, OutputRole.METRICS_TABLE, ("currentViewers", "bitrate")),
        ):
            table = status.output(role)
            yield answered(
                subject,
                lambda subject=subject, table=table, names=names: _row(  # type: ignore[misc]
                    aws, subject, table, trial, names
                ),
            )
        yield answered(FIGURES, lambda: _figures(aws, trial, pace, stop))
    finally:
        cleaned = answered(CLEANED, lambda: _clean(aws, status, trial))
    yield cleaned


def _send(aws: Aws, function: str, trial: _Trial) -> CheckItem:
    answers = []
    for event in trial.events():
        answer = aws.call("lambda", "invoke", FunctionName=function, Payload=json.dumps(event))
        said = json.loads(answer["Payload"].read() or b"null")
        answers.append({"eventType": event["eventType"], "answer": said})
        if answer.get("FunctionError") or not _is_fine(said):
            return ANSWERS.wrong(
                Text(
                    f"It fails on {event['eventType']}. Look into its log group.",
                    f"{event['eventType']} で失敗します。関数のログを確認してください。",
                ),
                {"answers": answers},
            )
    kinds = ", ".join(str(each["eventType"]) for each in answers)
    return ANSWERS.fine(Text(kinds, kinds), {"answers": answers})


def _is_fine(said: object) -> bool:
    return isinstance(said, dict) and said.get("statusCode") == 200


def _row(
    aws: Aws, subject: Subject, table: str, trial: _Trial, names: tuple[str, ...]
) -> CheckItem:
    rows = _rows(aws, table, "sessionId", trial.session_id)
    if not rows:
        return subject.wrong(
            Text(
                f"Nothing arrived in {table}. Look into the recorder's log group.",
                f"{table} に何も届いていません。記録用関数のログを確認してください。",
            )
        )
    plain = {name: next(iter(rows[0][name].values())) for name in names if name in rows[0]}
    shown = ", ".join(f"{name} = {value}" for name, value in plain.items())
    return subject.fine(Text(shown or table, shown or table), {"table": table, "items": rows})


def _figures(aws: Aws, trial: _Trial, pace: Pace, stop: threading.Event) -> CheckItem:
    answer: dict[str, Any] = {}

    def is_there() -> bool:
        nonlocal answer
        answer = aws.call(
            "cloudwatch",
            "get_metric_statistics",
            Namespace=NAMESPACE,
            MetricName=METRIC,
            Dimensions=[{"Name": "ChannelId", "Value": CHANNEL}],
            StartTime=trial.begun - timedelta(minutes=1),
            EndTime=trial.begun + timedelta(minutes=5),
            Period=60,
            Statistics=["Maximum"],
        )
        return bool(answer["Datapoints"])

    if not pace.until(is_there, stop, METRIC_TIMEOUT_S):
        return FIGURES.wrong(
            Text(
                f"{METRIC} has not arrived. Check again in a few minutes.",
                f"{METRIC} がまだ届いていません。数分後にもう一度確認してください。",
            )
        )
    highest = max(each["Maximum"] for each in answer["Datapoints"])
    shown = f"{NAMESPACE} {METRIC} = {highest:g}"
    return FIGURES.fine(
        Text(shown, shown), {"Label": answer.get("Label", METRIC), "Maximum": highest}
    )


# ---- afterwards ----


def _clean(aws: Aws, status: StackStatus, trial: _Trial) -> CheckItem:
    deleted = 0
    for role in (OutputRole.SESSIONS_TABLE, OutputRole.METRICS_TABLE):
        if table := status.output(role):
            deleted += _delete(aws, table, "sessionId", trial.session_id)
    if table := status.output(OutputRole.ROLLUPS_TABLE):
        days = {f"{trial.begun + timedelta(seconds=s):%Y%m%d}" for s in (0, 2)}
        for day in days:
            deleted += _delete(aws, table, "", f"{CHANNEL}#{day}")
    return CLEANED.fine(
        Text(f"{deleted} rows deleted", f"{deleted} 行を削除しました"), {"rows": deleted}
    )


def _delete(aws: Aws, table: str, key: str, value: str) -> int:
    schema = aws.call("dynamodb", "describe_table", TableName=table)["Table"]["KeySchema"]
    names = [each["AttributeName"] for each in schema]
    rows = _rows(aws, table, key or names[0], value)
    for row in rows:
        own = {name: row[name] for name in names}
        aws.call("dynamodb", "delete_item", TableName=table, Key=own)
    return len(rows)


def _rows(aws: Aws, table: str, key: str, value: str) -> list[Mapping[str, Any]]:
    return list(
        aws.pages(
            "dynamodb",
            "query",
            "Items",
            TableName=table,
            KeyConditionExpression="#k = :v",
            ExpressionAttributeNames={"#k": key},
            ExpressionAttributeValues={":v": {"S": value}},
            ConsistentRead=True,
        )
    )
