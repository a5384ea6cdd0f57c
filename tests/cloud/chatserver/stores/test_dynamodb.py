from collections.abc import Iterator

import boto3
import pytest
from moto import mock_aws

from chatclient.wire.envelopes import Envelope
from cloud.chatserver.stores import dynamokeys as keys
from cloud.chatserver.stores.dynamodb import COUNTED, DynamoStore
from cloud.chatserver.stores.dynamotable import DynamoClient, table_definition
from tests.cloud.chatserver.stores.contract import StoreContract, numbers, said


@pytest.fixture(scope="module")
def service() -> Iterator[DynamoClient]:
    with mock_aws():
        made = boto3.client(
            "dynamodb",
            region_name="us-east-1",
            aws_access_key_id="test",
            aws_secret_access_key="test",
        )
        yield made
        made.close()


@pytest.fixture
def client(service: DynamoClient) -> Iterator[DynamoClient]:
    """The service with one new table."""
    service.create_table(**table_definition("chat"))  # type: ignore[attr-defined]
    yield service
    service.delete_table(TableName="chat")  # type: ignore[attr-defined]


@pytest.fixture
def store(client: DynamoClient) -> Iterator[DynamoStore]:
    made = DynamoStore("chat", client)
    yield made
    made.close()


class TestDynamoStore(StoreContract):
    pass


def items(client: DynamoClient) -> list[dict[str, dict[str, str]]]:
    found: list[dict[str, dict[str, str]]] = client.scan(TableName="chat")["Items"]  # type: ignore[attr-defined]
    return found


def test_a_hot_minute_lies_in_many_partitions(store: DynamoStore, client: DynamoClient) -> None:
    store.write("room", "a", [said(seq, 30_000) for seq in range(1, 521)])

    minute = keys.minute_at(30_000)
    sizes: dict[str, int] = {}
    for item in items(client):
        if item["pk"]["S"].startswith(f"room#a#{minute}#"):
            sizes[item["pk"]["S"]] = sizes.get(item["pk"]["S"], 0) + 1
    assert len(sizes) == 3
    assert max(sizes.values()) <= keys.BLOCK
    assert numbers(store.between("room", 0, 60_000, 490, 30)) == list(range(491, 521))
    assert numbers(store.after("room", 490, 30)) == list(range(491, 521))


def test_a_block_over_many_minutes_is_read_in_order(store: DynamoStore) -> None:
    places = [seq * 20_000 % 300_000 for seq in range(1, 41)]
    store.write("room", "a", [said(seq, place) for seq, place in enumerate(places, 1)])

    assert numbers(store.after("room", 0, 100)) == list(range(1, 41))
    in_minute = [seq for seq, place in enumerate(places, 1) if 60_000 <= place < 120_000]
    assert numbers(store.between("room", 60_000, 120_000, 0, 100)) == in_minute
    assert numbers(store.between("room", 60_000, 10**12, 0, 100)) == [
        seq for seq, place in enumerate(places, 1) if place >= 60_000
    ]


def test_a_batch_over_more_segments_than_a_transaction_takes_is_counted(
    store: DynamoStore,
) -> None:
    count = COUNTED * 2 + 7
    store.write("room", "a", [said(seq, seq * 2000) for seq in range(1, count + 1)])

    assert store.head("room") == ("a", count)
    assert sum(tally.messages for tally in store.tallies("room").values()) == count


def test_two_nodes_that_write_the_same_keep_and_count_it_once(
    store: DynamoStore, client: DynamoClient
) -> None:
    other = DynamoStore("chat", client)
    batch = [said(seq, 0) for seq in range(1, 11)]

    store.write("room", "a", batch)
    other.write("room", "a", [*batch, said(11, 0)])
    store.write("room", "a", batch[5:])

    assert store.head("room") == ("a", 11)
    assert numbers(store.after("room", 0, 100)) == list(range(1, 12))
    assert store.tallies("room")[0].messages == 11


def test_a_head_that_moves_meanwhile_is_seen(client: DynamoClient) -> None:
    other = DynamoStore("chat", client)
    other.write("room", "a", [said(1, 0)])

    class Racing:
        """Lets the other node write between a read of the head and its transaction."""

        def __init__(self) -> None:
            self.races = 0

        def __getattr__(self, name: str) -> object:
            return getattr(client, name)

        def transact_write_items(self, **call: object) -> object:
            if not self.races:
                self.races += 1
                other.write("room", "a", [said(2, 0)])
            return client.transact_write_items(**call)

    racing = Racing()
    store = DynamoStore("chat", racing)  # type: ignore[arg-type]
    store.write("room", "a", [said(2, 0), said(3, 0)])

    assert racing.races == 1
    assert store.head("room") == ("a", 3)
    assert store.tallies("room")[0].messages == 3


def test_an_epoch_may_begin_earlier_than_was_thought(store: DynamoStore) -> None:
    store.write("room", "a", [said(1), said(2), said(3)])
    store.write("room", "b", [said(3, 0)])
    store.write("room", "b", [said(2, 0)])

    assert store.head("room") == ("b", 3)
    assert [envelope.position_ms for envelope in store.after("room", 0, 10)] == [None, 0, 0]


def test_items_may_expire(client: DynamoClient) -> None:
    store = DynamoStore("chat", client, ttl_days=7)
    store.write("room", "a", [said(1, 0)])
    store.write_segments("room", [])

    rows = [item for item in items(client) if item["pk"]["S"].startswith("room#a#p")]
    assert rows
    assert all("expires" in item for item in rows)


def test_a_state_larger_than_an_item_is_kept_whole(store: DynamoStore) -> None:
    import random

    state = random.Random(1).randbytes(900_000)
    store.write_state("room", 5, b"small")
    store.write_state("room", 9, state)

    assert store.state("room") == (9, state)


def test_what_is_written_is_the_envelope_itself(store: DynamoStore) -> None:
    whole = Envelope(1, "from-a-newer-server", 7, 5, 0, body={"深": [1, {"a": None}]})
    store.write("room", "a", [whole])

    assert store.between("room", 0, 10, 0, 10) == [whole]
