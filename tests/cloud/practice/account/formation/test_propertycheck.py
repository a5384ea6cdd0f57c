from typing import Any

import pytest

from cloud.practice.account.formation.propertycheck import as_reason, problems
from cloud.practice.account.formation.schemas import Schema, schema_of


def of(type_name: str) -> Schema:
    found = schema_of(type_name, "us-east-1")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("type_name", "properties", "sentence"),
    [
        ("AWS::IVS::Channel", {"Type": "HUGE"}, "#/Type: HUGE is not a valid enum value"),
        ("AWS::IVS::Channel", {"Colour": "red"}, "#: extraneous key [Colour] is not permitted"),
        ("AWS::IVS::Channel", {"PlaybackUrl": "x"}, "#: extraneous key [PlaybackUrl] is not"),
        ("AWS::IVS::Channel", {"Authorized": "perhaps"}, "#/Authorized: expected type: boolean"),
        ("AWS::IVS::Channel", {"Name": ["x"]}, "#/Name: expected type: ['string']"),
        ("AWS::IVS::Channel", {"Name": "!"}, "#/Name: failed validation constraint"),
        ("AWS::IVS::Channel", {"Name": "x" * 129}, "#/Name: expected maxLength: 128"),
        ("AWS::DynamoDB::Table", {}, "#: required key [KeySchema] not found"),
        ("AWS::SNS::TopicPolicy", {"Topics": []}, "#: required key [PolicyDocument] not found"),
        (
            "AWS::IVS::Channel",
            {"Tags": [{"Key": "a"}]},
            "#/Tags/0: required key [Value] not found",
        ),
        (
            "AWS::SQS::Queue",
            {"DelaySeconds": "soon"},
            "#/DelaySeconds: expected type: integer, found: String",
        ),
    ],
)
def test_what_the_schema_forbids_is_told_in_its_words(
    type_name: str, properties: dict[str, Any], sentence: str
) -> None:
    found = problems(of(type_name), properties)

    assert any(each.startswith(sentence) for each in found), found


def test_texts_may_mean_numbers_and_truth_values() -> None:
    assert problems(of("AWS::IVS::Channel"), {"Authorized": "true"}) == []
    assert problems(of("AWS::SQS::Queue"), {"DelaySeconds": "5"}) == []


def test_a_reference_to_a_secret_is_not_held_against_a_pattern() -> None:
    assert problems(of("AWS::IVS::Channel"), {"Name": "{{resolve:ssm:name}}"}) == []


def test_the_reason_names_the_resource() -> None:
    assert as_reason("Channel", ["#: a", "#: b"]) == (
        "Properties validation failed for resource Channel with message:\n[#: a, #: b]"
    )
