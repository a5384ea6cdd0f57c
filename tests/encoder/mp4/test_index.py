import struct

import pytest

from encoder.mp4.boxes import Found, children
from encoder.mp4.fragments import Sample, TrackRun, fragment
from encoder.mp4.index import MovieIndex
from encoder.mp4.tracks import AUDIO_TRACK, VIDEO_TRACK, AudioTrack, VideoTrack

VIDEO = VideoTrack(b"configuration", 1280, 720)
AUDIO = AudioTrack(b"\x11\x90", 48_000, 2)


def index_of(*runs: TrackRun) -> MovieIndex:
    """Return the index of a file with one fragment a run, each 1000 bytes after the other."""
    index = MovieIndex(VIDEO, AUDIO)
    for number, run in enumerate(runs):
        index.add(fragment(number, [run]), 1000 * number)
    return index


def tables(movie: bytes, track: int = 0) -> dict[str, tuple[int, ...]]:
    """Return the sample tables of one track, as the numbers after version and flags."""
    trak = [found for found in children(movie, 8) if found.kind == "trak"][track]
    place: Found = trak
    for kind in ("mdia", "minf", "stbl"):
        place = next(f for f in children(movie, place.begin, place.end) if f.kind == kind)
    return {
        found.kind: struct.unpack(
            f">{(found.end - found.begin - 4) // 4}I", movie[found.begin + 4 : found.end]
        )
        for found in children(movie, place.begin, place.end)
        if found.kind != "stsd"
    }


def pictures(at: int, *sizes: int, duration: int = 3000) -> TrackRun:
    samples = [Sample(bytes(size), duration, is_sync=n == 0) for n, size in enumerate(sizes)]
    return TrackRun(VIDEO_TRACK, at, samples)


def test_the_tables_say_when_and_where_each_sample_is() -> None:
    runs = pictures(0, 10, 20), pictures(6000, 30, 40), pictures(12_000, 50)
    offsets = [fragment(0, [run]).offsets[0] for run in runs]
    found = tables(index_of(*runs).movie())

    assert found["stts"] == (1, 5, 3000)
    assert found["stss"] == (3, 1, 3, 5)
    assert found["stsz"] == (0, 5, 10, 20, 30, 40, 50)
    assert found["stsc"] == (2, 1, 2, 1, 3, 1, 1)
    assert found["co64"] == (3, 0, offsets[0], 0, 1000 + offsets[1], 0, 2000 + offsets[2])
    assert "ctts" not in found


def test_a_gap_between_fragments_lengthens_the_sample_before_it() -> None:
    index = index_of(pictures(0, 1, 1), pictures(7500, 1))

    assert tables(index.movie())["stts"] == (3, 1, 3000, 1, 4500, 1, 3000)
    assert index.seconds == pytest.approx(10_500 / 90_000)


def test_reordered_pictures_have_their_offsets() -> None:
    samples = [Sample(b"x", 3000, composition_offset=offset) for offset in (0, 6000, 0, 0)]

    found = tables(index_of(TrackRun(VIDEO_TRACK, 0, samples)).movie())
    assert found["ctts"] == (3, 1, 0, 1, 6000, 2, 0)


def test_a_track_without_a_sample_is_left_out() -> None:
    movie = index_of(pictures(0, 1)).movie()

    assert [found.kind for found in children(movie, 8)] == ["mvhd", "trak"]


def test_without_a_picture_it_is_empty() -> None:
    assert index_of(TrackRun(AUDIO_TRACK, 0, [Sample(b"x", 1024)])).is_empty


def test_four_hours_take_six_megabytes_at_most() -> None:
    second = pictures(0, *[3000] * 30)
    index = MovieIndex(VIDEO, AUDIO)
    for number in range(4 * 3600):
        run = TrackRun(VIDEO_TRACK, number * 90_000, second.samples)
        index.add(fragment(number, [run]), number)

    assert len(index.movie()) < 4 * 3600 * (30 * 4 + 8 + 4) + 1000
