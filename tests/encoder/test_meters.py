import pytest
from hypothesis import given
from hypothesis import strategies as st

from encoder.messages import Levels
from encoder.meters import DECAY_DB_PER_S, HOLD_S, SILENCE_DB, MeterBallistics

decibels = st.floats(-120, 20)


def levels(peak_db: float, rms_db: float = SILENCE_DB, is_clipped: bool = False) -> Levels:
    return Levels("mic", (peak_db, SILENCE_DB), (rms_db, SILENCE_DB), is_clipped)


def test_a_bar_rises_at_once_and_falls_twenty_decibels_in_one_point_seven_seconds() -> None:
    meter = MeterBallistics()

    assert meter.after(levels(-10.0), 0.0).bars[0].level_db == -10.0
    assert meter.after(levels(-60.0), 1.7).bars[0].level_db == pytest.approx(-30.0)
    assert meter.at(2.55).bars[0].level_db == pytest.approx(-40.0)
    assert meter.after(levels(-5.0), 2.6).bars[0].level_db == -5.0


def test_the_mark_stays_at_the_highest_peak_and_falls_after_its_time() -> None:
    meter = MeterBallistics()
    meter.after(levels(-10.0), 0.0)

    assert meter.after(levels(-40.0), HOLD_S - 0.1).bars[0].hold_db == -10.0
    fallen = meter.after(levels(-40.0), HOLD_S + 0.9).bars[0].hold_db
    assert fallen == pytest.approx(-10.0 - DECAY_DB_PER_S)
    assert meter.at(HOLD_S + 100).bars[0].hold_db == SILENCE_DB


def test_rms_follows_with_inertia() -> None:
    meter = MeterBallistics()
    meter.after(levels(-10.0, -20.0), 0.0)

    assert meter.after(levels(-10.0, -40.0), 0.3).bars[0].rms_db == pytest.approx(-32.6, abs=0.1)
    assert meter.after(levels(-10.0, -40.0), 5.0).bars[0].rms_db == pytest.approx(-40.0, abs=0.1)


def test_channels_move_on_their_own() -> None:
    left, right = MeterBallistics().after(levels(-10.0, -20.0), 0.0).bars

    assert (left.level_db, right.level_db, right.hold_db) == (-10.0, SILENCE_DB, SILENCE_DB)


def test_the_clip_lamp_stays_lit_until_it_is_put_out() -> None:
    meter = MeterBallistics()
    meter.after(levels(0.0, is_clipped=True), 0.0)

    assert meter.after(levels(-50.0), 60.0).is_clipped
    meter.forget_clip()
    assert not meter.at(61.0).is_clipped


@given(st.lists(st.tuples(decibels, decibels, st.floats(0, 30)), min_size=1, max_size=20))
def test_a_bar_never_stands_above_its_mark_nor_outside_the_scale(
    story: list[tuple[float, float, float]],
) -> None:
    meter, now_s = MeterBallistics(), 0.0
    for peak, rms, passed_s in story:
        now_s += passed_s
        bar = meter.after(levels(peak, rms), now_s).bars[0]
        assert SILENCE_DB <= bar.level_db <= bar.hold_db <= 20
        assert bar.level_db >= peak or peak < SILENCE_DB
        assert SILENCE_DB <= bar.rms_db <= 20
