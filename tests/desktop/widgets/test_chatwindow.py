from dataclasses import dataclass

from desktop.widgets.chatwindow import Anchor, Placed, from_anchor, from_end


@dataclass
class Tall:
    number: int
    height: float = 20.0


class Rows:
    """Rows of 20, which count how often they are asked for."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def __call__(self, position: int) -> Tall:
        self.asked.append(position)
        return Tall(position)


def _seen(placed: list[Placed[Tall]]) -> list[tuple[int, float]]:
    return [(each.position, each.y) for each in placed]


def test_from_the_end_the_last_row_stands_at_the_bottom() -> None:
    rows = Rows()

    assert _seen(from_end(1000, 50.0, rows)) == [(997, -10.0), (998, 10.0), (999, 30.0)]
    assert len(rows.asked) == 3


def test_few_rows_stand_at_the_bottom() -> None:
    assert _seen(from_end(2, 50.0, Rows())) == [(0, 10.0), (1, 30.0)]
    assert from_end(0, 50.0, Rows()) == []


def test_from_an_anchor_rows_follow_downwards() -> None:
    rows = Rows()

    placed = from_anchor(Anchor(500, -5.0), 1000, 50.0, rows)

    assert _seen(placed) == [(500, -5.0), (501, 15.0), (502, 35.0)]
    assert max(rows.asked) - min(rows.asked) < 5


def test_an_anchor_moved_down_finds_the_rows_above() -> None:
    placed = from_anchor(Anchor(500, 45.0), 1000, 50.0, Rows())

    assert _seen(placed) == [(497, -15.0), (498, 5.0), (499, 25.0), (500, 45.0)]


def test_an_anchor_moved_up_leaves_the_rows_above() -> None:
    placed = from_anchor(Anchor(500, -45.0), 1000, 50.0, Rows())

    assert _seen(placed) == [(502, -5.0), (503, 15.0), (504, 35.0)]


def test_there_is_nothing_above_the_first_row() -> None:
    assert _seen(from_anchor(Anchor(0, 30.0), 10, 50.0, Rows()))[0] == (0, 0.0)


def test_there_is_nothing_below_the_last_row() -> None:
    assert _seen(from_anchor(Anchor(999, 0.0), 1000, 50.0, Rows()))[-1] == (999, 30.0)


def test_an_anchor_of_a_row_that_is_gone_shows_the_end() -> None:
    assert _seen(from_anchor(Anchor(999, 0.0), 10, 50.0, Rows()))[-1] == (9, 30.0)
    assert from_anchor(Anchor(3), 0, 50.0, Rows()) == []
