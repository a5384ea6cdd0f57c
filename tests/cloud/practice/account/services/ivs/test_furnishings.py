from typing import Any

import pytest
from botocore.exceptions import ClientError


def test_a_recording_configuration_is_ready_and_deleted_when_no_channel_has_it(ivs: Any) -> None:
    made = ivs.create_recording_configuration(
        name="archive", destinationConfiguration={"s3": {"bucketName": "shows"}}
    )["recordingConfiguration"]
    channel = ivs.create_channel(recordingConfigurationArn=made["arn"])["channel"]
    with pytest.raises(ClientError, match="refers to it"):
        ivs.delete_recording_configuration(arn=made["arn"])
    ivs.delete_channel(arn=channel["arn"])
    ivs.delete_recording_configuration(arn=made["arn"])

    assert made["state"] == "ACTIVE"
    assert ivs.list_recording_configurations()["recordingConfigurations"] == []


def test_of_a_playback_key_only_the_fingerprint_is_shown(ivs: Any) -> None:
    made = ivs.import_playback_key_pair(name="pair", publicKeyMaterial="material")["keyPair"]
    (listed,) = ivs.list_playback_key_pairs()["keyPairs"]

    assert len(made["fingerprint"].split(":")) == 16
    assert (
        listed["arn"] == made["arn"] == ivs.get_playback_key_pair(arn=made["arn"])["keyPair"]["arn"]
    )


def test_a_restriction_policy_is_changed(ivs: Any) -> None:
    made = ivs.create_playback_restriction_policy(allowedCountries=["JP"], allowedOrigins=[])
    arn = made["playbackRestrictionPolicy"]["arn"]
    ivs.update_playback_restriction_policy(arn=arn, allowedCountries=["JP", "DE"])

    policy = ivs.get_playback_restriction_policy(arn=arn)["playbackRestrictionPolicy"]
    assert policy["allowedCountries"] == ["JP", "DE"]


def test_tags_come_and_go(ivs: Any) -> None:
    arn = ivs.create_channel(tags={"a": "1"})["channel"]["arn"]
    ivs.tag_resource(resourceArn=arn, tags={"b": "2"})
    ivs.untag_resource(resourceArn=arn, tagKeys=["a"])

    assert ivs.list_tags_for_resource(resourceArn=arn)["tags"] == {"b": "2"}
