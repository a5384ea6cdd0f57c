import pytest
from PySide6.QtWidgets import QScrollBar
from pytestqt.qtbot import QtBot

from desktop.widgets.rowscroll import RowScroll


@pytest.fixture
def bar(qtbot: QtBot) -> QScrollBar:
    bar = QScrollBar()
    qtbot.addWidget(bar)
    return bar


def test_showing_a_place_is_not_moving_it(bar: QScrollBar) -> None:
    scroll = RowScroll(bar)
    scroll.moved.connect(lambda *place: pytest.fail("moved"))
    scroll.reached_end.connect(lambda: pytest.fail("moved"))

    scroll.show_end(1000, 20, 0.0)
    scroll.show_place(400.5, 1000, 20)
    scroll.show_all()


def test_moved_by_somebody_it_tells_the_row_and_its_part(bar: QScrollBar, qtbot: QtBot) -> None:
    scroll = RowScroll(bar)
    scroll.show_end(1000, 20, 0.0)

    with qtbot.waitSignal(scroll.moved) as told:
        bar.setValue(40_025)
    assert told.args == [400, 0.25]

    with qtbot.waitSignal(scroll.reached_end):
        bar.setValue(bar.maximum())


def test_a_place_that_is_shown_is_where_the_bar_is(bar: QScrollBar) -> None:
    scroll = RowScroll(bar)

    scroll.show_place(400.5, 1000, 20)
    assert bar.value() / bar.maximum() == pytest.approx(400.5 / 980, abs=0.001)
    assert bar.pageStep() / (bar.maximum() + bar.pageStep()) == pytest.approx(0.02)


def test_standing_still_near_the_end_is_not_the_end(bar: QScrollBar) -> None:
    scroll = RowScroll(bar)
    scroll.show_place(999.0, 1000, 20)

    assert bar.value() < bar.maximum()


def test_at_the_end_the_bar_is_painted_now_and_then_only(bar: QScrollBar) -> None:
    scroll = RowScroll(bar)
    scroll.show_end(1000, 20, 10.0)
    before = bar.maximum()

    scroll.show_end(1010, 20, 10.1)
    assert bar.maximum() == before
    scroll.show_end(1020, 20, 10.6)
    assert bar.value() == bar.maximum() > before


def test_there_is_nothing_to_scroll_when_all_is_seen(bar: QScrollBar) -> None:
    RowScroll(bar).show_all()

    assert bar.maximum() == 0
