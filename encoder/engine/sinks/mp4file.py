"""A recording on disk: playable while it grows, an ordinary MP4 once it is finalised, in place.

    ftyp | free (16 bytes) | moov (tracks only) | moof mdat | moof mdat | ...        growing
    ftyp | mdat (covers everything that was there)                      | moov       finalised

Finalising appends the whole index and then turns the 16 free bytes into the header of an `mdat`:
one small write inside one sector, before which the file is the growing one and after which it is
the ordinary one. No second copy is made, so a disk that is almost full will do.
"""

import errno
import io
import os
import struct
from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from encoder.mp4.boxes import HEADER_BYTES, LARGE_HEADER_BYTES, box
from encoder.mp4.fragments import TYPE_BOX, TrackRun, fragment, fragmented_movie
from encoder.mp4.index import MovieIndex
from encoder.mp4.reading import ReadingError, read_fragment, read_tracks
from encoder.mp4.tracks import AudioTrack, VideoTrack

OUT_OF_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
SPARED_FRAGMENTS = 5
"""How many of the newest may be given up to make room for the index on a full disk."""
MAX_MOOV_BYTES = 1_000_000
"""Of a box that describes tracks, or one fragment: anything longer is not ours."""

_HOLE_AT = len(TYPE_BOX)
_HOLE = box("free", bytes(LARGE_HEADER_BYTES - HEADER_BYTES))
_MOVIE_AT = _HOLE_AT + len(_HOLE)


class Mp4File:
    """One recording that grows; used by one thread. Every method may raise OSError."""

    def __init__(self, file: io.FileIO, index: MovieIndex, end: int) -> None:
        """Go on with an open file whose last whole fragment ends at `end`."""
        self._file = file
        self._index = index
        self._end = end
        self._sequence_number = 0
        self._newest: deque[int] = deque(maxlen=SPARED_FRAGMENTS)

    @classmethod
    def begin(cls, file: io.FileIO, video: VideoTrack, audio: AudioTrack) -> Self:
        """Write the opening into an empty file."""
        opening = TYPE_BOX + _HOLE + fragmented_movie(video, audio)
        _write(file, 0, opening)
        return cls(file, MovieIndex(video, audio), len(opening))

    @property
    def size_bytes(self) -> int:
        """How long the file is."""
        return self._end

    @property
    def seconds(self) -> float:
        """How long what is in it plays."""
        return self._index.seconds

    def append(self, runs: Sequence[TrackRun]) -> None:
        """Write one fragment; when that fails, the file ends with the one before."""
        self._sequence_number += 1
        written = fragment(self._sequence_number, runs)
        _write(self._file, self._end, written.content)
        self._index.add(written, self._end)
        self._newest.append(self._end)
        self._end += len(written.content)

    def sync(self) -> None:
        """Wait until what was written is on the disk itself."""
        os.fsync(self._file.fileno())

    def finalise(self) -> None:
        """Make it an ordinary file; on a full disk, the newest seconds are given up for that.

        When it fails the file stays as it was, playable.
        """
        while True:
            movie = self._index.movie()
            try:
                _write(self._file, self._end, movie)
                break
            except OSError as error:
                if error.errno not in OUT_OF_SPACE or len(self._newest) < 2:
                    raise
                self._end = self._newest.pop()
                self._file.truncate(self._end)
                self._index = _read_index(self._file, self._end)[0]
        self._file.truncate(self._end + len(movie))
        os.fsync(self._file.fileno())
        _cover(self._file, self._end)
        os.fsync(self._file.fileno())


def recover(path: Path) -> float:
    """Finalise what a crash left; returns how many seconds play. A finalised file stays as it is.

    Raises ReadingError where nothing can be played, OSError where it can't be written.
    """
    with io.FileIO(path, "r+") as file:
        length = os.fstat(file.fileno()).st_size
        index, end = _read_index(file, length)
        if index.is_empty:
            raise ReadingError("it holds no picture")
        if _read(file, _HOLE_AT, len(_HOLE)) == _HOLE:
            Mp4File(file, index, end).finalise()
        return index.seconds


def _read_index(file: io.FileIO, length: int) -> tuple[MovieIndex, int]:
    """Return the index of the whole fragments, and where they end."""
    if _read(file, 0, len(TYPE_BOX)) != TYPE_BOX:
        raise ReadingError("it was not recorded by Livedesk")
    kind, size = _header(file, _MOVIE_AT)
    if kind != b"moov" or not HEADER_BYTES < size < MAX_MOOV_BYTES:
        raise ReadingError("it ends before its first picture")
    content = _read(file, _MOVIE_AT + HEADER_BYTES, size - HEADER_BYTES)
    tracks = read_tracks(content)
    index = MovieIndex(tracks.video, tracks.audio)
    at = _MOVIE_AT + size
    while True:
        kind, size = _header(file, at)
        kind_after, size_after = _header(file, at + size)
        end = at + size + size_after
        is_whole = kind == b"moof" and kind_after == b"mdat" and end <= length
        if not is_whole or size > MAX_MOOV_BYTES:
            return index, at
        found = read_fragment(_read(file, at + HEADER_BYTES, size - HEADER_BYTES))
        index.add(found, at)
        at = end


def _header(file: io.FileIO, at: int) -> tuple[bytes, int]:
    content = _read(file, at, HEADER_BYTES)
    if len(content) < HEADER_BYTES:
        return b"", 0
    size, kind = struct.unpack(">I4s", content)
    return kind, size


def _cover(file: io.FileIO, end: int) -> None:
    file.seek(_HOLE_AT)
    file.write(struct.pack(">I4sQ", 1, b"mdat", end - _HOLE_AT))


def _read(file: io.FileIO, at: int, count: int) -> bytes:
    file.seek(at)
    return file.read(count)


def _write(file: io.FileIO, at: int, content: bytes) -> None:
    """Write all of it there, or cut the file off there and raise OSError."""
    left = memoryview(content)
    file.seek(at)
    try:
        while left:
            count = file.write(left)  # less than asked for where the disk is about to be full
            left = left[count or 0 :]
    except OSError:
        file.truncate(at)
        raise
