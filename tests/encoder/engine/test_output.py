import itertools
import threading
from collections.abc import Iterator

import pytest

from encoder.engine.codecs import StreamHeaders
from encoder.engine.output import Output
from encoder.engine.statistics import Counters
from encoder.errors import CodecError, ErrorCode, Problem, SettingsError
from encoder.settings import AudioEncoding, Encoding, VideoEncoding
from tests.encoder.engine.taker import Taker
from tests.fakes.feed import FakeFeed

ENCODING = Encoding(VideoEncoding(400_000, preset="ultrafast"), AudioEncoding(96_000))
OTHER = Encoding(VideoEncoding(300_000, preset="ultrafast"), AudioEncoding(96_000))


class Failures:
    """Whoever is told that an encoder stopped."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.came = threading.Event()

    def __call__(self, problem: Problem) -> None:
        self.problems.append(problem)
        self.came.set()


@pytest.fixture
def feed() -> Iterator[FakeFeed]:
    feed = FakeFeed()
    yield feed
    feed.close()


@pytest.fixture
def output() -> Iterator[Output]:
    output = Output()
    yield output
    for user in ("broadcast", "recording"):
        output.release(user)


def nobody(problem: Problem) -> None:
    raise AssertionError(problem)


def test_two_users_share_one_encode_and_the_last_one_ends_it(
    output: Output, feed: FakeFeed
) -> None:
    began: list[StreamHeaders] = []
    ended: list[bool] = []
    output = Output(began.append, lambda: ended.append(True))
    taker = Taker()
    first = output.use("broadcast", feed, ENCODING, nobody)
    output.join(taker)
    second = output.use("recording", feed, ENCODING, nobody)
    assert first is second is began[0]
    assert len(began) == 1

    output.release("broadcast")
    seen = len(taker.video)
    taker.wait_for_pictures(seen + 5)
    assert output.is_running
    assert not ended

    output.release("recording")
    assert not output.is_running
    assert not feed.is_connected
    assert ended == [True]


def test_other_settings_are_refused_while_these_are_in_use(output: Output, feed: FakeFeed) -> None:
    output.use("recording", feed, ENCODING, nobody)
    with pytest.raises(SettingsError) as caught:
        output.use("broadcast", feed, OTHER, nobody)
    assert caught.value.problem.code is ErrorCode.ENCODING_IN_USE

    output.release("broadcast")  # who never used it leaves nothing
    assert output.is_running
    output.release("recording")
    output.use("broadcast", feed, OTHER, nobody)


def test_an_encoder_that_did_not_prove_itself_is_not_opened(feed: FakeFeed) -> None:
    def refuse(name: str) -> None:
        raise CodecError(ErrorCode.ENCODER_UNPROVEN, encoder=name, reason="its driver crashed")

    output = Output(require=refuse)
    with pytest.raises(CodecError, match="its driver crashed"):
        output.use("broadcast", feed, ENCODING, nobody)

    assert not output.is_running


def test_whoever_joins_later_gets_the_same_packets_from_then_on(
    output: Output, feed: FakeFeed
) -> None:
    early, late = Taker(), Taker()
    output.use("broadcast", feed, ENCODING, nobody)
    output.join(early)
    early.wait_for_pictures(10)
    output.join(late)
    output.request_keyframe()
    late.wait_for_pictures(5)
    output.leave(late)
    count = len(late.packets)
    seen = len(early.video)
    early.wait_for_pictures(seen + 5)

    assert any(packet.is_keyframe for packet in late.video)
    assert set(late.packets) <= set(early.packets)
    assert len(late.packets) <= count + 1


def test_time_begins_with_the_first_picture_although_it_is_shown_later(
    output: Output, feed: FakeFeed
) -> None:
    video = VideoEncoding(400_000, preset="veryfast", b_frames=2, is_low_latency=False)
    taker = Taker()
    output.use("recording", feed, Encoding(video), nobody)
    output.join(taker)
    taker.wait_for_pictures(4)
    sounds = [packet for packet in taker.packets if not packet.is_video]

    assert taker.video[0].dts_us == 0
    assert taker.video[0].pts_us > 0
    assert all(packet.pts_us >= packet.dts_us for packet in taker.video)
    # Sound encoded while the encoder looked ahead is not lost, and comes in order.
    assert sounds[0].pts_us < taker.video[0].pts_us
    steps = [b.pts_us - a.pts_us for a, b in itertools.pairwise(sounds)]
    assert max(steps) < 22_000
    assert min(steps) > 21_000


def test_every_frame_counted_was_offered(output: Output, feed: FakeFeed) -> None:
    taker = Taker()
    assert output.counters() == Counters()
    output.use("broadcast", feed, ENCODING, nobody)
    output.join(taker)
    taker.wait_for_pictures(5)
    counters, offered = output.counters_when(lambda: len(taker.video))
    assert counters.frames_encoded == offered
    output.release("broadcast")

    after = output.counters()  # also of what was flushed when it ended
    assert after.frames_encoded == len(taker.video)
    assert after.video_bytes == sum(len(packet.payload) for packet in taker.video)


def test_everybody_is_told_when_an_encoder_fails(output: Output, feed: FakeFeed) -> None:
    on_air, on_disk, taker = Failures(), Failures(), Taker()
    output.use("broadcast", feed, ENCODING, on_air)
    output.use("recording", feed, ENCODING, on_disk)
    output.join(taker)
    taker.wait_for_pictures(1)
    assert output._line is not None
    output._line._video.flush()

    assert on_air.came.wait(30)
    assert on_disk.came.wait(30)
    assert on_air.problems[0].code is ErrorCode.ENCODER_FAILED
    with pytest.raises(CodecError):
        output.use("broadcast", feed, ENCODING, on_air)
    output.release("broadcast")
    output.release("recording")
    output.use("broadcast", feed, ENCODING, nobody)  # and then it begins anew


def test_encoders_that_do_not_open_leave_nothing_behind(output: Output, feed: FakeFeed) -> None:
    impossible = Encoding(VideoEncoding(preset="impossible"))  # type: ignore[arg-type]
    with pytest.raises(CodecError):
        output.use("broadcast", feed, impossible, nobody)

    assert not output.is_running
    output.set_bitrate(100_000)
    output.request_keyframe()
    output.use("broadcast", feed, ENCODING, nobody)
