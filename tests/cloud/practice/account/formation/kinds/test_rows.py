from typing import Any

from tests.cloud.practice.account.formation.conftest import Stacks

KEY = """
Resources:
  Key:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy: {Version: 2012-10-17, Statement: []}
      Description: for topics
"""


def test_a_key_that_waits_for_its_end_is_gone(stacks: Stacks, client: Any) -> None:
    stacks.create(KEY)
    key = stacks.resource("Key")["PhysicalResourceId"]
    assert client("kms").describe_key(KeyId=key)["KeyMetadata"]["Description"] == "for topics"

    client("kms").schedule_key_deletion(KeyId=key)

    assert stacks.drift() == {"Key": "DELETED"}


def test_what_creation_overwrites_is_updated_by_it(stacks: Stacks, client: Any) -> None:
    template = """
Resources: {Board: {Type: AWS::CloudWatch::Dashboard, Properties: {DashboardName: d,
  DashboardBody: '{"widgets": []}'}}}
"""
    stacks.create(template)
    stacks.update(template.replace("[]", '[{"type": "text", "properties": {"markdown": "x"}}]'))

    body = client("cloudwatch").get_dashboard(DashboardName="d")["DashboardBody"]
    assert "markdown" in body


def test_a_parameter_of_the_store_is_overwritten(stacks: Stacks, client: Any) -> None:
    template = "Resources: {P: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: one}}}"
    stacks.create(template, Tags=[{"Key": "a", "Value": "b"}])
    stacks.update(template.replace("one", "two"))

    name = stacks.resource("P")["PhysicalResourceId"]
    assert client("ssm").get_parameter(Name=name)["Parameter"]["Value"] == "two"


def test_what_nobody_answers_for_is_kept_in_books(stacks: Stacks) -> None:
    stacks.create("""
Resources:
  Policy:
    Type: AWS::IVS::PlaybackRestrictionPolicy
    Properties: {AllowedCountries: [JP], AllowedOrigins: ["*"]}
""")

    assert stacks.resource("Policy")["PhysicalResourceId"].startswith("arn:aws:ivs:us-east-1:")
    assert stacks.drift() == {"Policy": "IN_SYNC"}
    assert stacks.delete()["StackStatus"] == "DELETE_COMPLETE"
