"""How soon the practice account is ready: with nothing in it, and with 500 calls to repeat."""

import itertools
import statistics
import time
from collections.abc import Iterator
from typing import Any

from cloud.awsclient import Aws
from cloud.practice.accountclient import AccountClient
from cloud.settings import Account
from tests.benchmarks.bench import Bench
from tests.benchmarks.table import Row

CALLS = 500
READY_LIMIT_S = 1.5
REPLAY_LIMIT_S = 5.0
MEMORY_LIMIT_MB = 300.0
TIMEOUT_S = 120.0


def run(bench: Bench) -> list[Row]:
    """Start an empty account and a full one, in turns."""
    empty, full, memory = [], [], []
    for _ in range(bench.runs):
        client = AccountClient(bench.new_folder())
        empty.append(_ready_s(client))
        _fill(client)
        client.stop(TIMEOUT_S)
        full.append(_ready_s(client))
        memory.append(client.status().memory_bytes / 1e6)
        client.stop(TIMEOUT_S)
    return [
        _row("practice account: empty, ready", empty, READY_LIMIT_S, "s"),
        _row(f"practice account: ready after {CALLS} calls repeated", full, REPLAY_LIMIT_S, "s"),
        _row("practice account: memory then", memory, MEMORY_LIMIT_MB, "MB"),
    ]


def _row(name: str, found: list[float], limit: float, unit: str) -> Row:
    ours = statistics.median(found)
    note = "runs: " + ", ".join(f"{each:.2f}" for each in found)
    return Row(name, ours, None, ours, limit, unit, note)


def _ready_s(client: AccountClient) -> float:
    begun_s = time.monotonic()
    client.ensure_running(TIMEOUT_S)
    return time.monotonic() - begun_s


def _fill(client: AccountClient) -> None:
    aws = Aws(Account(), practice_url=client.ensure_running(TIMEOUT_S).url)
    for service, operation, parameters in itertools.islice(_calls(), CALLS):
        aws.call(service, operation, **parameters)
    aws.close()


def _calls() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield what a stack and a show consist of, again and again."""
    key = [{"AttributeName": "sessionId", "KeyType": "HASH"}]
    definition = [{"AttributeName": "sessionId", "AttributeType": "S"}]
    for number in itertools.count():
        yield "ivs", "create_channel", {"name": f"show-{number}"}
        yield "sns", "create_topic", {"Name": f"alerts-{number}"}
        table = {"TableName": f"sessions-{number}", "BillingMode": "PAY_PER_REQUEST"}
        yield (
            "dynamodb",
            "create_table",
            table | {"KeySchema": key, "AttributeDefinitions": definition},
        )
        yield "cloudwatch", "put_metric_alarm", _alarm(number)
        yield "logs", "create_log_group", {"logGroupName": f"/livedesk/{number}"}
        for sample in range(20):
            item = {"sessionId": {"S": f"st-{number}-{sample}"}, "viewers": {"N": str(sample)}}
            yield "dynamodb", "put_item", {"TableName": f"sessions-{number}", "Item": item}
            datum = {"MetricName": "CurrentViewers", "Value": float(sample), "Unit": "Count"}
            wish = {"Namespace": "LiveStreaming/Metrics", "MetricData": [datum] * 3}
            yield "cloudwatch", "put_metric_data", wish


def _alarm(number: int) -> dict[str, Any]:
    return {
        "AlarmName": f"viewers-{number}",
        "Namespace": "LiveStreaming/Metrics",
        "MetricName": "CurrentViewers",
        "Statistic": "Average",
        "Period": 60,
        "EvaluationPeriods": 3,
        "Threshold": 1.0,
        "ComparisonOperator": "LessThanThreshold",
    }
