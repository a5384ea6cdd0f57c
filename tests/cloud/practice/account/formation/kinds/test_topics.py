from typing import Any

from tests.cloud.practice.account.formation.conftest import Stacks

TEMPLATE = """
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: alerts
      DisplayName: ライブ配信アラート
      Subscription: [{Protocol: email, Endpoint: a@example.com}]
  Policy:
    Type: AWS::SNS::TopicPolicy
    Properties:
      Topics: [!Ref Topic]
      PolicyDocument:
        Version: 2012-10-17
        Statement: [{Sid: alarms, Effect: Allow, Principal: {Service: cloudwatch.amazonaws.com},
                     Action: "sns:Publish", Resource: !Ref Topic}]
  Queue: {Type: AWS::SQS::Queue}
  Subscription:
    Type: AWS::SNS::Subscription
    Properties:
      {TopicArn: !Ref Topic, Protocol: sqs, Endpoint: !GetAtt Queue.Arn, RawMessageDelivery: true}
"""


def arn(stacks: Stacks) -> str:
    return str(stacks.resource("Topic")["PhysicalResourceId"])


def endpoints(client: Any) -> list[str]:
    found = client("sns").list_subscriptions()["Subscriptions"]
    return sorted(each["Protocol"] for each in found)


def test_a_topic_has_its_name_its_policy_and_its_subscribers(stacks: Stacks, client: Any) -> None:
    stacks.create(TEMPLATE)

    found = client("sns").get_topic_attributes(TopicArn=arn(stacks))["Attributes"]
    assert found["DisplayName"] == "ライブ配信アラート"
    assert "cloudwatch.amazonaws.com" in found["Policy"]
    assert endpoints(client) == ["email", "sqs"]
    assert stacks.drift()["Topic"] == "IN_SYNC"


def test_a_message_reaches_a_subscriber(stacks: Stacks, client: Any) -> None:
    stacks.create(TEMPLATE)
    client("sns").publish(TopicArn=arn(stacks), Message="hello")

    url = stacks.resource("Queue")["PhysicalResourceId"]
    (message,) = client("sqs").receive_message(QueueUrl=url)["Messages"]
    assert message["Body"] == "hello"


def test_an_update_changes_names_and_subscribers(stacks: Stacks, client: Any) -> None:
    stacks.create(TEMPLATE)
    text = TEMPLATE.replace("a@example.com", "b@example.com")
    text = text.replace("RawMessageDelivery: true", "RawMessageDelivery: false")

    assert stacks.update(text)["StackStatus"] == "UPDATE_COMPLETE"

    found = client("sns").list_subscriptions_by_topic(TopicArn=arn(stacks))["Subscriptions"]
    assert "b@example.com" in {each["Endpoint"] for each in found}
    assert "a@example.com" not in {each["Endpoint"] for each in found}


def test_without_its_policy_a_topic_has_the_one_it_was_born_with(
    stacks: Stacks, client: Any
) -> None:
    stacks.create(TEMPLATE)
    begin, end = TEMPLATE.index("  Policy:"), TEMPLATE.index("  Queue:")

    stacks.update(TEMPLATE[:begin] + TEMPLATE[end:])

    found = client("sns").get_topic_attributes(TopicArn=arn(stacks))["Attributes"]
    assert "__default_statement_ID" in found["Policy"]
