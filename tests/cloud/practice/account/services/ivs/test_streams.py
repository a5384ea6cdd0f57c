import json
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError
from msgspec.structs import replace

from cloud.practice.account.context import AccountContext
from cloud.practice.account.homefiles import kept_folder
from cloud.practice.account.services import install
from cloud.practice.account.services.ivs.books import ingest_name
from cloud.practice.account.services.ivs.streams import SESSIONS_FILE
from cloud.practice.messages import Health
from tests.cloud.practice.account.ingests import FakeIngest


@pytest.fixture
def arn(ivs: Any) -> str:
    return str(ivs.create_channel(name="show")["channel"]["arn"])


def code_of(caught: pytest.ExceptionInfo[ClientError]) -> str:
    return str(caught.value.response["Error"]["Code"])


def test_a_stream_is_what_the_ingest_receives(ivs: Any, ingest: FakeIngest, arn: str) -> None:
    ingest.go_live(ingest_name(arn), viewers=7)
    stream = ivs.get_stream(channelArn=arn)["stream"]
    (listed,) = ivs.list_streams()["streams"]

    assert (stream["state"], stream["health"], stream["viewerCount"]) == ("LIVE", "HEALTHY", 7)
    assert stream["streamId"].startswith("st-")
    assert stream["playbackUrl"] == ingest.channels[ingest_name(arn)].playback_url
    assert listed["streamId"] == stream["streamId"]


def test_a_channel_that_is_not_live_has_no_stream(ivs: Any, arn: str) -> None:
    for operation, more in (
        ("get_stream", {}),
        ("stop_stream", {}),
        ("put_metadata", {"metadata": "x"}),
    ):
        with pytest.raises(ClientError) as caught:
            getattr(ivs, operation)(channelArn=arn, **more)
        assert code_of(caught) == "ChannelNotBroadcasting"
    assert ivs.list_streams()["streams"] == []


def test_streams_are_listed_by_their_health(ivs: Any, ingest: FakeIngest, arn: str) -> None:
    ingest.go_live(ingest_name(arn), health=Health.STARVING)
    ivs.get_stream(channelArn=arn)

    assert ivs.list_streams(filterBy={"health": "HEALTHY"})["streams"] == []
    assert len(ivs.list_streams(filterBy={"health": "STARVING"})["streams"]) == 1


def test_a_session_says_what_was_sent_and_what_happened(
    ivs: Any, ingest: FakeIngest, arn: str, elapse: Callable[[float], None]
) -> None:
    name = ingest_name(arn)
    ingest.go_live(name)
    elapse(2)
    ingest.statuses[name] = replace(ingest.statuses[name], health=Health.STARVING)
    elapse(1)
    ingest.end(name)
    elapse(1)
    (summary,) = ivs.list_stream_sessions(channelArn=arn)["streamSessions"]
    session = ivs.get_stream_session(channelArn=arn, streamId=summary["streamId"])["streamSession"]

    assert summary["hasErrorEvent"] is False
    assert summary["endTime"] > summary["startTime"]
    assert [event["name"] for event in session["truncatedEvents"]] == [
        "Session Ended",
        "Stream End",
        "Starvation End",
        "Starvation Start",
        "Stream Start",
        "Session Created",
    ]
    (video,) = session["ingestConfigurations"]["videoConfigurations"]
    (audio,) = session["ingestConfigurations"]["audioConfigurations"]
    assert (video["videoHeight"], video["targetFramerate"], video["avcProfile"]) == (
        720,
        30,
        "High",
    )
    assert (audio["sampleRate"], audio["channels"]) == (48_000, 2)
    assert session["channel"]["name"] == "show"


def test_sessions_outlive_the_process_without_a_key(
    ivs: Any, ingest: FakeIngest, arn: str, account: AccountContext
) -> None:
    ingest.go_live(ingest_name(arn))
    stream_id = ivs.get_stream(channelArn=arn)["stream"]["streamId"]
    file = kept_folder(account.home) / SESSIONS_FILE

    assert json.loads(file.read_bytes())["sessions"][arn][0]["stream_id"] == stream_id
    assert ingest.channels[ingest_name(arn)].key not in file.read_text()


def test_unreadable_sessions_are_forgotten_with_a_warning(
    account: AccountContext, expected_log: Callable[[str, str], None]
) -> None:
    expected_log("WARNING", "stream sessions of before can't be read")
    (kept_folder(account.home) / SESSIONS_FILE).write_text("no JSON")

    install(account)


def test_stopping_a_stream_ends_it_at_the_ingest(ivs: Any, ingest: FakeIngest, arn: str) -> None:
    ingest.go_live(ingest_name(arn))
    ivs.stop_stream(channelArn=arn)

    assert ingest.kicked == [ingest_name(arn)]


def test_metadata_has_a_kilobyte_at_most(ivs: Any, ingest: FakeIngest, arn: str) -> None:
    ingest.go_live(ingest_name(arn))
    ivs.put_metadata(channelArn=arn, metadata="あ" * 341)
    with pytest.raises(ClientError) as caught:
        ivs.put_metadata(channelArn=arn, metadata="あ" * 342)

    assert code_of(caught) == "ValidationException"


def test_a_deleted_channel_has_no_sessions(
    ivs: Any, ingest: FakeIngest, arn: str, elapse: Callable[[float], None]
) -> None:
    ingest.go_live(ingest_name(arn))
    elapse(1)
    ingest.end(ingest_name(arn))
    elapse(1)
    ivs.delete_channel(arn=arn)
    elapse(1)

    with pytest.raises(ClientError) as caught:
        ivs.list_stream_sessions(channelArn=arn)
    assert code_of(caught) == "ResourceNotFoundException"
