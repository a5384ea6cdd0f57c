import pytest

from desktop.editing.geometry import Box
from desktop.editing.snapping import Guide, Pull, Snapper


def test_an_edge_near_the_edge_of_the_canvas_is_pulled_to_it() -> None:
    snapper = Snapper((), 0.02, 0.02)

    assert snapper.pull_x(0.01) == Pull(-0.01, Guide(is_upright=True, at=0.0))
    assert snapper.pull_y(1.0 + 2**-6) == Pull(-(2**-6), Guide(is_upright=False, at=1.0))


def test_what_is_further_away_is_left_alone() -> None:
    assert Snapper((), 0.02, 0.02).pull_x(0.03) is None


def test_a_box_is_pulled_to_the_centre_of_the_canvas() -> None:
    by_x, by_y, guides = Snapper((), 0.02, 0.02).pull_box(Box(0.41, 0.2, 0.2, 0.2))

    assert (by_x, by_y) == pytest.approx((-0.01, 0.0))
    assert guides == (Guide(is_upright=True, at=0.5),)


def test_a_box_is_pulled_to_the_edge_of_another_layer() -> None:
    snapper = Snapper((Box(0.1, 0.1, 0.3, 0.3),), 0.02, 0.02)

    by_x, by_y, guides = snapper.pull_box(Box(0.41, 0.7, 0.05, 0.05))

    assert (by_x, by_y) == pytest.approx((-0.01, 0.0))
    assert [guide.at for guide in guides] == pytest.approx([0.4])


def test_the_nearest_line_wins() -> None:
    snapper = Snapper((Box(0.012, 0.5, 0.3, 0.3),), 0.02, 0.02)

    pull = snapper.pull_x(0.009)

    assert pull is not None
    assert pull.guide.at == 0.012
