from functools import cache
from typing import Any

import botocore.session
import pytest
from botocore import xform_name

from cloud.errors import CallDenied
from cloud.stacks.existence import QUESTIONS, action_for, is_billable, is_there
from tests.fakes.aws import LIVE, FakeClient, fake_aws, refusal


@cache
def parameters(service: str) -> dict[str, dict[str, str]]:
    """Operation, as boto3 writes it -> parameter -> its type; read once for each service."""
    model = botocore.session.Session().get_service_model(service)
    return {
        xform_name(name): {
            parameter: shape.type_name
            for parameter, shape in model.operation_model(name).input_shape.members.items()
        }
        for name in model.operation_names
        if model.operation_model(name).input_shape is not None
    }


@pytest.mark.parametrize("type_", QUESTIONS)
def test_each_question_is_one_that_the_service_knows(type_: str) -> None:
    question = QUESTIONS[type_]

    asked = parameters(question.service)[question.operation]

    assert (asked[question.parameter] == "list") == question.is_list


@pytest.mark.parametrize(
    ("type_", "service", "answer", "there"),
    [
        ("AWS::S3::Bucket", "s3", {"head_bucket": {}}, True),
        ("AWS::S3::Bucket", "s3", {"head_bucket": refusal("404")}, False),
        ("AWS::MediaLive::Channel", "medialive", {"describe_channel": {"State": "IDLE"}}, True),
        ("AWS::MediaLive::Channel", "medialive", {"describe_channel": {"State": "DELETED"}}, False),
        (
            "AWS::MediaLive::Channel",
            "medialive",
            {"describe_channel": {"State": "DELETING"}},
            False,
        ),
        ("AWS::CloudWatch::Alarm", "cloudwatch", {"describe_alarms": {"MetricAlarms": []}}, False),
        (
            "AWS::ElasticLoadBalancingV2::LoadBalancer",
            "elbv2",
            {"describe_load_balancers": refusal("LoadBalancerNotFound")},
            False,
        ),
        (
            "AWS::SecretsManager::Secret",
            "secretsmanager",
            {"describe_secret": {"DeletedDate": 1}},
            False,
        ),
        (
            "AWS::EC2::Instance",
            "ec2",
            {
                "describe_instances": {
                    "Reservations": [{"Instances": [{"State": {"Name": "terminated"}}]}]
                }
            },
            False,
        ),
    ],
)
def test_a_service_says_whether_it_has_it(
    type_: str, service: str, answer: dict[str, Any], there: bool
) -> None:
    aws = fake_aws(LIVE, **{service: FakeClient(**answer)})

    assert is_there(aws, type_, "id-1") is there


def test_a_name_is_taken_out_of_an_arn_where_the_service_wants_one() -> None:
    dynamodb = FakeClient(describe_table={"Table": {"TableStatus": "ACTIVE"}})

    assert is_there(
        fake_aws(dynamodb=dynamodb), "AWS::DynamoDB::Table", "arn:aws:dynamodb:r:1:table/Foo"
    )
    assert dynamodb.calls == [("describe_table", {"TableName": "Foo"})]


def test_a_type_that_nobody_can_be_asked_about_is_unknown() -> None:
    assert is_there(fake_aws(), "AWS::EC2::VPC", "vpc-1") is None


def test_who_may_not_ask_is_told() -> None:
    with pytest.raises(CallDenied):
        is_there(fake_aws(s3=FakeClient(head_bucket=refusal("403"))), "AWS::S3::Bucket", "b")


def test_what_may_cost_something_counts_as_costing() -> None:
    assert is_billable("AWS::DynamoDB::Table")
    assert is_billable("some:thing")
    assert not is_billable("AWS::IAM::Role")


def test_actions_are_as_policies_write_them() -> None:
    assert action_for(QUESTIONS["AWS::S3::Bucket"]) == "s3:ListBucket"
    assert action_for(QUESTIONS["AWS::Lambda::Function"]) == "lambda:GetFunctionConfiguration"
