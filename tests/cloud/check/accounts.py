"""An account in which a monitoring stack stands as it should; tests break one thing at a time."""

import io
import json
from datetime import UTC, datetime
from typing import Any

from cloud.awsclient import Aws
from cloud.models import OutputValue, ResourceState, StackPhase, StackStatus
from cloud.patterns.metadata import OutputRole
from tests.fakes.aws import PRACTICE, FakeClient, fake_aws, refusal

TOPIC = "arn:aws:sns:us-east-1:123456789012:alerts"
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
KEYS = {
    "sessions": (("sessionId", "S"), ("timestamp", "N")),
    "metrics": (("sessionId", "S"), ("metricTimestamp", "N")),
    "rollups": (("channelDay", "S"), ("minute", "N")),
}
ALARMS = {"drop": "ViewerDropPercent", "quality": "IngestFramerate", "flood": "ChatActivity"}
WIDGETS = [
    {"view": "singleValue", "metrics": [["LiveStreaming/Metrics", "CurrentViewers"]]},
    {"view": "timeSeries", "metrics": [["LiveStreaming/Metrics", "CurrentViewers"]]},
    {
        "view": "timeSeries",
        "metrics": [["LiveStreaming/Metrics", "StreamBitrate"], ["AWS/IVS", "IngestFramerate"]],
    },
    {"view": "timeSeries", "metrics": [["AWS/IVS", "KeyframeInterval", "Channel", "a"]]},
    {"view": "timeSeries", "metrics": [[{"expression": "SEARCH('ChatActivity', 'Sum')"}]]},
    {
        "view": "singleValue",
        "metrics": [["LiveStreaming/Sessions", n] for n in ("StreamsStarted", "StreamsEnded")]
        + [["LiveStreaming/Sessions", "StreamDuration"]],
    },
]

STATUS = StackStatus(
    "watch",
    StackPhase.READY,
    "CREATE_COMPLETE",
    "monitoring",
    outputs=(
        OutputValue("Sessions", "sessions", OutputRole.SESSIONS_TABLE),
        OutputValue("Metrics", "metrics", OutputRole.METRICS_TABLE),
        OutputValue("Rollups", "rollups", OutputRole.ROLLUPS_TABLE),
        OutputValue("Dashboard", "LiveStreamingDashboard", OutputRole.DASHBOARD),
        OutputValue("Topic", TOPIC, OutputRole.ALERTS_TOPIC),
        OutputValue("Recorder", "recorder", OutputRole.RECORDER_FUNCTION),
    ),
    resources=tuple(
        ResourceState(name, "AWS::CloudWatch::Alarm", name, "CREATE_COMPLETE") for name in ALARMS
    ),
)
BARE = StackStatus("watch", StackPhase.READY, "CREATE_COMPLETE", "monitoring")


class Tables(FakeClient):
    """A DynamoDB that keeps rows."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[str, list[dict[str, Any]]] = {name: [] for name in KEYS}
        self.lacks = ""

    def describe_table(self, TableName: str) -> dict[str, Any]:
        if self.lacks == "permission":
            raise refusal("AccessDeniedException")
        keys = KEYS[TableName]
        index = (("channelId", "S"), keys[1])
        table: dict[str, Any] = {
            "TableName": TableName,
            "TableStatus": "ACTIVE",
            "KeySchema": _schema(keys),
            "AttributeDefinitions": [
                {"AttributeName": name, "AttributeType": type_} for name, type_ in {*keys, *index}
            ],
            "BillingModeSummary": {"BillingMode": "PAY_PER_REQUEST"},
            "GlobalSecondaryIndexes": [
                {"IndexName": "ChannelIdIndex", "KeySchema": _schema(index), "Projection": {}}
            ],
        }
        table.pop(self.lacks, None)
        return {"Table": table}

    def describe_time_to_live(self, TableName: str) -> dict[str, Any]:
        status = "DISABLED" if self.lacks == "ttl" else "ENABLED"
        return {"TimeToLiveDescription": {"TimeToLiveStatus": status}}

    def describe_continuous_backups(self, TableName: str) -> dict[str, Any]:
        status = {"PointInTimeRecoveryStatus": "ENABLED"}
        return {"ContinuousBackupsDescription": {"PointInTimeRecoveryDescription": status}}

    def query(self, TableName: str, ExpressionAttributeNames: Any, **asked: Any) -> Any:
        name, wanted = ExpressionAttributeNames["#k"], asked["ExpressionAttributeValues"][":v"]
        return {"Items": [row for row in self.rows[TableName] if row[name] == wanted]}

    def delete_item(self, TableName: str, Key: dict[str, Any]) -> dict[str, Any]:
        rows = self.rows[TableName]
        rows[:] = [row for row in rows if any(row[name] != Key[name] for name in Key)]
        return {}


class Recorder(FakeClient):
    """A Lambda that writes as the recorder does."""

    def __init__(self, tables: Tables) -> None:
        super().__init__()
        self.tables = tables
        self.status = 200

    def invoke(self, FunctionName: str, Payload: str) -> dict[str, Any]:
        event = json.loads(Payload)
        session = {"S": event["sessionId"]}
        if event["eventType"] == "stream_end":
            row = {"sessionId": session, "timestamp": {"N": "1"}, "peakViewers": {"N": "7"}}
            self.tables.rows["sessions"].append(row | {"status": {"S": "ended"}})
        if event["eventType"] == "metrics_update":
            row = {"sessionId": session, "metricTimestamp": {"N": "2"}}
            self.tables.rows["metrics"].append(row | {"currentViewers": {"N": "7"}})
            day = {"S": f"{event['channelId']}#20261121"}
            self.tables.rows["rollups"].append({"channelDay": day, "minute": {"N": "3"}})
        return {"Payload": io.BytesIO(json.dumps({"statusCode": self.status}).encode())}


class Account:
    """All services of it."""

    def __init__(self) -> None:
        self.tables = Tables()
        self.recorder = Recorder(self.tables)
        self.cloudwatch = FakeClient(
            get_dashboard={
                "DashboardBody": json.dumps(
                    {"widgets": [{"type": "metric", "properties": each} for each in WIDGETS]}
                )
            },
            describe_alarms={
                "MetricAlarms": [
                    {
                        "AlarmName": name,
                        "MetricName": metric,
                        "ActionsEnabled": True,
                        "AlarmActions": [TOPIC],
                        "StateValue": "OK",
                    }
                    for name, metric in ALARMS.items()
                ]
            },
            get_metric_statistics={"Datapoints": [{"Maximum": 7.0}], "Label": "CurrentViewers"},
        )
        self.sns = FakeClient(
            get_topic_attributes={"Attributes": {"TopicArn": TOPIC, "DisplayName": "Alerts"}},
            list_subscriptions_by_topic={
                "Subscriptions": [
                    {"SubscriptionArn": "arn:1", "Protocol": "email", "Endpoint": "kai@example.org"}
                ]
            },
        )

    @property
    def aws(self) -> Aws:
        return fake_aws(
            PRACTICE,
            dynamodb=self.tables,
            cloudwatch=self.cloudwatch,
            sns=self.sns,
            **{"lambda": self.recorder},
        )


def _schema(keys: tuple[tuple[str, str], ...]) -> list[dict[str, str]]:
    kinds = ("HASH", "RANGE")
    return [
        {"AttributeName": name, "KeyType": kind}
        for (name, _), kind in zip(keys, kinds, strict=True)
    ]
