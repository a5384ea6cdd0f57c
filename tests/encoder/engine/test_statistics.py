import pytest

from encoder.engine.encoding import EncodingFigures
from encoder.engine.sinks.base import SinkFigures
from encoder.engine.statistics import Counters, Sampler
from encoder.messages import Drops, Phase, Stats


class Seconds:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now_s = 1000.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


def sample(sampler: Sampler, counters: Counters, sink: SinkFigures = SinkFigures()) -> Stats:  # noqa: B008
    return sampler.sample(Phase.LIVE, 12.5, counters, sink, 1_000_000)


def test_counters_take_each_number_from_whoever_counts_it() -> None:
    encoding = EncodingFigures(video_bytes=2, audio_bytes=3, repeated=4, skipped=5)
    sink = SinkFigures(
        bytes_sent=10,
        bytes_delivered=9,
        frames_offered=8,
        frames_sent=6,
        frames_dropped=1,
        sessions=2,
        retransmits=7,
    )

    assert Counters.of(encoding, sink) == Counters(
        frames_encoded=8,
        frames_repeated=4,
        frames_skipped=5,
        frames_sent=6,
        frames_dropped=1,
        video_bytes=2,
        audio_bytes=3,
        bytes_sent=10,
        bytes_delivered=9,
        retransmits=7,
        sessions=2,
    )


def test_counters_are_subtracted_one_by_one() -> None:
    after = Counters(frames_encoded=30, video_bytes=5000, sessions=2)

    assert after - Counters(frames_encoded=10, video_bytes=1000, sessions=1) == Counters(
        frames_encoded=20, video_bytes=4000, sessions=1
    )


def test_rates_are_those_of_the_time_since_the_sample_before(seconds: Seconds) -> None:
    sampler = Sampler(seconds)
    sample(sampler, Counters(frames_encoded=100, video_bytes=1_000_000))
    seconds.now_s += 2.0

    stats = sample(
        sampler,
        Counters(
            frames_encoded=160,
            video_bytes=1_250_000,
            audio_bytes=32_000,
            bytes_sent=260_000,
            bytes_delivered=250_000,
        ),
    )

    assert stats.fps == 30.0
    assert stats.video_bps == 1_000_000
    assert stats.audio_bps == 128_000
    assert stats.sent_bps == 1_040_000
    assert stats.delivered_bps == 1_000_000


def test_counters_and_states_are_passed_on(seconds: Seconds) -> None:
    counters = Counters(
        frames_encoded=9,
        frames_sent=8,
        frames_repeated=1,
        frames_skipped=2,
        frames_dropped=3,
        retransmits=4,
        sessions=5,
    )
    seconds.now_s += 1
    stats = sample(Sampler(seconds), counters, SinkFigures(queue_ms=120.0, rtt_ms=33.0))

    assert (stats.phase, stats.live_s, stats.target_bps) == (Phase.LIVE, 12.5, 1_000_000)
    assert (stats.frames_encoded, stats.frames_sent) == (9, 8)
    assert stats.drops == Drops(render=1, encoder=2, network=3)
    assert (stats.queue_ms, stats.rtt_ms, stats.retransmits) == (120.0, 33.0, 4)
    assert stats.reconnects == 5
    assert stats.engine_memory_bytes > 1_000_000
    assert stats.engine_cpu_percent >= 0


def test_a_new_series_begins_without_a_jump(seconds: Seconds) -> None:
    sampler = Sampler(seconds)
    seconds.now_s += 60
    sampler.restart(Counters(video_bytes=9_000_000))
    seconds.now_s += 1

    assert sample(sampler, Counters(video_bytes=9_100_000)).video_bps == 800_000


def test_two_samples_in_the_same_instant_divide_by_nothing(seconds: Seconds) -> None:
    sampler = Sampler(seconds)

    assert sample(sampler, Counters()).fps == 0.0
