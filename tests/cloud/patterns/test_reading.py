import pytest

from cloud.errors import ErrorCode, TemplateError
from cloud.patterns.metadata import FlowEnd, Kind
from cloud.patterns.reading import read_pattern
from tests.cloud.patterns.templates import RESOURCES, small, text, with_parameter


def refused(body: str) -> str:
    with pytest.raises(TemplateError) as caught:
        read_pattern("wrong", body)
    assert caught.value.problem.code is ErrorCode.TEMPLATE_INVALID
    assert caught.value.problem.params["pattern"] == "wrong.yaml"
    return caught.value.problem.params["reason"]


def test_a_template_says_what_it_is() -> None:
    pattern = small()

    assert (pattern.id, pattern.about.kind) == ("small", Kind.MONITORING)
    assert pattern.about.title.in_("ja") == "トピック"
    assert pattern.flow[0].from_ == FlowEnd.DESKTOP
    assert [(each.logical_id, each.type) for each in pattern.resources] == [
        ("Topic", "AWS::SNS::Topic")
    ]


def test_short_forms_become_long_ones_and_dates_stay_texts() -> None:
    rest = """\
Conditions:
  Never: !Equals [!Ref AWS::Region, nowhere]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Condition: Never
    DeletionPolicy: Retain
    Properties:
      A: !GetAtt Other.Arn.Part
      B: !Sub "${AWS::StackName}-x"
      C: !If [Never, !Condition Never, !GetAtt [Other, Arn]]
      D: !Transform {Name: x}
Outputs:
  Arn: {Value: !Ref Topic}
"""
    pattern = small(rest=rest)
    properties = pattern.document["Resources"]["Topic"]["Properties"]

    assert pattern.document["AWSTemplateFormatVersion"] == "2010-09-09"
    assert pattern.document["Conditions"]["Never"] == {
        "Fn::Equals": [{"Ref": "AWS::Region"}, "nowhere"]
    }
    assert properties["A"] == {"Fn::GetAtt": ["Other", "Arn.Part"]}
    assert properties["B"] == {"Fn::Sub": "${AWS::StackName}-x"}
    assert properties["C"]["Fn::If"][1:] == [
        {"Condition": "Never"},
        {"Fn::GetAtt": ["Other", "Arn"]},
    ]
    assert properties["D"] == {"Fn::Transform": {"Name": "x"}}
    assert pattern.outputs == ("Arn",)
    assert pattern.resources[0].is_retained
    assert pattern.resources[0].condition == "Never"


def test_a_parameter_keeps_its_limits() -> None:
    number = with_parameter("Type: Number, Default: 3, MinValue: 1, MaxValue: 9").parameters[0]
    secret = with_parameter("Type: String, NoEcho: true, MinLength: 8").parameters[0]

    assert (number.default, number.least, number.most) == ("3", 1, 9)
    assert secret.is_secret
    assert (secret.default, secret.least_length) == (None, 8)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("a: [", "expected"),
        ("- a", "not a mapping"),
        ("Resources: {}", "Metadata has to hold Livedesk"),
        (text() + "  Extra: 1\n", "Extra has no Type"),
        (text("Colour: red"), "unknown field `Colour`"),
        (text("Kind: toy"), "toy"),
        (text("Order: soon"), "Order"),
        (text(rest=""), "no Resources"),
        (text(rest="Resources:\n  Topic: {}\n"), "Topic has no Type"),
        (text(rest="Parameters:\n  A: {Type: String}\n" + RESOURCES), "A stands in no group"),
        (
            text("Groups: [{Title: {en: a, ja: a}, Fields: {B: {Title: {en: b, ja: b}}}}]"),
            "B, which is no parameter",
        ),
        (
            text(
                "Groups:\n"
                "  - {Title: {en: a, ja: a}, Fields: {B: {Title: {en: b, ja: b}}}}\n"
                "  - {Title: {en: a, ja: a}, Fields: {B: {Title: {en: b, ja: b}}}}",
                "Parameters:\n  B: {Type: String}\n" + RESOURCES,
            ),
            "B stands in more than one group",
        ),
    ],
)
def test_what_is_wrong_is_named(body: str, reason: str) -> None:
    assert reason in refused(body)


def test_a_parameter_with_a_limit_that_cloudformation_does_not_have_is_refused() -> None:
    with pytest.raises(TemplateError, match="the parameter Name"):
        with_parameter("Type: String, Largest: 3")


def test_other_metadata_than_ours_is_refused() -> None:
    body = text().replace("Metadata:\n", "Metadata:\n  Other: {}\n")

    assert "nothing else" in refused(body)
