import msgspec
import pytest

from cloud.practice.viewers import MAX_SHOWN, MAX_VIEWERS, Beacon, Viewers


def test_a_viewer_counts_once_and_is_gone_after_15_silent_seconds() -> None:
    viewers = Viewers()
    viewers.saw("one", 0)
    viewers.saw("two", 1)
    viewers.saw("one", 10)

    assert viewers.count(15.9) == 2
    assert viewers.count(16) == 1
    assert viewers.count(25) == 0


def test_what_a_page_reported_last_is_shown_while_it_watches() -> None:
    viewers = Viewers()
    viewers.saw("page", 0, Beacon(state="waiting"))
    viewers.saw("page", 2, Beacon(state="playing", decoded_frames=25))
    viewers.saw("player", 2)

    shown = viewers.playback(3)
    assert [(each.viewer, each.state, each.decoded_frames) for each in shown] == [
        ("page", "playing", 25)
    ]
    assert viewers.playback(17) == []


def test_however_many_come_memory_is_bounded() -> None:
    viewers = Viewers()
    for number in range(MAX_VIEWERS + 500):
        viewers.saw(f"viewer{number}", 0, Beacon(state="playing"))

    assert viewers.count(1) == MAX_VIEWERS
    assert len(viewers.playback(1)) == MAX_SHOWN


@pytest.mark.parametrize(
    "report",
    [
        b"{}",
        b'{"state": "playing", "other": 1}',
        b'{"state": "' + b"x" * 201 + b'"}',
        b'{"state": "playing", "stalls": -1}',
        b'{"state": "playing", "errors": ["", "", "", "", "", ""]}',
        b'{"state": "playing", "position_s": 1e300}',
    ],
)
def test_reports_that_make_no_sense_are_refused(report: bytes) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(report, type=Beacon)
