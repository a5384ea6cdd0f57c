import json
import subprocess
import sys
from dataclasses import replace

import av
import pytest

from encoder.engine.codecs import MediaPacket, VideoEncoder
from encoder.engine.encoderprobe import FRAMES, shown_by_a_player, why_not
from encoder.settings import Canvas
from tests.encoder.engine.pictures import CANVAS, encoded, motion
from tests.encoder.engine.test_codecs import video_encoder


def test_an_encoder_that_encodes_can_be_used() -> None:
    assert why_not("libx264", CANVAS) == ""


def test_it_is_tried_with_a_picture_of_the_usual_size() -> None:
    assert why_not("libx264") == ""


def test_an_encoder_that_does_not_open_is_not_offered() -> None:
    reason = why_not("h264_v4l2m2m")

    assert reason
    assert reason == reason.lower()


def test_an_encoder_nobody_knows_is_not_offered() -> None:
    assert "no such encoder" in why_not("h264_of_tomorrow")


def test_an_encoder_that_opens_but_gives_rubbish_is_not_offered() -> None:
    class Scrambling(VideoEncoder):
        """A driver that fills its buffers with something else."""

        def encode(self, frame: av.VideoFrame, number: int) -> list[MediaPacket]:
            packets = super().encode(frame, number)
            return [replace(packet, payload=scrambled(packet.payload)) for packet in packets]

    assert "decoded" in why_not("libx264", CANVAS, Scrambling)


def test_an_encoder_that_loses_pictures_is_not_offered() -> None:
    class Losing(VideoEncoder):
        def encode(self, frame: av.VideoFrame, number: int) -> list[MediaPacket]:
            return super().encode(frame, number) if number % 2 else []

    assert why_not("libx264", CANVAS, Losing) == "it gave 5 of 10 pictures"


def test_an_encoder_that_begins_without_a_keyframe_is_not_offered() -> None:
    class Late(VideoEncoder):
        def encode(self, frame: av.VideoFrame, number: int) -> list[MediaPacket]:
            packets = super().encode(frame, number)
            return [replace(packet, is_keyframe=False) for packet in packets]

    assert "no keyframe" in why_not("libx264", CANVAS, Late)


def scrambled(payload: bytes) -> bytes:
    return payload[:4] + bytes(255 - octet for octet in payload[4:])


def test_a_player_that_knows_only_the_configuration_shows_every_picture() -> None:
    encoder = video_encoder()
    packets: list[MediaPacket] = encoded(encoder, motion(), range(FRAMES))

    shown = shown_by_a_player(encoder.avc_config, packets)
    assert [(frame.width, frame.height) for frame in shown] == [(320, 180)] * FRAMES


@pytest.mark.parametrize("canvas", [Canvas(1920, 1080, 60), Canvas(160, 90, 1)])
def test_the_size_of_the_trial_does_not_matter(canvas: Canvas) -> None:
    assert why_not("libx264", canvas) == ""


def test_as_a_process_it_answers_line_by_line() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "encoder.engine.encoderprobe", "libx264", "h264_v4l2m2m"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]

    assert [name for name, _ in answers] == ["libx264", "h264_v4l2m2m"]
    assert answers[0][1] == ""
    assert answers[1][1]
