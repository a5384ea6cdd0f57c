from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import boto3
import pytest
from botocore.stub import Stubber

from cloud.functions.recorder.books import Services
from tests.cloud.functions.recorder.told import CHANNEL

IVS = f"arn:aws:ivs:us-east-1:123456789012:channel/{CHANNEL}"
MEDIALIVE = f"arn:aws:medialive:us-east-1:123456789012:channel:{CHANNEL}"
STREAM = "st-" + "x" * 22


@pytest.fixture
def ivs() -> Iterator[tuple[Any, Stubber]]:
    client = boto3.client(
        "ivs", region_name="us-east-1", aws_access_key_id="x", aws_secret_access_key="x"
    )
    with Stubber(client) as stubber:
        yield client, stubber


def day(number: int) -> datetime:
    return datetime(2026, 9, number, tzinfo=UTC)


def test_streams_are_read_until_they_are_too_old(ivs: tuple[Any, Stubber]) -> None:
    client, stubber = ivs
    stubber.add_response(
        "list_stream_sessions",
        {
            "streamSessions": [
                {"streamId": STREAM + "3", "startTime": day(21)},
                {"streamId": STREAM + "2", "startTime": day(20), "endTime": day(21)},
            ],
            "nextToken": "more",
        },
        {"channelArn": IVS, "maxResults": 100},
    )
    stubber.add_response(
        "list_stream_sessions",
        {"streamSessions": [{"streamId": STREAM + "1", "startTime": day(2), "endTime": day(3)}],
         "nextToken": "evenmore"},
        {"channelArn": IVS, "maxResults": 100, "nextToken": "more"},
    )  # fmt: skip

    found = Services(lambda _: client).streams(IVS, round(day(10).timestamp() * 1000))

    assert [(each.stream_id, each.ended_ms is None) for each in found] == [
        (STREAM + "3", True),
        (STREAM + "2", False),
    ]


def test_a_channel_that_was_deleted_has_no_streams(ivs: tuple[Any, Stubber]) -> None:
    client, stubber = ivs
    stubber.add_client_error("list_stream_sessions", "ResourceNotFoundException")

    assert Services(lambda _: client).streams(IVS, 0) == []


@pytest.mark.parametrize(("state", "runs"), [("RUNNING", True), ("IDLE", False), (None, False)])
def test_a_channel_of_medialive_is_asked_for_its_state(state: str | None, runs: bool) -> None:
    client = boto3.client(
        "medialive", region_name="us-east-1", aws_access_key_id="x", aws_secret_access_key="x"
    )
    with Stubber(client) as stubber:
        if state is None:
            stubber.add_client_error("describe_channel", "NotFoundException")
        else:
            stubber.add_response("describe_channel", {"State": state}, {"ChannelId": CHANNEL})

        assert Services(lambda _: client).is_running(MEDIALIVE) is runs


@pytest.mark.parametrize(("count", "viewers"), [(7, 7), (0, 0), (-1, None)])
def test_viewers_are_counted_by_ivs(
    count: int, viewers: int | None, ivs: tuple[Any, Stubber]
) -> None:
    client, stubber = ivs
    stubber.add_response("get_stream", {"stream": {"viewerCount": count}}, {"channelArn": IVS})

    assert Services(lambda _: client).viewers(IVS) == viewers


@pytest.mark.parametrize("code", ["ChannelNotBroadcasting", "ResourceNotFoundException"])
def test_a_channel_that_is_offline_has_no_viewers(code: str, ivs: tuple[Any, Stubber]) -> None:
    client, stubber = ivs
    stubber.add_client_error("get_stream", code)

    assert Services(lambda _: client).viewers(IVS) is None
