"""Reads back what `encoder.mp4.fragments` wrote: its tracks, and the samples of its fragments.

Only files of this package are understood; of others `ReadingError` says so.
"""

import struct
from typing import NamedTuple

from encoder.mp4.boxes import Found, children
from encoder.mp4.fragments import Fragment, Sample, TrackRun
from encoder.mp4.tracks import AudioTrack, VideoTrack

_VIDEO_ENTRY_BYTES = 78
_AUDIO_ENTRY_BYTES = 28
_ROW = struct.Struct(">IIIi")
_IS_NON_SYNC = 0x0001_0000


class ReadingError(Exception):
    """The bytes are not what this package writes."""


class Tracks(NamedTuple):
    """The two tracks of a recording."""

    video: VideoTrack
    audio: AudioTrack


def read_tracks(movie: bytes) -> Tracks:
    """Return what the content of a `moov` says of its tracks; raises ReadingError."""
    try:
        video, audio = (_track(movie, found) for found in children(movie) if found.kind == "trak")
    except (ValueError, struct.error, IndexError) as error:
        raise ReadingError("no picture and sound track") from error
    if not isinstance(video, VideoTrack) or not isinstance(audio, AudioTrack):
        raise ReadingError("the tracks are in another order")
    return Tracks(video, audio)


def read_fragment(movie_fragment: bytes) -> Fragment:
    """Return the runs that the content of a `moof` describes; raises ReadingError.

    Payloads are zeros of the right length: only the sizes are in a `moof`. The content is empty.
    """
    runs: list[TrackRun] = []
    offsets: list[int] = []
    try:
        for found in children(movie_fragment):
            if found.kind == "traf":
                run, offset = _run(movie_fragment, found)
                runs.append(run)
                offsets.append(offset)
    except (ValueError, struct.error) as error:
        raise ReadingError("a fragment is damaged") from error
    return Fragment(b"", runs, offsets)


def _track(movie: bytes, trak: Found) -> VideoTrack | AudioTrack:
    begins_at = 0
    if edit := _inside(movie, trak, "edts", "elst"):
        begins_at = struct.unpack_from(">i", movie, edit.begin + 12)[0]
    described = _inside(movie, trak, "mdia", "minf", "stbl", "stsd")
    if described is None:
        raise ValueError("no sample description")
    (entry,) = children(movie, described.begin + 8, described.end)
    if entry.kind == "avc1":
        width, height = struct.unpack_from(">HH", movie, entry.begin + 24)
        begin = entry.begin + _VIDEO_ENTRY_BYTES
        (config,) = (f for f in children(movie, begin, entry.end) if f.kind == "avcC")
        return VideoTrack(movie[config.begin : config.end], width, height, begins_at)
    if entry.kind != "mp4a":
        raise ValueError("another kind of track")
    channels, _, _, _, rate = struct.unpack_from(">HHHHI", movie, entry.begin + 16)
    begin = entry.begin + _AUDIO_ENTRY_BYTES
    (stream,) = (f for f in children(movie, begin, entry.end) if f.kind == "esds")
    return AudioTrack(_audio_config(movie[stream.begin : stream.end]), rate >> 16, channels,
                      begins_at)  # fmt: skip


def _audio_config(stream: bytes) -> bytes:
    """Return what the DecoderSpecificInfo of an `esds` holds (14496-1 section 7.2.6.7)."""
    # Flags; tag 3, its length and 3 bytes; tag 4, its length and 13 bytes; tag 5 and its length.
    at = 4 + (1 + 4 + 3) + (1 + 4 + 13)
    if stream[at] != 5:
        raise ValueError("no audio configuration")
    length = 0
    for octet in stream[at + 1 : at + 5]:
        length = length << 7 | octet & 0x7F
    return stream[at + 5 : at + 5 + length]


def _run(moof: bytes, traf: Found) -> tuple[TrackRun, int]:
    header, time, samples = (_inside(moof, traf, kind) for kind in ("tfhd", "tfdt", "trun"))
    if header is None or time is None or samples is None:
        raise ValueError("a box is missing")
    (track,) = struct.unpack_from(">I", moof, header.begin + 4)
    (decode_time,) = struct.unpack_from(">Q", moof, time.begin + 4)
    count, offset = struct.unpack_from(">Ii", moof, samples.begin + 4)
    if samples.begin + 12 + count * _ROW.size != samples.end:
        raise ValueError("a run of another size")
    rows = _ROW.iter_unpack(moof[samples.begin + 12 : samples.end])
    run = TrackRun(
        track,
        decode_time,
        [
            Sample(bytes(size), duration, not flags & _IS_NON_SYNC, shift)
            for duration, size, flags, shift in rows
        ],
    )
    return run, offset


def _inside(content: bytes, outer: Found, *path: str) -> Found | None:
    for kind in path:
        found = next((f for f in children(content, outer.begin, outer.end) if f.kind == kind), None)
        if found is None:
            return None
        outer = found
    return outer
