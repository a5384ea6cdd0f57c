import threading
from collections.abc import Iterator

import numpy as np
import pytest

from encoder.engine.codecs import MediaPacket
from encoder.engine.encoding import QUEUED_PICTURES, EncodingLine
from encoder.errors import CodecError, ErrorCode, Problem
from encoder.settings import AudioEncoding, Canvas, Encoding, VideoEncoding
from tests.encoder.engine.pictures import CANVAS, motion, tone
from tests.fakes.sources import grey

ENCODING = Encoding(VideoEncoding(400_000, preset="ultrafast"), AudioEncoding(96_000))


class Far:
    """Where the packets go, and whoever is told of failures."""

    def __init__(self) -> None:
        self.packets: list[MediaPacket] = []
        self.problems: list[Problem] = []
        self.failed = threading.Event()
        self.changed = threading.Condition()
        self.gate = threading.Event()
        self.gate.set()

    def deliver(self, packet: MediaPacket) -> None:
        assert self.gate.wait(30)
        with self.changed:
            self.packets.append(packet)
            self.changed.notify_all()

    def fail(self, problem: Problem) -> None:
        self.problems.append(problem)
        self.failed.set()

    def wait_for_pictures(self, count: int) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.video) >= count, 10)

    @property
    def video(self) -> list[MediaPacket]:
        return [packet for packet in self.packets if packet.is_video]

    @property
    def audio(self) -> list[MediaPacket]:
        return [packet for packet in self.packets if not packet.is_video]


@pytest.fixture
def far() -> Far:
    return Far()


@pytest.fixture
def line(far: Far) -> Iterator[EncodingLine]:
    line = EncodingLine(CANVAS, ENCODING, far.deliver, far.fail)
    line.start()
    yield line
    far.gate.set()
    line.close()


def feed(line: EncodingLine, far: Far, first: int, count: int) -> None:
    """Give pictures and the sound that belongs to them, as fast as they are taken."""
    for number in range(first, first + count):
        line.take_picture(motion()(number), number, is_repeat=False)
        for block in range(number * 1600 // 1024, (number + 1) * 1600 // 1024):
            line.take_sound(tone(block * 1024), block * 1024)
        far.wait_for_pictures(number - first + 1)


def test_picture_and_sound_leave_on_one_time_line_that_begins_at_the_first_picture(
    line: EncodingLine, far: Far
) -> None:
    first = 1000
    line.take_sound(tone(0), 999 * 1600)  # before the first picture there is nothing to hear
    feed(line, far, first, 30)
    line.close()

    assert [p.pts_us for p in far.video] == [round(n * 1e6 / 30) for n in range(30)]
    assert far.video[0].is_keyframe
    # The block that spans the first picture's instant is the first one, less the AAC delay.
    first_block = first * 1600 // 1024 * 1024
    wanted_us = (first_block - first * 1600 - 1024) / 48_000 * 1e6
    assert far.audio[0].pts_us == pytest.approx(wanted_us, abs=1)
    assert abs(far.audio[-1].pts_us - far.video[-1].pts_us) < 60_000


def test_closing_encodes_what_waits(far: Far) -> None:
    line = EncodingLine(CANVAS, ENCODING, far.deliver, far.fail)
    for number in range(QUEUED_PICTURES):
        line.take_picture(motion()(number), number, is_repeat=False)
    line.start()
    line.close()

    assert len(far.video) == QUEUED_PICTURES
    assert not far.problems


def test_an_encoder_that_is_busy_skips_pictures_and_counts_them(
    line: EncodingLine, far: Far
) -> None:
    far.gate.clear()
    for number in range(30):
        line.take_picture(motion()(number), number, is_repeat=number % 2 == 0)
    skipped = line.figures.skipped
    far.gate.set()
    line.close()

    assert 30 - QUEUED_PICTURES - 2 <= skipped <= 30 - QUEUED_PICTURES
    assert len(far.video) == 30 - skipped
    assert line.figures.repeated == 15


def test_what_is_encoded_is_counted(line: EncodingLine, far: Far) -> None:
    feed(line, far, 0, 10)
    line.close()

    assert line.figures.video_bytes == sum(len(p.payload) for p in far.video)
    assert line.figures.audio_bytes == sum(len(p.payload) for p in far.audio)


def test_a_keyframe_can_be_asked_for(line: EncodingLine, far: Far) -> None:
    feed(line, far, 0, 5)
    line.request_keyframe()
    for number in range(5, 8):
        line.take_picture(motion()(number), number, is_repeat=False)
    line.close()

    assert [p.is_keyframe for p in far.video] == [True, *[False] * 4, True, False, False]


def test_the_headers_say_what_the_packets_need(line: EncodingLine) -> None:
    assert line.headers.canvas == CANVAS
    assert line.headers.avc_config[0] == 1
    assert len(line.headers.aac_config) >= 2


def test_an_encoder_that_fails_on_air_is_reported(line: EncodingLine, far: Far) -> None:
    line.take_picture(motion()(5), 5, is_repeat=False)
    far.wait_for_pictures(1)
    line._video.flush()
    line.take_picture(motion()(6), 6, is_repeat=False)

    assert far.failed.wait(30)
    assert far.problems[0].code is ErrorCode.ENCODER_FAILED
    line.take_picture(motion()(7), 7, is_repeat=False)  # nobody takes it, nothing happens


def test_whatever_goes_wrong_in_an_encoder_is_reported(line: EncodingLine, far: Far) -> None:
    line.take_picture(motion()(0), 0, is_repeat=False)
    line.take_sound(np.zeros((3, 7), np.float32), 0)

    assert far.failed.wait(30)
    assert far.problems == [Problem(ErrorCode.ENGINE_FAULT, {"reason": "ValueError"})]


def test_encoders_that_do_not_open_are_said_before_anything_starts(far: Far) -> None:
    impossible = Encoding(VideoEncoding(preset="impossible"))  # type: ignore[arg-type]

    with pytest.raises(CodecError):
        EncodingLine(Canvas(), impossible, far.deliver, far.fail)


def test_a_line_that_never_started_can_be_closed(far: Far) -> None:
    line = EncodingLine(CANVAS, ENCODING, far.deliver, far.fail)
    line.take_picture(grey(50, 320, 180), 0, is_repeat=False)
    line.close()

    assert far.packets == []
