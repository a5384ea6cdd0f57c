from typing import Any

from tests.cloud.practice.account.formation.conftest import Stacks

TEMPLATE = """
Resources:
  Letters: {Type: AWS::SQS::Queue}
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: work
      VisibilityTimeout: 60
      SqsManagedSseEnabled: true
      RedrivePolicy: {deadLetterTargetArn: !GetAtt Letters.Arn, maxReceiveCount: 3}
  Policy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Queue]
      PolicyDocument:
        Version: 2012-10-17
        Statement: [{Effect: Allow, Principal: "*", Action: "sqs:SendMessage", Resource: "*"}]
"""


def attributes(stacks: Stacks, client: Any) -> dict[str, str]:
    url = stacks.resource("Queue")["PhysicalResourceId"]
    found = client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=["All"])
    return dict(found["Attributes"])


def test_a_queue_has_its_attributes_and_its_policy(stacks: Stacks, client: Any) -> None:
    stacks.create(TEMPLATE)

    found = attributes(stacks, client)
    assert found["VisibilityTimeout"] == "60"
    assert "demo-Letters-" in found["RedrivePolicy"]
    assert "SendMessage" in found["Policy"]
    assert stacks.drift()["Queue"] == "IN_SYNC"

    stacks.update(TEMPLATE.replace("Timeout: 60", "Timeout: 90"))

    assert attributes(stacks, client)["VisibilityTimeout"] == "90"
    assert stacks.delete()["StackStatus"] == "DELETE_COMPLETE"
