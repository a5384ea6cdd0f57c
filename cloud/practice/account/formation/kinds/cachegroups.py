"""ElastiCache: replication groups, which are gone when they are deleted."""

from typing import Any

from cloud.practice.account.formation.kinds.books import Books
from cloud.practice.account.formation.kinds.kind import Made, Wish
from cloud.practice.account.formation.kinds.rows import Row, RowKind
from cloud.practice.accountmessages import ACCOUNT_ID

REPLICATION_GROUP = Row(
    "AWS::ElastiCache::ReplicationGroup",
    "elasticache",
    "create_replication_group",
    "delete_replication_group",
    {"ReplicationGroupId": "$id"},
    read="describe_replication_groups",
    update="modify_replication_group",
    root="ReplicationGroups.0",
    made="ReplicationGroup",
    attributes={
        "ConfigurationEndPoint": "ConfigurationEndpoint",
        "ConfigurationEndPoint.Address": "ConfigurationEndpoint.Address",
        "ConfigurationEndPoint.Port": "ConfigurationEndpoint.Port",
        "PrimaryEndPoint": "NodeGroups.0.PrimaryEndpoint",
        "PrimaryEndPoint.Address": "NodeGroups.0.PrimaryEndpoint.Address",
        "PrimaryEndPoint.Port": "NodeGroups.0.PrimaryEndpoint.Port",
        "ReaderEndPoint": "NodeGroups.0.ReaderEndpoint",
        "ReaderEndPoint.Address": "NodeGroups.0.ReaderEndpoint.Address",
        "ReaderEndPoint.Port": "NodeGroups.0.ReaderEndpoint.Port",
    },
    names={"ReplicationGroupId": -40},
)


class ReplicationGroup(RowKind):
    """`AWS::ElastiCache::ReplicationGroup`."""

    def __init__(self, books: Books) -> None:
        super().__init__(REPLICATION_GROUP, books)

    def delete(self, wish: Wish, made: Made) -> None:
        super().delete(wish, made)
        # moto lets it stand as "deleting" for ever.
        from moto.elasticache.models import elasticache_backends

        backends: Any = elasticache_backends
        backends[ACCOUNT_ID][wish.region].replication_groups.pop(made.physical_id, None)
