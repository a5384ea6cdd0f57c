import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.chatrow import ChatRow, RowKind
from desktop.widgets.chatview import ChatView
from tests.desktop.widgets.chatrows import as_it_is, key_of, message, messages, settle
from tests.desktop.widgets.conftest import Brackets


@pytest.fixture
def view(stage: QWidget, dressed: QApplication) -> ChatView:
    view = ChatView(as_it_is, key_of, stage, capacity=100)
    view.resize(320, 300)
    view.show()
    return view


def test_the_newest_is_followed(view: ChatView) -> None:
    view.append(messages(range(1, 51)))
    settle(view)

    assert view.on_screen[-1] == 50
    assert not view.is_paused


def test_only_what_is_on_screen_is_presented(stage: QWidget, dressed: QApplication) -> None:
    presented: list[int] = []

    def present(item: object) -> ChatRow:
        presented.append(key_of(item))
        return as_it_is(item)

    view = ChatView(present, key_of, stage)
    view.resize(320, 300)
    view.append(messages(range(1, 1001)))
    assert presented == []  # nothing while it is hidden

    view.show()
    settle(view)
    assert len(presented) < 30
    assert set(presented) >= set(view.on_screen)


def test_new_messages_and_mentions_are_counted_while_it_stands_still(
    view: ChatView, qtbot: QtBot
) -> None:
    view.append(messages(range(1, 101)))
    settle(view)
    view._scroll_by(100)
    view.append(messages(range(101, 131)), mentions=1)
    with qtbot.waitSignal(view.unread_changed) as told:
        view.append(messages(range(131, 138)), mentions=1)

    assert told.args == [37, 2]
    assert view._bar.isVisible()
    assert view._bar.text() == "37 new, 2 mentions"


def test_the_bar_leads_to_the_newest(view: ChatView) -> None:
    view.append(messages(range(1, 101)))
    settle(view)
    view._scroll_by(100)
    view.append(messages(range(101, 131)))
    settle(view)

    view._bar.click()
    settle(view)

    assert view.on_screen[-1] == 130
    assert not view.is_paused
    assert view.unread == (0, 0)
    assert not view._bar.isVisible()


def test_what_fills_a_gap_does_not_move_what_is_read(view: ChatView) -> None:
    view.append(messages([*range(1, 11), *range(21, 90)]))
    settle(view)
    assert view.show_key(50)
    settle(view)
    before = view.on_screen

    view.merge(messages(range(11, 21)))
    settle(view)

    assert view.on_screen == before


def test_a_row_is_replaced(view: ChatView) -> None:
    view.append(messages(range(1, 4)))
    settle(view)

    view.replace(2, message(2, "something else"))
    settle(view)

    assert view._placed[1].laid.row.text == "something else"


def test_removed_rows_are_gone(view: ChatView) -> None:
    view.append(messages(range(1, 6)))
    view.remove({2, 4})
    settle(view)

    assert view.on_screen == (1, 3, 5)


def test_a_filled_gap_is_replaced_where_it_was(view: ChatView) -> None:
    gap = ChatRow(4, RowKind.GAP, text="3 messages are missing here")
    view.append([message(3), gap, message(7)])
    settle(view)

    view.merge(messages([4, 5, 6]))
    settle(view)

    assert view.on_screen == (3, 4, 5, 6, 7)
    assert {each.laid.row.kind for each in view._placed} == {RowKind.MESSAGE}


def test_a_row_is_shown_and_selected_where_it_stands(view: ChatView) -> None:
    view.append(messages(range(1, 101)))
    settle(view)

    assert view.show_key(40)
    settle(view)

    assert 40 in view.on_screen
    assert view.selected_key == 40
    assert view.is_paused


def test_a_row_that_was_evicted_is_not_shown(view: ChatView) -> None:
    view.append(messages(range(1, 201)))
    settle(view)

    assert not view.show_key(40)
    assert not view.is_paused


