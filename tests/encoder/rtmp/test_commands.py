import pytest

from encoder.rtmp import amf
from encoder.rtmp.commands import (
    MAX_COMMAND_BYTES,
    Command,
    Status,
    command_message,
    metadata_message,
    parse_command,
    parse_data,
    status_message,
    status_of,
    text_property,
)
from encoder.rtmp.errors import AmfError, CommandError, MessageTooLarge
from encoder.rtmp.messages import Message, MessageType

REFUSED = Status("error", "NetStream.Publish.BadName", "Taken.")


def command(*values: amf.Value) -> Message:
    return Message(MessageType.COMMAND_AMF0, amf.encode(*values))


def test_a_command_is_read_back() -> None:
    publish = Command("publish", 5.0, None, ("name", "live"))

    message = command_message(publish, stream_id=1)

    assert message.stream_id == 1
    assert parse_command(message) == publish


def test_a_command_may_end_after_its_name() -> None:
    assert parse_command(command("close")) == Command("close", 0.0)


def test_the_amf3_variant_has_one_byte_before_the_same_values() -> None:
    wrapped = Message(MessageType.COMMAND_AMF3, b"\x00" + amf.encode("connect", 1, None))

    assert parse_command(wrapped) == Command("connect", 1.0)


@pytest.mark.parametrize("values", [(), (1.0, "connect"), ("connect", "one"), (None, 1.0)])
def test_a_command_without_name_or_transaction_is_refused(values: tuple[amf.Value, ...]) -> None:
    with pytest.raises(CommandError):
        parse_command(command(*values))


def test_a_command_that_is_no_amf_is_refused() -> None:
    with pytest.raises(AmfError):
        parse_command(Message(MessageType.COMMAND_AMF0, b"\xff"))


def test_a_command_above_the_limit_is_refused_unread() -> None:
    with pytest.raises(MessageTooLarge):
        parse_command(Message(MessageType.COMMAND_AMF0, bytes(MAX_COMMAND_BYTES + 1)))


def test_arguments_are_taken_by_type() -> None:
    found = Command("x", 0.0, None, ("name", 7.0))

    assert found.text(0) == "name"
    assert found.stream_id(1) == 7
    assert found.argument(9) is None


@pytest.mark.parametrize("argument", [7.0, None, {}])
def test_a_text_of_another_type_is_refused(argument: amf.Value) -> None:
    with pytest.raises(CommandError):
        Command("x", 0.0, None, (argument,)).text(0)


@pytest.mark.parametrize("number", ["1", None, -1.0, 2.0**32, float("nan"), float("inf"), True])
def test_an_impossible_stream_id_is_refused(number: amf.Value) -> None:
    with pytest.raises(CommandError):
        Command("x", 0.0, None, (number,)).stream_id(0)


def test_a_status_is_found_as_argument_or_as_command_object() -> None:
    assert status_of(parse_command(status_message(REFUSED, 1))) == REFUSED
    assert status_of(Command("_error", 1.0, REFUSED.to_amf())) == REFUSED


def test_a_status_may_lack_anything() -> None:
    assert status_of(Command("_error", 1.0)) == Status("", "", "")
    assert status_of(Command("onStatus", 0.0, None, ({"code": 5.0},))) == Status("", "", "")


def test_metadata_is_told_without_the_command_that_stores_it() -> None:
    properties = amf.EcmaArray(width=1280.0)

    assert parse_data(metadata_message(properties, 1)) == ["onMetaData", properties]
    assert parse_data(Message(MessageType.DATA_AMF0, amf.encode("onCuePoint"))) == ["onCuePoint"]
    assert parse_data(Message(MessageType.DATA_AMF0, b"")) == []


def test_a_property_that_is_no_text_counts_as_absent() -> None:
    assert text_property({"app": "live"}, "app") == "live"
    assert text_property({"app": 1.0}, "app") == text_property(None, "app") == ""


def test_the_values_of_a_command_stay_out_of_its_repr() -> None:
    assert "secret" not in repr(Command("secret", 1.0, {"a": "secret"}, ("secret",)))
