from dataclasses import replace

import pytest

from desktop.widgets.flowlayout import (
    HEAD_PX,
    LEAST_BOX_WIDTH,
    MOST_BOX_WIDTH,
    FlowArrow,
    FlowBox,
    FlowPicture,
    FlowState,
    lay_out,
)


def box(name: str, column: int, row: float = 0.0) -> FlowBox:
    return FlowBox(name, name, "Service", column, row)


PAIR = FlowPicture((box("a", 0), box("b", 1)), (FlowArrow("a", "b", "RTMPS"),))


def test_nothing_takes_next_to_no_room(qapp: object) -> None:
    assert lay_out(FlowPicture()).size.width() < LEAST_BOX_WIDTH


def test_an_arrow_goes_from_the_right_side_to_the_left_one(qapp: object) -> None:
    laid = lay_out(PAIR)
    arrow = laid.arrows[0]

    assert arrow.path.pointAtPercent(0).x() == pytest.approx(laid.boxes["a"].right())
    assert arrow.tip.x() == pytest.approx(laid.boxes["b"].left())
    assert arrow.angle_deg == 0.0


def test_words_stand_in_the_gap_and_touch_no_box(qapp: object) -> None:
    picture = FlowPicture(PAIR.boxes, (FlowArrow("a", "b", "low-latency HLS and DASH"),))
    laid = lay_out(picture)

    assert not any(laid.arrows[0].label.intersects(area) for area in laid.boxes.values())


def test_arrows_at_one_side_have_ends_of_their_own(qapp: object) -> None:
    boxes = (box("a", 0), box("b", 1, 0), box("c", 1, 1))
    laid = lay_out(FlowPicture(boxes, (FlowArrow("a", "c"), FlowArrow("a", "b"))))

    to_c, to_b = (each.path.pointAtPercent(0).y() for each in laid.arrows)
    assert to_b < to_c


def test_an_arrow_over_a_column_goes_through_its_gap(qapp: object) -> None:
    boxes = (box("a", 0), box("b", 1, 0), box("c", 2))
    arrow = FlowArrow("a", "c", via=((1, 1.0),))
    laid = lay_out(FlowPicture(boxes, (arrow,)))

    path = laid.arrows[0].path
    points = [path.pointAtPercent(part / 50) for part in range(51)]
    assert not any(laid.boxes["b"].contains(point) for point in points)


def test_an_arrow_back_arrives_at_the_right_side(qapp: object) -> None:
    laid = lay_out(FlowPicture(PAIR.boxes, (FlowArrow("b", "a"),)))

    assert laid.arrows[0].angle_deg == 180.0


def test_within_a_column_it_goes_down(qapp: object) -> None:
    boxes = (box("a", 0), box("b", 0, 1))
    laid = lay_out(FlowPicture(boxes, (FlowArrow("a", "b"),)))

    assert laid.arrows[0].tip.y() == pytest.approx(laid.boxes["b"].top())
    assert laid.arrows[0].angle_deg == 90.0


def test_an_arrow_to_nowhere_is_left_out(qapp: object) -> None:
    assert lay_out(FlowPicture(PAIR.boxes, (FlowArrow("a", "nobody"),))).arrows == ()


def test_a_column_is_as_wide_as_its_longest_title_needs_within_limits(qapp: object) -> None:
    titles = ("Short", "Event rule MediaLiveEvents", "A title that nobody can read to its end " * 2)
    boxes = tuple(FlowBox(each, each, "", at, 0) for at, each in enumerate(titles))
    short, long, endless = (lay_out(FlowPicture(boxes)).boxes[each].width() for each in titles)

    assert short == LEAST_BOX_WIDTH < long < endless == MOST_BOX_WIDTH


def test_what_a_box_is_doing_moves_nothing(qapp: object) -> None:
    quiet = FlowBox("a", "Channel", "Amazon IVS", 0, 0, state=FlowState.READY)
    live = replace(quiet, state=FlowState.RUNNING, activity="live · viewers: 1,000,000")

    assert lay_out(FlowPicture((quiet,))).boxes == lay_out(FlowPicture((live,))).boxes


def test_words_keep_clear_of_the_head_of_their_arrow(qapp: object) -> None:
    words = "low-latency HLS and DASH to everybody who wants them"
    laid = lay_out(FlowPicture(PAIR.boxes, (FlowArrow("a", "b", words),))).arrows[0]

    assert laid.label.right() < laid.tip.x() - HEAD_PX
