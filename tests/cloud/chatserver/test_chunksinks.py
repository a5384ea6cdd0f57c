import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.stub import Stubber
from moto import mock_aws

from cloud.chatserver.chunksinks import FolderSink, S3Sink, SinkFailed, UnknownSink, sink_for


@pytest.fixture
def s3() -> Iterator[Any]:
    with mock_aws():
        client = boto3.client(
            "s3",
            region_name="us-east-1",
            aws_access_key_id="test",
            aws_secret_access_key="test",
        )
        client.create_bucket(Bucket="show")
        yield client
        client.close()


def test_a_folder_holds_what_was_written(data_dir: Path) -> None:
    sink = FolderSink(data_dir / "chunks")

    sink.write("show/1.json", b"one", "no-store")
    sink.write("show/1.json", b"two", "no-store")

    assert sink.read("show/1.json") == b"two"
    assert sink.read("show/2.json") is None
    assert os.listdir(data_dir / "chunks" / "show") == ["1.json"]
    assert (data_dir / "chunks" / "show" / "1.json").stat().st_mode & 0o777 == 0o644


def test_a_folder_that_can_not_be_written_is_named(data_dir: Path) -> None:
    (data_dir / "chunks").write_text("a file")
    sink = FolderSink(data_dir / "chunks")

    with pytest.raises(SinkFailed, match="folder of chunks"):
        sink.write("show/1.json", b"", "")
    with pytest.raises(SinkFailed, match="folder of chunks"):
        sink.read("show/1.json")


def test_what_can_not_take_its_place_leaves_nothing_behind(data_dir: Path) -> None:
    (data_dir / "show" / "1.json").mkdir(parents=True)

    with pytest.raises(SinkFailed):
        FolderSink(data_dir).write("show/1.json", b"", "")

    assert os.listdir(data_dir / "show") == ["1.json"]


def test_an_object_tells_a_cdn_what_it_is_and_how_long_it_stays(s3: Any) -> None:
    sink = S3Sink("show", "/chat/", s3)

    sink.write("show/1.json", b"{}", "public, max-age=1")

    found = s3.get_object(Bucket="show", Key="chat/show/1.json")
    assert found["ContentType"] == "application/json"
    assert found["CacheControl"] == "public, max-age=1"
    assert sink.read("show/1.json") == b"{}"
    assert sink.read("show/2.json") is None


def test_a_bucket_that_is_not_there_is_named(s3: Any) -> None:
    with pytest.raises(SinkFailed, match="the bucket other: NoSuchBucket"):
        S3Sink("other", client=s3).write("a.json", b"", "")


def test_what_s3_refuses_is_no_missing_file() -> None:
    client = boto3.client(
        "s3",
        region_name="us-east-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(retries={"total_max_attempts": 1}),
    )
    with Stubber(client) as stubber:
        stubber.add_client_error("get_object", "AccessDenied")
        with pytest.raises(SinkFailed, match="AccessDenied"):
            S3Sink("show", client=client).read("a.json")
    client.close()


def test_a_name_is_a_folder_or_a_bucket(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")

    assert isinstance(sink_for(str(data_dir)), FolderSink)
    assert isinstance(sink_for("s3://show/chat"), S3Sink)
    for wrong in ("", "s3://", "s3:///chat", "s3://key:secret@show/chat"):
        with pytest.raises(UnknownSink) as refusal:
            sink_for(wrong)
        assert "secret" not in str(refusal.value)
