import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.theme import DARK, LIGHT, apply_theme
from desktop.widgets.chatrow import ChatRow
from desktop.widgets.chatview import ChatView
from tests.desktop.widgets.chatrows import as_it_is, key_of, message, messages, one_of_each, settle


@pytest.fixture
def view(stage: QWidget, dressed: QApplication) -> ChatView:
    view = ChatView(as_it_is, key_of, stage, capacity=100)
    view.resize(320, 300)
    view.show()
    return view


def _turn_wheel(view: ChatView, degrees: int) -> None:
    place = QPointF(50, 50)
    event = QWheelEvent(
        place,
        view.mapToGlobal(place),
        QPoint(),
        QPoint(0, degrees * 8),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)
    settle(view)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
def test_every_kind_of_row_is_painted(view: ChatView, qapp: QApplication, theme: object) -> None:
    assert theme in (DARK, LIGHT)
    apply_theme(qapp, DARK if theme is DARK else LIGHT)
    view.resize(320, 800)
    blank = view.grab().toImage()

    view.append(one_of_each())
    view.set_last_read(5)
    settle(view)

    assert view.on_screen == tuple(range(1, 13))
    first = view.viewport().grab().toImage()
    assert first != blank
    background = DARK.sunken if theme is DARK else LIGHT.sunken
    assert first.pixelColor(5, 5).name().upper() == background
    assert view.viewport().grab().toImage() == first  # by pictures now


def test_many_messages_are_one_frame(view: ChatView, qtbot: QtBot) -> None:
    settle(view)
    frames: list[int] = []
    view.read_up_to.connect(frames.append)

    for key in range(1, 51):
        view.append([message(key)])

    qtbot.waitUntil(lambda: frames == [50])


def test_nothing_is_laid_out_while_it_is_hidden(view: ChatView) -> None:
    view.append(messages(range(1, 51)))
    settle(view)
    view.hide()
    view.append(messages(range(51, 91)))

    assert view._laid == {}
    assert not view._pacer._timer.isActive()

    view.show()
    settle(view)
    assert view.on_screen[-1] == 90


def test_only_rows_on_screen_are_kept_laid_out(view: ChatView) -> None:
    for first in range(1, 2001, 50):
        view.append(messages(range(first, first + 50)))
        settle(view)

    assert set(view._laid) == set(view.on_screen)


def test_the_wheel_pauses_upwards_and_follows_again_at_the_end(view: ChatView) -> None:
    view.append(messages(range(1, 51)))
    settle(view)

    _turn_wheel(view, 15)
    assert view.is_paused
    assert view.on_screen[-1] < 50

    _turn_wheel(view, -45)
    assert not view.is_paused
    assert view.on_screen[-1] == 50


def test_there_is_nothing_to_scroll_while_all_is_seen(view: ChatView) -> None:
    view.append(messages(range(1, 4)))
    settle(view)

    _turn_wheel(view, 15)

    assert not view.is_paused
    assert view.verticalScrollBar().maximum() == 0


def test_the_bar_scrolls_by_rows_and_its_end_follows(view: ChatView) -> None:
    view.append(messages(range(1, 101)))
    settle(view)
    bar = view.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0

    bar.setValue(2050)
    settle(view)
    assert view.is_paused
    assert view.on_screen[0] == 21
    assert view._placed[0].y < 0
    assert abs(bar.value() - 2050) < 5

    bar.setValue(bar.maximum())
    settle(view)
    assert not view.is_paused
    assert view.on_screen[-1] == 100


def test_a_narrower_view_breaks_lines_anew(view: ChatView) -> None:
    view.append([message(1, "a rather long message " * 4)])
    settle(view)
    before = view._placed[0].laid.height

    view.resize(160, 300)
    settle(view)

    assert view._placed[0].laid.height > before


def test_another_theme_paints_every_row_anew(view: ChatView, qapp: QApplication) -> None:
    view.append(messages(range(1, 51)))
    settle(view)

    apply_theme(qapp, LIGHT)
    settle(view)

    assert view.viewport().grab().toImage().pixelColor(2, 2).name().upper() == LIGHT.sunken
    assert view._placed[0].laid.style.theme is LIGHT


def test_the_line_of_what_was_read_stands_below_it(view: ChatView) -> None:
    view.append(messages(range(1, 6)))
    view.set_last_read(3)
    settle(view)
    assert [bool(each.laid.mark) for each in view._placed] == [False, False, False, True, False]

    view.set_last_read(5)
    settle(view)
    assert not any(each.laid.mark for each in view._placed)


def test_one_asks_for_rows_only_when_they_come_on_screen(
    stage: QWidget, dressed: QApplication
) -> None:
    presented: list[int] = []

    def present(item: object) -> ChatRow:
        presented.append(key_of(item))
        return as_it_is(item)

    view = ChatView(present, key_of, stage)
    view.resize(320, 300)
    view.show()
    view.append(messages(range(1, 1001)))
    settle(view)
    at_first = len(presented)
    view.append(messages([1001]))
    settle(view)

    assert presented[at_first:] == [1001]


def test_scrolling_to_the_end_of_what_is_held_leads_to_the_newest(view: ChatView) -> None:
    view.append(messages(range(1, 101)))
    settle(view)
    view._scroll_by(200)
    for first in range(101, 1001, 50):
        view.append(messages(range(first, first + 50)))
    settle(view)

    view._scroll_by(-1_000_000)
    settle(view)

    assert not view.is_paused
    assert view.on_screen[-1] == 1000


def test_scrolled_up_it_stands_still_while_messages_arrive_and_are_evicted(
    view: ChatView, qtbot: QtBot
) -> None:
    view.append(messages(range(1, 101)))
    settle(view)
    view._scroll_by(200)
    settle(view)
    before, picture = view.on_screen, view.viewport().grab().toImage()

    for first in range(101, 1001, 50):
        view.append(messages(range(first, first + 50)))
    view._bar.hide()
    settle(view)

    assert view.is_paused
    assert view.on_screen == before
    view._bar.hide()
    assert view.viewport().grab().toImage() == picture


def test_removing_what_is_above_does_not_move_what_is_read(view: ChatView) -> None:
    view.append(messages(range(1, 101)))
    settle(view)
    view.show_key(50)
    settle(view)
    before = [(each.laid.row.key, each.y) for each in view._placed]

    view.remove(range(1, 40))
    settle(view)

    assert [(each.laid.row.key, each.y) for each in view._placed] == before


def test_removing_the_row_at_the_top_leaves_the_next_where_it_was(view: ChatView) -> None:
    view.append(messages(range(1, 101)))
    settle(view)
    view.show_key(50)
    settle(view)
    second = view._placed[1]

    view.remove({view.on_screen[0]})
    settle(view)

    places = {each.laid.row.key: each.y for each in view._placed}
    assert places[second.laid.row.key] == second.y


def test_where_one_reads_is_kept_while_the_view_is_hidden(view: ChatView) -> None:
    view.append(messages(range(1, 101)))
    settle(view)
    view._scroll_by(500)
    settle(view)
    before = view.on_screen
    view.hide()
    view.remove({2, 5})
    view.append(messages(range(101, 121)), mentions=2)
    view.show()
    settle(view)

    assert view.on_screen == before
    assert view._bar.isVisible()
    assert view._bar.text() == "20 new, 2 mentions"
