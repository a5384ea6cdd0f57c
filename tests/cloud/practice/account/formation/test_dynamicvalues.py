from typing import Any

from tests.cloud.practice.account.formation.conftest import Stacks

TEMPLATE = """
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties: {TopicName: t, DisplayName: "REFERENCE"}
"""


def display_name(stacks: Stacks, client: Any) -> str:
    arn = stacks.resource("Topic")["PhysicalResourceId"]
    return str(client("sns").get_topic_attributes(TopicArn=arn)["Attributes"]["DisplayName"])


def test_a_secret_reaches_its_resource_and_nothing_else(stacks: Stacks, client: Any) -> None:
    made = client("secretsmanager").create_secret(
        Name="s", SecretString='{"password": "hunter2000"}'
    )
    reference = f"{{{{resolve:secretsmanager:{made['ARN']}:SecretString:password}}}}"

    stacks.create(TEMPLATE.replace("REFERENCE", reference))

    assert display_name(stacks, client) == "hunter2000"
    assert stacks.drift() == {"Topic": "IN_SYNC"}
    rows = stacks.client.describe_stack_resource_drifts(StackName="demo")
    events = stacks.client.describe_stack_events(StackName="demo")
    assert "hunter2000" not in repr((rows, events))


def test_a_stored_parameter_is_fetched(stacks: Stacks, client: Any) -> None:
    client("ssm").put_parameter(Name="/a/b", Value="word", Type="String")

    stacks.create(TEMPLATE.replace("REFERENCE", "the {{resolve:ssm:/a/b}}"))

    assert display_name(stacks, client) == "the word"


def test_a_reference_to_nothing_makes_the_resource_fail(stacks: Stacks) -> None:
    stacks.create(TEMPLATE.replace("REFERENCE", "{{resolve:secretsmanager:none}}"))

    assert "Could not resolve the dynamic reference" in stacks.reason("Topic")


def test_a_secret_that_a_service_refuses_is_not_in_the_reason(stacks: Stacks, client: Any) -> None:
    made = client("secretsmanager").create_secret(Name="s", SecretString="hunter 2000")
    reference = f"{{{{resolve:secretsmanager:{made['ARN']}}}}}"

    stacks.create(f"""
Resources: {{Queue: {{Type: AWS::SQS::Queue, Properties: {{QueueName: "{reference}"}}}}}}
""")

    assert stacks.status()["StackStatus"] == "ROLLBACK_COMPLETE"
    assert "hunter" not in stacks.reason("Queue")
