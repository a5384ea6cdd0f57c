import threading
from typing import Any

import pytest

from cloud.errors import ErrorCode, StackError
from cloud.models import ResourceState, StackEvent
from cloud.patterns.metadata import HookKind
from cloud.stacks.hooks import Hooked, Hooks, hooked
from cloud.stacks.pace import Pace
from tests.cloud.stacks.toys import at_once, toy
from tests.fakes.aws import PRACTICE, FakeClient, fake_aws, refusal

CHANNEL = ResourceState("Channel", "AWS::MediaLive::Channel", "123", "CREATE_COMPLETE")
BUCKET = ResourceState("Bucket", "AWS::S3::Bucket", "bucket", "CREATE_COMPLETE")


def hooks(told: list[StackEvent], pace: Pace | None = None, **services: Any) -> Hooks:
    return Hooks(
        fake_aws(PRACTICE, **services),
        pace or Pace(1.0, wait=at_once),
        told.append,
        threading.Event(),
    )


def test_hooks_are_of_what_is_there() -> None:
    gone = ResourceState("Bucket", "AWS::S3::Bucket", "bucket", "DELETE_COMPLETE")

    assert hooked(toy(), (CHANNEL, gone)) == (Hooked(HookKind.MEDIALIVE_CHANNEL, CHANNEL),)


def test_a_running_channel_is_stopped_and_waited_for() -> None:
    states = iter(["RUNNING", "STOPPING", "IDLE"])
    medialive = FakeClient(describe_channel=lambda **_: {"State": next(states)}, stop_channel={})
    told: list[StackEvent] = []

    hooks(told, medialive=medialive).before_deletion(
        Hooked(HookKind.MEDIALIVE_CHANNEL, CHANNEL), is_kept=False
    )

    assert ("stop_channel", {"ChannelId": "123"}) in medialive.calls
    assert [each.status for each in told] == ["STOP_IN_PROGRESS", "STOP_COMPLETE"]


@pytest.mark.parametrize("state", ["IDLE", "DELETED", ""])
def test_an_idle_channel_is_left_alone(state: str) -> None:
    answer: Any = {"State": state} if state else refusal("NotFoundException")
    medialive = FakeClient(describe_channel=answer)

    hooks([], medialive=medialive).stop_channel(CHANNEL)

    assert [name for name, _ in medialive.calls] == ["describe_channel"]


def test_a_channel_that_does_not_come_up_is_said() -> None:
    times = iter(range(0, 100_000, 300))
    medialive = FakeClient(describe_channel={"State": "STARTING"})
    pace = Pace(1.0, wait=at_once, monotonic=lambda: float(next(times)))

    with pytest.raises(StackError) as late:
        hooks([], pace, medialive=medialive).start_channel(CHANNEL)

    assert late.value.problem.code is ErrorCode.NOT_STARTED
    assert late.value.problem.params["found"] == "STARTING"


def test_a_stream_that_is_not_on_air_is_no_failure() -> None:
    ivs = FakeClient(stop_stream=refusal("ChannelNotBroadcasting"))
    channel = ResourceState("Channel", "AWS::IVS::Channel", "arn:x", "CREATE_COMPLETE")
    told: list[StackEvent] = []

    hooks(told, ivs=ivs).before_deletion(Hooked(HookKind.IVS_STREAM, channel), is_kept=False)
    assert told == []

    ivs.answers["stop_stream"] = {}
    hooks(told, ivs=ivs).before_deletion(Hooked(HookKind.IVS_STREAM, channel), is_kept=False)
    assert [each.status for each in told] == ["STOP_COMPLETE"]


def test_a_bucket_is_emptied_with_all_versions_a_thousand_at_a_time() -> None:
    versions = [{"Key": f"k{n}", "VersionId": "v"} for n in range(1500)]
    listed = {"Versions": versions, "DeleteMarkers": [{"Key": "gone", "VersionId": "m"}]}
    s3 = FakeClient(list_object_versions=listed, delete_objects={})
    told: list[StackEvent] = []

    hooks(told, s3=s3).before_deletion(Hooked(HookKind.EMPTY_BUCKET, BUCKET), is_kept=False)

    sizes = [len(p["Delete"]["Objects"]) for name, p in s3.calls if name == "delete_objects"]
    assert sizes == [1000, 501]
    assert told[-1].reason == "1501 objects"


def test_a_bucket_that_is_kept_keeps_its_content() -> None:
    s3 = FakeClient()

    hooks([], s3=s3).before_deletion(Hooked(HookKind.EMPTY_BUCKET, BUCKET), is_kept=True)

    assert not s3.calls


def test_objects_that_cannot_be_deleted_are_said() -> None:
    error = {"Key": "k", "Code": "AccessDenied", "Message": "no"}
    s3 = FakeClient(
        list_object_versions={"Versions": [{"Key": "k", "VersionId": "v"}]},
        delete_objects={"Errors": [error]},
    )

    with pytest.raises(StackError) as failed:
        hooks([], s3=s3).before_deletion(Hooked(HookKind.EMPTY_BUCKET, BUCKET), is_kept=False)

    assert failed.value.problem.code is ErrorCode.STACK_NOT_DELETED
