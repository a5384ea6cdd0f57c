"""Whether one resource is still there, asked of its own service: a row for each type that is paid.

Tags are shown for a while after a resource has gone, so they alone prove nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from cloud.awsclient import Aws
from cloud.awserrors import action_of
from cloud.errors import CallRefused, NotThere

Answer = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Question:
    """How a service is asked for one resource."""

    service: str
    operation: str
    parameter: str
    """The one that takes the physical id."""
    is_list: bool = False
    """The parameter takes several."""
    is_there: Callable[[Answer], bool] = lambda answer: True
    """Reads the answer; an answer that is no error usually says enough."""
    is_billable: bool = True
    """It costs something though nobody uses it, or goes on costing while it runs."""
    is_last_part: bool = False
    """The parameter takes the last part of an ARN."""
    region: str = ""


def _has(items: str) -> Callable[[Answer], bool]:
    return lambda answer: bool(answer.get(items))


def _state(member: str, *gone: str) -> Callable[[Answer], bool]:
    return lambda answer: str(answer.get(member, "")) not in gone


def _any_state(items: str, member: Callable[[Answer], str], *gone: str) -> Callable[[Answer], bool]:
    return lambda answer: any(member(each) not in gone for each in answer.get(items, ()))


def _instances(answer: Answer) -> bool:
    return any(
        instance["State"]["Name"] not in ("terminated", "shutting-down")
        for reservation in answer.get("Reservations", ())
        for instance in reservation["Instances"]
    )


QUESTIONS: dict[str, Question] = {
    "AWS::IVS::Channel": Question("ivs", "get_channel", "arn", is_billable=False),
    "AWS::MediaLive::Channel": Question(
        "medialive",
        "describe_channel",
        "ChannelId",
        is_there=_state("State", "DELETED", "DELETING"),
    ),
    "AWS::MediaLive::Input": Question(
        "medialive", "describe_input", "InputId", is_there=_state("State", "DELETED", "DELETING")
    ),
    "AWS::MediaPackageV2::ChannelGroup": Question(
        "mediapackagev2",
        "get_channel_group",
        "ChannelGroupName",
        is_billable=False,
        is_last_part=True,
    ),
    "AWS::CloudFront::Distribution": Question(
        "cloudfront", "get_distribution", "Id", region="us-east-1", is_last_part=True
    ),
    "AWS::S3::Bucket": Question("s3", "head_bucket", "Bucket"),
    "AWS::DynamoDB::Table": Question(
        "dynamodb",
        "describe_table",
        "TableName",
        is_there=lambda answer: answer["Table"].get("TableStatus") != "DELETING",
        is_last_part=True,
    ),
    "AWS::EC2::Instance": Question(
        "ec2",
        "describe_instances",
        "InstanceIds",
        is_list=True,
        is_there=_instances,
        is_last_part=True,
    ),
    "AWS::EC2::Volume": Question(
        "ec2",
        "describe_volumes",
        "VolumeIds",
        is_list=True,
        is_there=_has("Volumes"),
        is_last_part=True,
    ),
    "AWS::EC2::NatGateway": Question(
        "ec2",
        "describe_nat_gateways",
        "NatGatewayIds",
        is_list=True,
        is_there=_any_state("NatGateways", lambda each: each["State"], "deleted", "deleting"),
        is_last_part=True,
    ),
    "AWS::AutoScaling::AutoScalingGroup": Question(
        "autoscaling",
        "describe_auto_scaling_groups",
        "AutoScalingGroupNames",
        is_list=True,
        is_there=_has("AutoScalingGroups"),
        is_last_part=True,
    ),
    "AWS::ElasticLoadBalancingV2::LoadBalancer": Question(
        "elbv2",
        "describe_load_balancers",
        "LoadBalancerArns",
        is_list=True,
        is_there=_has("LoadBalancers"),
    ),
    "AWS::ElastiCache::ReplicationGroup": Question(
        "elasticache",
        "describe_replication_groups",
        "ReplicationGroupId",
        is_there=_any_state("ReplicationGroups", lambda each: each["Status"], "deleting"),
        is_last_part=True,
    ),
    "AWS::Lambda::Function": Question(
        "lambda", "get_function_configuration", "FunctionName", is_billable=False
    ),
    "AWS::SNS::Topic": Question("sns", "get_topic_attributes", "TopicArn", is_billable=False),
    "AWS::SQS::Queue": Question("sqs", "get_queue_attributes", "QueueUrl", is_billable=False),
    "AWS::CloudWatch::Alarm": Question(
        "cloudwatch",
        "describe_alarms",
        "AlarmNames",
        is_list=True,
        is_there=_has("MetricAlarms"),
    ),
    "AWS::CloudWatch::Dashboard": Question("cloudwatch", "get_dashboard", "DashboardName"),
    "AWS::SecretsManager::Secret": Question(
        "secretsmanager",
        "describe_secret",
        "SecretId",
        # One that waits for its deletion is not paid any more.
        is_there=lambda answer: not answer.get("DeletedDate"),
    ),
    "AWS::KMS::Key": Question(
        "kms",
        "describe_key",
        "KeyId",
        is_there=lambda answer: answer["KeyMetadata"]["KeyState"] != "PendingDeletion",
    ),
    "AWS::Logs::LogGroup": Question(
        "logs", "describe_log_groups", "logGroupNamePrefix", is_there=_has("logGroups")
    ),
}


def action_for(question: Question) -> str:
    """Return the action that a policy has to allow for it."""
    operation = {"head_bucket": "list_bucket"}.get(question.operation, question.operation)
    return action_of(question.service, operation)


def is_there(aws: Aws, type_: str, physical_id: str) -> bool | None:
    """Ask for one resource; None where nobody can be asked about that type."""
    question = QUESTIONS.get(type_)
    if question is None or not physical_id:
        return None
    value: object = physical_id
    if question.is_last_part and physical_id.startswith("arn:"):
        value = physical_id.rpartition(":")[2].rpartition("/")[2]
    try:
        answer = aws.call(
            question.service,
            question.operation,
            region=question.region,
            **{question.parameter: [value] if question.is_list else value},
        )
    except NotThere:
        return False
    except CallRefused as error:
        # Each service has its own name for it: LoadBalancerNotFound, InvalidVolume.NotFound.
        if any(each in error.service_code for each in ("NotFound", "NonExistent", "NoSuch")):
            return False
        raise
    return question.is_there(answer)


def is_billable(type_: str) -> bool:
    """Tell whether such a thing costs something though nobody uses it; unknown ones may."""
    question = QUESTIONS.get(type_)
    return question.is_billable if question else type_ not in FREE


FREE = frozenset(
    {
        "AWS::CloudFormation::Stack",
        "AWS::CloudFront::CachePolicy",
        "AWS::CloudFront::OriginAccessControl",
        "AWS::CloudFront::ResponseHeadersPolicy",
        "AWS::EC2::InternetGateway",
        "AWS::EC2::LaunchTemplate",
        "AWS::EC2::RouteTable",
        "AWS::EC2::SecurityGroup",
        "AWS::EC2::Subnet",
        "AWS::EC2::VPC",
        "AWS::ElastiCache::SubnetGroup",
        "AWS::ElasticLoadBalancingV2::TargetGroup",
        "AWS::Events::Rule",
        "AWS::IAM::InstanceProfile",
        "AWS::IAM::Role",
        "AWS::IVS::PlaybackKeyPair",
        "AWS::MediaLive::InputSecurityGroup",
        "AWS::MediaPackageV2::Channel",
        "AWS::MediaPackageV2::OriginEndpoint",
        "AWS::Scheduler::Schedule",
    }
)
"""Types that cost nothing for being there."""
