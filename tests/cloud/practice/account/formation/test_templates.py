import pytest

from cloud.practice.account.formation.refusals import Refused
from cloud.practice.account.formation.templates import read_template


def test_short_forms_of_functions_mean_the_long_ones() -> None:
    template = read_template("""
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Condition: IsWanted
    Properties:
      DisplayName: !Sub "${AWS::StackName}"
      TopicName: !If [IsWanted, !Ref Name, !GetAtt Other.Arn.Part]
""")

    assert template.resources["Topic"]["Properties"] == {
        "DisplayName": {"Fn::Sub": "${AWS::StackName}"},
        "TopicName": {
            "Fn::If": ["IsWanted", {"Ref": "Name"}, {"Fn::GetAtt": ["Other", "Arn.Part"]}]
        },
    }


def test_a_date_stays_a_text() -> None:
    template = read_template("Resources: {A: {Type: T, Properties: {Version: 2012-10-17}}}")

    assert template.resources["A"]["Properties"]["Version"] == "2012-10-17"


def test_json_is_read_as_json() -> None:
    template = read_template('{"Resources": {"A": {"Type": "T"}}, "Description": "what it is"}')

    assert (template.description, list(template.resources)) == ("what it is", ["A"])


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Resources: {}", "At least one Resources member"),
        ("[]", "unsupported structure"),
        ("Resources: {A: {Type: T}}\nResorces: {}", "Invalid template property .*Resorces"),
        ("Resources: {A: {Properties: {}}}", "must contain a Type member"),
        ("Resources: {a-b: {Type: T}}", "non alphanumeric"),
        ("Resources: {A: {Type: T, Propertys: {}}}", "Propertys"),
        ("Resources: {A: {Type: T}}\nOutputs: {B: {}}", "must contain a Value"),
        ("Resources: {A: {Type: T}}\nTransform: AWS::Serverless-2016-10-31", "Transforms"),
        ("{", "JSON not well-formed"),
        ("Resources: [", "YAML not well-formed. .line"),
    ],
)
def test_what_is_no_template_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        read_template(text)


def test_a_stack_has_500_resources_at_most() -> None:
    many = "Resources:\n" + "".join(f"  R{n}: {{Type: T}}\n" for n in range(501))

    with pytest.raises(Refused, match="501"):
        read_template(many)
