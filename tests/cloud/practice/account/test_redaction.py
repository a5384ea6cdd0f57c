import json
from pathlib import Path
from urllib.parse import parse_qs, urlencode

import pytest

from cloud.practice.account.context import AccountContext
from cloud.practice.account.redaction import PLACEHOLDER, redacted
from tests.cloud.practice.account.test_calls import FORM, posted

SECRET = "hunter2hunter2"
JSON = "application/x-amz-json-1.1"


@pytest.fixture
def context(tmp_path: Path) -> AccountContext:
    return AccountContext(tmp_path, secret_parameters=lambda form: frozenset({"Token"}))


def test_values_of_noecho_parameters_are_replaced(context: AccountContext) -> None:
    form = {
        "Action": "CreateChangeSet",
        "Parameters.member.1.ParameterKey": "Name",
        "Parameters.member.1.ParameterValue": "show",
        "Parameters.member.2.ParameterKey": "Token",
        "Parameters.member.2.ParameterValue": SECRET,
    }
    body = urlencode(form).encode()
    kept = parse_qs(
        redacted(posted("cloudformation", body=body, content_type=FORM), context).decode()
    )

    assert kept["Parameters.member.2.ParameterValue"] == [PLACEHOLDER]
    assert kept["Parameters.member.1.ParameterValue"] == ["show"]


@pytest.mark.parametrize(
    ("service", "operation", "members", "name"),
    [
        ("secretsmanager", "CreateSecret", {"Name": "a", "SecretString": SECRET}, "SecretString"),
        ("secretsmanager", "PutSecretValue", {"SecretBinary": SECRET}, "SecretBinary"),
        ("ssm", "PutParameter", {"Type": "SecureString", "Value": SECRET}, "Value"),
    ],
)
def test_what_a_service_keeps_secret_is_replaced(
    context: AccountContext, service: str, operation: str, members: dict[str, str], name: str
) -> None:
    body = json.dumps(members).encode()
    call = posted(service, body=body, content_type=JSON, x_amz_target=f"Any.{operation}")
    kept = json.loads(redacted(call, context))

    assert kept == members | {name: PLACEHOLDER}


def test_what_is_secret_is_found_however_deep(context: AccountContext) -> None:
    given = {"AuthParameters": {"ApiKeyAuthParameters": {"ApiKeyName": "k", "ApiKeyValue": SECRET}}}
    call = posted("events", body=json.dumps(given).encode(), content_type=JSON)

    kept = json.loads(redacted(call, context))
    assert kept["AuthParameters"]["ApiKeyAuthParameters"] == {
        "ApiKeyName": "k",
        "ApiKeyValue": PLACEHOLDER,
    }


def test_an_item_stays_what_it_is(context: AccountContext) -> None:
    body = b'{"TableName": "t", "Item": {"Password": {"S": "a"}}}'

    assert redacted(posted("dynamodb", body=body, content_type=JSON), context) == body


def test_a_password_in_a_form_is_replaced(context: AccountContext) -> None:
    body = urlencode({"Action": "CreateLoginProfile", "Password": SECRET}).encode()

    assert SECRET.encode() not in redacted(posted("iam", body=body, content_type=FORM), context)


def test_everything_else_is_kept_to_the_byte(context: AccountContext) -> None:
    plain = b'{"Type": "String",  "Value": "x"}'
    parameter = posted("ssm", body=plain, content_type=JSON, x_amz_target="AmazonSSM.PutParameter")
    form = posted("sns", body=b"Action=CreateTopic&Name=a+b", content_type=FORM)
    thing = posted("s3", body=b"\xff\x00Password=1")

    for call in (parameter, form, thing):
        assert redacted(call, context) == call.body
