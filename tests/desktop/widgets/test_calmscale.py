import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.widgets.calmscale import CalmScale, nice_top


@pytest.mark.parametrize(
    ("value", "top"), [(3.16, 4.0), (30.0, 40.0), (0.9, 1.0), (95.0, 100.0), (4.0, 5.0), (760, 800)]
)
def test_the_top_is_a_round_number_above(value: float, top: float) -> None:
    assert nice_top(value) == pytest.approx(top)


@given(st.floats(1e-6, 1e12))
def test_the_top_is_always_higher_but_never_much(value: float) -> None:
    assert value < nice_top(value) <= 2.2 * value


def test_a_new_scale_ends_at_its_least() -> None:
    assert CalmScale(10.0).fit(0.0, 0.0) == 10.0


def test_it_rises_at_once() -> None:
    scale = CalmScale()

    assert scale.fit(3.1, 0.0) == 4.0
    assert scale.fit(7.0, 1.0) == 8.0


def test_it_does_not_follow_what_wobbles() -> None:
    scale = CalmScale()

    assert {scale.fit(3.7 + 0.2 * (second % 2), second) for second in range(300)} <= {4.0, 5.0}
    assert {scale.fit(3.7 + 0.2 * (second % 2), second) for second in range(300, 600)} == {5.0}


def test_it_comes_down_only_after_a_while() -> None:
    scale = CalmScale(patience_s=20.0)
    scale.fit(8.0, 0.0)

    tops = [scale.fit(1.0, second) for second in range(1, 40)]

    assert tops[:20] == [10.0] * 20
    assert tops[-1] == 1.5


def test_one_high_value_starts_the_wait_anew() -> None:
    scale = CalmScale(patience_s=20.0)
    scale.fit(8.0, 0.0)

    for second in range(1, 60):
        assert scale.fit(8.0 if second % 15 == 0 else 1.0, second) == 10.0


def test_reset_forgets_what_was_high() -> None:
    scale = CalmScale(2.0)
    scale.fit(800.0, 0.0)
    scale.reset()

    assert scale.top == 2.0
