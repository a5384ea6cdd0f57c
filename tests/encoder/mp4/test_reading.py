import pytest

from encoder.mp4.boxes import HEADER_BYTES, box, children
from encoder.mp4.fragments import Sample, TrackRun, fragment, fragmented_movie
from encoder.mp4.reading import ReadingError, Tracks, read_fragment, read_tracks
from encoder.mp4.tracks import AUDIO_TRACK, VIDEO_TRACK, AudioTrack, VideoTrack

VIDEO = VideoTrack(b"configuration", 1280, 720, begins_at=6000)
AUDIO = AudioTrack(b"\x11\x90\x56", 48_000, 2, begins_at=1500)


def test_tracks_are_read_back_as_they_were_written() -> None:
    movie = fragmented_movie(VIDEO, AUDIO)

    assert read_tracks(movie[HEADER_BYTES:]) == Tracks(VIDEO, AUDIO)


def test_fragments_are_read_back_but_for_what_is_in_the_samples() -> None:
    runs = [
        TrackRun(
            VIDEO_TRACK, 90_000, [Sample(b"abc", 3000, True, 6000), Sample(b"d", 3000, False)]
        ),
        TrackRun(AUDIO_TRACK, 48_000, [Sample(b"ef", 1024)]),
    ]
    written = fragment(7, runs)
    moof = next(children(written.content))
    found = read_fragment(written.content[moof.begin : moof.end])

    assert list(found.offsets) == list(written.offsets)
    assert [(run.track, run.decode_time) for run in found.runs] == [(1, 90_000), (2, 48_000)]
    rows = [
        (len(sample.payload), sample.duration, sample.is_sync, sample.composition_offset)
        for run in found.runs
        for sample in run.samples
    ]
    assert rows == [(3, 3000, True, 6000), (1, 3000, False, 0), (2, 1024, True, 0)]


@pytest.mark.parametrize("content", [b"", box("trak"), box("trak") + box("trak"), b"\xff" * 99])
def test_what_is_not_ours_is_refused(content: bytes) -> None:
    with pytest.raises(ReadingError):
        read_tracks(content)


def test_a_damaged_fragment_is_refused() -> None:
    with pytest.raises(ReadingError):
        read_fragment(box("traf", box("tfhd"), box("tfdt"), box("trun")))
