"""Command and data messages: a name, and AMF0 values after it.

Source: Adobe, "Real Time Messaging Protocol 1.0" (2012), section 7; releaseStream, FCPublish and
FCUnpublish are not in it: they come from Flash Media Live Encoder and servers expect them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from encoder.rtmp import amf
from encoder.rtmp.errors import CommandError, MessageTooLarge
from encoder.rtmp.messages import Message, MessageType

MAX_COMMAND_BYTES: Final = 256 * 1024
"""Longest command or data message that is parsed; real ones have a few hundred bytes."""

MAX_STREAM_ID: Final = 0xFFFF_FFFF
"""Message stream ids have 32 bits (section 5.3.1.2.1)."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command message; its values stay out of the repr, since one may be a stream key."""

    name: str = field(repr=False)
    transaction_id: float
    command_object: amf.Value = field(default=None, repr=False)
    arguments: tuple[amf.Value, ...] = field(default=(), repr=False)

    def argument(self, index: int) -> amf.Value:
        """Return that argument, or None when it is not there."""
        return self.arguments[index] if index < len(self.arguments) else None

    def text(self, index: int) -> str:
        """Return that argument; raises CommandError when it is not a text."""
        argument = self.argument(index)
        if not isinstance(argument, str):
            raise CommandError("A command lacks a text it must have.")
        return argument

    def stream_id(self, index: int) -> int:
        """Return that argument; raises CommandError when it is not a message stream id."""
        argument = self.argument(index)
        if not isinstance(argument, float) or not 0 <= argument <= MAX_STREAM_ID:
            raise CommandError("A command lacks a message stream id.")
        return int(argument)


@dataclass(frozen=True, slots=True)
class Status:
    """The object that `onStatus`, `_result` and `_error` carry (section 7.2.2)."""

    level: str
    code: str
    description: str

    def to_amf(self) -> dict[str, amf.Value]:
        """Return the object as it is written into a command."""
        return {"level": self.level, "code": self.code, "description": self.description}


def parse_command(message: Message) -> Command:
    """Read a command message, AMF0 or the AMF3 variant that wraps AMF0.

    Raises AmfError, CommandError or MessageTooLarge.
    """
    values = _values(message, MessageType.COMMAND_AMF3)
    name = values[0] if values else None
    transaction_id = values[1] if len(values) > 1 else 0.0
    if not isinstance(name, str) or not isinstance(transaction_id, float):
        raise CommandError("A command has no name or no transaction id.")
    command_object = values[2] if len(values) > 2 else None
    return Command(name, transaction_id, command_object, tuple(values[3:]))


def parse_data(message: Message) -> list[amf.Value]:
    """Read the values of a data message, without the leading `@setDataFrame` of publishers.

    Raises AmfError or MessageTooLarge.
    """
    values = _values(message, MessageType.DATA_AMF3)
    return values[1:] if values and values[0] == "@setDataFrame" else values


def status_of(command: Command) -> Status:
    """Return the status a reply carries: its first argument, else its command object, else blank.

    Servers put it in either place; a missing part becomes an empty text.
    """
    for value in (*command.arguments, command.command_object):
        if isinstance(value, dict) and ("code" in value or "level" in value):
            return Status(
                text_property(value, "level"),
                text_property(value, "code"),
                text_property(value, "description"),
            )
    return Status("", "", "")


def command_message(command: Command, stream_id: int = 0) -> Message:
    """Write a command. Raises AmfError when a value cannot be written."""
    payload = amf.encode(
        command.name, command.transaction_id, command.command_object, *command.arguments
    )
    return Message(MessageType.COMMAND_AMF0, payload, stream_id=stream_id)


def metadata_message(properties: amf.EcmaArray, stream_id: int) -> Message:
    """Write `@setDataFrame` `onMetaData`. Raises AmfError when a value cannot be written."""
    payload = amf.encode("@setDataFrame", "onMetaData", properties)
    return Message(MessageType.DATA_AMF0, payload, stream_id=stream_id)


def status_message(status: Status, stream_id: int) -> Message:
    """Write `onStatus`. Raises AmfError when a text cannot be written."""
    return command_message(Command("onStatus", 0.0, None, (status.to_amf(),)), stream_id)


def text_property(value: amf.Value, name: str) -> str:
    """Return a property of an AMF object, or an empty text when it is absent or no text."""
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""


def _values(message: Message, amf3_type: MessageType) -> list[amf.Value]:
    if len(message.payload) > MAX_COMMAND_BYTES:
        raise MessageTooLarge(f"A command is longer than {MAX_COMMAND_BYTES} bytes.")
    # The AMF3 types begin with a byte 0 and then hold AMF0, as Flash sent them.
    payload = message.payload[1:] if message.type_id == amf3_type else message.payload
    return amf.decode(payload)
