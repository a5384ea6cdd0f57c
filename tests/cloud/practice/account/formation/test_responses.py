from typing import Any

import pytest
from botocore.exceptions import ClientError

from cloud.practice.account.formation.formation import Formation

TEMPLATE = """
Parameters:
  Threshold: {Type: Number, Default: 20}
Resources:
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/IVS
      MetricName: IngestFramerate
      Dimensions: [{Name: Channel, Value: !Select [1, !Split ["/", !GetAtt Channel.Arn]]}]
      Statistic: Average
      Period: 60
      EvaluationPeriods: 2
      Threshold: !Ref Threshold
      ComparisonOperator: LessThanThreshold
      AlarmActions: [!Ref Topic]
  Channel:
    Type: AWS::IVS::Channel
    Properties: {Name: !Sub "${AWS::StackName}-channel", Type: STANDARD}
  Table:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: Sessions
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
      KeySchema: [{AttributeName: id, KeyType: HASH}]
  Topic:
    Type: AWS::SNS::Topic
    Properties: {TopicName: Alerts}
Outputs:
  ChannelArn: {Value: !GetAtt Channel.Arn, Description: of the channel}
  TableArn: {Value: !GetAtt Table.Arn}
"""


def outputs(cloudformation: Any) -> dict[str, str]:
    (stack,) = cloudformation.describe_stacks(StackName="demo")["Stacks"]
    return {row["OutputKey"]: row["OutputValue"] for row in stack["Outputs"]}


def test_a_stack_lives_from_its_change_set_to_its_end(cloudformation: Any, client: Any) -> None:
    made = cloudformation.create_change_set(
        StackName="demo", ChangeSetName="first", ChangeSetType="CREATE", TemplateBody=TEMPLATE
    )
    planned = cloudformation.describe_change_set(ChangeSetName=made["Id"])
    cloudformation.execute_change_set(ChangeSetName=made["Id"])

    assert [each["ResourceChange"]["Action"] for each in planned["Changes"]] == ["Add"] * 4
    arn = outputs(cloudformation)["ChannelArn"]
    (channel,) = client("ivs").list_channels()["channels"]
    assert (channel["arn"], channel["name"]) == (arn, "demo-channel")
    (alarm,) = client("cloudwatch").describe_alarms()["MetricAlarms"]
    assert alarm["Dimensions"] == [{"Name": "Channel", "Value": arn.split("/")[1]}]
    assert alarm["AlarmActions"] == [client("sns").list_topics()["Topics"][0]["TopicArn"]]

    cloudformation.delete_stack(StackName="demo")

    assert client("ivs").list_channels()["channels"] == []
    assert client("dynamodb").list_tables()["TableNames"] == []
    assert client("cloudwatch").describe_alarms()["MetricAlarms"] == []
    with pytest.raises(ClientError, match="Stack with id demo does not exist"):
        cloudformation.describe_stacks(StackName="demo")


def test_a_stack_that_exists_is_not_made_again(cloudformation: Any) -> None:
    cloudformation.create_stack(StackName="demo", TemplateBody=TEMPLATE)

    with pytest.raises(ClientError, match="already exists"):
        cloudformation.create_stack(StackName="demo", TemplateBody=TEMPLATE)


def test_an_update_without_a_change_is_refused(cloudformation: Any) -> None:
    cloudformation.create_stack(StackName="demo", TemplateBody=TEMPLATE)

    with pytest.raises(ClientError, match="No updates are to be performed"):
        cloudformation.update_stack(StackName="demo", UsePreviousTemplate=True)


def test_an_update_changes_what_another_parameter_says(cloudformation: Any, client: Any) -> None:
    cloudformation.create_stack(StackName="demo", TemplateBody=TEMPLATE)
    before = outputs(cloudformation)

    cloudformation.update_stack(
        StackName="demo",
        UsePreviousTemplate=True,
        Parameters=[{"ParameterKey": "Threshold", "ParameterValue": "25"}],
    )

    (alarm,) = client("cloudwatch").describe_alarms()["MetricAlarms"]
    assert alarm["Threshold"] == 25
    assert outputs(cloudformation) == before


def test_a_protected_stack_is_not_deleted(cloudformation: Any) -> None:
    cloudformation.create_stack(
        StackName="demo", TemplateBody=TEMPLATE, EnableTerminationProtection=True
    )

    with pytest.raises(ClientError, match="TerminationProtection is enabled"):
        cloudformation.delete_stack(StackName="demo")
    cloudformation.update_termination_protection(
        StackName="demo", EnableTerminationProtection=False
    )
    cloudformation.delete_stack(StackName="demo")

    assert cloudformation.describe_stacks()["Stacks"] == []


def test_a_name_that_aws_would_refuse_is_refused(cloudformation: Any) -> None:
    with pytest.raises(ClientError, match="failed to satisfy constraint"):
        cloudformation.create_stack(StackName="1st", TemplateBody=TEMPLATE)


def test_an_export_in_use_keeps_its_stack(cloudformation: Any) -> None:
    exporting = """
Resources: {Topic: {Type: AWS::SNS::Topic}}
Outputs: {Topic: {Value: !Ref Topic, Export: {Name: shared-topic}}}
"""
    importing = """
Resources:
  Alerts: {Type: AWS::SNS::Topic, Properties: {DisplayName: !ImportValue shared-topic}}
"""
    cloudformation.create_stack(StackName="one", TemplateBody=exporting)
    cloudformation.create_stack(StackName="two", TemplateBody=importing)

    with pytest.raises(ClientError, match="in use by two"):
        cloudformation.delete_stack(StackName="one")


def test_what_is_under_way_goes_on_with_the_clock(
    cloudformation: Any, formation: Formation
) -> None:
    formation.step_s = 0.05
    cloudformation.create_stack(StackName="demo", TemplateBody=TEMPLATE)

    (stack,) = cloudformation.describe_stacks(StackName="demo")["Stacks"]
    assert stack["StackStatus"] == "CREATE_IN_PROGRESS"

    formation.context.clock.advance(60)
    (stack,) = cloudformation.describe_stacks(StackName="demo")["Stacks"]
    assert stack["StackStatus"] == "CREATE_COMPLETE"
