from typing import Any

from tests.cloud.practice.account.formation.conftest import Stacks

TEMPLATE = """
Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration: {Status: Enabled}
      PublicAccessBlockConfiguration:
        {BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true,
         RestrictPublicBuckets: true}
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault: {SSEAlgorithm: AES256}
      LifecycleConfiguration:
        Rules:
          - {Id: old, Status: Enabled, Prefix: reports/, ExpirationInDays: 90,
             NoncurrentVersionExpiration: {NoncurrentDays: 7},
             AbortIncompleteMultipartUpload: {DaysAfterInitiation: 1}}
      OwnershipControls: {Rules: [{ObjectOwnership: BucketOwnerEnforced}]}
  Policy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Bucket
      PolicyDocument:
        Version: 2012-10-17
        Statement: [{Effect: Deny, Principal: "*", Action: "s3:*", Resource: !GetAtt Bucket.Arn}]
Outputs: {Domain: {Value: !GetAtt Bucket.RegionalDomainName}}
"""


def bucket(stacks: Stacks) -> str:
    return str(stacks.resource("Bucket")["PhysicalResourceId"])


def test_a_bucket_has_everything_that_its_template_says(stacks: Stacks, client: Any) -> None:
    stacks.create(TEMPLATE, Tags=[{"Key": "a", "Value": "b"}])

    s3, name = client("s3"), bucket(stacks)
    assert name == name.lower()
    assert s3.get_bucket_versioning(Bucket=name)["Status"] == "Enabled"
    block = s3.get_public_access_block(Bucket=name)["PublicAccessBlockConfiguration"]
    assert set(block.values()) == {True}
    (rule,) = s3.get_bucket_encryption(Bucket=name)["ServerSideEncryptionConfiguration"]["Rules"]
    assert rule["ApplyServerSideEncryptionByDefault"] == {"SSEAlgorithm": "AES256"}
    (rule,) = s3.get_bucket_lifecycle_configuration(Bucket=name)["Rules"]
    assert (rule["ID"], rule["Expiration"]["Days"]) == ("old", 90)
    assert s3.get_bucket_tagging(Bucket=name)["TagSet"] == [{"Key": "a", "Value": "b"}]
    assert "Deny" in s3.get_bucket_policy(Bucket=name)["Policy"]
    assert stacks.outputs()["Domain"] == f"{name}.s3.us-east-1.amazonaws.com"
    assert set(stacks.drift().values()) == {"IN_SYNC"}


def test_a_bucket_that_is_not_empty_stays(stacks: Stacks, client: Any) -> None:
    stacks.create(TEMPLATE)
    name = bucket(stacks)
    client("s3").put_object(Bucket=name, Key="k", Body=b"x")

    stacks.client.delete_stack(StackName="demo")

    assert stacks.status()["StackStatus"] == "DELETE_FAILED"
    assert "not empty" in stacks.reason("Bucket")


def test_an_update_changes_what_is_on_the_bucket(stacks: Stacks, client: Any) -> None:
    stacks.create(TEMPLATE)
    stacks.update(TEMPLATE.replace("Status: Enabled}", "Status: Suspended}", 1))

    assert client("s3").get_bucket_versioning(Bucket=bucket(stacks))["Status"] == "Suspended"


def test_a_bucket_is_where_its_stack_is(client: Any, stacks: Stacks) -> None:
    tokyo = Stacks(client("cloudformation", "ap-northeast-1"), stacks.formation)
    tokyo.create("Resources: {Bucket: {Type: AWS::S3::Bucket}}")

    place = client("s3").get_bucket_location(Bucket=bucket(tokyo))["LocationConstraint"]
    assert place == "ap-northeast-1"
