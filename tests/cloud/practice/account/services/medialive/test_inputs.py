from typing import Any

import pytest
from botocore.exceptions import ClientError

from cloud.practice.account.services.medialive.inputs import endpoint_name
from tests.cloud.practice.account.ingests import FakeIngest


def code_of(caught: pytest.ExceptionInfo[ClientError]) -> str:
    return str(caught.value.response["Error"]["Code"])


def pushed(medialive: Any, **more: Any) -> dict[str, Any]:
    destinations = [{"StreamName": "show/a"}, {"StreamName": "show/b"}]
    made = medialive.create_input(Name="in", Type="RTMP_PUSH", Destinations=destinations, **more)
    return dict(made["Input"])


def test_both_endpoints_of_an_input_are_channels_of_the_ingest(
    medialive: Any, ingest: FakeIngest
) -> None:
    made = pushed(medialive)

    assert [each["Url"] for each in made["Destinations"]] == [
        f"rtmp://127.0.0.1:1936/live/practice-{endpoint_name(made['Id'], number)}-0123"
        for number in range(2)
    ]
    assert made["InputClass"] == "STANDARD"
    assert made["State"] == "CREATING"


def test_a_deleted_input_is_gone_from_the_ingest(medialive: Any, ingest: FakeIngest) -> None:
    made = pushed(medialive)
    medialive.delete_input(InputId=made["Id"])

    assert ingest.channels == {}
    with pytest.raises(ClientError) as caught:
        medialive.describe_input(InputId=made["Id"])
    assert code_of(caught) == "NotFoundException"


def test_what_is_pulled_has_sources_and_no_address(medialive: Any) -> None:
    sources = [{"Url": "https://example.com/index.m3u8"}]
    made = medialive.create_input(Name="in", Type="URL_PULL", Sources=sources)["Input"]

    assert made["Destinations"] == []
    assert made["Sources"][0]["Url"] == "https://example.com/index.m3u8"
    assert made["InputClass"] == "SINGLE_PIPELINE"


def test_rtp_is_sent_to_two_addresses(medialive: Any) -> None:
    made = medialive.create_input(Name="in", Type="RTP_PUSH")["Input"]

    assert [each["Url"] for each in made["Destinations"]] == [
        "rtp://127.0.0.1:5000",
        "rtp://127.0.0.1:5001",
    ]


def test_an_rtmp_input_needs_a_stream_name(medialive: Any) -> None:
    with pytest.raises(ClientError) as caught:
        medialive.create_input(Name="in", Type="RTMP_PUSH")

    assert code_of(caught) == "BadRequestException"


def test_a_group_that_guards_an_input_stays(medialive: Any) -> None:
    rules = [{"Cidr": "203.0.113.7/32"}]
    group = medialive.create_input_security_group(WhitelistRules=rules)["SecurityGroup"]
    made = pushed(medialive, InputSecurityGroups=[group["Id"]])
    with pytest.raises(ClientError):
        medialive.delete_input_security_group(InputSecurityGroupId=group["Id"])
    used = medialive.describe_input_security_group(InputSecurityGroupId=group["Id"])
    medialive.delete_input(InputId=made["Id"])
    medialive.delete_input_security_group(InputSecurityGroupId=group["Id"])

    assert (group["State"], used["State"], used["Inputs"]) == ("IDLE", "IN_USE", [made["Id"]])
    assert medialive.list_input_security_groups()["InputSecurityGroups"] == []


@pytest.mark.parametrize("cidr", ["0.0.0.0/0", "everybody", "10.0.0.1/40"])
def test_a_group_lets_nobody_in_whom_it_does_not_name(medialive: Any, cidr: str) -> None:
    with pytest.raises(ClientError) as caught:
        medialive.create_input_security_group(WhitelistRules=[{"Cidr": cidr}])

    assert code_of(caught) == "BadRequestException"


def test_an_input_of_an_unknown_group_is_refused(medialive: Any) -> None:
    with pytest.raises(ClientError, match="no input security group 42"):
        pushed(medialive, InputSecurityGroups=["42"])


def test_rules_and_names_are_changed(medialive: Any) -> None:
    group = medialive.create_input_security_group(WhitelistRules=[])["SecurityGroup"]
    medialive.update_input_security_group(
        InputSecurityGroupId=group["Id"], WhitelistRules=[{"Cidr": "203.0.113.7/32"}]
    )
    made = pushed(medialive)
    medialive.update_input(InputId=made["Id"], Name="other")
    (listed,) = medialive.list_inputs()["Inputs"]
    (shown,) = medialive.list_input_security_groups()["InputSecurityGroups"]

    assert listed["Name"] == "other"
    assert shown["WhitelistRules"] == [{"Cidr": "203.0.113.7/32"}]
