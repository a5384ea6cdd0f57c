import json

import pytest
from botocore.model import Shape
from botocore.parsers import create_parser

from cloud.practice.account.answers import error_answer
from cloud.practice.account.context import Refusal
from tests.cloud.practice.account.test_calls import FORM, posted

REFUSAL = Refusal("Throttling", "Rate <exceeded> & more", 400)


@pytest.mark.parametrize(
    ("service", "kind", "protocol"),
    [
        ("sns", FORM, "query"),
        ("ec2", FORM, "ec2"),
        ("dynamodb", "application/x-amz-json-1.0", "json"),
        ("ivs", "application/json", "rest-json"),
        ("s3", "", "rest-xml"),
        ("cloudfront", "", "rest-xml"),
    ],
)
def test_boto3_reads_the_error_in_every_protocol(service: str, kind: str, protocol: str) -> None:
    answer = error_answer(posted(service, content_type=kind), REFUSAL)
    response = {
        "status_code": answer.status,
        "headers": {name.lower(): value for name, value in answer.headers},
        "body": answer.body,
    }
    parsed = create_parser(protocol).parse(response, Shape("Any", {"type": "structure"}))

    assert parsed["Error"]["Code"] == "Throttling"
    assert parsed["Error"]["Message"] == "Rate <exceeded> & more"


def test_an_error_in_json_names_its_type() -> None:
    answer = error_answer(posted("ivs", "/GetStream", b"{}"), REFUSAL)

    assert json.loads(answer.body)["__type"] == "Throttling"
    assert ("x-amzn-errortype", "Throttling") in answer.headers
