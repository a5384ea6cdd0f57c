"""AMF0 values to bytes and back (Adobe, "Action Message Format -- AMF 0", December 2007).

Only what RTMP commands and FLV metadata use. Text that is not UTF-8 is read with replacement
characters: a server that describes its refusal in a legacy code page must not end a broadcast.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import Final, TypeAlias

from encoder.rtmp.errors import AmfError

MAX_NESTING: Final = 32
"""Objects and arrays inside one another, in both directions; real metadata uses three."""

MAX_VALUES: Final = 16_384
"""Values decoded from one message, counted over every level."""

_MAX_SHORT_TEXT: Final = 0xFFFF
_MAX_LONG_TEXT: Final = 0xFFFF_FFFF
_NUMBER: Final = struct.Struct(">d")
_DATE: Final = struct.Struct(">dh")


class Undefined(Enum):
    """The type of AMF0's `undefined`, whose one value is `UNDEFINED`."""

    UNDEFINED = "undefined"


UNDEFINED: Final = Undefined.UNDEFINED
"""AMF0's `undefined`, distinct from null (None)."""


@dataclass(frozen=True, slots=True)
class Date:
    """An instant in milliseconds since 1970 UTC, with the time zone offset the sender wrote.

    The specification reserves the offset and wants 0; it is kept, never applied.
    """

    epoch_ms: float
    zone_offset: int = 0


class EcmaArray(dict[str, "Value"]):
    """An associative array: behaves as an object, but is written with the array marker."""


Value: TypeAlias = (
    "float | bool | str | Undefined | Date | EcmaArray | dict[str, Value] | list[Value] | None"
)
"""Everything AMF0 can say here; whole numbers may be given as int and come back as float."""


class Marker(IntEnum):
    """Type markers, AMF0 section 2.1; those absent here are refused when read."""

    NUMBER = 0x00
    BOOLEAN = 0x01
    STRING = 0x02
    OBJECT = 0x03
    NULL = 0x05
    UNDEFINED = 0x06
    ECMA_ARRAY = 0x08
    OBJECT_END = 0x09
    STRICT_ARRAY = 0x0A
    DATE = 0x0B
    LONG_STRING = 0x0C


def encode(*values: Value) -> bytes:
    """Write the values one after another, as in a command message.

    Raises AmfError for text that has no UTF-8 form, a number beyond double precision, a property
    name over 65,535 bytes, or nesting deeper than MAX_NESTING.
    """
    written = bytearray()
    for value in values:
        _write(written, value, MAX_NESTING)
    return bytes(written)


def decode(encoded: bytes) -> list[Value]:
    """Read every value of a message body.

    Raises AmfError when a value is cut off, has an unknown marker, is nested deeper than
    MAX_NESTING, or when there are more than MAX_VALUES of them.
    """
    reader = _Reader(encoded)
    values: list[Value] = []
    while not reader.is_at_end:
        values.append(reader.value(MAX_NESTING))
    return values


def _write(written: bytearray, value: Value, levels: int) -> None:
    match value:
        case bool():
            written += bytes((Marker.BOOLEAN, value))
        case int() | float():
            written.append(Marker.NUMBER)
            written += _packed_number(value)
        case str():
            _write_text(written, value)
        case None:
            written.append(Marker.NULL)
        case Undefined():
            written.append(Marker.UNDEFINED)
        case Date():
            written.append(Marker.DATE)
            written += _packed_date(value)
        case dict() | list():
            if levels == 0:
                raise AmfError(f"A value to write is nested deeper than {MAX_NESTING} levels.")
            _write_container(written, value, levels - 1)


def _write_container(
    written: bytearray, value: Mapping[str, Value] | Sequence[Value], levels: int
) -> None:
    if not isinstance(value, Mapping):
        written.append(Marker.STRICT_ARRAY)
        written += len(value).to_bytes(4, "big")
        for item in value:
            _write(written, item, levels)
        return
    if isinstance(value, EcmaArray):
        written.append(Marker.ECMA_ARRAY)
        written += len(value).to_bytes(4, "big")
    else:
        written.append(Marker.OBJECT)
    for name, item in value.items():
        written += _short_text(name)
        _write(written, item, levels)
    written += bytes((0, 0, Marker.OBJECT_END))


