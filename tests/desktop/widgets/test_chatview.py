import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.chatrow import ChatRow
from desktop.widgets.chatview import ChatView
from tests.desktop.widgets.chatrows import as_it_is, key_of, message, messages, settle


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
    view.show_key(50)
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
