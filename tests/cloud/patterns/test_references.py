from cloud.patterns.references import owners, references

TABLE = {"Type": "AWS::DynamoDB::Table"}
ROLE = {"Type": "AWS::IAM::Role", "Properties": {"Resource": {"Fn::GetAtt": ["Table", "Arn"]}}}
FUNCTION = {
    "Type": "AWS::Lambda::Function",
    "DependsOn": "Log",
    "Properties": {
        "Role": {"Fn::GetAtt": ["Role", "Arn"]},
        "Environment": {"TABLE": {"Ref": "Table"}, "REGION": {"Ref": "AWS::Region"}},
    },
}
LOG = {"Type": "AWS::Logs::LogGroup", "Properties": {"Name": {"Fn::Sub": "${AWS::StackName}-x"}}}
POLICY = {
    "Type": "AWS::SQS::QueuePolicy",
    "Properties": {"Text": {"Fn::Sub": ["${Function.Arn}", {}]}},
}
DOCUMENT = {
    "Resources": {
        "Table": TABLE,
        "Role": ROLE,
        "Function": FUNCTION,
        "Log": LOG,
        "Policy": POLICY,
    }
}


def test_every_way_to_name_another_resource_is_found() -> None:
    assert references(DOCUMENT) == {
        "Table": frozenset(),
        "Role": {"Table"},
        "Function": {"Role", "Table", "Log"},
        "Log": frozenset(),
        "Policy": {"Function"},
    }


def test_what_is_not_drawn_belongs_to_what_it_serves() -> None:
    assert owners(DOCUMENT, ["Function"]) == {
        "Function": "Function",
        "Role": "Function",
        "Table": "Function",
        "Log": "Function",
        "Policy": "Function",
    }


def test_what_stands_alone_belongs_to_nobody() -> None:
    lonely = {"Resources": {"Table": TABLE, "Log": LOG}}

    assert owners(lonely, ["Table"]) == {"Table": "Table"}
