from typing import Any

from tests.cloud.practice.account.formation.conftest import Stacks

TEMPLATE = """
Resources:
  Valkey:
    Type: AWS::ElastiCache::ReplicationGroup
    Properties:
      ReplicationGroupDescription: for the chat
      Engine: valkey
      CacheNodeType: cache.t4g.micro
      NumCacheClusters: 2
      AutomaticFailoverEnabled: true
Outputs:
  Host: {Value: !GetAtt Valkey.PrimaryEndPoint.Address}
"""


def test_a_cache_has_an_address_and_is_gone_when_deleted(stacks: Stacks, client: Any) -> None:
    stacks.create(TEMPLATE)

    name = stacks.resource("Valkey")["PhysicalResourceId"]
    assert name.startswith("demo-valkey-")
    assert len(name) <= 40
    assert stacks.outputs()["Host"]
    assert len(client("elasticache").describe_replication_groups()["ReplicationGroups"]) == 1
    stacks.delete()
    assert client("elasticache").describe_replication_groups()["ReplicationGroups"] == []
