import threading

import pytest

from cloud.errors import ErrorCode, StackError
from cloud.stacks.drift import detect_drift
from cloud.stacks.pace import Pace
from tests.cloud.stacks.toys import at_once
from tests.fakes.aws import FakeClient, fake_aws

RESOURCES = {
    "StackResourceSummaries": [
        {"LogicalResourceId": n, "ResourceType": "AWS::S3::Bucket", "ResourceStatus": "X"}
        for n in "ABC"
    ]
}


def drift_of(name: str, status: str) -> dict[str, str]:
    return {"LogicalResourceId": name, "StackResourceDriftStatus": status}


def test_each_resource_says_what_became_of_it() -> None:
    states = iter(["DETECTION_IN_PROGRESS", "DETECTION_COMPLETE"])
    pages = iter(
        [
            {"StackResourceDrifts": [drift_of("A", "IN_SYNC")], "NextToken": "1"},
            {"StackResourceDrifts": [drift_of("B", "MODIFIED")]},
        ]
    )
    client = FakeClient(
        detect_stack_drift={"StackDriftDetectionId": "d"},
        describe_stack_drift_detection_status=lambda **_: {"DetectionStatus": next(states)},
        describe_stack_resource_drifts=lambda **_: next(pages),
        list_stack_resources=RESOURCES,
    )

    found = detect_drift(
        fake_aws(cloudformation=client), "show", Pace(1.0, wait=at_once), threading.Event()
    )

    assert [each.drift for each in found] == ["IN_SYNC", "MODIFIED", "NOT_CHECKED"]


def test_a_comparison_that_does_not_end_is_said() -> None:
    times = iter(range(0, 100_000, 300))
    client = FakeClient(
        detect_stack_drift={"StackDriftDetectionId": "d"},
        describe_stack_drift_detection_status={"DetectionStatus": "DETECTION_IN_PROGRESS"},
    )
    pace = Pace(1.0, wait=at_once, monotonic=lambda: float(next(times)))

    with pytest.raises(StackError) as late:
        detect_drift(fake_aws(cloudformation=client), "show", pace, threading.Event())

    assert late.value.problem.code is ErrorCode.NOT_STARTED
