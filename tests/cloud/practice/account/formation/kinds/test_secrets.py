import json
from typing import Any

from tests.cloud.practice.account.formation.conftest import Stacks

TEMPLATE = """
Resources:
  Secret:
    Type: AWS::SecretsManager::Secret
    Properties:
      Description: a key
      GenerateSecretString:
        {SecretStringTemplate: '{"user": "a"}', GenerateStringKey: key, PasswordLength: 40,
         ExcludePunctuation: true}
"""


def value(stacks: Stacks, client: Any) -> str:
    arn = stacks.resource("Secret")["PhysicalResourceId"]
    return str(client("secretsmanager").get_secret_value(SecretId=arn)["SecretString"])


def test_a_secret_is_generated_and_told_by_its_service_only(stacks: Stacks, client: Any) -> None:
    stacks.create(TEMPLATE)

    found = json.loads(value(stacks, client))
    assert found["user"] == "a"
    assert len(found["key"]) == 40
    stacks.drift()
    told = [
        stacks.client.describe_stack_events(StackName="demo"),
        stacks.client.describe_stack_resource_drifts(StackName="demo"),
    ]
    assert found["key"] not in repr((told, list(stacks.formation.stacks())))


def test_another_description_keeps_the_secret(stacks: Stacks, client: Any) -> None:
    stacks.create(TEMPLATE)
    before = value(stacks, client)
    stacks.update(TEMPLATE.replace("a key", "the key"))

    assert value(stacks, client) == before
    assert stacks.delete()["StackStatus"] == "DELETE_COMPLETE"
    assert client("secretsmanager").list_secrets()["SecretList"] == []
