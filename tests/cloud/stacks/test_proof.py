from datetime import UTC, datetime
from typing import Any

from cloud.models import ResourceState, TeardownProof
from cloud.stacks.pace import Pace
from cloud.stacks.proof import Had, prove
from tests.cloud.stacks.toys import find
from tests.fakes.aws import PRACTICE, FakeClient, fake_aws, refusal

NOW = datetime(2026, 11, 21, tzinfo=UTC)
TABLE = "arn:aws:dynamodb:us-east-1:123456789012:table/show-Table"
BEFORE = (
    ResourceState("Bucket", "AWS::S3::Bucket", "show-bucket", "CREATE_COMPLETE"),
    ResourceState("Table", "AWS::DynamoDB::Table", "show-Table", "CREATE_COMPLETE"),
    ResourceState("Channel", "AWS::MediaLive::Channel", "123", "CREATE_COMPLETE"),
)


def tagged(*arns: str, **tags: str) -> FakeClient:
    found = [
        {"ResourceARN": arn, "Tags": [{"Key": k, "Value": v} for k, v in tags.items()]}
        for arn in arns
    ]
    return FakeClient(get_resources={"ResourceTagMappingList": found})


def proved(before: tuple[ResourceState, ...] = BEFORE, **services: Any) -> TeardownProof:
    services = {
        "s3": FakeClient(head_bucket=refusal("404")),
        "dynamodb": FakeClient(describe_table={"Table": {"TableStatus": "ACTIVE"}}),
        "medialive": FakeClient(describe_channel={"State": "DELETED"}),
        "resourcegroupstaggingapi": tagged(TABLE),
    } | services
    aws = fake_aws(PRACTICE, **services)
    had = Had(before, "toy" if before else "")
    return prove(aws, "show", had, find, Pace(1.0, lambda: NOW))


def test_what_is_kept_on_purpose_is_told_once_and_is_clean() -> None:
    proof = proved()

    (left,) = proof.leftovers
    assert (left.type, left.is_retained, left.is_billable) == ("AWS::DynamoDB::Table", True, True)
    assert proof.is_clean
    assert [each.logical_id for each in proof.deleted] == ["Bucket", "Channel"]
    assert proof.looked_by == (
        "dynamodb:DescribeTable",
        "medialive:DescribeChannel",
        "s3:ListBucket",
        "tag:GetResources",
    )
    assert proof.looked_at == NOW


def test_what_a_stack_kept_is_known_by_its_tags_when_the_stack_is_gone() -> None:
    tags = tagged(TABLE, **{"livedesk:pattern": "toy"})
    named = tagged(TABLE, **{"livedesk:pattern": "toy", "aws:cloudformation:logical-id": "Table"})
    other = tagged(TABLE, **{"livedesk:pattern": "toy", "aws:cloudformation:logical-id": "Other"})

    assert proved((), resourcegroupstaggingapi=tags).is_clean
    assert proved((), resourcegroupstaggingapi=named).is_clean
    assert not proved((), resourcegroupstaggingapi=other).is_clean


def test_a_bucket_that_is_left_is_found_without_its_tag() -> None:
    proof = proved(s3=FakeClient(head_bucket={}))

    assert not proof.is_clean
    assert [each.arn for each in proof.leftovers if not each.is_retained] == ["show-bucket"]


def test_a_tag_of_what_has_gone_is_no_leftover() -> None:
    gone = "arn:aws:medialive:us-east-1:123456789012:channel:123"

    proof = proved(resourcegroupstaggingapi=tagged(gone))

    assert [each.type for each in proof.leftovers] == ["AWS::DynamoDB::Table"]


def test_without_an_answer_the_tag_counts() -> None:
    strange = "arn:aws:unknown:us-east-1:123456789012:thing/x"

    proof = proved(resourcegroupstaggingapi=tagged(strange))

    assert [each.arn for each in proof.leftovers if each.type == "unknown:thing"] == [strange]
    assert not proof.is_clean


def test_who_may_not_ask_a_service_believes_the_tags() -> None:
    denied = FakeClient(head_bucket=refusal("AccessDenied"))

    assert proved(s3=denied).is_clean
    assert not proved(
        s3=denied, resourcegroupstaggingapi=tagged("arn:aws:s3:::show-bucket")
    ).is_clean