def test_a_row_can_be_shown_before_the_view_is(stage: QWidget, dressed: QApplication) -> None:
    view = ChatView(as_it_is, key_of, stage)
    view.resize(320, 300)
    view.append(messages(range(1, 101)))
    view.show_key(40)
    view.show()
    settle(view)

    assert 40 in view.on_screen


def test_what_came_while_it_was_hidden_is_counted_until_it_is_seen(view: ChatView) -> None:
    told: list[tuple[int, int]] = []
    view.unread_changed.connect(lambda *counts: told.append(counts))
    view.hide()
    view.append(messages(range(1, 4)))
    view.append(messages(range(4, 6)), mentions=1)
    assert told == [(3, 0), (5, 1)]

    view.show()
    settle(view)
    assert told[-1] == (0, 0)


def test_it_tells_up_to_where_it_was_read(view: ChatView) -> None:
    told: list[int] = []
    view.read_up_to.connect(told.append)
    view.append(messages(range(1, 101)))
    settle(view)
    view._scroll_by(200)
    view.append(messages(range(101, 111)))
    settle(view)
    assert told == [100]

    view.jump_to_end()
    settle(view)
    assert told == [100, 110]


def test_rows_of_one_s_own_without_a_number_are_not_what_was_read(view: ChatView) -> None:
    told: list[int] = []
    view.read_up_to.connect(told.append)
    view.append([*messages([1, 2]), message(-1)])
    settle(view)

    assert told == [2]


def test_a_larger_text_shows_fewer_rows_and_a_compact_view_more(view: ChatView) -> None:
    view.append(messages(range(1, 101)))
    settle(view)
    normal = len(view.on_screen)
    view.set_text_scale(1.5)
    settle(view)
    large = len(view.on_screen)
    view.set_text_scale(1.0)
    view.set_compact(True)
    settle(view)

    assert large < normal < len(view.on_screen)
    assert view.on_screen[-1] == 100


def test_presenting_anew_shows_what_changed(stage: QWidget, dressed: QApplication) -> None:
    names = {1: "before"}
    view = ChatView(lambda item: ChatRow(1, author=names[key_of(item)]), key_of, stage)
    view.resize(320, 300)
    view.show()
    view.append([message(1)])
    settle(view)
    names[1] = "after"
    view.refresh()
    settle(view)

    assert view._placed[0].laid.row.author == "after"


def test_the_bar_speaks_the_present_language(
    view: ChatView, qtbot: QtBot, qapp: QApplication, bracketed: Brackets
) -> None:
    view.append(messages(range(1, 101)))
    settle(view)
    view._scroll_by(100)
    view.append(messages([101, 102]))
    settle(view)
    assert view._bar.text() == "2 new"

    qapp.installTranslator(bracketed)

    qtbot.waitUntil(lambda: view._bar.text() == "[2 new]")


def test_clearing_forgets_everything(view: ChatView) -> None:
    view.append(messages(range(1, 101)))
    settle(view)
    view._scroll_by(100)
    view.clear()
    view.append(messages([1]))
    settle(view)

    assert view.on_screen == (1,)
    assert not view.is_paused


def test_few_rows_go_on_arriving_while_one_of_them_is_selected(view: ChatView) -> None:
    view.append(messages([1, 2]))
    settle(view)
    view.show_key(1)
    settle(view)
    view.append(messages([3]))
    settle(view)

    assert view.on_screen == (1, 2, 3)


def test_the_bar_does_not_hide_the_row_with_the_keyboard(view: ChatView) -> None:
    view.append(messages(range(1, 61)))
    settle(view)
    view.show_key(30)
    view.append(messages(range(61, 101)))
    settle(view)

    for _ in range(20):
        QTest.keyClick(view, Qt.Key.Key_Down)
        settle(view)
        row = next(each for each in view._placed if each.laid.row.key == view.selected_key)
        assert row.y >= 0
        assert row.bottom <= view._bar.y()
