from pathlib import Path

from desktop.bridges.practice import PracticeReading
from desktop.playbackreader import Reading
from desktop.rehearsal.sightings import Delivery, Look, Sightings
from tests.fakes.practice import LIVE_READING


def test_it_is_complete_once_the_recording_was_read_and_every_ingest_received() -> None:
    seen = Sightings(deliveries={"main": Delivery(True, LIVE_READING)})
    assert not seen.is_complete

    seen.reading = Reading("ffprobe")
    assert seen.is_complete

    seen.deliveries["to-2"] = Delivery(True, PracticeReading(is_live=True))
    assert not seen.is_complete


def test_nothing_seen_is_never_complete() -> None:
    assert not Sightings(reading=Reading("ffprobe")).is_complete


def test_one_look_has_nothing_to_differ_from() -> None:
    seen = Sightings(looks=[Look(patch=bytes(64))])
    assert seen.scene_difference == 0

    seen.looks.append(Look(patch=bytes([9]) * 64))
    assert seen.scene_difference == 9


def test_a_file_that_is_not_there_has_no_size(home: Path) -> None:
    (home / "one").write_bytes(b"123")

    assert Sightings(file=str(home / "one")).file_bytes == 3
    assert Sightings(file=str(home / "none")).file_bytes == 0
    assert Sightings().file_bytes == 0
