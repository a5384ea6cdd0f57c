import pytest
from PySide6.QtCore import QPointF, QRectF, QSizeF

from desktop.widgets.layerframe import (
    Grip,
    GuideLine,
    LayerFrame,
    canvas_area,
    frame_area,
    frame_at,
    grip_at,
    grip_points,
    guide_area,
)

FRAME = QRectF(100, 100, 200, 120)
HIT_PX = 26.0


def test_the_canvas_keeps_its_shape_in_the_middle_of_the_view() -> None:
    assert canvas_area(QSizeF(1280, 720), QRectF(0, 0, 400, 300)) == QRectF(0, 37.5, 400, 225)


def test_a_frame_lies_on_the_canvas_and_may_reach_over_it() -> None:
    frame = LayerFrame("a", -0.25, 0.5, 0.5, 1.0)

    assert frame_area(frame, QRectF(10, 20, 400, 200)) == QRectF(-90, 120, 200, 200)


@pytest.mark.parametrize(
    ("x", "y", "grip"),
    [
        (100, 100, Grip.TOP_LEFT),
        (308, 226, Grip.BOTTOM_RIGHT),
        (200, 92, Grip.TOP),
        (300, 160, Grip.RIGHT),
        (200, 160, Grip.BODY),
        (150, 100, Grip.BODY),
        (150, 90, None),
        (330, 160, None),
    ],
)
def test_what_is_gripped(x: float, y: float, grip: Grip | None) -> None:
    assert grip_at(FRAME, QPointF(x, y), HIT_PX) is grip


def test_a_small_frame_has_corners_only_and_can_still_be_moved() -> None:
    small = QRectF(100, 100, 40, 24)

    assert set(grip_points(small, HIT_PX)) == {
        Grip.TOP_LEFT,
        Grip.TOP_RIGHT,
        Grip.BOTTOM_LEFT,
        Grip.BOTTOM_RIGHT,
    }
    assert grip_at(small, QPointF(120, 112), HIT_PX) is Grip.BODY
    assert grip_at(small, QPointF(96, 96), HIT_PX) is Grip.TOP_LEFT


def test_the_topmost_frame_that_can_be_selected_is_under_the_mouse() -> None:
    low, high = LayerFrame("low", 0, 0, 1, 1), LayerFrame("high", 0.5, 0.5, 0.2, 0.2)
    locked = LayerFrame("high", 0.5, 0.5, 0.2, 0.2, is_locked=True)

    assert frame_at((low, high), 0.6, 0.6) is high
    assert frame_at((low, locked), 0.6, 0.6) is low
    assert frame_at((low, high), 1.2, 0.6) is None


def test_a_guide_crosses_the_canvas_where_it_says() -> None:
    area = QRectF(10, 20, 400, 200)

    assert guide_area(GuideLine(True, 0.5), area) == QRectF(208, 20, 4, 200)
    assert guide_area(GuideLine(False, 1.0), area) == QRectF(10, 218, 400, 4)
