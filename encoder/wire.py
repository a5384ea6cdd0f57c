"""Commands and events as JSON bytes, one message each; never pickle.

Unknown messages and fields are ignored on purpose: an updated window can meet an older engine.
"""

import msgspec

from encoder.messages import Command, Event
from encoder.settings import decode_hook, encode_hook

_encoder = msgspec.json.Encoder(enc_hook=encode_hook)
_commands: msgspec.json.Decoder[Command] = msgspec.json.Decoder(Command, dec_hook=decode_hook)
_events: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event, dec_hook=decode_hook)


class WireError(Exception):
    """The other side sent something that is not a message of this protocol."""


def encode(message: Command | Event) -> bytes:
    """Return `message` as JSON; a stream key inside is written out, so keep it off every log."""
    return _encoder.encode(message)


def decode_command(raw: bytes) -> Command:
    """Return the command in `raw`; raises WireError."""
    try:
        return _commands.decode(raw)
    except (msgspec.DecodeError, RecursionError) as error:
        raise WireError(_without_values(error)) from None


def decode_event(raw: bytes) -> Event:
    """Return the event in `raw`; raises WireError."""
    try:
        return _events.decode(raw)
    except (msgspec.DecodeError, RecursionError) as error:
        raise WireError(_without_values(error)) from None


def _without_values(error: Exception) -> str:
    # msgspec names path and type ("Expected `int` ... at `$.encoding`"), never the value itself,
    # but an invalid enum value or tag is quoted; keep only the place.
    text = str(error)
    return text[text.rfind("- at") + 2 :] if "- at" in text else "not a message"
