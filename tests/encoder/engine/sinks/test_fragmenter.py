from dataclasses import replace

import pytest

from encoder.engine.codecs import MediaPacket
from encoder.engine.sinks.fragmenter import Fragmenter
from encoder.mp4.fragments import TrackRun
from encoder.mp4.tracks import AUDIO_TRACK, VIDEO_TRACK
from tests.encoder.engine.sinks.mediapackets import FPS, headers, picture, sound


def cut(packets: list[MediaPacket]) -> tuple[Fragmenter, list[list[TrackRun]]]:
    """Return what becomes of the packets, fragment by fragment."""
    fragmenter = Fragmenter(headers())
    given = [*map(fragmenter.take, packets), fragmenter.finish()]
    return fragmenter, [runs for runs in given if runs]


def interleaved(pictures: range, keyframe_every: int = 2 * FPS) -> list[MediaPacket]:
    """Return pictures and the sounds of the same time."""
    packets = [picture(number, key=number % keyframe_every == 0) for number in pictures]
    begin_us, end_us = packets[0].pts_us, packets[-1].pts_us
    numbers = range(begin_us * 48 // 1_024_000, end_us * 48 // 1_024_000 + 1)
    return sorted([*packets, *map(sound, numbers)], key=lambda packet: packet.pts_us)


def runs_of(fragments: list[list[TrackRun]], track: int) -> list[TrackRun]:
    return [run for runs in fragments for run in runs if run.track == track]


def test_nothing_is_given_before_a_keyframe() -> None:
    _, fragments = cut([picture(1), sound(2), picture(2), sound(3)])

    assert fragments == []


def test_the_first_picture_is_a_keyframe_at_zero() -> None:
    fragmenter, fragments = cut(interleaved(range(50, 200)))

    first = runs_of(fragments, VIDEO_TRACK)[0]
    assert first.decode_time == 0
    assert first.samples[0].is_sync
    assert first.samples[0].payload == picture(60, key=True).payload
    assert fragmenter.tracks.video.begins_at == 0


def test_a_fragment_ends_at_a_keyframe_and_lasts_a_second_at_most() -> None:
    _, fragments = cut(interleaved(range(0, 110), keyframe_every=45))

    lengths = [len(run.samples) for run in runs_of(fragments, VIDEO_TRACK)]
    assert lengths == [30, 15, 30, 15, 20]


def test_every_sample_lasts_until_the_next_one_also_over_a_gap() -> None:
    kept = [*range(0, 40), *range(55, 90)]
    _, fragments = cut([picture(number, key=number == 0) for number in kept])

    samples = [s for run in runs_of(fragments, VIDEO_TRACK) for s in run.samples]
    assert [sample.duration for sample in samples[38:41]] == [3000, 16 * 3000, 3000]
    assert sum(sample.duration for sample in samples) == 90 * 3000


@pytest.mark.parametrize("keyframe", range(30, 40))
def test_sound_begins_with_the_frame_nearest_to_the_first_keyframe(keyframe: int) -> None:
    packets = interleaved(range(0, 100), keyframe_every=1000)[20:]
    packets = [p if not p.is_video else replace(p, is_keyframe=False) for p in packets]
    key = next(at for at, p in enumerate(packets) if p == picture(keyframe))
    packets[key] = replace(packets[key], is_keyframe=True)
    fragmenter, fragments = cut(packets)

    zero = keyframe * 1600  # in samples
    samples = runs_of(fragments, AUDIO_TRACK)[0].samples
    first, second = (int.from_bytes(sample.payload[:4], "big") * 1024 for sample in samples[:2])
    assert abs(first - zero) <= 512
    assert fragmenter.tracks.audio.begins_at == max(0, zero - first)
    shown_at = samples[0].duration - fragmenter.tracks.audio.begins_at
    assert shown_at == second - zero, "the second sound is heard exactly when it should be"


def test_sound_that_begins_late_keeps_its_place() -> None:
    late = [packet for packet in interleaved(range(0, 90)) if packet.is_video]
    late = sorted([*late, *map(sound, range(100, 140))], key=lambda packet: packet.pts_us)
    fragmenter, fragments = cut(late)

    sounds = [s for run in runs_of(fragments, AUDIO_TRACK) for s in run.samples]
    assert fragmenter.tracks.audio.begins_at == 0
    assert runs_of(fragments, AUDIO_TRACK)[0].decode_time == 0
    assert sounds[0].duration == 101 * 1024
    assert {sample.duration for sample in sounds[1:]} == {1024}


def test_reordered_pictures_begin_at_zero() -> None:
    shift_us = 66_667
    packets = [
        MediaPacket(True, number == 0, round(number * 1e6 / FPS), dts_us, b"")
        for number, dts_us in ((0, -shift_us), (2, -33_333), (1, 0), (4, 33_333), (3, 66_667))
    ]
    fragmenter, fragments = cut(packets)

    (run,) = runs_of(fragments, VIDEO_TRACK)
    assert fragmenter.tracks.video.begins_at == 6000
    assert [sample.composition_offset for sample in run.samples] == [6000, 9000, 3000, 9000, 3000]


@pytest.mark.parametrize("pictures", [0, 3])
def test_sound_alone_is_written_when_pictures_stop(pictures: int) -> None:
    fragmenter = Fragmenter(headers())
    for number in range(pictures):
        fragmenter.take(picture(number, key=number == 0))
    given = [runs for number in range(2000) if (runs := fragmenter.take(sound(number)))]

    assert len(given) == (14 if pictures else 0)
    assert all(run.samples for runs in given for run in runs)
