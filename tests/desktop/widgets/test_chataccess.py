import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.widgets.chatview import ChatView
from tests.desktop.widgets.chatrows import as_it_is, key_of, messages, one_of_each, settle

NAME, ITEM = QAccessible.Text.Name, QAccessible.Role.ListItem


@pytest.fixture
def view(stage: QWidget, dressed: QApplication) -> Iterator[ChatView]:
    was_active = QAccessible.isActive()
    QAccessible.setActive(True)
    view = ChatView(as_it_is, key_of, stage, capacity=100)
    view.setAccessibleName("Chat")
    view.resize(320, 300)
    view.show()
    yield view
    QAccessible.setActive(was_active)


def _list_of(view: ChatView) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(view)


def _names(view: ChatView) -> list[str]:
    chat = _list_of(view)
    return [chat.child(number).text(NAME) for number in range(chat.childCount())]


def test_the_view_is_a_list_whose_items_are_the_rows_on_screen(view: ChatView) -> None:
    view.append(messages(range(1, 51)))
    settle(view)
    chat = _list_of(view)

    assert (chat.role(), chat.text(NAME)) == (QAccessible.Role.List, "Chat")
    assert chat.childCount() == len(view.on_screen)
    assert {chat.child(number).role() for number in range(chat.childCount())} == {ITEM}
    assert _names(view)[-1] == "user50: message number 50, 12:30"


def test_every_kind_of_row_has_words(view: ChatView) -> None:
    view.resize(320, 900)
    view.append(one_of_each())
    settle(view)

    assert len(_names(view)) == 12
    assert all(_names(view))
    assert "host" in _names(view)[1].casefold()


def test_an_item_knows_its_list_its_place_and_its_neighbours(view: ChatView) -> None:
    view.append(messages(range(1, 51)))
    settle(view)
    chat = _list_of(view)
    second = chat.child(2)

    assert second.parent().text(NAME) == "Chat"
    assert chat.indexOfChild(second) == 2
    assert second.rect().top() == chat.child(1).rect().bottom() + 1
    middle = second.rect().center()
    assert chat.childAt(middle.x(), middle.y()).text(NAME) == second.text(NAME)
    assert chat.child(99) is None


def test_the_row_with_the_keyboard_has_the_focus(view: ChatView) -> None:
    view.append(messages(range(1, 51)))
    settle(view)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Up)
    QTest.keyClick(view, Qt.Key.Key_Up)
    settle(view)

    focused = _list_of(view).focusChild()
    assert focused is not None
    assert focused.text(NAME).startswith("user49:")
    assert focused.state().focused
    assert not _list_of(view).child(0).state().focused


def test_an_item_that_is_empty_now_says_so(view: ChatView) -> None:
    view.append(messages(range(1, 51)))
    settle(view)
    last = _list_of(view).child(len(view.on_screen) - 1)
    view.clear()
    settle(view)

    assert last.text(NAME) == ""
    assert last.state().invisible
    assert last.rect().isEmpty()


def test_new_messages_are_announced_in_one_sentence(view: ChatView) -> None:
    said: list[str] = []
    view.announcer._say = said.append
    view.append(messages([1]))
    view.append(messages([2, 3]))
    view.append(messages([4, 5, 6]))
    view.announcer._timer.timeout.emit()

    assert said == [
        "user1: message number 1, 12:30",
        "5 new messages, newest: user6: message number 6, 12:30",
    ]


def test_nobody_listening_costs_nothing(view: ChatView) -> None:
    QAccessible.setActive(False)
    view.announcer._say = lambda words: pytest.fail(words)

    view.append(messages([1]))
    settle(view)

    assert view._places == []


def test_items_end_with_their_view(dressed: QApplication) -> None:
    views = []
    for _ in range(5):
        view = ChatView(as_it_is, key_of)
        view.resize(320, 300)
        view.show()
        view.append(messages(range(1, 51)))
        settle(view)
        assert len(_names(view)) > 5
        views.append(weakref.ref(view))
        view.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        del view
    gc.collect()

    assert [view() for view in views] == [None] * 5
