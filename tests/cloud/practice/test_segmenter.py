import io
from collections.abc import Iterable
from itertools import pairwise

import av
import pytest

from cloud.practice.segmenter import MAX_SEGMENT_MS, Segment, Segmenter
from encoder.mp4.tracks import AudioTrack, VideoTrack
from encoder.rtmp import TagType
from tests.cloud.practice.clips import (
    HEIGHT,
    SAMPLE_RATE,
    WIDTH,
    Message,
    configurations,
    frames,
)

WALL_S = 1_767_323_045.0
VIDEO = VideoTrack(configurations()[0].body[5:], WIDTH, HEIGHT)
AUDIO = AudioTrack(configurations()[1].body[2:], SAMPLE_RATE, 2)


def begun(base_ms: int = 0, *, video: bool = True, audio: bool = True) -> Segmenter:
    segmenter = Segmenter(base_ms, 1)
    if video:
        segmenter.configure_video(VIDEO)
    if audio:
        segmenter.configure_audio(AUDIO)
    return segmenter


def fed(segmenter: Segmenter, messages: Iterable[Message]) -> list[Segment]:
    """Feed messages as they would arrive, and return the segments that they end."""
    ended: list[Segment] = []
    for message in messages:
        wall_s = WALL_S + message.timestamp_ms / 1000
        if message.kind is TagType.VIDEO:
            ended += segmenter.video(
                message.timestamp_ms,
                message.body[5:],
                0,
                wall_s,
                is_keyframe=message.is_keyframe,
            )
        else:
            ended += segmenter.audio(message.timestamp_ms, message.body[2:], wall_s)
    return ended


def times(segments: list[Segment], kind: str) -> list[float]:
    """Return the decoding times that FFmpeg reads, in seconds."""
    file = io.BytesIO(segments[0].initialisation + b"".join(each.payload for each in segments))
    with av.open(file, "r") as container:
        stream = next(each for each in container.streams if each.type == kind)
        return [
            round(float(packet.dts * packet.time_base), 4)
            for packet in container.demux(stream)
            if packet.dts is not None and packet.time_base is not None and packet.size
        ]


def test_segments_begin_at_keyframes_and_last_two_seconds() -> None:
    segmenter = begun()
    segments = fed(segmenter, frames(7)) + segmenter.finish()

    assert [each.start_ms for each in segments] == [0, 2000, 4000, 6000]
    assert [each.duration_ms for each in segments] == [2000, 2000, 2000, 1000]
    assert all(each.is_independent for each in segments)
    assert [each.is_discontinuous for each in segments] == [True, False, False, False]
    assert [each.program_time_s - WALL_S for each in segments] == [0, 2, 4, 6]
    assert len({id(each.initialisation) for each in segments}) == 1


def test_no_frame_is_lost_or_moved() -> None:
    segmenter = begun()
    segments = fed(segmenter, frames(6)) + segmenter.finish()

    assert times(segments, "video") == [round(0.04 * index, 4) for index in range(150)]
    sound = times(segments, "audio")
    sent = [m.timestamp_ms / 1000 for m in frames(6) if m.kind is TagType.AUDIO]
    assert len(sound) == len(sent)
    assert max(abs(a - b) for a, b in zip(sound, sent, strict=True)) < 0.021


def test_it_begins_with_the_first_keyframe() -> None:
    messages = [message.later(5000) for message in frames(5) if message.timestamp_ms > 700]
    segmenter = begun(base_ms=60_000)
    segments = fed(segmenter, messages) + segmenter.finish()

    assert segments[0].start_ms == 60_000
    assert segments[0].duration_ms == 2000
    assert min(times(segments, "audio")) >= 60
    assert segmenter.end_ms == pytest.approx(63_000, abs=30)


def test_one_second_keyframes_make_two_second_segments() -> None:
    messages = list(frames(6, audio=False))
    keyframe = messages[0]
    for index in range(25, 150, 50):
        messages[index] = Message(TagType.VIDEO, messages[index].timestamp_ms, keyframe.body)

    assert [each.duration_ms for each in fed(begun(audio=False), messages)] == [2000, 2000]


def test_a_keyframe_that_never_comes_is_not_waited_for_for_ever() -> None:
    first, second = list(frames(2, audio=False))[:2]
    messages = [first] + [second.later(40 * index) for index in range(700)]
    segments = fed(begun(audio=False), messages)

    assert [each.duration_ms for each in segments] == [MAX_SEGMENT_MS] * 2
    assert [each.is_independent for each in segments] == [True, False]


def test_a_new_configuration_begins_a_new_segment_with_its_own_initialisation() -> None:
    segmenter = begun()
    before = fed(segmenter, frames(3))
    other = VideoTrack(VIDEO.decoder_configuration, WIDTH // 2, HEIGHT // 2)
    assert segmenter.configure_video(VIDEO) == []
    before += segmenter.configure_video(other)
    after = fed(segmenter, frames(4.5, 3000))

    assert [each.duration_ms for each in before] == [2000, 1000]
    assert after[0].is_discontinuous
    assert after[0].initialisation != before[0].initialisation
    assert after[0].start_ms == 3000


def test_timestamps_that_wrap_or_jump_leave_no_hole() -> None:
    segmenter = begun()
    wrapping = [m.later(2**32 - 2000) for m in frames(4)]
    wrapped = [Message(m.kind, m.timestamp_ms % 2**32, m.body) for m in wrapping]
    segments = fed(segmenter, wrapped)
    segments += fed(segmenter, frames(4, 3_600_000)) + segmenter.finish()

    video = times(segments, "video")
    assert len(video) == 200
    assert max(b - a for a, b in pairwise(video)) < 0.1
    assert min(b - a for a, b in pairwise(video)) > 0


def test_a_gap_in_the_sound_stays_a_gap() -> None:
    messages = [m for m in frames(4) if m.kind is TagType.VIDEO or not 500 < m.timestamp_ms < 1500]
    segmenter = begun()
    sound = times(fed(segmenter, messages) + segmenter.finish(), "audio")

    longest = max(b - a for a, b in pairwise(sound))
    assert longest == pytest.approx(1.0, abs=0.05)


def test_sound_alone_is_cut_every_two_seconds() -> None:
    messages = [m for m in frames(7) if m.kind is TagType.AUDIO]

    segments = fed(begun(video=False), messages)
    assert [each.duration_ms for each in segments] == [
        pytest.approx(2000, abs=90) for _ in range(3)
    ]


def test_nothing_comes_of_nothing() -> None:
    segmenter = begun()
    assert segmenter.finish() == []
    unconfigured = Segmenter(0, 1)
    assert fed(unconfigured, frames(4)) == []
    assert unconfigured.finish() == []
