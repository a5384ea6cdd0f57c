import json

import pytest

from cloud.practice.account.calls import Call, call_of

FORM = "application/x-www-form-urlencoded; charset=utf-8"


def signed(service: str, region: str = "eu-west-1") -> dict[str, str]:
    scope = f"Credential=practice/20261121/{region}/{service}/aws4_request"
    return {"authorization": f"AWS4-HMAC-SHA256 {scope}, SignedHeaders=host, Signature=0"}


def posted(service: str, path: str = "/", body: bytes = b"", **headers: str) -> Call:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return call_of("POST", path, "", signed(service) | named, body)


def test_service_and_region_are_those_of_the_signature() -> None:
    call = posted("monitoring")

    assert (call.service, call.region) == ("monitoring", "eu-west-1")
    assert call_of("GET", "/", "", {}, b"").service == ""


def test_every_protocol_names_its_operation_in_a_place_of_its_own() -> None:
    json_call = posted("dynamodb", x_amz_target="DynamoDB_20120810.PutItem")
    form = posted("sns", body=b"Version=1&Action=CreateTopic&Name=x", content_type=FORM)
    cbor = posted("monitoring", "/service/GraniteServiceVersion20100801/operation/PutMetricData")
    verb = posted("ivs", "/GetStream", b"{}")
    rest = call_of("GET", "/prod/channels", "", signed("medialive"), b"")

    found = [call.operation for call in (json_call, form, cbor, verb, rest)]
    assert found == ["PutItem", "CreateTopic", "PutMetricData", "GetStream", ""]


@pytest.mark.parametrize(
    ("service", "operation"),
    [
        ("dynamodb", "Query"),
        ("dynamodb", "BatchGetItem"),
        ("monitoring", "GetMetricData"),
        ("iam", "SimulatePrincipalPolicy"),
        ("cloudformation", "DetectStackDrift"),
    ],
)
def test_who_only_looks_changes_nothing(service: str, operation: str) -> None:
    assert not posted(service, x_amz_target=f"Any.{operation}").is_changing


@pytest.mark.parametrize(
    ("service", "operation"),
    [
        ("dynamodb", "PutItem"),
        ("monitoring", "PutMetricData"),
        ("sns", "ConfirmSubscription"),
        ("cloudformation", "ExecuteChangeSet"),
        ("sqs", "CreateQueue"),
    ],
)
def test_everything_else_does(service: str, operation: str) -> None:
    call = posted(service, x_amz_target=f"Any.{operation}")

    assert call.is_changing
    assert not call.is_passing


def test_messages_events_and_invocations_pass() -> None:
    invoke = posted("lambda", "/2015-03-31/functions/recorder/invocations")
    publish = posted("sns", body=b"Action=Publish", content_type=FORM)

    assert invoke.operation == "Invoke"
    assert invoke.is_passing
    assert publish.is_passing
    assert not publish.is_changing
    assert posted("sts", body=b"Action=AssumeRole", content_type=FORM).is_passing


def test_an_object_is_changed_by_method() -> None:
    put = call_of("PUT", "/bucket/GetThis", "", signed("s3"), b"x")
    get = call_of("GET", "/bucket/GetThis", "", signed("s3"), b"")
    many = call_of("POST", "/bucket", "delete", signed("s3"), b"<Delete/>")

    assert [call.is_changing for call in (put, get, many)] == [True, False, True]


def test_parameters_are_read_from_json_and_forms() -> None:
    form = posted("sns", body=b"Action=CreateTopic&Name=a%20b", content_type=FORM)
    content = posted("ivs", "/CreateChannel", json.dumps({"name": "a"}).encode())

    assert form.parameters() == {"Action": "CreateTopic", "Name": "a b"}
    assert content.parameters() == {"name": "a"}
    assert posted("ivs", "/CreateChannel", b"{torn").parameters() == {}
    assert posted("s3", "/", b"[1]").parameters() == {}


def test_a_body_is_not_printed() -> None:
    assert "secret" not in repr(posted("s3", body=b"secret"))
