"""What every architecture of the catalogue has to keep to, whoever writes it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from cloud.costs.ratetable import fallback
from cloud.lint import lint, regions_of, retired
from cloud.patterns.catalogue import catalogue
from cloud.patterns.metadata import HookKind, Suggestion, Text
from cloud.patterns.pattern import Pattern

REGIONS = ("ap-northeast-1", "us-east-1")
"""All others are looked at by `make check`."""
BLIND = "W1030"
"""Takes an optional parameter for empty also where a condition says that it is not."""
MOST_BYTES = 51_200
"""What CloudFormation takes without a bucket."""
STORES = {"AWS::DynamoDB::Table", "AWS::S3::Bucket"}
SECRETIVE = re.compile(r"(secret|password|privatekey|streamkey)", re.IGNORECASE)

every_row = pytest.mark.parametrize("row", catalogue(), ids=lambda row: row.id)


def of_type(row: Pattern, *types: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for resource in row.resources:
        if resource.type in types:
            yield resource.logical_id, row.document["Resources"][resource.logical_id]


def texts(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield str(key)
            yield from texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from texts(value)
    else:
        yield str(node)


def statements(node: object) -> Iterator[dict[str, Any]]:
    """Yield every statement of every policy."""
    if isinstance(node, dict):
        if "Effect" in node:
            yield node
        for value in node.values():
            yield from statements(value)
    elif isinstance(node, list):
        for value in node:
            yield from statements(value)


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


# ---- what AWS would say ----


@every_row
def test_aws_would_refuse_nothing_in_it(row: Pattern) -> None:
    regions = [each for each in REGIONS if each in regions_of(row)]

    assert regions
    assert [each for each in lint(row, regions) if each.rule != BLIND] == []


@every_row
def test_it_builds_on_nothing_that_has_ended(row: Pattern) -> None:
    retired(row)


@every_row
def test_it_can_be_sent_as_it_is(row: Pattern) -> None:
    assert len(row.body.encode()) <= MOST_BYTES


@every_row
def test_checks_are_turned_off_for_one_resource_at_a_time_and_with_a_reason(row: Pattern) -> None:
    lines = row.body.splitlines()
    for number, line in enumerate(lines):
        if "ignore_checks" in line:
            assert lines[number - 1].strip().startswith("#")


# ---- secrets ----


@every_row
def test_no_stream_key_stands_in_it(row: Pattern) -> None:
    assert not list(of_type(row, "AWS::IVS::StreamKey"))
    assert "sk_" not in row.body


@every_row
def test_no_output_gives_a_secret(row: Pattern) -> None:
    outputs = row.document.get("Outputs", {})
    hidden = {each.name for each in row.parameters if each.is_secret}

    for text in texts(outputs):
        assert "{{resolve:" not in text
        assert text not in hidden


@every_row
def test_a_secret_that_is_typed_is_hidden_and_has_no_default(row: Pattern) -> None:
    for parameter in row.parameters:
        if SECRETIVE.search(parameter.name):
            assert parameter.is_secret
        assert not (parameter.is_secret and parameter.default)


# ---- permissions ----


@every_row
def test_no_policy_allows_everything_of_a_service(row: Pattern) -> None:
    resources = dict(row.document["Resources"])
    for name, _ in of_type(row, "AWS::KMS::Key"):
        # A key that its own account may not manage can be managed by nobody, ever.
        del resources[name]
    for statement in statements(resources):
        if statement["Effect"] == "Allow":
            assert not [each for each in as_list(statement["Action"]) if "*" in str(each)]


@every_row
def test_roles_can_be_limited_by_a_boundary(row: Pattern) -> None:
    for name, role in of_type(row, "AWS::IAM::Role"):
        assert "PermissionsBoundary" in role["Properties"], name
        assert "RoleName" not in role["Properties"], name


@every_row
def test_roles_of_services_that_say_who_they_work_for_ask_for_it(row: Pattern) -> None:
    asking = {"medialive.amazonaws.com", "scheduler.amazonaws.com"}
    for name, role in of_type(row, "AWS::IAM::Role"):
        for statement in role["Properties"]["AssumeRolePolicyDocument"]["Statement"]:
            if asking & set(texts(statement["Principal"])):
                assert "aws:SourceAccount" in set(texts(statement["Condition"])), name


# ---- stores ----


@every_row
def test_what_holds_data_stays_or_is_emptied_on_purpose(row: Pattern) -> None:
    emptied = {each.resource for each in row.about.hooks if each.kind is HookKind.EMPTY_BUCKET}
    for name, store in of_type(row, *STORES):
        if name not in emptied:
            assert store["DeletionPolicy"] in ("Retain", "RetainExceptOnCreate"), name
            assert store["UpdateReplacePolicy"] == "Retain", name


@every_row
def test_tables_are_encrypted_restorable_and_paid_by_use(row: Pattern) -> None:
    for name, table in of_type(row, "AWS::DynamoDB::Table"):
        properties = table["Properties"]
        assert properties["SSESpecification"]["SSEEnabled"] is True, name
        restorable = properties["PointInTimeRecoverySpecification"]
        assert restorable["PointInTimeRecoveryEnabled"] is True, name
        assert properties["BillingMode"] == "PAY_PER_REQUEST", name
        assert properties["TimeToLiveSpecification"]["Enabled"] is True, name


@every_row
def test_buckets_are_encrypted_private_and_closed_to_plain_http(row: Pattern) -> None:
    policies = [policy for _, policy in of_type(row, "AWS::S3::BucketPolicy")]
    for name, bucket in of_type(row, "AWS::S3::Bucket"):
        properties = bucket["Properties"]
        assert "BucketEncryption" in properties, name
        assert set(properties["PublicAccessBlockConfiguration"].values()) == {True}, name
        assert "LifecycleConfiguration" in properties, name
        mine = [each for each in policies if each["Properties"]["Bucket"] == {"Ref": name}]
        assert any("aws:SecureTransport" in texts(each) for each in mine), name


@every_row
def test_caches_topics_queues_and_disks_are_encrypted(row: Pattern) -> None:
    for name, cache in of_type(row, "AWS::ElastiCache::ReplicationGroup"):
        assert cache["Properties"]["AtRestEncryptionEnabled"] is True, name
        assert cache["Properties"]["TransitEncryptionEnabled"] is True, name
    for name, topic in of_type(row, "AWS::SNS::Topic"):
        assert "KmsMasterKeyId" in topic["Properties"], name
    for name, queue in of_type(row, "AWS::SQS::Queue"):
        assert {"SqsManagedSseEnabled", "KmsMasterKeyId"} & set(queue["Properties"]), name
    for name, template in of_type(row, "AWS::EC2::LaunchTemplate"):
        launched = template["Properties"]["LaunchTemplateData"]
        disks = [each["Ebs"] for each in launched["BlockDeviceMappings"]]
        assert all(each["Encrypted"] is True for each in disks), name
        assert launched["MetadataOptions"]["HttpTokens"] == "required", name


@every_row
def test_logs_are_kept_for_a_time_that_is_said(row: Pattern) -> None:
    groups = dict(of_type(row, "AWS::Logs::LogGroup"))
    for name, group in groups.items():
        assert group["Properties"]["RetentionInDays"], name
    for name, function in of_type(row, "AWS::Lambda::Function"):
        written = set(texts(function["Properties"]["LoggingConfig"]["LogGroup"]))
        assert written & set(groups), name


# ---- code ----


@every_row
def test_code_comes_from_the_bucket_for_it(row: Pattern) -> None:
    wants = {each.field.suggestion for each in row.parameters}
    functions = list(of_type(row, "AWS::Lambda::Function"))

    if functions:
        assert {Suggestion.ARTEFACT_BUCKET, Suggestion.ARTEFACT_KEY} <= wants
        assert "artefacts" in row.about.needs
    for name, function in functions:
        assert function["Properties"]["Runtime"] == "python3.13", name
        assert set(function["Properties"]["Code"]) == {"S3Bucket", "S3Key"}, name


# ---- what people read ----


@every_row
def test_each_price_stands_in_the_table(row: Pattern) -> None:
    rates = fallback("us-east-1")

    assert row.about.costs
    assert not [line.price for line in row.about.costs if not rates.knows(line.price)]


@every_row
def test_japanese_is_japanese(row: Pattern) -> None:
    """What is the same in both languages is a name: no small word of English stands in it."""
    for text in spoken(row.about):
        if text.ja == text.en:
            assert not re.search(r"\b(the|of|a|and|to|is|for|in)\b", text.en), text.en
        else:
            assert re.search(r"[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]", text.ja), text.ja


@every_row
def test_every_choice_of_words_has_a_title(row: Pattern) -> None:
    for parameter in row.parameters:
        words = [value for value in parameter.allowed if not value.replace(".", "").isdigit()]
        assert set(parameter.field.choices) >= set(words), parameter.name


def spoken(node: object) -> Iterator[Text]:
    if isinstance(node, Text):
        yield node
    elif isinstance(node, dict):
        for value in node.values():
            yield from spoken(value)
    elif isinstance(node, tuple):
        for value in node:
            yield from spoken(value)
    elif hasattr(node, "__struct_fields__"):
        for name in node.__struct_fields__:
            yield from spoken(getattr(node, name))
