from cloud.practice.account.formation.schemas import schema_of


def test_a_type_is_known_where_aws_has_it() -> None:
    assert schema_of("AWS::IVS::Channel", "us-east-1") is not None
    assert schema_of("AWS::IVS::Channel", "eu-north-1") is None
    assert schema_of("AWS::Nothing::There", "us-east-1") is None
    assert schema_of("AWS::IVS::Channel", "no-region-1") is None


def test_a_schema_says_what_a_type_tells_and_keeps() -> None:
    table = schema_of("AWS::DynamoDB::Table", "us-east-1")
    assert table is not None

    assert table.attributes == ("Arn", "StreamArn")
    assert table.identifiers == ("TableName",)
    assert table.tag_property == "Tags"
    assert table.recreation("TableName") == "Always"
    assert table.recreation("BillingMode") == "Never"
    assert table.is_changeable


def test_a_type_that_cannot_be_changed_is_always_made_anew() -> None:
    permission = schema_of("AWS::Lambda::Permission", "us-east-1")
    assert permission is not None

    assert permission.recreation("Action") == "Always"


def test_attributes_can_stand_inside_of_others() -> None:
    group = schema_of("AWS::ElastiCache::ReplicationGroup", "us-east-1")
    topic = schema_of("AWS::SNS::Topic", "us-east-1")
    assert group is not None
    assert topic is not None

    assert group.allows_attribute("PrimaryEndPoint.Address")
    assert topic.allows_attribute("TopicName")
    assert not topic.allows_attribute("Arn")
