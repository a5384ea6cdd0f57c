import pytest

from cloud.practice.account.formation.refusals import Refused
from cloud.practice.account.formation.templatecheck import (
    check_capabilities,
    check_template,
    needed_capabilities,
)
from cloud.practice.account.formation.templates import read_template


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "Resources: {A: {Type: AWS::No::Such}}",
            r"Unrecognized resource types: \[AWS::No::Such\]",
        ),
        ("Resources: {A: {Type: Custom::Mine}}", r"Unrecognized resource types"),
        (
            "Resources: {A: {Type: AWS::SNS::Topic, Properties: {DisplayName: !Ref B}}}",
            r"Unresolved resource dependencies \[B\] in the Resources block",
        ),
        (
            "Resources: {A: {Type: AWS::SNS::Topic}}\nOutputs: {O: {Value: !GetAtt A.Arn}}",
            "resource A does not support attribute type Arn",
        ),
        (
            "Resources: {A: {Type: AWS::SNS::Topic}}\nOutputs: {O: {Value: !Ref C}}",
            r"\[C\] in the Outputs block",
        ),
        (
            "Parameters: {P: {Type: String}}\nResources: {A: {Type: AWS::SNS::Topic, "
            "Properties: {DisplayName: !GetAtt P.Arn}}}",
            "references undefined resource P",
        ),
        ("Resources: {A: {Type: AWS::SNS::Topic, DependsOn: [B]}}", r"\[B\]"),
        ("Resources: {A: {Type: AWS::SNS::Topic, Condition: Never}}", r"\[Never\]"),
    ],
)
def test_a_template_that_cannot_work_is_refused_before_anything_is_made(
    text: str, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        check_template(read_template(text), "us-east-1")


def test_a_type_that_the_region_lacks_is_refused() -> None:
    template = read_template("Resources: {A: {Type: AWS::IVS::Channel}}")

    check_template(template, "eu-west-1")
    with pytest.raises(Refused, match="Unrecognized resource types"):
        check_template(template, "eu-north-1")


def test_a_role_has_to_be_acknowledged() -> None:
    plain = read_template("Resources: {A: {Type: AWS::IAM::Role}}")
    named = read_template("Resources: {A: {Type: AWS::IAM::Role, Properties: {RoleName: x}}}")

    assert needed_capabilities(plain) == ["CAPABILITY_IAM"]
    with pytest.raises(Refused, match="CAPABILITY_NAMED_IAM") as told:
        check_capabilities(named, ["CAPABILITY_IAM"])
    assert told.value.code == "InsufficientCapabilitiesException"
    check_capabilities(plain, ["CAPABILITY_NAMED_IAM"])
    check_capabilities(read_template("Resources: {A: {Type: AWS::SNS::Topic}}"), [])
