import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.cloud.practice.account.formation.conftest import Stacks

TEMPLATE = """
Parameters: {Word: {Type: String, NoEcho: true}}
Resources: {Topic: {Type: AWS::SNS::Topic, Properties: {TopicName: t, DisplayName: !Ref Word}}}
"""


def changed(stacks: Stacks, client: Any) -> None:
    stacks.create(TEMPLATE, parameters={"Word": "hunter2000"})
    client("sns").set_topic_attributes(
        TopicArn=stacks.resource("Topic")["PhysicalResourceId"],
        AttributeName="DisplayName",
        AttributeValue="other",
    )


def test_a_detection_is_asked_for_by_its_id(stacks: Stacks, client: Any) -> None:
    changed(stacks, client)
    found = stacks.client.detect_stack_drift(StackName="demo")

    status = stacks.client.describe_stack_drift_detection_status(**_id(found))

    assert status["DetectionStatus"] == "DETECTION_COMPLETE"
    assert (status["StackDriftStatus"], status["DriftedStackResourceCount"]) == ("DRIFTED", 1)


def test_what_differs_is_told_without_secrets(stacks: Stacks, client: Any) -> None:
    changed(stacks, client)

    row = stacks.client.detect_stack_resource_drift(StackName="demo", LogicalResourceId="Topic")

    (difference,) = row["StackResourceDrift"]["PropertyDifferences"]
    assert difference["PropertyPath"] == "/DisplayName"
    assert (difference["ExpectedValue"], difference["ActualValue"]) == ("****", "other")
    expected = json.loads(row["StackResourceDrift"]["ExpectedProperties"])
    assert expected == {"TopicName": "t", "DisplayName": "****"}


def test_rows_can_be_filtered(stacks: Stacks, client: Any) -> None:
    changed(stacks, client)
    stacks.drift()

    answer = stacks.client.describe_stack_resource_drifts(
        StackName="demo", StackResourceDriftStatusFilters=["DELETED"]
    )

    assert answer["StackResourceDrifts"] == []


def test_what_was_never_detected_is_refused(stacks: Stacks) -> None:
    with pytest.raises(ClientError, match="does not exist"):
        stacks.client.describe_stack_drift_detection_status(StackDriftDetectionId="x" * 36)


def _id(found: dict[str, str]) -> dict[str, str]:
    return {"StackDriftDetectionId": found["StackDriftDetectionId"]}
