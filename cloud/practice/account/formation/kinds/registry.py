"""Knows in which way a resource type is made."""

from cloud.practice.account.formation.kinds.books import Books
from cloud.practice.account.formation.kinds.buckets import Bucket, BucketPolicy
from cloud.practice.account.formation.kinds.cachegroups import (
    REPLICATION_GROUP,
    ReplicationGroup,
)
from cloud.practice.account.formation.kinds.functions import Function, Permission
from cloud.practice.account.formation.kinds.kind import Kind
from cloud.practice.account.formation.kinds.loggroups import LogGroup
from cloud.practice.account.formation.kinds.motomodels import MotoModels
from cloud.practice.account.formation.kinds.queues import Queue, QueuePolicy
from cloud.practice.account.formation.kinds.roles import Role
from cloud.practice.account.formation.kinds.rows import RowKind
from cloud.practice.account.formation.kinds.rowtable import ROWS
from cloud.practice.account.formation.kinds.rules import Rule
from cloud.practice.account.formation.kinds.secrets import Secret
from cloud.practice.account.formation.kinds.tables import Table
from cloud.practice.account.formation.kinds.topics import Subscription, Topic, TopicPolicy

BY_MOTO = (
    "AWS::AutoScaling::AutoScalingGroup",
    "AWS::EC2::LaunchTemplate",
    "AWS::EC2::SecurityGroup",
    "AWS::EC2::SecurityGroupIngress",
    "AWS::EC2::Subnet",
    "AWS::EC2::VPC",
    "AWS::IAM::InstanceProfile",
    "AWS::IAM::ManagedPolicy",
    "AWS::Kinesis::Stream",
    "AWS::StepFunctions::StateMachine",
)


class Registry:
    """The kinds of one account, with what they keep."""

    def __init__(self) -> None:
        self._books = Books()
        moto_models = MotoModels()
        self._kinds: dict[str, Kind] = {
            "AWS::DynamoDB::Table": Table(),
            "AWS::Events::Rule": Rule(),
            "AWS::IAM::Role": Role(),
            "AWS::Lambda::Function": Function(),
            "AWS::Lambda::Permission": Permission(),
            "AWS::Logs::LogGroup": LogGroup(),
            "AWS::S3::Bucket": Bucket(),
            "AWS::S3::BucketPolicy": BucketPolicy(),
            "AWS::SNS::Subscription": Subscription(),
            "AWS::SNS::Topic": Topic(),
            "AWS::SNS::TopicPolicy": TopicPolicy(),
            "AWS::SQS::Queue": Queue(),
            "AWS::SQS::QueuePolicy": QueuePolicy(),
            "AWS::SecretsManager::Secret": Secret(),
            REPLICATION_GROUP.type: ReplicationGroup(self._books),
            **{row.type: RowKind(row, self._books) for row in ROWS},
            **dict.fromkeys(BY_MOTO, moto_models),
        }
        self._settling_s = {row.type: row.settling_s for row in ROWS}

    def kind_of(self, type_name: str) -> Kind:
        """Return how to make that type; every type can be made."""
        return self._kinds.get(type_name, self._books)

    def settling_s(self, type_name: str) -> float:
        """Return how long its service takes after each operation on such a resource."""
        return self._settling_s.get(type_name, 0.0)
