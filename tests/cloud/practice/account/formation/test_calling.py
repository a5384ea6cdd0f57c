from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.cloud.practice.account.formation.conftest import Stacks

TOPIC = "Resources: {Topic: {Type: AWS::SNS::Topic}}"


def stored(client: Any, text: str) -> str:
    s3 = client("s3")
    s3.create_bucket(Bucket="templates")
    s3.put_object(Bucket="templates", Key="a folder/t.yaml", Body=text.encode())
    return "https://templates.s3.us-east-1.amazonaws.com/a%20folder/t.yaml"


def test_a_template_in_a_call_has_51200_bytes_at_most(stacks: Stacks, client: Any) -> None:
    long = TOPIC + "\n#" + "x" * 51_200

    with pytest.raises(ClientError, match="51200"):
        stacks.create(long)
    stacks.client.create_stack(StackName="demo", TemplateURL=stored(client, long))

    assert stacks.status()["StackStatus"] == "CREATE_COMPLETE"


def test_a_template_in_a_bucket_has_a_megabyte_at_most(stacks: Stacks, client: Any) -> None:
    url = stored(client, TOPIC + "\n#" + "x" * 1_048_576)

    with pytest.raises(ClientError, match="1048576"):
        stacks.client.create_stack(StackName="demo", TemplateURL=url)


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        ({}, "must be specified"),
        ({"TemplateURL": "https://none.s3.amazonaws.com/t.yaml"}, "S3 error: Access Denied"),
        ({"TemplateURL": "https://s3.amazonaws.com/b/k", "TemplateBody": TOPIC}, "both"),
    ],
)
def test_a_call_without_one_template_is_refused(
    stacks: Stacks, how: dict[str, str], sentence: str
) -> None:
    with pytest.raises(ClientError, match=sentence):
        stacks.client.create_stack(StackName="demo", **how)


def test_tags_stay_where_an_update_says_nothing_of_them(stacks: Stacks) -> None:
    tags = [{"Key": "a", "Value": "b"}]
    stacks.create(TOPIC, Tags=tags)

    status = stacks.update(TOPIC + "\nOutputs: {T: {Value: !Ref Topic}}")

    assert status["Tags"] == tags


def test_the_store_of_parameters_is_read(stacks: Stacks, client: Any) -> None:
    client("ssm").put_parameter(Name="/word", Value="hello", Type="String")
    template = """
Parameters: {Word: {Type: "AWS::SSM::Parameter::Value<String>"}}
Resources: {Topic: {Type: AWS::SNS::Topic}}
Outputs: {Word: {Value: !Ref Word}}
"""
    stacks.create(template, parameters={"Word": "/word"})

    assert stacks.outputs() == {"Word": "hello"}
    with pytest.raises(ClientError, match="Unable to fetch parameters"):
        stacks.create(template, "other", parameters={"Word": "/none"})
