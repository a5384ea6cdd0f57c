import pytest

from cloud.errors import PlanError
from cloud.patterns.catalogue import pattern
from cloud.stacks.quotas import room_for
from tests.cloud.stacks.toys import toy
from tests.fakes.aws import LIVE, FakeClient, fake_aws, refusal


def quotas(**limits: float) -> FakeClient:
    listed = [{"QuotaName": name.replace("_", " "), "Value": v} for name, v in limits.items()]
    return FakeClient(list_service_quotas={"Quotas": listed})


def test_what_there_is_room_for_is_said_in_figures() -> None:
    medialive = FakeClient(list_channels={"Channels": [{}, {}]})
    aws = fake_aws(LIVE, service_quotas=quotas(Channels=5), medialive=medialive)

    assert room_for(aws, toy(), ["AWS::MediaLive::Channel"], 500).figures == (
        "medialive: Channels 3 of 5",
    )


def test_what_is_there_already_is_not_counted_twice() -> None:
    aws = fake_aws(LIVE, service_quotas=quotas(Channels=1))

    assert room_for(aws, toy(), [], 500).figures == ()


def test_no_room_ends_the_plan() -> None:
    medialive = FakeClient(list_channels={"Channels": [{}] * 5})
    aws = fake_aws(LIVE, service_quotas=quotas(Channels=5), medialive=medialive)

    with pytest.raises(PlanError, match="Channels: your account may have 5"):
        room_for(aws, toy(), ["AWS::MediaLive::Channel"], 500)


def test_an_audience_that_is_too_large_is_a_notice() -> None:
    ivs = pattern("live-ivs")
    aws = fake_aws(LIVE, service_quotas=quotas(Concurrent_views=15_000))

    assert room_for(aws, ivs, [], 15_000).audience is None
    audience = room_for(aws, ivs, [], 1_000_000).audience
    assert audience is not None
    assert audience.problem.params["wanted"] == "1000000"


def test_what_may_not_be_asked_is_left_out() -> None:
    aws = fake_aws(LIVE, service_quotas=FakeClient(list_service_quotas=refusal("AccessDenied")))

    room = room_for(aws, pattern("live-ivs"), ["AWS::IVS::Channel"], 10**9)

    assert room.figures == ()
    assert room.audience is None
