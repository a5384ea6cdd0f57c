from collections.abc import Callable, Iterator
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.stub import Stubber

from cloud.chatserver.store import StoreFailed
from cloud.chatserver.stores.dynamotable import Conflict, DynamoTable, key, table_definition

Scene = Callable[[DynamoTable], object]


@pytest.fixture
def service() -> Iterator[tuple[DynamoTable, Stubber]]:
    client = boto3.client(
        "dynamodb",
        region_name="us-east-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(retries={"total_max_attempts": 1}),
    )
    with Stubber(client) as stubber:
        yield DynamoTable("chat", client), stubber
    client.close()


def put(*names: str) -> list[dict[str, Any]]:
    return [{"PutRequest": {"Item": key(name, name)}} for name in names]


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("ResourceNotFoundException", "does not exist"),
        ("AccessDeniedException", "may not be used"),
        ("ProvisionedThroughputExceededException", "is throttled"),
        ("ThrottlingException", "is throttled"),
        ("InternalServerError", "refuses: InternalServerError"),
    ],
)
def test_a_failure_is_named(service: tuple[DynamoTable, Stubber], code: str, reason: str) -> None:
    table, stubber = service
    stubber.add_client_error("get_item", code)

    with pytest.raises(StoreFailed, match=f"the table chat {reason}"):
        table.get("room", "head")


def test_what_the_service_puts_back_is_written_again(
    service: tuple[DynamoTable, Stubber],
) -> None:
    table, stubber = service
    for sent, back in ((put("a", "b"), put("b")), (put("b"), [])):
        stubber.add_response(
            "batch_write_item",
            {"UnprocessedItems": {"chat": back} if back else {}},
            {"RequestItems": {"chat": sent}},
        )

    table.put([key("a", "a"), key("b", "b")])

    stubber.assert_no_pending_responses()


def test_what_is_put_back_for_ever_fails(service: tuple[DynamoTable, Stubber]) -> None:
    table, stubber = service
    table.close()  # so that it does not wait
    stubber.add_response("batch_write_item", {"UnprocessedItems": {"chat": put("a")}})

    with pytest.raises(StoreFailed, match="throttled"):
        table.put([key("a", "a")])


def test_a_batch_has_25_items_at_most(service: tuple[DynamoTable, Stubber]) -> None:
    table, stubber = service
    names = [str(number) for number in range(30)]
    for part in (names[:25], names[25:]):
        stubber.add_response("batch_write_item", {}, {"RequestItems": {"chat": put(*part)}})

    table.put([key(name, name) for name in names])

    stubber.assert_no_pending_responses()


def test_all_pages_are_read(service: tuple[DynamoTable, Stubber]) -> None:
    table, stubber = service
    stubber.add_response("query", {"Items": [key("p", "1")], "LastEvaluatedKey": key("p", "1")})
    stubber.add_response("query", {"Items": [key("p", "2")]})

    assert list(table.query("p", "0", "9")) == [key("p", "1"), key("p", "2")]


def test_a_condition_that_does_not_hold_is_a_conflict(
    service: tuple[DynamoTable, Stubber],
) -> None:
    table, stubber = service
    stubber.add_client_error("transact_write_items", "TransactionCanceledException")

    with pytest.raises(Conflict):
        table.transact([{"Put": {"TableName": "chat", "Item": key("a", "a")}}])


def test_another_failure_of_a_transaction_is_named(
    service: tuple[DynamoTable, Stubber],
) -> None:
    table, stubber = service
    stubber.add_client_error("transact_write_items", "ThrottlingException")

    with pytest.raises(StoreFailed, match="throttled"):
        table.transact([{"Put": {"TableName": "chat", "Item": key("a", "a")}}])


def test_without_a_region_or_credentials_the_reason_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(StoreFailed, match="no AWS region is set"):
        DynamoTable("chat").get("a", "a")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    with pytest.raises(StoreFailed, match="no AWS credentials"):
        DynamoTable("chat").get("a", "a")


def test_a_service_that_is_not_there_is_named() -> None:
    client = boto3.client(
        "dynamodb",
        region_name="us-east-1",
        endpoint_url="http://127.0.0.1:1",
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(retries={"total_max_attempts": 1}),
    )

    with pytest.raises(StoreFailed, match="can't be reached"):
        DynamoTable("chat", client).get("a", "a")
    client.close()


def test_a_table_is_paid_by_use_and_has_two_keys() -> None:
    definition = table_definition("chat")

    assert definition["BillingMode"] == "PAY_PER_REQUEST"
    assert [entry["AttributeName"] for entry in definition["KeySchema"]] == ["pk", "sk"]
