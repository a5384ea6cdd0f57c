"""Lists the types that a single operation makes; the operations are those of boto3."""

from cloud.practice.account.formation.kinds.rows import Row

ROWS = (
    Row(
        "AWS::IVS::Channel",
        "ivs",
        "create_channel",
        "delete_channel",
        {"arn": "$id"},
        read="get_channel",
        update="update_channel",
        root="channel",
    ),
    Row(
        "AWS::CloudWatch::Alarm",
        "cloudwatch",
        "put_metric_alarm",
        "delete_alarms",
        {"AlarmNames": ["$id"]},
        read="describe_alarms",
        root="MetricAlarms.0",
        attributes={"Arn": "AlarmArn"},
        names={"AlarmName": 255},
    ),
    Row(
        "AWS::CloudWatch::Dashboard",
        "cloudwatch",
        "put_dashboard",
        "delete_dashboards",
        {"DashboardNames": ["$id"]},
        names={"DashboardName": 255},
    ),
    Row(
        "AWS::DynamoDB::Table",
        "dynamodb",
        "create_table",
        "delete_table",
        {"TableName": "$id"},
        read="describe_table",
        root="Table",
        made="TableDescription",
        attributes={"Arn": "TableArn", "StreamArn": "LatestStreamArn"},
        names={"TableName": 255},
    ),
    Row(
        "AWS::SNS::Topic",
        "sns",
        "create_topic",
        "delete_topic",
        {"TopicArn": "$id"},
        read="get_topic_attributes",
        root="Attributes",
        made="",
        names={"TopicName": 256},
        renamed={"TopicName": "Name"},
    ),
)
