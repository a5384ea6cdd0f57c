"""Which CloudFormation type an ARN is of; a table, because no service answers that."""

_TYPES: dict[tuple[str, str], str] = {
    ("autoscaling", "autoScalingGroup"): "AWS::AutoScaling::AutoScalingGroup",
    ("cloudformation", "stack"): "AWS::CloudFormation::Stack",
    ("cloudfront", "distribution"): "AWS::CloudFront::Distribution",
    ("cloudwatch", "alarm"): "AWS::CloudWatch::Alarm",
    ("cloudwatch", "dashboard"): "AWS::CloudWatch::Dashboard",
    ("dynamodb", "table"): "AWS::DynamoDB::Table",
    ("ec2", "instance"): "AWS::EC2::Instance",
    ("ec2", "internet-gateway"): "AWS::EC2::InternetGateway",
    ("ec2", "launch-template"): "AWS::EC2::LaunchTemplate",
    ("ec2", "natgateway"): "AWS::EC2::NatGateway",
    ("ec2", "route-table"): "AWS::EC2::RouteTable",
    ("ec2", "security-group"): "AWS::EC2::SecurityGroup",
    ("ec2", "subnet"): "AWS::EC2::Subnet",
    ("ec2", "volume"): "AWS::EC2::Volume",
    ("ec2", "vpc"): "AWS::EC2::VPC",
    ("elasticache", "replicationgroup"): "AWS::ElastiCache::ReplicationGroup",
    ("elasticache", "subnetgroup"): "AWS::ElastiCache::SubnetGroup",
    ("elasticloadbalancing", "loadbalancer"): "AWS::ElasticLoadBalancingV2::LoadBalancer",
    ("elasticloadbalancing", "targetgroup"): "AWS::ElasticLoadBalancingV2::TargetGroup",
    ("events", "rule"): "AWS::Events::Rule",
    ("iam", "instance-profile"): "AWS::IAM::InstanceProfile",
    ("iam", "role"): "AWS::IAM::Role",
    ("ivs", "channel"): "AWS::IVS::Channel",
    ("ivs", "playback-key"): "AWS::IVS::PlaybackKeyPair",
    ("ivs", "stream-key"): "AWS::IVS::StreamKey",
    ("kms", "key"): "AWS::KMS::Key",
    ("lambda", "function"): "AWS::Lambda::Function",
    ("logs", "log-group"): "AWS::Logs::LogGroup",
    ("medialive", "channel"): "AWS::MediaLive::Channel",
    ("medialive", "input"): "AWS::MediaLive::Input",
    ("medialive", "inputSecurityGroup"): "AWS::MediaLive::InputSecurityGroup",
    ("mediapackagev2", "channelGroup"): "AWS::MediaPackageV2::ChannelGroup",
    ("s3", ""): "AWS::S3::Bucket",
    ("secretsmanager", "secret"): "AWS::SecretsManager::Secret",
    ("sns", ""): "AWS::SNS::Topic",
    ("sqs", ""): "AWS::SQS::Queue",
}


def type_of(arn: str) -> str:
    """Return the type, or `service:kind` for one that is not in the table."""
    service, kind, _ = _parts(arn)
    return _TYPES.get((service, kind), f"{service}:{kind}".rstrip(":"))


def physical_id_of(arn: str) -> str:
    """Return what CloudFormation calls the resource: the name where it has one, else the ARN."""
    service, kind, name = _parts(arn)
    match service, kind:
        case ("s3" | "dynamodb" | "ec2" | "cloudfront" | "medialive" | "elasticache", _):
            return name
        case ("cloudwatch", _) | ("logs", _) | ("lambda", _):
            return name
        case ("autoscaling", _):
            return name.rpartition("/")[2]
        case ("sqs", _):
            *_, region, account, queue = arn.split(":")
            return f"https://sqs.{region}.amazonaws.com/{account}/{queue}"
    return arn


def _parts(arn: str) -> tuple[str, str, str]:
    """Return service, kind and name of `arn:partition:service:region:account:kind[/:]name`."""
    *_, service, _, _, rest = arn.split(":", 5)
    for mark in (":", "/"):
        kind, found, name = rest.partition(mark)
        if found and kind.replace("-", "").isalpha():
            return service, kind, name.removesuffix(":*")
    return service, "", rest
