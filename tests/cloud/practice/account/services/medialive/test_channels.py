from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError


def code_of(caught: pytest.ExceptionInfo[ClientError]) -> str:
    return str(caught.value.response["Error"]["Code"])


@pytest.fixture
def channel_id(medialive: Any) -> str:
    destinations = [{"StreamName": "show/a"}]
    made = medialive.create_input(Name="in", Type="RTMP_PUSH", Destinations=destinations)
    channel = medialive.create_channel(
        Name="show",
        ChannelClass="SINGLE_PIPELINE",
        InputAttachments=[{"InputId": made["Input"]["Id"], "InputAttachmentName": "main"}],
        Tags={"a": "b"},
    )
    return str(channel["Channel"]["Id"])


def state(medialive: Any, channel_id: str) -> str:
    return str(medialive.describe_channel(ChannelId=channel_id)["State"])


def test_every_step_of_a_channel_takes_its_time(
    medialive: Any, channel_id: str, elapse: Callable[[float], None]
) -> None:
    seen = [state(medialive, channel_id)]
    elapse(2)
    seen.append(state(medialive, channel_id))
    for step in (medialive.start_channel, medialive.stop_channel):
        seen.append(step(ChannelId=channel_id)["State"])
        elapse(4)
        seen.append(state(medialive, channel_id))
    seen.append(medialive.delete_channel(ChannelId=channel_id)["State"])

    assert seen == ["CREATING", "IDLE", "STARTING", "RUNNING", "STOPPING", "IDLE", "DELETING"]
    elapse(2)
    with pytest.raises(ClientError) as caught:
        state(medialive, channel_id)
    assert code_of(caught) == "NotFoundException"


def test_what_runs_is_neither_deleted_nor_changed_nor_started_again(
    medialive: Any, channel_id: str, elapse: Callable[[float], None]
) -> None:
    elapse(2)
    medialive.start_channel(ChannelId=channel_id)
    elapse(4)
    for call in (
        medialive.delete_channel,
        medialive.start_channel,
        lambda ChannelId: medialive.update_channel(ChannelId=ChannelId, Name="x"),
    ):
        with pytest.raises(ClientError) as caught:
            call(ChannelId=channel_id)
        assert code_of(caught) == "ConflictException"


def test_a_running_channel_shows_its_pipelines(
    medialive: Any, channel_id: str, elapse: Callable[[float], None]
) -> None:
    elapse(2)
    idle = medialive.describe_channel(ChannelId=channel_id)
    medialive.start_channel(ChannelId=channel_id)
    elapse(4)
    running = medialive.describe_channel(ChannelId=channel_id)

    assert (idle["PipelinesRunningCount"], running["PipelinesRunningCount"]) == (0, 1)
    (pipeline,) = running["PipelineDetails"]
    assert (pipeline["PipelineId"], pipeline["ActiveInputAttachmentName"]) == ("0", "main")


def test_an_attached_input_stays_until_its_channel_goes(
    medialive: Any, channel_id: str, elapse: Callable[[float], None]
) -> None:
    elapse(2)
    (used,) = medialive.list_inputs()["Inputs"]
    with pytest.raises(ClientError) as caught:
        medialive.delete_input(InputId=used["Id"])
    medialive.delete_channel(ChannelId=channel_id)
    medialive.delete_input(InputId=used["Id"])

    assert code_of(caught) == "ConflictException"
    assert (used["State"], used["AttachedChannels"]) == ("ATTACHED", [channel_id])


def test_an_unknown_input_is_refused(medialive: Any) -> None:
    with pytest.raises(ClientError) as caught:
        medialive.create_channel(Name="show", InputAttachments=[{"InputId": "42"}])

    assert code_of(caught) == "UnprocessableEntityException"


def test_an_output_without_its_destination_is_refused(medialive: Any) -> None:
    group = {
        "OutputGroupSettings": {"HlsGroupSettings": {"Destination": {"DestinationRefId": "there"}}},
        "Outputs": [],
    }
    settings = {
        "AudioDescriptions": [],
        "OutputGroups": [group],
        "TimecodeConfig": {"Source": "SYSTEMCLOCK"},
        "VideoDescriptions": [],
    }
    with pytest.raises(ClientError, match="no destination there"):
        medialive.create_channel(Name="show", EncoderSettings=settings)


def test_an_idle_channel_is_changed_and_listed_without_its_settings(
    medialive: Any, channel_id: str, elapse: Callable[[float], None]
) -> None:
    elapse(2)
    changed = medialive.update_channel(ChannelId=channel_id, Name="other")["Channel"]
    elapse(2)
    (listed,) = medialive.list_channels()["Channels"]

    assert (changed["Name"], changed["State"]) == ("other", "UPDATING")
    assert (listed["Name"], listed["State"]) == ("other", "IDLE")
    assert "EncoderSettings" not in listed


def test_tags_come_and_go(medialive: Any, channel_id: str) -> None:
    arn = medialive.describe_channel(ChannelId=channel_id)["Arn"]
    medialive.create_tags(ResourceArn=arn, Tags={"c": "d"})
    medialive.delete_tags(ResourceArn=arn, TagKeys=["a"])

    assert medialive.list_tags_for_resource(ResourceArn=arn)["Tags"] == {"c": "d"}
