from typing import Any

import pytest
from botocore.exceptions import ClientError

from cloud.practice.account.context import AccountContext
from cloud.practice.account.services.ivs.books import ingest_name
from tests.cloud.practice.account.ingests import FakeIngest


def code_of(caught: pytest.ExceptionInfo[ClientError]) -> str:
    return str(caught.value.response["Error"]["Code"])


def test_a_channel_is_a_channel_of_the_ingest(ivs: Any, ingest: FakeIngest) -> None:
    made = ivs.create_channel(name="show", type="BASIC", tags={"a": "b"})
    channel = ivs.get_channel(arn=made["channel"]["arn"])["channel"]
    (info,) = ingest.channels.values()

    assert channel["name"] == "show"
    assert channel["type"] == "BASIC"
    assert channel["latencyMode"] == "LOW"
    assert channel["tags"] == {"a": "b"}
    assert channel["ingestEndpoint"] == "127.0.0.1:1936"
    assert channel["playbackUrl"] == info.playback_url
    assert made["streamKey"]["value"] == info.key


def test_the_key_is_told_only_to_who_asks_for_it(ivs: Any, ingest: FakeIngest) -> None:
    arn = ivs.create_channel(name="show")["channel"]["arn"]
    (listed,) = ivs.list_stream_keys(channelArn=arn)["streamKeys"]
    key = ivs.get_stream_key(arn=listed["arn"])["streamKey"]

    assert "value" not in listed
    assert key["value"] == ingest.channels[ingest_name(arn)].key
    assert ivs.batch_get_stream_key(arns=[listed["arn"]])["streamKeys"] == [key]


def test_a_channel_has_one_key_at_most(ivs: Any) -> None:
    made = ivs.create_channel()
    arn = made["channel"]["arn"]
    with pytest.raises(ClientError) as caught:
        ivs.create_stream_key(channelArn=arn)
    ivs.delete_stream_key(arn=made["streamKey"]["arn"])
    again = ivs.create_stream_key(channelArn=arn)["streamKey"]

    assert code_of(caught) == "ServiceQuotaExceededException"
    assert again["arn"] != made["streamKey"]["arn"]


def test_without_an_ingest_there_are_addresses_and_a_key_all_the_same(
    ivs: Any, account: AccountContext
) -> None:
    class Away(FakeIngest):
        def create_channel(self, name: str) -> None:
            return None

    account.ingest = Away()
    made = ivs.create_channel(name="show")
    key = made["streamKey"]

    assert made["channel"]["ingestEndpoint"] == "127.0.0.1:1935"
    assert key["value"].startswith("practice-")
    assert ivs.get_stream_key(arn=key["arn"])["streamKey"]["value"] == key["value"]


def test_channels_are_listed_by_name_and_in_pages(ivs: Any) -> None:
    for name in ("one", "two", "two"):
        ivs.create_channel(name=name)
    pages = ivs.get_paginator("list_channels").paginate(PaginationConfig={"PageSize": 2})

    assert [each["name"] for page in pages for each in page["channels"]] == ["one", "two", "two"]
    assert len(ivs.list_channels(filterByName="two")["channels"]) == 2
    assert "ingestEndpoint" not in ivs.list_channels()["channels"][0]


def test_a_channel_is_changed_and_asked_for_with_others(ivs: Any) -> None:
    arn = ivs.create_channel(name="old")["channel"]["arn"]
    ivs.update_channel(arn=arn, name="new", latencyMode="NORMAL")
    found = ivs.batch_get_channel(arns=[arn, f"{arn}x"])

    (channel,) = found["channels"]
    assert (channel["name"], channel["latencyMode"]) == ("new", "NORMAL")
    assert [each["arn"] for each in found["errors"]] == [f"{arn}x"]


def test_a_live_channel_is_neither_deleted_nor_changed_in_its_type(
    ivs: Any, ingest: FakeIngest
) -> None:
    arn = ivs.create_channel()["channel"]["arn"]
    ingest.go_live(ingest_name(arn))
    with pytest.raises(ClientError) as deleting:
        ivs.delete_channel(arn=arn)
    with pytest.raises(ClientError) as changing:
        ivs.update_channel(arn=arn, type="BASIC")

    assert code_of(deleting) == code_of(changing) == "ConflictException"


def test_a_deleted_channel_is_gone_with_its_key_and_from_the_ingest(
    ivs: Any, ingest: FakeIngest
) -> None:
    made = ivs.create_channel()
    ivs.delete_channel(arn=made["channel"]["arn"])

    assert ingest.channels == {}
    with pytest.raises(ClientError):
        ivs.get_channel(arn=made["channel"]["arn"])
    with pytest.raises(ClientError):
        ivs.get_stream_key(arn=made["streamKey"]["arn"])
