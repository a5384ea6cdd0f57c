"""Items whose time is over."""

from typing import Any

from cloud.practice.account.behaviour.expiry import TICK_S
from tests.cloud.practice.account.behaviour.living import Living, kept, make_table


def put(account: Living, id: str, **more: Any) -> None:
    account.client("dynamodb").put_item(TableName="kept", Item={"id": {"S": id}, **more})


def test_only_what_is_over_goes(account: Living) -> None:
    make_table(account)
    now_s = int(account.context.clock.now_s())
    put(account, "over", ends={"N": str(now_s - 1)})
    put(account, "soon", ends={"N": str(now_s + 3600)})
    put(account, "text", ends={"S": "1"})
    put(account, "none")
    account.advance(TICK_S)
    assert len(kept(account)) == 4

    account.client("dynamodb").update_time_to_live(
        TableName="kept", TimeToLiveSpecification={"Enabled": True, "AttributeName": "ends"}
    )
    account.advance(TICK_S)
    assert kept(account) == ["none", "soon", "text"]
    account.advance(3600, step_s=600)
    assert kept(account) == ["none", "text"]


def test_an_item_with_a_sort_key_goes_too(account: Living) -> None:
    client = account.client("dynamodb")
    client.create_table(
        TableName="rows",
        KeySchema=[
            {"AttributeName": "id", "KeyType": "HASH"},
            {"AttributeName": "at", "KeyType": "RANGE"},
        ],
        AttributeDefinitions=[
            {"AttributeName": "id", "AttributeType": "S"},
            {"AttributeName": "at", "AttributeType": "N"},
        ],
        BillingMode="PAY_PER_REQUEST",
    )
    client.update_time_to_live(
        TableName="rows", TimeToLiveSpecification={"Enabled": True, "AttributeName": "ends"}
    )
    for at in ("1", "2"):
        client.put_item(
            TableName="rows", Item={"id": {"S": "a"}, "at": {"N": at}, "ends": {"N": at + "0"}}
        )

    account.advance(TICK_S)

    assert client.scan(TableName="rows")["Items"] == []
