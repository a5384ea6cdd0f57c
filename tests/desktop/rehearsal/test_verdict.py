from pathlib import Path

import pytest

from desktop.bridges.practice import PracticeReading
from desktop.playbackreader import Reading
from desktop.rehearsal.sightings import Delivery, Look, Sightings
from desktop.rehearsal.verdict import complaints_of, ingests_of, meter_of, recording_of, scenes_of
from encoder.messages import DestinationSummary, Drops, Summary
from tests.fakes.practice import LIVE_READING

PLAYED = Reading("ffprobe", 90, 140)
BOTH = (DestinationSummary("main", 600), DestinationSummary("to-2", 600))
SUMMARY = Summary(20.0, 600, Drops(), BOTH)
BRIGHT, DARK = bytes([200]) * 64, bytes([20]) * 64


@pytest.fixture
def seen(home: Path) -> Sightings:
    """What is seen when all is well."""
    made = Sightings()
    made.deliveries = {
        name: Delivery(True, LIVE_READING, f"http://{name}") for name in ("main", "to-2")
    }
    made.looks = [
        Look("scene-1", BRIGHT, True), Look("scene-2", DARK, False), Look("scene-1", BRIGHT, True)
    ]  # fmt: skip
    made.loudest_db, made.quietest_db = -12.0, -40.0
    film = home / "film.mp4"
    film.write_bytes(b"film")
    made.file, made.reading = str(film), PLAYED
    made.chat_lines, made.chat_shown, made.chat_own = 200, 12, "accepted"
    return made


def test_all_is_well(seen: Sightings) -> None:
    assert complaints_of(seen, PLAYED, SUMMARY) == ()
    assert [each.destination for each in ingests_of(seen)] == ["main", "to-2"]
    assert meter_of(seen).loudest_db == -12.0
    assert scenes_of(seen).difference == 180.0
    assert recording_of(seen).bytes == 4


def complaint(seen: Sightings, playback: Reading = PLAYED, summary: Summary = SUMMARY) -> str:
    (only,) = complaints_of(seen, playback, summary)
    return only


def test_playback_that_nobody_could_decode(seen: Sightings) -> None:
    silent = Reading("ffprobe", 90, 0, "no audio")

    assert complaint(seen, silent) == "the reader could not decode both tracks: no audio"


def test_destinations_that_were_not_there_ended_or_got_nothing(seen: Sightings) -> None:
    whole = seen.deliveries
    seen.deliveries = {"main": whole["main"]}
    assert complaint(seen) == "1 of 2 destinations were on air"

    seen.deliveries = {**whole, "to-2": Delivery(False, LIVE_READING)}
    assert complaint(seen) == "destination to-2 was not on air to the end"

    seen.deliveries = {**whole, "to-2": Delivery(True, PracticeReading())}
    assert complaint(seen) == "nothing arrived for destination to-2"

    seen.deliveries = whole
    one = Summary(20.0, 600, Drops(), BOTH[:1])
    assert complaint(seen, summary=one) == "destination to-2 was not on air to the end"


def test_a_meter_that_stood_still(seen: Sightings) -> None:
    for loudest_db, quietest_db in ((-96.0, -96.0), (-12.0, -12.0)):
        seen.loudest_db, seen.quietest_db = loudest_db, quietest_db
        assert complaint(seen) == "the meter of corner did not move"


def test_a_scene_that_did_not_come_or_did_not_go(seen: Sightings) -> None:
    first, second, third = seen.looks
    seen.looks = [first, second]
    assert complaint(seen) == "the scene was not changed and changed back"

    seen.looks = [first, Look("scene-2", BRIGHT, False), third]
    assert complaint(seen) == "the picture did not follow the scene"

    seen.looks = [first, Look("scene-2", DARK, True), third]
    assert complaint(seen) == "the sound did not follow the scene"


def test_a_recording_that_is_missing_or_can_not_be_played(seen: Sightings, home: Path) -> None:
    seen.reading = Reading("ffprobe", complaint="moov atom not found")
    assert complaint(seen) == "the recording can't be played: moov atom not found"

    seen.file = str(home / "missing.mp4")
    assert complaint(seen) == "nothing was recorded"


def test_what_never_began_is_told_without_failing(seen: Sightings) -> None:
    seen.looks, seen.deliveries, seen.file, seen.reading = [], {}, "", None
    seen.chat_lines = 0

    assert len(complaints_of(seen, None, Summary(0.0, 0, Drops()))) == 5


def test_a_chat_that_was_not_seen_or_not_taken(seen: Sightings) -> None:
    seen.chat_own = "rejected"
    assert complaint(seen) == "a message to the chat was not accepted: rejected"

    seen.chat_shown = 0
    assert complaint(seen) == "nothing was seen of the chat"
