from typing import Any

from cloud.practice.account.formation.backend import arn_of
from cloud.practice.account.formation.stackbook import Resource
from tests.cloud.practice.account.formation.conftest import Stacks

TEMPLATE = """
Resources:
  Bucket: {Type: AWS::S3::Bucket, DeletionPolicy: Retain}
  Channel: {Type: AWS::IVS::Channel, Properties: {Tags: [{Key: own, Value: tag}]}}
  Room: {Type: AWS::IVSChat::Room}
  Policy: {Type: AWS::CloudFront::OriginAccessControl, Properties: {OriginAccessControlConfig:
    {Name: a, OriginAccessControlOriginType: s3, SigningBehavior: always, SigningProtocol: sigv4}}}
"""
TAGS = [{"Key": "livedesk:stack", "Value": "demo"}]


def tagged(client: Any) -> dict[str, dict[str, str]]:
    answer = client("resourcegroupstaggingapi").get_resources(
        TagFilters=[{"Key": "livedesk:stack", "Values": ["demo"]}]
    )
    return {
        each["ResourceARN"]: {tag["Key"]: tag["Value"] for tag in each["Tags"]}
        for each in answer["ResourceTagMappingList"]
    }


def test_every_resource_that_can_have_tags_is_told_once(stacks: Stacks, client: Any) -> None:
    stacks.create(TEMPLATE, Tags=TAGS)

    found = tagged(client)

    services = sorted(arn.split(":")[2] for arn in found)
    assert services == ["ivs", "ivschat", "s3"]
    channel = found[stacks.resource("Channel")["PhysicalResourceId"]]
    assert channel["own"] == "tag"
    assert channel["aws:cloudformation:logical-id"] == "Channel"


def test_what_is_deleted_is_told_no_more_and_what_is_retained_is(
    stacks: Stacks, client: Any
) -> None:
    stacks.create(TEMPLATE, Tags=TAGS)
    bucket = stacks.resource("Bucket")["PhysicalResourceId"]
    stacks.delete()

    assert list(tagged(client)) == [f"arn:aws:s3:::{bucket}"]
    client("s3").delete_bucket(Bucket=bucket)
    assert tagged(client) == {}


def test_what_vanished_behind_its_stack_is_told_no_more(stacks: Stacks, client: Any) -> None:
    stacks.create(TEMPLATE, Tags=TAGS)
    client("ivs").delete_channel(arn=stacks.resource("Channel")["PhysicalResourceId"])

    assert "ivs" not in {arn.split(":")[2] for arn in tagged(client)}


def test_an_arn_is_made_where_cloudformation_tells_none() -> None:
    distribution = Resource("D", "AWS::CloudFront::Distribution", physical_id="E123")

    assert arn_of(distribution, "eu-west-1") == (
        "arn:aws:cloudfront::123456789012:distribution/E123"
    )
    assert arn_of(Resource("R", "AWS::EC2::Route", physical_id="r"), "us-east-1") == ""
