from typing import Any

from tests.cloud.practice.account.formation.conftest import Stacks

TEMPLATE = """
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: 2012-10-17
        Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com},
                     Action: "sts:AssumeRole"}]
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      Handler: index.handler
      Role: !GetAtt Role.Arn
      Timeout: 10
      ReservedConcurrentExecutions: 5
      Environment: {Variables: {TABLE: Sessions}}
      Code: {ZipFile: "def handler(event, context): return 1"}
  Permission:
    Type: AWS::Lambda::Permission
    Properties:
      {FunctionName: !Ref Function, Action: "lambda:InvokeFunction",
       Principal: events.amazonaws.com}
  Retries:
    Type: AWS::Lambda::EventInvokeConfig
    Properties: {FunctionName: !Ref Function, Qualifier: $LATEST, MaximumRetryAttempts: 1}
  Address:
    Type: AWS::Lambda::Url
    Properties: {TargetFunctionArn: !GetAtt Function.Arn, AuthType: AWS_IAM}
Outputs: {Url: {Value: !GetAtt Address.FunctionUrl}}
"""


def function(client: Any) -> dict[str, Any]:
    (found,) = client("lambda").list_functions()["Functions"]
    return dict(found)


def test_a_function_has_its_code_its_settings_and_its_permission(
    stacks: Stacks, client: Any
) -> None:
    stacks.create(TEMPLATE)

    found = function(client)
    assert found["FunctionName"].startswith("demo-Function-")
    assert found["Environment"]["Variables"] == {"TABLE": "Sessions"}
    policy = client("lambda").get_policy(FunctionName=found["FunctionName"])["Policy"]
    assert "events.amazonaws.com" in policy
    retries = client("lambda").get_function_event_invoke_config(
        FunctionName=found["FunctionName"], Qualifier="$LATEST"
    )
    assert retries["MaximumRetryAttempts"] == 1
    assert stacks.outputs()["Url"].startswith("https://")
    assert stacks.drift()["Function"] == "IN_SYNC"


def test_code_that_stands_in_the_template_can_be_changed(stacks: Stacks, client: Any) -> None:
    stacks.create(TEMPLATE)
    before = function(client)["CodeSha256"]

    stacks.update(TEMPLATE.replace("return 1", "return 2").replace("Timeout: 10", "Timeout: 20"))

    assert function(client)["CodeSha256"] != before
    assert function(client)["Timeout"] == 20


def test_all_of_it_goes_with_the_stack(stacks: Stacks, client: Any) -> None:
    stacks.create(TEMPLATE)

    assert stacks.delete()["StackStatus"] == "DELETE_COMPLETE"
    assert client("lambda").list_functions()["Functions"] == []
