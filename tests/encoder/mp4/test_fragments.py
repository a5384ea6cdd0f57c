import io

import av

from encoder.mp4.fragments import Sample, TrackRun, initialisation_segment, media_segment
from encoder.mp4.tracks import AUDIO_TRACK, VIDEO_TRACK, AudioTrack, VideoTrack
from encoder.rtmp import TagType
from tests.cloud.practice.clips import HEIGHT, SAMPLE_RATE, WIDTH, configurations, frames


def tracks() -> tuple[VideoTrack, AudioTrack]:
    video, audio = configurations()
    return (
        VideoTrack(video.body[5:], WIDTH, HEIGHT),
        AudioTrack(audio.body[2:], SAMPLE_RATE, 2),
    )


def runs(at_s: int = 0) -> list[TrackRun]:
    """Return the two seconds of the clip as samples."""
    messages = list(frames(2))
    video = [
        Sample(message.body[5:], 3600, message.is_keyframe)
        for message in messages
        if message.kind is TagType.VIDEO
    ]
    audio = [Sample(m.body[2:], 1024) for m in messages if m.kind is TagType.AUDIO]
    return [
        TrackRun(VIDEO_TRACK, at_s * 90_000, video),
        TrackRun(AUDIO_TRACK, at_s * SAMPLE_RATE, audio),
    ]


def test_ffmpeg_reads_back_every_sample_at_its_time() -> None:
    written = (
        initialisation_segment(*tracks())
        + media_segment(1, runs())
        + media_segment(2, runs(at_s=2))
    )
    with av.open(io.BytesIO(written), "r") as file:
        video, audio = file.streams.video[0], file.streams.audio[0]
        assert (video.codec.name, video.width, video.height) == ("h264", WIDTH, HEIGHT)
        assert (audio.codec.name, audio.sample_rate, audio.channels) == ("aac", SAMPLE_RATE, 2)
        packets = [packet for packet in file.demux() if packet.size]
        pictures = [packet for packet in packets if packet.stream is video]
        assert [packet.dts for packet in pictures] == [3600 * index for index in range(100)]
        assert [index for index, packet in enumerate(pictures) if packet.is_keyframe] == [0, 50]
        expected = [sample.payload for sample in runs()[0].samples]
        assert [bytes(packet) for packet in pictures[:50]] == expected


def test_ffmpeg_decodes_every_picture_and_the_sound() -> None:
    written = initialisation_segment(*tracks()) + media_segment(1, runs())
    with av.open(io.BytesIO(written), "r") as file:
        pictures = list(file.decode(video=0))
    with av.open(io.BytesIO(written), "r") as file:
        samples = sum(int(frame.samples) for frame in file.decode(audio=0))

    assert len(pictures) == 50
    assert not any(picture.is_corrupt for picture in pictures)
    assert samples == 1024 * len(runs()[1].samples)


def test_composition_offsets_may_be_negative() -> None:
    video, _ = tracks()
    payloads = [sample.payload for sample in runs()[0].samples[:3]]
    samples = [
        Sample(payload, 3600, index == 0, offset)
        for index, (payload, offset) in enumerate(zip(payloads, (0, 3600, -3600), strict=True))
    ]
    written = initialisation_segment(video, None)
    written += media_segment(1, [TrackRun(VIDEO_TRACK, 90_000, samples)])
    with av.open(io.BytesIO(written), "r") as file:
        shown = [packet.pts for packet in file.demux() if packet.size]

    # FFmpeg moves everything so that no picture is shown before it is decoded.
    first = shown[0] or 0
    assert [(time or 0) - first for time in shown] == [0, 7200, 3600]


def test_sound_alone_makes_a_file_too() -> None:
    _, audio = tracks()
    written = initialisation_segment(None, audio) + media_segment(1, runs()[1:])
    with av.open(io.BytesIO(written), "r") as file:
        assert not file.streams.video
        assert len(list(file.decode(audio=0))) == len(runs()[1].samples)
