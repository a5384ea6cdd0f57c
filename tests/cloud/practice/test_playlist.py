from cloud.practice.playlist import Entry, Playlist

START_S = 1_767_323_045.0  # 2026-01-02T03:04:05Z


def entry(
    number: int, *, duration_s: float = 2.0, init: str = "init-7.mp4", new: bool = False
) -> Entry:
    return Entry(f"{number}.m4s", init, duration_s, START_S + 2 * (number - 7), new)


def filled(count: int) -> Playlist:
    playlist = Playlist(7, window_s=30)
    for number in range(7, 7 + count):
        playlist.add(entry(number, new=number == 7))
    return playlist


def test_a_young_playlist_is_written_as_the_standard_has_it() -> None:
    assert filled(2).render(has_ended=True).splitlines() == [
        "#EXTM3U",
        "#EXT-X-VERSION:7",
        "#EXT-X-TARGETDURATION:2",
        "#EXT-X-MEDIA-SEQUENCE:7",
        "#EXT-X-DISCONTINUITY-SEQUENCE:0",
        '#EXT-X-MAP:URI="init-7.mp4"',
        "#EXT-X-PROGRAM-DATE-TIME:2026-01-02T03:04:05.000+00:00",
        "#EXTINF:2.000,",
        "7.m4s",
        "#EXT-X-PROGRAM-DATE-TIME:2026-01-02T03:04:07.000+00:00",
        "#EXTINF:2.000,",
        "8.m4s",
        "#EXT-X-ENDLIST",
    ]


def test_the_window_moves_on_and_old_files_go_in_the_end() -> None:
    playlist = Playlist(7, window_s=30)
    gone: list[str] = []
    for number in range(7, 60):
        gone += playlist.add(entry(number, new=number == 7))
    text = playlist.render(has_ended=False)

    assert "#EXT-X-MEDIA-SEQUENCE:44\n" in text
    assert text.count(".m4s") == 16
    assert "ENDLIST" not in text
    assert gone[0] == "7.m4s"
    assert "init-7.mp4" not in gone
    assert not playlist.offers(gone[-1])
    assert playlist.offers("43.m4s")  # it has left the playlist, but not for long
    assert playlist.offers("init-7.mp4")
    assert playlist.next_number == 60


def test_a_new_session_is_a_discontinuity_with_its_own_map() -> None:
    playlist = filled(3)
    playlist.add(entry(10, init="init-10.mp4", new=True))
    lines = playlist.render(has_ended=False).splitlines()

    at = lines.index("#EXT-X-DISCONTINUITY")
    assert lines[at + 1] == '#EXT-X-MAP:URI="init-10.mp4"'
    assert lines.count("#EXT-X-DISCONTINUITY") == 1


def test_discontinuities_are_counted_when_they_leave() -> None:
    playlist = filled(3)
    gone: list[str] = []
    for number in range(10, 26):
        gone += playlist.add(entry(number, init="init-10.mp4", new=number == 10))
    assert "#EXT-X-DISCONTINUITY-SEQUENCE:0\n" in playlist.render(has_ended=False)
    assert "#EXT-X-DISCONTINUITY\n" in playlist.render(has_ended=False)

    for number in range(26, 50):
        gone += playlist.add(entry(number, init="init-10.mp4"))
    assert "#EXT-X-DISCONTINUITY-SEQUENCE:1\n" in playlist.render(has_ended=False)
    assert "#EXT-X-DISCONTINUITY\n" not in playlist.render(has_ended=False)
    assert "init-7.mp4" in gone


def test_a_longer_segment_raises_the_target_for_good() -> None:
    playlist = filled(1)
    playlist.add(entry(8, duration_s=4.6))
    assert "#EXT-X-TARGETDURATION:5\n" in playlist.render(has_ended=False)

    for number in range(9, 60):
        playlist.add(entry(number))
    assert "#EXT-X-TARGETDURATION:5\n" in playlist.render(has_ended=False)


def test_three_long_segments_stay_even_beyond_the_window() -> None:
    playlist = Playlist(1, window_s=30)
    for number in range(1, 6):
        playlist.add(entry(number, duration_s=20))

    assert playlist.render(has_ended=False).count(".m4s") == 3
