"""Writes fragmented MP4: an opening that names the tracks, and runs of samples. Pure."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field

from encoder.mp4.boxes import HEADER_BYTES, box, full_box
from encoder.mp4.tracks import (
    AUDIO_TRACK,
    VIDEO_TRACK,
    AudioTrack,
    VideoTrack,
    audio_track,
    movie_header,
    video_track,
)

TYPE_BOX = box("ftyp", b"iso5" + struct.pack(">I", 512) + b"iso5iso6mp41")

_SYNC_SAMPLE = 0x0200_0000  # sample_depends_on = 2: on no other
_NON_SYNC_SAMPLE = 0x0101_0000  # depends on others, and sample_is_non_sync_sample


@dataclass(frozen=True, slots=True)
class Sample:
    """One frame; duration and composition offset in ticks of its track."""

    payload: bytes = field(repr=False)
    duration: int
    is_sync: bool = True
    composition_offset: int = 0


@dataclass(frozen=True, slots=True)
class TrackRun:
    """Consecutive samples of one track, the first of which is decoded at `decode_time` (ticks)."""

    track: int
    decode_time: int
    samples: Sequence[Sample]


@dataclass(frozen=True, slots=True)
class Fragment:
    """`moof` and `mdat`, and where in them the samples of each run begin."""

    content: bytes = field(repr=False)
    runs: Sequence[TrackRun]
    offsets: Sequence[int]


def initialisation_segment(video: VideoTrack | None, audio: AudioTrack | None) -> bytes:
    """Return `ftyp` and `moov` for the tracks there are."""
    return TYPE_BOX + fragmented_movie(video, audio)


def fragmented_movie(video: VideoTrack | None, audio: AudioTrack | None) -> bytes:
    """Return the `moov` of a movie whose samples are all in fragments."""
    tracks: list[bytes] = []
    extensions: list[bytes] = []
    if video is not None:
        tracks.append(video_track(video))
        extensions.append(full_box("trex", 0, 0, struct.pack(">5I", VIDEO_TRACK, 1, 0, 0, 0)))
    if audio is not None:
        tracks.append(audio_track(audio))
        extensions.append(full_box("trex", 0, 0, struct.pack(">5I", AUDIO_TRACK, 1, 0, 0, 0)))
    return box("moov", movie_header(), *tracks, box("mvex", *extensions))


def media_segment(sequence_number: int, runs: Sequence[TrackRun]) -> bytes:
    """Return `styp` and one fragment holding these runs, in this order."""
    type_box = box("styp", b"msdh" + bytes(4) + b"msdhmsix")
    return type_box + fragment(sequence_number, runs).content


def fragment(sequence_number: int, runs: Sequence[TrackRun]) -> Fragment:
    """Return the fragment holding these runs, in this order; empty ones are left out."""
    runs = [run for run in runs if run.samples]
    # The offsets of the samples count from the moof's first byte: its size must be known first,
    # and does not depend on them.
    size = len(_movie_fragment(sequence_number, runs, [0] * len(runs)))
    offsets: list[int] = []
    at = size + HEADER_BYTES
    for run in runs:
        offsets.append(at)
        at += sum(len(sample.payload) for sample in run.samples)
    payloads = [sample.payload for run in runs for sample in run.samples]
    described = _movie_fragment(sequence_number, runs, offsets)
    content = b"".join((described, struct.pack(">I", at - size), b"mdat", *payloads))
    return Fragment(content, runs, offsets)


def _movie_fragment(number: int, runs: Sequence[TrackRun], offsets: Sequence[int]) -> bytes:
    fragments = [_track_fragment(run, at) for run, at in zip(runs, offsets, strict=True)]
    return box("moof", full_box("mfhd", 0, 0, struct.pack(">I", number & 0xFFFFFFFF)), *fragments)


def _track_fragment(run: TrackRun, data_offset: int) -> bytes:
    # 0x020000: default-base-is-moof
    header = full_box("tfhd", 0, 0x020000, struct.pack(">I", run.track))
    time = full_box("tfdt", 1, 0, struct.pack(">Q", run.decode_time))
    rows = b"".join(
        struct.pack(
            ">IIIi",
            sample.duration,
            len(sample.payload),
            _SYNC_SAMPLE if sample.is_sync else _NON_SYNC_SAMPLE,
            sample.composition_offset,
        )
        for sample in run.samples
    )
    # version 1: signed offsets; data offset, and all four columns for every sample
    counted = struct.pack(">Ii", len(run.samples), data_offset)
    return box("traf", header, time, full_box("trun", 1, 0x000F01, counted, rows))
