import pytest

from cloud.practice.account.services.medialive.books import Books, Thing, attached, found
from cloud.practice.account.services.ownservice import Refused


def test_a_passing_state_lasts_its_time() -> None:
    thing = Thing("1", "arn", {}, "IDLE")
    thing.pass_through("STARTING", "RUNNING", 100.0)

    assert thing.settle(102.9) == "STARTING"
    assert thing.settle(103.0) == "RUNNING"
    assert thing.settle(999.0) == "RUNNING"


def test_ids_are_seven_digits_and_arns_end_with_them() -> None:
    books = Books("eu-west-1")
    made = books.add(books.inputs, "input", {"Name": "a"}, "CREATING")

    assert len(made.id) == 7
    assert made.arn == f"arn:aws:medialive:eu-west-1:123456789012:input:{made.id}"
    assert made.members == {"Tags": {}, "Name": "a"}
    assert books.tagged(made.arn) is made


def test_a_channel_knows_its_inputs_and_an_input_its_channels() -> None:
    books = Books("eu-west-1")
    members = {"InputAttachments": [{"InputId": "7"}]}
    channel = books.add(books.channels, "channel", members, "IDLE")

    assert attached(channel) == ["7"]
    assert books.channels_of("7") == [channel]
    assert books.channels_of("8") == []


def test_what_is_not_there_is_refused() -> None:
    with pytest.raises(Refused, match="Channel not found: 1"):
        found({}, "1", "Channel")
    with pytest.raises(Refused):
        Books("eu-west-1").tagged("arn")
