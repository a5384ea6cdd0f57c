"""Where a finished chat is read from: a server by position, a CDN's or folder's chunks, one file.

Each is a row of windows of the video, loaded one by one; what was taken down is left out.
"""

import asyncio
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

import msgspec
from msgspec.structs import replace

from chatclient.backends.webreading import WebReader
from chatclient.errors import ErrorCode, Refused
from chatclient.settings import ReplayChat
from chatclient.wire.envelopes import (
    PRIVATE,
    SPOKEN,
    ClearBody,
    DeleteBody,
    Envelope,
    Kind,
    PurgeBody,
    body_of,
)
from chatclient.wire.pages import MAX_SPAN_MS, Chunk, ChunkIndex, Replayed, Tombstones
from chatclient.wire.takendown import TakenDown

MAX_FILE_BYTES = 1024 * 1024 * 1024
MAX_PAGES = 100
_TAKING_DOWN = frozenset({Kind.DELETE, Kind.PURGE, Kind.CLEAR})


class Recording(Protocol):
    """A finished chat in windows, numbered from 0."""

    async def open(self) -> None:
        """Look whether it is there; raises ChatError."""
        ...

    def window(self, position_ms: int) -> int:
        """Return the window that a position of the video lies in."""
        ...

    async def load(self, window: int) -> list[Envelope]:
        """Return what was said in a window, by position, then number; raises ChatError."""
        ...

    async def close(self) -> None:
        """End it."""
        ...


def recording_of(address: ReplayChat) -> Recording:
    """Return the recording that an address names."""
    if "://" not in address.source:
        path = Path(address.source)
        return FolderRecording(path) if path.is_dir() else FileRecording(path)
    if address.live:
        return ServerRecording(f"{address.source.rstrip('/')}/chat/{address.live}")
    return ChunkRecording(address.source)


class ServerRecording:
    """A chat server's room, a minute of the video at a time."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._web = WebReader()

    async def open(self) -> None:
        await self.load(0)

    def window(self, position_ms: int) -> int:
        return max(0, position_ms) // MAX_SPAN_MS

    async def load(self, window: int) -> list[Envelope]:
        span = f"?from={_clock(window * MAX_SPAN_MS)}&to={_clock((window + 1) * MAX_SPAN_MS)}"
        found: list[Envelope] = []
        after = 0
        for _ in range(MAX_PAGES):
            more = f"&after={after}" if after else ""
            replayed = await self._web.read(self._url + span + more, Replayed)
            if replayed is None:
                raise _none("no such room")
            found += replayed.items
            after = replayed.next_after
            if not after:
                break
        return _ordered(found)

    async def close(self) -> None:
        await self._web.close()


class ChunkRecording:
    """Chunks below an address: `index.json`, `<media sequence>.json` and `tombstones.json`."""

    def __init__(self, url: str) -> None:
        self._below = url.rstrip("/").removesuffix("/index.json")
        self._web = WebReader()
        self._index: ChunkIndex | None = None
        self._gone = TakenDown()

    async def open(self) -> None:
        self._index = await self._web.read(f"{self._below}/index.json", ChunkIndex)
        if self._index is None or not self._index.segments:
            raise _none("no index.json")
        tombstones = await self._web.read(f"{self._below}/tombstones.json", Tombstones)
        self._gone = TakenDown(tombstones)

    def window(self, position_ms: int) -> int:
        return _window(self._index, position_ms)

    async def load(self, window: int) -> list[Envelope]:
        number = _media_sequence(self._index, window)
        if number is None:
            return []
        chunk = await self._web.read(f"{self._below}/{number}.json", Chunk)
        return _ordered(chunk.items if chunk else (), self._gone)

    async def close(self) -> None:
        await self._web.close()


class FolderRecording:
    """The same chunks in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._index: ChunkIndex | None = None
        self._gone = TakenDown()

    async def open(self) -> None:
        await asyncio.to_thread(self._open)

    def window(self, position_ms: int) -> int:
        return _window(self._index, position_ms)

    async def load(self, window: int) -> list[Envelope]:
        return await asyncio.to_thread(self._load, window)

    async def close(self) -> None:
        pass

    def _open(self) -> None:
        try:
            raw = (self._folder / "index.json").read_bytes()
            self._index = msgspec.json.decode(raw, type=ChunkIndex)
        except OSError as error:
            raise _none(error.strerror or "no index.json") from None
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise _none("index.json is damaged") from None
        try:
            raw = (self._folder / "tombstones.json").read_bytes()
            self._gone = TakenDown(msgspec.json.decode(raw, type=Tombstones))
        except OSError:
            self._gone = TakenDown()
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise _none("tombstones.json is damaged") from None

    def _load(self, window: int) -> list[Envelope]:
        number = _media_sequence(self._index, window)
        try:
            raw = (self._folder / f"{number}.json").read_bytes()
            return _ordered(msgspec.json.decode(raw, type=Chunk).items, self._gone)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return []  # one chunk is missing; the others are not


