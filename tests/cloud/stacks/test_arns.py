import pytest

from cloud.stacks.arns import physical_id_of, type_of

AT = "us-east-1:123456789012"


@pytest.mark.parametrize(
    ("arn", "type_", "physical_id"),
    [
        ("arn:aws:s3:::bucket-a", "AWS::S3::Bucket", "bucket-a"),
        (f"arn:aws:dynamodb:{AT}:table/Foo", "AWS::DynamoDB::Table", "Foo"),
        (f"arn:aws:cloudwatch:{AT}:alarm:drop", "AWS::CloudWatch::Alarm", "drop"),
        (f"arn:aws:logs:{AT}:log-group:/aws/lambda/x:*", "AWS::Logs::LogGroup", "/aws/lambda/x"),
        (f"arn:aws:medialive:{AT}:channel:123", "AWS::MediaLive::Channel", "123"),
        (f"arn:aws:sns:{AT}:alerts", "AWS::SNS::Topic", f"arn:aws:sns:{AT}:alerts"),
        (f"arn:aws:sqs:{AT}:dead", "AWS::SQS::Queue",
         "https://sqs.us-east-1.amazonaws.com/123456789012/dead"),
        (f"arn:aws:ivs:{AT}:channel/a", "AWS::IVS::Channel", f"arn:aws:ivs:{AT}:channel/a"),
        ("arn:aws:iam::123456789012:role/a/b", "AWS::IAM::Role",
         "arn:aws:iam::123456789012:role/a/b"),
        (f"arn:aws:autoscaling:{AT}:autoScalingGroup:id:autoScalingGroupName/asg",
         "AWS::AutoScaling::AutoScalingGroup", "asg"),
        (f"arn:aws:unknown:{AT}:thing/x", "unknown:thing", f"arn:aws:unknown:{AT}:thing/x"),
    ],
)  # fmt: skip
def test_an_arn_tells_type_and_physical_id(arn: str, type_: str, physical_id: str) -> None:
    assert type_of(arn) == type_
    assert physical_id_of(arn) == physical_id
