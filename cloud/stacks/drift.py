"""Asks CloudFormation what was changed behind a stack's back."""

import threading

from msgspec.structs import replace

from cloud.awsclient import Aws
from cloud.errors import ErrorCode, StackError
from cloud.models import ResourceState
from cloud.stacks.pace import DRIFT_TIMEOUT_S, Pace
from cloud.stacks.reading import resources_of


def detect_drift(
    aws: Aws, stack: str, pace: Pace, stop: threading.Event
) -> tuple[ResourceState, ...]:
    """Compare a stack with what is there and return its resources with their drift.

    Blocks, for minutes with a large stack. Raises StackError when it can't be compared.
    """
    started = aws.call("cloudformation", "detect_stack_drift", StackName=stack)
    detection = started["StackDriftDetectionId"]
    answer: dict[str, object] = {}

    def has_ended() -> bool:
        nonlocal answer
        answer = aws.call(
            "cloudformation",
            "describe_stack_drift_detection_status",
            StackDriftDetectionId=detection,
        )
        return answer["DetectionStatus"] != "DETECTION_IN_PROGRESS"

    has_ended_in_time = pace.until(has_ended, stop, DRIFT_TIMEOUT_S)
    # Some types can't be compared: then it "failed", and the others' findings still stand.
    if not has_ended_in_time and not stop.is_set():
        raise StackError(
            ErrorCode.NOT_STARTED,
            what=stack,
            state="DETECTION_COMPLETE",
            seconds=f"{DRIFT_TIMEOUT_S:g}",
            found=answer.get("DetectionStatus", "?"),
        )
    found = _drifts(aws, stack)
    return tuple(
        replace(each, drift=found.get(each.logical_id, "NOT_CHECKED"))
        for each in resources_of(aws, stack)
    )


def _drifts(aws: Aws, stack: str) -> dict[str, str]:
    found: dict[str, str] = {}
    token: dict[str, str] = {}
    while True:  # the one list of CloudFormation that boto3 has no paginator for
        answer = aws.call(
            "cloudformation", "describe_stack_resource_drifts", StackName=stack, **token
        )
        for each in answer["StackResourceDrifts"]:
            found[each["LogicalResourceId"]] = each["StackResourceDriftStatus"]
        if not answer.get("NextToken"):
            return found
        token = {"NextToken": answer["NextToken"]}
