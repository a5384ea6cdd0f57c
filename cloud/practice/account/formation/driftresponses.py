"""Answers the calls on drift; a detection is done at once and asked for afterwards, as with AWS."""

import json
from typing import Any, ClassVar

from moto.core.responses import ActionResult
from moto.moto_api._internal import mock_random

from cloud.practice.account.formation import drift
from cloud.practice.account.formation.answering import Answering
from cloud.practice.account.formation.calling import Call
from cloud.practice.account.formation.refusals import Refused
from cloud.practice.account.formation.stackbook import Resource, Stack


class DriftResponses(Answering):
    """DetectStackDrift, its status, and what was found."""

    _detections: ClassVar[dict[str, str]] = {}
    """Ids of stacks by id of detection."""

    def detect_stack_drift(self) -> ActionResult:
        """DetectStackDrift."""
        stack = self.existing(self.call())
        if self.formation.is_busy(stack) or not stack.present:
            raise Refused(
                f"Drift detection cannot be performed on stack [{stack.id}] while it is in"
                f" {stack.status}"
            )
        drift.look(stack, self.formation.maker, self.formation.context.clock.now())
        detection_id = str(mock_random.uuid4())
        self._detections[detection_id] = stack.id
        return ActionResult({"StackDriftDetectionId": detection_id})

    def describe_stack_drift_detection_status(self) -> ActionResult:
        """DescribeStackDriftDetectionStatus."""
        call = self.call()
        detection_id = call.text("StackDriftDetectionId")
        stack = self.formation.book(self.region).find(self._detections.get(detection_id, ""))
        if stack is None:
            raise Refused(f"Drift detection {detection_id} does not exist")
        drifted = [each for each in stack.present.values() if each.drift in ("MODIFIED", "DELETED")]
        return ActionResult(
            {
                "StackId": stack.id,
                "StackDriftDetectionId": detection_id,
                "StackDriftStatus": stack.drift,
                "DetectionStatus": "DETECTION_COMPLETE",
                "DriftedStackResourceCount": len(drifted),
                "Timestamp": stack.drift_at,
            }
        )

    def detect_stack_resource_drift(self) -> ActionResult:
        """DetectStackResourceDrift."""
        call = self.call()
        stack = self.existing(call)
        resource = stack.present.get(call.text("LogicalResourceId"))
        if resource is None:
            raise Refused(f"Resource {call.text('LogicalResourceId')} does not exist for stack")
        now = self.formation.context.clock.now()
        drift.look_at(stack, resource, self.formation.maker, now)
        return ActionResult({"StackResourceDrift": _row(stack, resource)})

    def describe_stack_resource_drifts(self) -> ActionResult:
        """DescribeStackResourceDrifts."""
        call = self.call()
        stack = self.existing(call)
        wanted = _wanted(call)
        rows = [
            _row(stack, each)
            for each in stack.present.values()
            if each.drift_at is not None and (not wanted or each.drift in wanted)
        ]
        return ActionResult({"StackResourceDrifts": rows})


def _wanted(call: Call) -> set[str]:
    return {str(each) for each in call.parameters.get("StackResourceDriftStatusFilters") or ()}


def _row(stack: Stack, resource: Resource) -> dict[str, Any]:
    hide = stack.parameters.hidden
    row: dict[str, Any] = {
        "StackId": stack.id,
        "LogicalResourceId": resource.logical_id,
        "PhysicalResourceId": resource.physical_id,
        "ResourceType": resource.type,
        "StackResourceDriftStatus": resource.drift,
        "Timestamp": resource.drift_at,
        "PropertyDifferences": [
            {key: hide(value) for key, value in each.items()} for each in resource.drifts
        ],
        "ExpectedProperties": hide(json.dumps(resource.properties, default=str)),
    }
    if resource.live is not None:
        row["ActualProperties"] = hide(json.dumps(resource.live, default=str))
    return row
