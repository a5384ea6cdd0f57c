from typing import Any

from tests.cloud.practice.account.formation.conftest import Stacks

TEMPLATE = """
Resources:
  Table:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: Sessions
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
      KeySchema: [{AttributeName: id, KeyType: HASH}]
      TimeToLiveSpecification: {AttributeName: expiresAt, Enabled: true}
  Topic: {Type: AWS::SNS::Topic, Properties: {TopicName: alerts, DisplayName: Alerts}}
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmName: quality
      MetricName: IngestFramerate
      Namespace: AWS/IVS
      Statistic: Average
      Period: 60
      EvaluationPeriods: 2
      Threshold: 20
      ComparisonOperator: LessThanThreshold
  Kept: {Type: AWS::CloudFront::CachePolicy, Properties: {CachePolicyConfig: {
      Name: a, MinTTL: 0, MaxTTL: 9, DefaultTTL: 1, ParametersInCacheKeyAndForwardedToOrigin: {
      EnableAcceptEncodingGzip: true, CookiesConfig: {CookieBehavior: none},
      HeadersConfig: {HeaderBehavior: none}, QueryStringsConfig: {QueryStringBehavior: none}}}}}
"""


def test_what_nobody_touched_is_in_sync(stacks: Stacks) -> None:
    stacks.create(TEMPLATE)

    assert set(stacks.drift().values()) == {"IN_SYNC"}


def test_what_was_changed_or_deleted_behind_the_stack_is_told(stacks: Stacks, client: Any) -> None:
    stacks.create(TEMPLATE)
    client("sns").delete_topic(TopicArn=stacks.resource("Topic")["PhysicalResourceId"])
    client("dynamodb").update_time_to_live(
        TableName="Sessions",
        TimeToLiveSpecification={"Enabled": False, "AttributeName": "expiresAt"},
    )
    client("cloudwatch").put_metric_alarm(
        AlarmName="quality",
        MetricName="IngestFramerate",
        Namespace="AWS/IVS",
        Statistic="Average",
        Period=60,
        EvaluationPeriods=2,
        Threshold=5,
        ComparisonOperator="LessThanThreshold",
    )

    assert stacks.drift() == {
        "Table": "MODIFIED",
        "Topic": "DELETED",
        "Alarm": "MODIFIED",
        "Kept": "IN_SYNC",
    }
    assert stacks.status()["DriftInformation"]["StackDriftStatus"] == "DRIFTED"