class FileRecording:
    """A chat that was exported as JSON lines: the whole of it is one window.

    Where nothing has a place in the video, the time since the first line takes its part.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._items: list[Envelope] = []

    async def open(self) -> None:
        await asyncio.to_thread(self._open)

    def window(self, position_ms: int) -> int:
        return 0

    async def load(self, window: int) -> list[Envelope]:
        return self._items

    async def close(self) -> None:
        pass

    def _open(self) -> None:
        try:
            if self._path.stat().st_size > MAX_FILE_BYTES:
                raise _none("the file is too large")
            with self._path.open("rb") as lines:
                read = [line for raw in lines if (line := _read_line(raw))]
        except OSError as error:
            raise _none(error.strerror or type(error).__name__) from None
        if not read:
            raise _none("no messages in it")
        gone = {line.seq for line in read if line.removed} | _taken_down(read)
        items = [line.envelope() for line in read]
        if all(one.position_ms is None for one in items):
            start_ms = min(one.at_ms for one in items)
            items = [replace(one, position_ms=one.at_ms - start_ms) for one in items]
        self._items = _ordered(one for one in items if one.seq not in gone)


class _Line(Envelope, frozen=True):
    removed: bool = False

    def envelope(self) -> Envelope:
        """Return it without what only a file says."""
        return Envelope(
            self.seq,
            self.kind,
            self.at_ms,
            self.position_ms,
            self.media_sequence,
            self.user,
            self.body,
        )


_line = msgspec.json.Decoder(_Line)


def _read_line(raw: bytes) -> _Line | None:
    try:
        return _line.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None  # a line that was cut short spoils no other


def _taken_down(envelopes: Sequence[Envelope]) -> set[int]:
    """Return the numbers that envelopes among these took down."""
    gone: set[int] = set()
    for one in envelopes:
        match body_of(one) if one.kind in _TAKING_DOWN else None:
            case DeleteBody(seq=seq):
                gone.add(seq)
            case ClearBody(up_to=up_to):
                gone |= {other.seq for other in envelopes if other.seq <= up_to}
            case PurgeBody(user=user, up_to=up_to):
                gone |= {
                    other.seq
                    for other in envelopes
                    if other.seq <= up_to
                    and other.kind in SPOKEN
                    and other.user is not None
                    and other.user.id == user
                }
    return gone


def _ordered(items: Iterable[Envelope], gone: TakenDown | None = None) -> list[Envelope]:
    kept = (
        one
        for one in items
        if one.kind not in PRIVATE
        and one.kind not in _TAKING_DOWN
        and not (gone is not None and gone.has(one))
    )
    return sorted(kept, key=lambda one: (one.position_ms or 0, one.seq))


def _window(index: ChunkIndex | None, position_ms: int) -> int:
    segments = index.segments if index else ()
    at = bisect_right(segments, position_ms, key=lambda one: one.segment.position_ms)
    return max(0, at - 1)


def _media_sequence(index: ChunkIndex | None, window: int) -> int | None:
    segments = index.segments if index else ()
    return segments[window].segment.media_sequence if window < len(segments) else None


def _clock(position_ms: int) -> str:
    seconds, ms = divmod(position_ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{ms:03}"


def _none(reason: str) -> Refused:
    return Refused(ErrorCode.NO_REPLAY, reason=reason)
