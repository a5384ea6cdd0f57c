"""Judges what a rehearsal saw: the parts of its report, and a sentence for everything amiss."""

from collections.abc import Iterator

from chatclient.messages import OwnState
from desktop.commands.results import (
    ReaderResult,
    RehearsedChat,
    RehearsedIngest,
    RehearsedMeter,
    RehearsedRecording,
    RehearsedScenes,
)
from desktop.playbackreader import Reading
from desktop.rehearsal.setting import CORNER_ID
from desktop.rehearsal.sightings import Sightings
from encoder.messages import Summary

AUDIBLE_DB = -50.0
MOVED_DB = 3.0
ANOTHER_PICTURE = 8.0
"""So much brightness, of 255, do two scenes differ at least where only one has a small picture."""
DESTINATIONS = 2
NOT_READ = Reading("none", complaint="it was never started")


def ingests_of(seen: Sightings) -> tuple[RehearsedIngest, ...]:
    """Return what arrived for each destination."""
    return tuple(
        RehearsedIngest(name, each.is_live, each.watch_url, dict(each.reading.details))
        for name, each in seen.deliveries.items()
    )


def meter_of(seen: Sightings) -> RehearsedMeter:
    """Return what the meter showed."""
    return RehearsedMeter(CORNER_ID, round(seen.loudest_db, 1), round(seen.quietest_db, 1))


def scenes_of(seen: Sightings) -> RehearsedScenes:
    """Return what became of the scenes."""
    heard = [each.is_corner_heard for each in seen.looks]
    shown = tuple(each.scene_id for each in seen.looks)
    return RehearsedScenes(shown, round(seen.scene_difference, 1), heard == [True, False, True])


def chat_of(seen: Sightings) -> RehearsedChat:
    """Return what became of the chat."""
    return RehearsedChat(seen.chat_lines, seen.chat_shown, seen.chat_own)


def recording_of(seen: Sightings) -> RehearsedRecording:
    """Return what became of the recording."""
    return RehearsedRecording(seen.file, seen.file_bytes, reader_of(seen.reading))


def reader_of(reading: Reading | None) -> ReaderResult:
    """Return what was decoded, as it is reported."""
    told = reading or NOT_READ
    return ReaderResult(told.program, told.video_frames, told.audio_frames, told.complaint)


def complaints_of(seen: Sightings, playback: Reading | None, summary: Summary) -> tuple[str, ...]:
    """Return a sentence for everything that was not as it should be."""
    return tuple(_complaints(seen, playback or NOT_READ, summary))


def _complaints(seen: Sightings, playback: Reading, summary: Summary) -> Iterator[str]:
    if not playback.has_both_tracks:
        yield f"the reader could not decode both tracks: {playback.complaint}"
    if len(seen.deliveries) < DESTINATIONS:
        yield f"{len(seen.deliveries)} of {DESTINATIONS} destinations were on air"
    sent = {each.destination: each.frames_sent for each in summary.destinations}
    for name, each in seen.deliveries.items():
        if not each.is_live or not sent.get(name):
            yield f"destination {name} was not on air to the end"
        elif not each.reading.frame_rate:
            yield f"nothing arrived for destination {name}"
    meter = meter_of(seen)
    if meter.loudest_db < AUDIBLE_DB or meter.loudest_db - meter.quietest_db < MOVED_DB:
        yield f"the meter of {meter.input} did not move"
    yield from _about_scenes(scenes_of(seen))
    if not seen.chat_lines or not seen.chat_shown:
        yield "nothing was seen of the chat"
    elif seen.chat_own != OwnState.ACCEPTED:
        yield f"a message to the chat was not accepted: {seen.chat_own or 'none was sent'}"
    recording = recording_of(seen)
    if not recording.bytes:
        yield "nothing was recorded"
    elif seen.reading is None or not seen.reading.has_both_tracks:
        yield f"the recording can't be played: {recording.reader.complaint}"


def _about_scenes(scenes: RehearsedScenes) -> Iterator[str]:
    first, *others = scenes.shown or ("",)
    if len(others) != 2 or others[0] == first or others[1] != first:
        yield "the scene was not changed and changed back"
    elif scenes.difference < ANOTHER_PICTURE:
        yield "the picture did not follow the scene"
    elif not scenes.has_sound_followed:
        yield "the sound did not follow the scene"
