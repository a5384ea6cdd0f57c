from typing import Any

from tests.cloud.practice.account.formation.conftest import Stacks

TEMPLATE = """
Resources:
  Table:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: Sessions
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions:
        - {AttributeName: id, AttributeType: S}
        - {AttributeName: channel, AttributeType: S}
      KeySchema: [{AttributeName: id, KeyType: HASH}]
      GlobalSecondaryIndexes:
        - IndexName: Channels
          KeySchema: [{AttributeName: channel, KeyType: HASH}]
          Projection: {ProjectionType: ALL}
      TimeToLiveSpecification: {AttributeName: expiresAt, Enabled: true}
      PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true}
      SSESpecification: {SSEEnabled: true}
"""


def test_a_table_has_what_moto_would_drop(stacks: Stacks, client: Any) -> None:
    stacks.create(TEMPLATE, Tags=[{"Key": "a", "Value": "b"}])

    dynamodb = client("dynamodb")
    table = dynamodb.describe_table(TableName="Sessions")["Table"]
    assert [each["IndexName"] for each in table["GlobalSecondaryIndexes"]] == ["Channels"]
    ttl = dynamodb.describe_time_to_live(TableName="Sessions")["TimeToLiveDescription"]
    assert ttl == {"TimeToLiveStatus": "ENABLED", "AttributeName": "expiresAt"}
    backups = dynamodb.describe_continuous_backups(TableName="Sessions")
    recovery = backups["ContinuousBackupsDescription"]["PointInTimeRecoveryDescription"]
    assert recovery["PointInTimeRecoveryStatus"] == "ENABLED"
    tags = dynamodb.list_tags_of_resource(ResourceArn=table["TableArn"])["Tags"]
    assert tags == [{"Key": "a", "Value": "b"}]
    assert stacks.drift() == {"Table": "IN_SYNC"}


def test_an_update_keeps_the_items(stacks: Stacks, client: Any) -> None:
    stacks.create(TEMPLATE)
    client("dynamodb").put_item(TableName="Sessions", Item={"id": {"S": "1"}})
    text = TEMPLATE.replace("RecoveryEnabled: true", "RecoveryEnabled: false")
    stacks.update(text.replace("IndexName: Channels", "IndexName: New"))

    table = client("dynamodb").describe_table(TableName="Sessions")["Table"]
    assert [each["IndexName"] for each in table["GlobalSecondaryIndexes"]] == ["New"]
    assert client("dynamodb").scan(TableName="Sessions")["Count"] == 1
    assert stacks.drift() == {"Table": "IN_SYNC"}
