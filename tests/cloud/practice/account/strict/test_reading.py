import gzip
import json

from cloud.practice.account.calls import call_of
from cloud.practice.account.strict.reading import read
from tests.cloud.practice.account.test_calls import FORM, posted, signed

METRIC = {"Namespace": "n", "MetricData": [{"MetricName": "m", "Value": 1.0}]}
TARGET = "GraniteServiceVersion20100801.PutMetricData"
JSON = "application/x-amz-json-1.0"


def test_a_call_is_read_from_json_and_from_compressed_json() -> None:
    body = json.dumps(METRIC).encode()
    plain = read(posted("monitoring", body=body, x_amz_target=TARGET, content_type=JSON))
    packed = read(
        posted(
            "monitoring",
            body=gzip.compress(body),
            x_amz_target=TARGET,
            content_type=JSON,
            content_encoding="gzip",
        )
    )

    assert plain is not None
    assert packed is not None
    assert plain.parameters == packed.parameters == METRIC
    assert plain.operation.name == "PutMetricData"


def test_a_call_is_read_from_a_form() -> None:
    body = b"Action=CreateTopic&Version=2010-03-31&Name=alerts"
    found = read(posted("sns", body=body, content_type=FORM))

    assert found is not None
    assert found.parameters["Name"] == "alerts"


def test_a_call_is_read_from_method_and_path() -> None:
    found = read(call_of("GET", "/prod/channels/123", "", signed("medialive"), b""))

    assert found is not None
    assert found.operation.name == "DescribeChannel"
    assert found.parameters == {"ChannelId": "123"}


def test_what_is_not_checked_or_makes_no_sense_is_left_to_others() -> None:
    assert read(call_of("PUT", "/bucket/key", "", signed("s3"), b"x")) is None
    assert read(call_of("GET", "/nothing/there", "", signed("medialive"), b"")) is None
    torn = posted("monitoring", body=b"torn", x_amz_target=TARGET, content_encoding="gzip")
    assert read(torn) is None