def _write_text(written: bytearray, text: str) -> None:
    encoded = _utf8(text)
    if len(encoded) <= _MAX_SHORT_TEXT:
        written.append(Marker.STRING)
        written += len(encoded).to_bytes(2, "big")
    elif len(encoded) <= _MAX_LONG_TEXT:
        written.append(Marker.LONG_STRING)
        written += len(encoded).to_bytes(4, "big")
    else:
        raise AmfError("A text to write is longer than AMF0 can say.")
    written += encoded


def _short_text(name: str) -> bytes:
    encoded = _utf8(name)
    if len(encoded) > _MAX_SHORT_TEXT:
        raise AmfError(f"A property name to write is longer than {_MAX_SHORT_TEXT} bytes.")
    return len(encoded).to_bytes(2, "big") + encoded


def _utf8(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        # The cause quotes the text, which may be a stream key: it is not chained.
        raise AmfError("A text to write has no UTF-8 form.") from None


def _packed_number(number: float) -> bytes:
    try:
        return _NUMBER.pack(number)
    except (OverflowError, struct.error):
        raise AmfError("A number to write is beyond double precision.") from None


def _packed_date(date: Date) -> bytes:
    try:
        return _DATE.pack(date.epoch_ms, date.zone_offset)
    except (OverflowError, struct.error):
        raise AmfError("A date to write is out of range.") from None


class _Reader:
    """A cursor over one message body that refuses to run past its end."""

    def __init__(self, encoded: bytes) -> None:
        self._encoded = encoded
        self._at = 0
        self._values_left = MAX_VALUES

    @property
    def is_at_end(self) -> bool:
        return self._at >= len(self._encoded)

    def value(self, levels: int) -> Value:
        self._count_value()
        marker = self._take(1)[0]
        match marker:
            case Marker.NUMBER:
                return self._number()
            case Marker.BOOLEAN:
                return self._take(1)[0] != 0
            case Marker.STRING:
                return self._text(2)
            case Marker.LONG_STRING:
                return self._text(4)
            case Marker.NULL:
                return None
            case Marker.UNDEFINED:
                return UNDEFINED
            case Marker.DATE:
                return self._date()
            case Marker.OBJECT | Marker.ECMA_ARRAY | Marker.STRICT_ARRAY:
                if levels == 0:
                    raise AmfError(f"A value is nested deeper than {MAX_NESTING} levels.")
                return self._container(marker, levels - 1)
            case _:
                raise AmfError(f"AMF0 marker 0x{marker:02x} is not supported.")

    def _container(self, marker: int, levels: int) -> Value:
        if marker == Marker.STRICT_ARRAY:
            # The declared length is only believed item by item: each one consumes bytes.
            count = int.from_bytes(self._take(4), "big")
            if count > self._values_left:
                raise AmfError(f"An array declares more than {MAX_VALUES} values.")
            return [self.value(levels) for _ in range(count)]
        if marker == Marker.ECMA_ARRAY:
            self._take(4)  # an approximate count that many writers leave at zero
            return EcmaArray(self._properties(levels))
        return self._properties(levels)

    def _properties(self, levels: int) -> dict[str, Value]:
        properties: dict[str, Value] = {}
        while True:
            name = self._text(2)
            if not name and self._peek() == Marker.OBJECT_END:
                self._at += 1
                return properties
            properties[name] = self.value(levels)

    def _number(self) -> float:
        return float(_NUMBER.unpack(self._take(8))[0])

    def _date(self) -> Date:
        epoch_ms, zone_offset = _DATE.unpack(self._take(10))
        return Date(float(epoch_ms), int(zone_offset))

    def _text(self, length_bytes: int) -> str:
        length = int.from_bytes(self._take(length_bytes), "big")
        return self._take(length).decode("utf-8", "replace")

    def _count_value(self) -> None:
        self._values_left -= 1
        if self._values_left < 0:
            raise AmfError(f"A message holds more than {MAX_VALUES} values.")

    def _peek(self) -> int:
        if self.is_at_end:
            raise AmfError("An AMF0 object is cut off.")
        return self._encoded[self._at]

    def _take(self, count: int) -> bytes:
        end = self._at + count
        if end > len(self._encoded):
            raise AmfError("An AMF0 value is cut off.")
        taken = self._encoded[self._at : end]
        self._at = end
        return taken
