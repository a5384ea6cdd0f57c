import pytest

from cloud.activity import with_activity
from cloud.models import Activity, ActivityState, ResourceState, StackPhase, StackStatus
from tests.fakes.aws import PRACTICE, FakeClient, fake_aws, refusal

ARN = "arn:aws:ivs:us-east-1:123456789012:channel/abcd"


def stack(*resources: tuple[str, str], phase: StackPhase = StackPhase.READY) -> StackStatus:
    found = tuple(
        ResourceState(f"Part{at}", type_, name, "CREATE_COMPLETE")
        for at, (type_, name) in enumerate(resources)
    )
    return StackStatus("show", phase, "CREATE_COMPLETE", "monitoring", resources=found)


def activities(status: StackStatus) -> list[Activity | None]:
    return [each.activity for each in status.resources]


def test_alarms_are_asked_for_by_their_names() -> None:
    client = FakeClient(
        describe_alarms={
            "MetricAlarms": [
                {"AlarmName": "drop", "StateValue": "ALARM"},
                {"AlarmName": "flood", "StateValue": "OK"},
                {"AlarmName": "new", "StateValue": "INSUFFICIENT_DATA"},
            ]
        }
    )
    alarm = "AWS::CloudWatch::Alarm"
    status = stack((alarm, "drop"), (alarm, "flood"), (alarm, "new"), ("AWS::SNS::Topic", "t"))

    found = activities(with_activity(fake_aws(PRACTICE, cloudwatch=client), status))

    assert found == [
        Activity(ActivityState.ALARM), Activity(ActivityState.FINE),
        Activity(ActivityState.NO_DATA), None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("RUNNING", ActivityState.RUNNING),
        ("IDLE", ActivityState.IDLE),
        ("STARTING", ActivityState.STARTING),
    ],
)
def test_a_medialive_channel_runs_or_is_idle(word: str, state: ActivityState) -> None:
    client = FakeClient(describe_channel={"State": word})
    status = stack(("AWS::MediaLive::Channel", "1234567"))

    assert activities(with_activity(fake_aws(PRACTICE, medialive=client), status)) == [
        Activity(state)
    ]


@pytest.mark.parametrize(
    ("streams", "activity"),
    [
        ([], Activity(ActivityState.OFFLINE)),
        (
            [{"channelArn": ARN, "state": "LIVE", "viewerCount": 120}],
            Activity(ActivityState.LIVE, 120),
        ),
        ([{"channelArn": ARN, "state": "LIVE", "viewerCount": -1}], Activity(ActivityState.LIVE)),
        ([{"channelArn": ARN + "x", "state": "LIVE"}], Activity(ActivityState.OFFLINE)),
    ],
)
def test_an_ivs_channel_is_live_with_its_viewers(
    streams: list[dict[str, object]], activity: Activity
) -> None:
    client = FakeClient(list_streams={"streams": streams})
    status = stack(("AWS::IVS::Channel", ARN))

    assert activities(with_activity(fake_aws(PRACTICE, ivs=client), status)) == [activity]


def test_what_may_not_be_asked_is_left_out() -> None:
    client = FakeClient(list_streams=refusal("AccessDeniedException"))
    status = stack(("AWS::IVS::Channel", ARN))

    assert with_activity(fake_aws(PRACTICE, ivs=client), status) == status


def test_of_what_is_only_planned_nothing_is_asked() -> None:
    status = stack(("AWS::IVS::Channel", ARN), phase=StackPhase.PLANNED)

    assert with_activity(fake_aws(PRACTICE), status) is status
