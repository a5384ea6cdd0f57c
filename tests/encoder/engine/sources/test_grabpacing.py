import pytest
from hypothesis import given
from hypothesis import strategies as st

from encoder.engine.sources.grabpacing import GRABS_REMEMBERED, SPARE_S, GrabPacing

FRAME_S = 1 / 30


def test_before_the_first_grab_half_a_frame_is_left_for_it() -> None:
    assert GrabPacing(30).lead_s == pytest.approx(FRAME_S / 2)


def test_a_quick_device_is_asked_shortly_before_the_picture_is_shown() -> None:
    pacing = GrabPacing(30)
    pacing.note(0.002)

    assert pacing.lead_s == pytest.approx(0.006)


def test_one_slow_grab_leaves_more_time_for_a_second_long() -> None:
    pacing = GrabPacing(30)
    pacing.note(0.006)
    for _ in range(GRABS_REMEMBERED - 1):
        pacing.note(0.001)
    assert pacing.lead_s == pytest.approx(0.012)

    pacing.note(0.001)
    assert pacing.lead_s == pytest.approx(0.0045)


@given(
    took_s=st.lists(st.floats(0.0, 1.0), max_size=50),
    fps=st.integers(1, 60),
    now_s=st.floats(0.0, 100_000.0),
)
def test_the_next_grab_begins_the_lead_before_a_turn(
    took_s: list[float], fps: int, now_s: float
) -> None:
    pacing = GrabPacing(fps)
    for took in took_s:
        pacing.note(took)

    pause_s = pacing.pause_s(now_s)
    turns = (now_s + pause_s + pacing.lead_s) * fps

    assert 0 <= pause_s <= 1 / fps
    assert turns == pytest.approx(round(turns), abs=1e-3)
    assert min(SPARE_S, 0.5 / fps) <= pacing.lead_s <= 0.5 / fps
