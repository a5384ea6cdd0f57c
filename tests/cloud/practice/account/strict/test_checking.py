import json
from typing import Any

import pytest

from cloud.practice.account.calls import Call, call_of
from cloud.practice.account.context import Refusal
from cloud.practice.account.strict.checking import RULES, Strict
from tests.cloud.practice.account.ingests import StillClock
from tests.cloud.practice.account.test_calls import posted, signed

JSON = "application/x-amz-json-1.0"
METRICS = "GraniteServiceVersion20100801"


def refusal(call: Call) -> Refusal | None:
    return Strict(StillClock()).refusal(call)


def put_metric(**datum: Any) -> Call:
    body = json.dumps({"Namespace": "n", "MetricData": [{"MetricName": "m", "Value": 1.0} | datum]})
    target = f"{METRICS}.PutMetricData"
    return posted("monitoring", body=body.encode(), x_amz_target=target, content_type=JSON)


def test_a_unit_that_cloudwatch_does_not_have_is_refused_in_its_words() -> None:
    found = refusal(put_metric(Unit="Count/Minute"))

    assert found is not None
    assert found.code == "InvalidParameterValue"
    assert found.message.startswith(
        "The parameter MetricData.member.1.Unit must be a value in the set [ Seconds, "
    )


def test_a_unit_that_it_has_is_taken() -> None:
    assert refusal(put_metric(Unit="Count/Second")) is None


def test_our_own_rules_come_first() -> None:
    found = refusal(put_metric(StorageResolution=7, Unit="Count/Minute"))

    assert found is not None
    assert "StorageResolution" in found.message
    assert set(RULES) == {
        ("cloudwatch", "PutMetricData"),
        ("cloudwatch", "PutMetricAlarm"),
        ("events", "PutEvents"),
    }


def test_what_is_missing_is_called_so_by_cloudwatch() -> None:
    body = b'{"MetricData": [{"MetricName": "m", "Value": 1}]}'
    target = f"{METRICS}.PutMetricData"
    call = posted("monitoring", body=body, x_amz_target=target, content_type=JSON)

    assert refusal(call) == Refusal("MissingParameter", "The parameter Namespace is required.")


@pytest.mark.parametrize(
    ("service", "path", "members", "code"),
    [
        ("ivs", "/CreateChannel", {"type": "LARGE"}, "ValidationException"),
        ("medialive", "/prod/inputs", {"type": "LARGE"}, "BadRequestException"),
    ],
)
def test_other_services_tell_it_in_theirs(
    service: str, path: str, members: dict[str, str], code: str
) -> None:
    body = json.dumps(members).encode()
    found = refusal(posted(service, path, body, content_type="application/json"))

    assert found is not None
    assert found.code == code
    assert found.message.startswith("1 validation error detected: Value 'LARGE' at 'type' failed")


def test_what_is_not_checked_is_taken() -> None:
    assert refusal(call_of("PUT", "/bucket/key", "", signed("s3"), b"x")) is None
