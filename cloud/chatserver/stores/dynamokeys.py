"""Under which keys rooms lie in a DynamoDB table, and how their items look. Pure.

A room's envelopes lie in partitions of one minute of the video and one block of numbers:
`<room>#<epoch>#<minute>#<block>`, sorted by position and number. However hot a minute is, a
partition gets BLOCK writes at most, and the blocks of a minute lie on different servers. Two
directories of a room name its partitions, by minute and by block.
"""

import time

import msgspec

from chatclient.wire.envelopes import Envelope
from cloud.chatserver.stores.dynamotable import Item, key

BLOCK = 250
"""A quarter of the 1,000 units that one partition may write in a second."""
FIRST, LAST = " ", "~"
"""Sort before and after every digit and letter."""
DAY_S = 86_400

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Envelope).decode


def minute_of(envelope: Envelope) -> str:
    """Return the minute of the video, or, before there is any, that of the day."""
    if envelope.position_ms is None:
        return f"t{envelope.at_ms // 60_000:012}"
    return minute_at(envelope.position_ms)


def minute_at(position_ms: int) -> str:
    """Return the minute of a position."""
    return f"p{position_ms // 60_000:012}"


def block_of(seq: int) -> str:
    """Return the block that a number is in."""
    return f"{seq // BLOCK:012}"


def position_key(position_ms: int) -> str:
    """Return what the sort keys of a position begin with."""
    return f"{position_ms:015}"


def number_key(number: int) -> str:
    """Return a sort key by number."""
    return f"{number:016}"


def partition(room: str, epoch: str, minute: str, block: str) -> str:
    """Return where envelopes of a minute and a block lie."""
    return f"{room}#{epoch}#{minute}#{block}"


def by_minute(room: str, epoch: str) -> str:
    """Return where the directory by minute lies; its keys are `minute#block`."""
    return f"{room}#{epoch}#by-minute"


def by_block(room: str, epoch: str) -> str:
    """Return where the directory by block lies; its keys are `block#minute`."""
    return f"{room}#{epoch}#by-block"


def removals(room: str, epoch: str) -> str:
    """Return where deletions, purges and clears lie once more."""
    return f"{room}#{epoch}#removals"


def expiring(item: Item, days: int | None) -> Item:
    """Return an item that may vanish after so many days; None: never."""
    if days is None:
        return item
    return item | {"expires": {"N": str(int(time.time()) + days * DAY_S)}}


def row(room: str, epoch: str, envelope: Envelope) -> Item:
    """Return the item of an envelope."""
    place = partition(room, epoch, minute_of(envelope), block_of(envelope.seq))
    at_ms = envelope.at_ms if envelope.position_ms is None else envelope.position_ms
    sort = f"{position_key(at_ms)}#{number_key(envelope.seq)}"
    return holding(place, sort, _encode(envelope))


def holding(pk: str, sk: str, raw: bytes) -> Item:
    """Return an item that holds bytes."""
    return key(pk, sk) | {"v": {"B": raw}}


def removal_row(room: str, epoch: str, envelope: Envelope) -> Item:
    """Return the second item of an envelope that takes something down."""
    return holding(removals(room, epoch), number_key(envelope.seq), _encode(envelope))


def envelope_of(item: Item) -> Envelope:
    """Return what an item holds."""
    return _decode(item["v"]["B"])
