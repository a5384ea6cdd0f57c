"""Counts everything an account holds, by asking the services and not the engine."""

from collections.abc import Mapping
from typing import Any

from cloud.awsclient import Aws

LISTS = (
    ("autoscaling", "describe_auto_scaling_groups", "AutoScalingGroups", "AutoScalingGroupName"),
    ("cloudfront", "list_distributions", "DistributionList.Items", "Id"),
    ("cloudwatch", "describe_alarms", "MetricAlarms", "AlarmName"),
    ("cloudwatch", "list_dashboards", "DashboardEntries", "DashboardName"),
    ("dynamodb", "list_tables", "TableNames", ""),
    ("ec2", "describe_instances", "Reservations", "ReservationId"),
    ("ec2", "describe_launch_templates", "LaunchTemplates", "LaunchTemplateName"),
    ("ec2", "describe_security_groups", "SecurityGroups", "GroupId"),
    ("ec2", "describe_vpcs", "Vpcs", "VpcId"),
    ("elasticache", "describe_replication_groups", "ReplicationGroups", "ReplicationGroupId"),
    ("elbv2", "describe_load_balancers", "LoadBalancers", "LoadBalancerArn"),
    ("elbv2", "describe_target_groups", "TargetGroups", "TargetGroupArn"),
    ("events", "list_rules", "Rules", "Name"),
    ("iam", "list_roles", "Roles", "RoleName"),
    ("ivs", "list_channels", "channels", "arn"),
    ("kms", "list_aliases", "Aliases", "AliasName"),
    ("lambda", "list_functions", "Functions", "FunctionName"),
    ("logs", "describe_log_groups", "logGroups", "logGroupName"),
    ("mediapackagev2", "list_channel_groups", "Items", "ChannelGroupName"),
    ("s3", "list_buckets", "Buckets", "Name"),
    ("scheduler", "list_schedules", "Schedules", "Name"),
    ("secretsmanager", "list_secrets", "SecretList", "Name"),
    ("sns", "list_subscriptions", "Subscriptions", "SubscriptionArn"),
    ("sns", "list_topics", "Topics", "TopicArn"),
    ("sqs", "list_queues", "QueueUrls", ""),
)
"""Service, operation, where the list stands, and what names its members."""
PASSING = (
    ("medialive", "list_channels", "Channels", "Id"),
    ("medialive", "list_inputs", "Inputs", "Id"),
    ("medialive", "list_input_security_groups", "InputSecurityGroups", "Id"),
)
"""Listed as deleted for a while."""

FILTERS: Mapping[str, Mapping[str, Any]] = {
    # Those that have ended are listed for an hour.
    "describe_instances": {
        "Filters": [{"Name": "instance-state-name", "Values": ["pending", "running", "stopped"]}]
    }
}

Inventory = Mapping[str, frozenset[str]]


def inventory(aws: Aws) -> Inventory:
    """Return what is there now, by operation."""
    found = {}
    for service, operation, items, name in LISTS:
        found[f"{service} {operation}"] = frozenset(
            str(each[name] if name else each) for each in _listed(aws, service, operation, items)
        )
    for service, operation, items, name in PASSING:
        found[f"{service} {operation}"] = frozenset(
            str(each[name])
            for each in _listed(aws, service, operation, items)
            if each.get("State") not in ("DELETED", "DELETING")
        )
    return found


def added(before: Inventory, after: Inventory) -> dict[str, set[str]]:
    """Return what came between two counts; empty: nothing."""
    return {name: set(more) for name in after if (more := after[name] - before[name])}


def _listed(aws: Aws, service: str, operation: str, items: str) -> list[Any]:
    answer: Any = aws.call(service, operation, **FILTERS.get(operation, {}))
    for part in items.split("."):
        answer = answer.get(part, ()) if isinstance(answer, dict) else ()
    return list(answer) if isinstance(answer, list) else []
