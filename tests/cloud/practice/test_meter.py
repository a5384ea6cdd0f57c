import tracemalloc

import pytest

from cloud.practice.messages import Health, Rates
from cloud.practice.meter import Meter, elapsed_ms


def fed(meter: Meter, from_s: float, to_s: float, *, rate: float = 50, skew_ms: int = 0) -> None:
    """Feed frames of 1000 bytes, each with 100 bytes of audio; a keyframe every 2 s."""
    for index in range(round(from_s * rate), round(to_s * rate)):
        now_s = (index + 0.5) / rate
        timestamp_ms = round(1000 * index / rate)
        meter.saw_video(now_s, timestamp_ms, 1000, is_keyframe=index % (2 * rate) == 0)
        meter.saw_audio(now_s, timestamp_ms + skew_ms, 100)


def test_rates_are_those_of_whole_seconds() -> None:
    meter = Meter(0)
    fed(meter, 0, 12.4)
    measured = meter.measurements(12.4, received_bytes=1_000_000)

    expected = Rates(frame_rate=50, video_bitrate_bps=400_000, audio_bitrate_bps=40_000)
    assert measured.last_second == measured.window == expected
    assert measured.window_s == 10
    assert (measured.video_frames, measured.audio_frames, measured.keyframes) == (620, 620, 7)
    assert (measured.media_bytes, measured.received_bytes) == (620 * 1100, 1_000_000)
    assert measured.keyframe_interval_s == 2


def test_the_window_grows_with_a_young_session() -> None:
    meter = Meter(0)
    assert meter.measurements(0.5, 0).window == Rates()

    fed(meter, 0, 3)
    measured = meter.measurements(3, 0)
    assert (measured.window_s, measured.window.frame_rate) == (3, 50)


def test_seconds_without_anything_count_as_zero() -> None:
    meter = Meter(0)
    fed(meter, 0, 5)
    measured = meter.measurements(10, 0)

    assert measured.last_second == Rates()
    assert measured.window.frame_rate == 25
    assert measured.longest_gap_s == pytest.approx(5.01)
    assert meter.measurements(1e6, 0).window == Rates()


def test_skew_is_how_far_the_sound_is_ahead() -> None:
    meter = Meter(0)
    fed(meter, 0, 3, skew_ms=-40)

    # Compared at each arrival: the video of the same instant is one frame (20 ms) further then.
    assert meter.measurements(3, 0).skew_ms == pytest.approx(-50, abs=0.5)


def test_figures_stay_as_they_are_after_the_end() -> None:
    meter = Meter(0)
    fed(meter, 0, 5)
    meter.end(5.02)

    assert meter.measurements(500, 0) == meter.measurements(5.02, 0)
    assert meter.live_s(500) == 5.02


def test_timestamps_may_wrap() -> None:
    assert elapsed_ms(2**32 - 10, 30) == 40
    assert elapsed_ms(30, 2**32 - 10) == -40
    meter = Meter(0)
    meter.saw_video(0, 2**32 - 1000, 1, is_keyframe=True)
    meter.saw_video(2, 1000, 1, is_keyframe=True)
    assert meter.measurements(2, 0).keyframe_interval_s == 2


def test_a_starving_stream_is_seen_and_forgiven() -> None:
    meter = Meter(0)
    fed(meter, 0, 10)
    assert meter.health(10, stated_rate=50) is Health.HEALTHY
    assert meter.health(12, stated_rate=50) is Health.STARVING
    fed(meter, 12, 20)
    assert meter.health(20, stated_rate=50) is Health.HEALTHY


def test_a_day_of_measuring_needs_no_memory() -> None:
    meter = Meter(0)
    fed(meter, 0, 20, rate=10)
    tracemalloc.start()
    fed(meter, 20, 5000, rate=10)
    current, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert current < 20_000
