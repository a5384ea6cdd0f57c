"""Boxes, the one thing an MP4 file is made of: a size, four letters, content."""

import struct
from collections.abc import Iterator
from typing import NamedTuple

HEADER_BYTES = 8
LARGE_HEADER_BYTES = 16
"""Of a box whose size has 64 bits."""


def box(kind: str, *parts: bytes) -> bytes:
    """Return a box of this kind."""
    size = HEADER_BYTES + sum(len(part) for part in parts)
    return b"".join((struct.pack(">I", size), kind.encode(), *parts))


def full_box(kind: str, version: int, flags: int, *parts: bytes) -> bytes:
    """Return a box that begins with a version and 24 flags."""
    return box(kind, struct.pack(">I", version << 24 | flags), *parts)


class Found(NamedTuple):
    """A box that was read: its content lies at `begin` to `end` of what was searched."""

    kind: str
    begin: int
    end: int


def children(content: bytes, begin: int = 0, end: int | None = None) -> Iterator[Found]:
    """Yield the boxes that lie whole in `content[begin:end]`; stop at the first that does not."""
    end = len(content) if end is None else end
    while begin + HEADER_BYTES <= end:
        size, name = struct.unpack_from(">I4s", content, begin)
        if size < HEADER_BYTES or begin + size > end:
            return
        yield Found(name.decode("latin-1"), begin + HEADER_BYTES, begin + size)
        begin += size
