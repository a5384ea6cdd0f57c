from dataclasses import replace

import pytest

from encoder.engine.encoding import EncodingFigures
from encoder.engine.sinks.base import SinkFigures
from encoder.engine.statistics import Counters, DestinationFigures, Moment, Sampler
from encoder.messages import Drops, Phase, RecordingStats

LIVE = Moment(Phase.LIVE, 12.5, 1_000_000, is_counted=True)


class Seconds:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now_s = 1000.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


def to(name: str, **figures: int) -> DestinationFigures:
    return DestinationFigures(name, Phase.LIVE, SinkFigures(**figures))


def test_counters_take_each_number_from_whoever_counts_it() -> None:
    encoding = EncodingFigures(video_bytes=2, audio_bytes=3, repeated=4, skipped=5)

    assert Counters.of(8, encoding) == Counters(8, 4, 5, 2, 3)


def test_counters_are_subtracted_one_by_one() -> None:
    after = Counters(frames_encoded=30, video_bytes=5000, frames_skipped=2)

    assert after - Counters(frames_encoded=10, video_bytes=1000, frames_skipped=1) == Counters(
        frames_encoded=20, video_bytes=4000, frames_skipped=1
    )


def test_rates_are_those_of_the_time_since_the_sample_before(seconds: Seconds) -> None:
    sampler = Sampler(seconds)
    seconds.now_s += 2
    first = sampler.sample(replace(LIVE, encoded=Counters(60, 0, 0, 500_000, 40_000)))
    assert (first.fps, first.video_bps, first.audio_bps) == (30.0, 2_000_000.0, 160_000.0)

    seconds.now_s += 1
    second = sampler.sample(replace(LIVE, encoded=Counters(85, 0, 0, 600_000, 60_000)))
    assert (second.fps, second.video_bps) == (25.0, 800_000.0)
    assert (second.phase, second.live_s, second.target_bps) == (Phase.LIVE, 12.5, 1_000_000)


def test_counters_are_since_going_live_and_network_drops_those_of_all(seconds: Seconds) -> None:
    now = replace(
        LIVE,
        encoded=Counters(900, 90, 9),
        since_live=Counters(60, 2, 1),
        destinations=[to("one", frames_dropped=3), to("two", frames_dropped=4)],
    )
    stats = Sampler(seconds).sample(now)

    assert stats.frames_encoded == 60
    assert stats.drops == Drops(render=2, encoder=1, network=7)


def test_each_destination_has_its_own_rates_and_counters(seconds: Seconds) -> None:
    sampler = Sampler(seconds)
    one = SinkFigures(10_000, 9_000, 0, 30, 1, sessions=1, queue_ms=12.0, rtt_ms=2.5)
    rows = [DestinationFigures("one", Phase.LIVE, one), to("two", bytes_sent=500)]
    sampler.sample(replace(LIVE, destinations=rows))
    seconds.now_s += 1
    later = replace(one, bytes_sent=60_000, bytes_delivered=50_000, sessions=3, retransmits=4)
    rows = [DestinationFigures("one", Phase.RECONNECTING, later), to("two", bytes_sent=100)]
    first, second = sampler.sample(replace(LIVE, destinations=rows)).destinations

    assert (first.destination, first.phase) == ("one", Phase.RECONNECTING)
    assert (first.sent_bps, first.delivered_bps) == (400_000.0, 328_000.0)
    assert (first.queue_ms, first.rtt_ms, first.retransmits) == (12.0, 2.5, 4)
    assert (first.frames_sent, first.frames_dropped, first.reconnects) == (30, 1, 2)
    assert second.sent_bps == 800.0  # it was ended and started again
    assert second.reconnects == 0


def test_encoders_opened_anew_begin_a_new_count(seconds: Seconds) -> None:
    sampler = Sampler(seconds)
    sampler.sample(replace(LIVE, encoded=Counters(1000, video_bytes=9_000_000)))
    seconds.now_s += 1
    stats = sampler.sample(replace(LIVE, encoded=Counters(20, video_bytes=100_000)))

    assert (stats.fps, stats.video_bps) == (20.0, 800_000.0)


def test_what_goes_nowhere_yet_has_no_rates_and_makes_no_jump_later(seconds: Seconds) -> None:
    sampler = Sampler(seconds)
    trying = replace(LIVE, is_counted=False, encoded=Counters(3000, video_bytes=9_000_000))
    assert sampler.sample(trying).fps == 0.0
    seconds.now_s += 1
    stats = sampler.sample(replace(LIVE, encoded=Counters(3030, video_bytes=9_100_000)))

    assert (stats.fps, stats.video_bps) == (30.0, 800_000.0)


def test_an_idle_engine_shows_only_what_it_costs(seconds: Seconds) -> None:
    stats = Sampler(seconds).sample(Moment())

    assert (stats.phase, stats.fps, stats.video_bps) == (Phase.IDLE, 0.0, 0.0)
    assert stats.destinations == ()
    assert stats.engine_memory_bytes > 1_000_000
    assert stats.main.sent_bps == 0.0


def test_the_recording_is_passed_on(seconds: Seconds) -> None:
    recording = RecordingStats("/videos/a.mp4", 2.0, 1000, 10**9, None)

    assert Sampler(seconds).sample(Moment(recording=recording)).recording == recording


def test_a_standstill_makes_no_division_by_zero(seconds: Seconds) -> None:
    stats = Sampler(seconds).sample(replace(LIVE, encoded=Counters(1)))

    assert stats.fps == 1000.0
