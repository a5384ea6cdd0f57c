from typing import Any

import pytest

from tests.cloud.practice.account.formation.conftest import Stacks

TEMPLATE = """
Parameters: {Delay: {Type: Number, Default: 1}}
Resources:
  Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: one, DelaySeconds: !Ref Delay}}
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      MetricName: ApproximateNumberOfMessagesVisible
      Namespace: AWS/SQS
      Dimensions: [{Name: QueueName, Value: !GetAtt Queue.QueueName}]
      Statistic: Sum
      Period: 60
      EvaluationPeriods: 1
      Threshold: 1
      ComparisonOperator: GreaterThanThreshold
"""


def planned(stacks: Stacks, template: str, **how: Any) -> dict[str, Any]:
    made = stacks.client.create_change_set(
        StackName="demo", ChangeSetName="next", TemplateBody=template, **how
    )
    found: dict[str, Any] = stacks.client.describe_change_set(ChangeSetName=made["Id"])
    return found


def changes(plan: dict[str, Any]) -> dict[str, tuple[str, str, list[str]]]:
    rows = [each["ResourceChange"] for each in plan["Changes"]]
    return {
        each["LogicalResourceId"]: (
            each["Action"],
            each.get("Replacement", ""),
            [detail["Target"].get("Name", "") for detail in each["Details"]],
        )
        for each in rows
    }


def test_a_property_that_can_be_changed_replaces_nothing(stacks: Stacks) -> None:
    stacks.create(TEMPLATE)

    plan = planned(stacks, TEMPLATE, Parameters=[{"ParameterKey": "Delay", "ParameterValue": "5"}])

    assert changes(plan) == {"Queue": ("Modify", "False", ["DelaySeconds"])}
    (detail,) = plan["Changes"][0]["ResourceChange"]["Details"]
    assert (detail["ChangeSource"], detail["CausingEntity"]) == ("ParameterReference", "Delay")


def test_a_name_that_changes_replaces_and_what_follows_from_it_may_change(stacks: Stacks) -> None:
    stacks.create(TEMPLATE)

    plan = planned(stacks, TEMPLATE.replace("QueueName: one", "QueueName: two"))

    assert changes(plan) == {
        "Queue": ("Modify", "True", ["QueueName"]),
        "Alarm": ("Modify", "False", ["Dimensions"]),
    }
    alarm = plan["Changes"][1]["ResourceChange"]
    assert alarm["Details"][0]["Evaluation"] == "Dynamic"


def test_what_is_made_anew_only_perhaps_is_said_to_be(stacks: Stacks) -> None:
    template = """
Resources:
  Topic: {Type: AWS::SNS::Topic, Properties: {TopicName: NAME}}
  Subscription:
    Type: AWS::SNS::Subscription
    Properties: {TopicArn: !Ref Topic, Protocol: email, Endpoint: a@example.com}
"""
    stacks.create(template.replace("NAME", "one"))

    plan = planned(stacks, template.replace("NAME", "two"))

    assert changes(plan)["Subscription"] == ("Modify", "Conditional", ["TopicArn"])


def test_another_type_under_the_same_name_is_removed_and_added(stacks: Stacks) -> None:
    stacks.create("Resources: {A: {Type: AWS::SQS::Queue}}")

    plan = planned(stacks, "Resources: {A: {Type: AWS::SNS::Topic}}")

    actions = [each["ResourceChange"]["Action"] for each in plan["Changes"]]
    assert actions == ["Remove", "Add"]


def test_other_tags_of_the_stack_change_what_can_have_tags(stacks: Stacks) -> None:
    stacks.create(TEMPLATE, Tags=[{"Key": "a", "Value": "1"}])

    plan = planned(stacks, TEMPLATE, Tags=[{"Key": "a", "Value": "2"}])

    assert plan["Changes"][0]["ResourceChange"]["Scope"] == ["Tags"]


def test_another_output_alone_is_a_change(stacks: Stacks) -> None:
    stacks.create(TEMPLATE)

    plan = planned(stacks, TEMPLATE + "Outputs: {Url: {Value: !Ref Queue}}\n")

    assert (plan["Status"], plan["Changes"]) == ("CREATE_COMPLETE", [])


def test_a_change_set_without_a_change_fails_as_it_does_with_aws(stacks: Stacks) -> None:
    stacks.create(TEMPLATE)

    plan = planned(stacks, TEMPLATE)

    assert (plan["Status"], plan["ExecutionStatus"]) == ("FAILED", "UNAVAILABLE")
    assert plan["StatusReason"].startswith("The submitted information didn't contain changes.")
    with pytest.raises(Exception, match="cannot be executed"):
        stacks.client.execute_change_set(ChangeSetName="next", StackName="demo")
