from encoder.mp4.boxes import children
from encoder.mp4.tracks import AudioTrack, VideoTrack, audio_track, movie_header, video_track

VIDEO = VideoTrack(b"configuration", 1280, 720)
AUDIO = AudioTrack(b"\x11\x90", 48_000, 2)


def kinds(trak: bytes) -> list[str]:
    return [found.kind for found in children(trak, 8)]


def test_a_track_that_begins_at_zero_needs_no_edit_list() -> None:
    assert kinds(video_track(VIDEO)) == ["tkhd", "mdia"]


def test_what_lies_before_the_beginning_is_left_out_by_an_edit_list() -> None:
    shifted = AudioTrack(b"\x11\x90", 48_000, 2, begins_at=1500)
    trak = audio_track(shifted, duration=49_500)

    assert kinds(trak) == ["tkhd", "edts", "mdia"]
    assert (1000).to_bytes(4, "big") + (1500).to_bytes(4, "big") in trak


def test_a_track_carries_its_configuration() -> None:
    assert b"configuration" in video_track(VIDEO)
    assert b"\x11\x90" in audio_track(AUDIO)


def test_a_movie_says_how_long_it_is_in_milliseconds() -> None:
    assert (5000).to_bytes(4, "big") in movie_header(5000)
