"""Functions that are invoked: at once and later, with what becomes of their failures."""

import base64
import json
from datetime import UTC, datetime

import pytest

from tests.cloud.practice.account.behaviour.living import (
    RECORDER,
    Living,
    kept,
    letters,
    make_function,
    make_queue,
    make_table,
)

BROKEN = "def handler(event, context):\n    raise ValueError('no')"


def test_a_function_runs_and_writes_into_the_account(served: Living) -> None:
    make_table(served)
    make_function(served, "recorder", RECORDER)

    answer = served.client("lambda").invoke(
        FunctionName="recorder", Payload=json.dumps({"id": "1"}), LogType="Tail"
    )

    assert json.loads(answer["Payload"].read()) == {"kept": "1"}
    assert "FunctionError" not in answer
    assert "asked for 1" in base64.b64decode(answer["LogResult"]).decode()
    assert kept(served) == ["1"]
    groups = served.client("logs").describe_log_groups()["logGroups"]
    assert [each["logGroupName"] for each in groups] == ["/aws/lambda/recorder"]


def test_a_failure_is_answered_as_lambda_answers_it(account: Living) -> None:
    make_function(account, "broken", BROKEN)

    answer = account.client("lambda").invoke(FunctionName="broken", Payload="{}")

    assert (answer["StatusCode"], answer["FunctionError"]) == (200, "Unhandled")
    shape = json.loads(answer["Payload"].read())
    assert (shape["errorType"], shape["errorMessage"]) == ("ValueError", "no")
    assert "line 2" in shape["stackTrace"][-1]


def test_a_function_that_was_deleted_is_gone_with_its_process(account: Living) -> None:
    make_function(account, "echo", "def handler(event, context):\n    return event")
    client = account.client("lambda")
    client.invoke(FunctionName="echo", Payload="{}")

    client.delete_function(FunctionName="echo")

    with pytest.raises(client.exceptions.ResourceNotFoundException):
        client.invoke(FunctionName="echo", Payload="{}")
    with pytest.raises(client.exceptions.ResourceNotFoundException):
        client.delete_function(FunctionName="echo")


def test_a_payload_that_is_no_json_is_refused(account: Living) -> None:
    make_function(account, "broken", BROKEN)
    client = account.client("lambda")

    with pytest.raises(client.exceptions.InvalidRequestContentException):
        client.invoke(FunctionName="broken", Payload="{")


def test_a_function_that_fails_is_tried_three_times_and_then_buried(account: Living) -> None:
    queue, arn = make_queue(account, "letters")
    failed, failed_arn = make_queue(account, "failed")
    make_function(account, "broken", BROKEN, DeadLetterConfig={"TargetArn": arn})
    client = account.client("lambda")
    client.put_function_event_invoke_config(
        FunctionName="broken", DestinationConfig={"OnFailure": {"Destination": failed_arn}}
    )

    client.invoke(FunctionName="broken", InvocationType="Event", Payload='{"n": 1}')
    account.settle()
    account.advance(60)
    assert letters(account, queue) == []
    account.advance(120)

    assert letters(account, queue) == [{"n": 1}]
    (record,) = letters(account, failed)
    assert record["requestContext"]["condition"] == "RetriesExhausted"
    assert record["requestContext"]["approximateInvokeCount"] == 3
    assert record["responsePayload"]["errorType"] == "ValueError"
    assert _sum(account, "Errors") == _sum(account, "Invocations") == 3.0


def test_nothing_runs_while_the_journal_is_repeated(account: Living) -> None:
    queue, arn = make_queue(account, "letters")
    make_function(account, "broken", BROKEN, DeadLetterConfig={"TargetArn": arn})
    account.context.is_replaying = True

    account.client("lambda").invoke(FunctionName="broken", InvocationType="Event", Payload="{}")
    account.context.is_replaying = False
    account.advance(300)

    assert letters(account, queue) == []


def _sum(account: Living, metric: str) -> float:
    now = account.context.clock.now_s()
    found = account.client("cloudwatch").get_metric_statistics(
        Namespace="AWS/Lambda",
        MetricName=metric,
        Dimensions=[{"Name": "FunctionName", "Value": "broken"}],
        StartTime=datetime.fromtimestamp(now - 3600, UTC),
        EndTime=datetime.fromtimestamp(now + 60, UTC),
        Period=60,
        Statistics=["Sum"],
    )
    return float(sum(each["Sum"] for each in found["Datapoints"]))
