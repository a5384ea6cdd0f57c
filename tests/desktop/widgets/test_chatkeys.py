import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.chatview import ChatView
from tests.desktop.widgets.chatrows import as_it_is, key_of, message, messages, settle

Key, SHIFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def view(stage: QWidget, dressed: QApplication) -> ChatView:
    view = ChatView(as_it_is, key_of, stage, capacity=100)
    view.resize(320, 300)
    view.show()
    view.setFocus()
    view.append(messages(range(1, 101)))
    settle(view)
    return view


def _press(
    view: ChatView, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    for key in keys:
        QTest.keyClick(view, key, held)
    settle(view)


def test_up_selects_the_newest_row_and_pauses(view: ChatView) -> None:
    _press(view, Key.Key_Up)

    assert view.selected_key == 100
    assert view.is_paused

    _press(view, Key.Key_Up, Key.Key_Up, Key.Key_Down)
    assert view.selected_key == 99


def test_down_from_the_newest_row_follows_again(view: ChatView) -> None:
    _press(view, Key.Key_Up, Key.Key_Down)

    assert view.selected_key == 0
    assert not view.is_paused


def test_the_selected_row_is_always_on_screen(view: ChatView) -> None:
    _press(view, *[Key.Key_Up] * 40)
    assert view.selected_key == 61
    assert 61 in view.on_screen

    _press(view, Key.Key_Home)
    assert view.selected_key == 1
    assert view.on_screen[0] == 1

    _press(view, Key.Key_PageDown)
    page = view.selected_key
    assert 5 < page < 20
    assert page in view.on_screen

    _press(view, *[Key.Key_Down] * 30)
    assert view.selected_key == page + 30
    assert page + 30 in view.on_screen

    _press(view, Key.Key_PageUp)
    assert view.selected_key < page + 30


def test_end_follows_and_selects_nothing(view: ChatView) -> None:
    _press(view, Key.Key_Home, Key.Key_End)

    assert view.selected_key == 0
    assert not view.is_paused
    assert view.on_screen[-1] == 100


def test_enter_activates_the_row(view: ChatView, qtbot: QtBot) -> None:
    _press(view, Key.Key_Up, Key.Key_Up)

    with qtbot.waitSignal(view.row_activated) as told:
        _press(view, Key.Key_Return)
    assert told.args == [99]


@pytest.mark.parametrize(
    ("key", "held"), [(Key.Key_Menu, Qt.KeyboardModifier.NoModifier), (Key.Key_F10, SHIFT)]
)
def test_the_menu_is_asked_for_once_and_beside_its_row(
    view: ChatView, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    asked: list[tuple[int, QPoint]] = []
    view.menu_asked.connect(lambda *told: asked.append(told))
    _press(view, Key.Key_Up, Key.Key_Up)

    _press(view, key, held=held)

    assert [row for row, _ in asked] == [99]
    placed = view.row_at(view.viewport().mapFromGlobal(asked[0][1]).toPointF())
    assert placed is not None
    assert placed.laid.row.key == 99


def test_without_a_row_there_is_no_menu_and_nothing_to_activate(view: ChatView) -> None:
    view.menu_asked.connect(lambda *told: pytest.fail("asked"))
    view.row_activated.connect(lambda *told: pytest.fail("activated"))

    _press(view, Key.Key_Menu, Key.Key_Return)


def test_a_right_click_is_about_the_row_that_was_painted_there(view: ChatView) -> None:
    asked: list[int] = []
    view.menu_asked.connect(lambda key, place: asked.append(key))
    painted = view._placed[3]
    view.append(messages(range(101, 151)))  # not painted yet

    place = QPoint(50, int(painted.y) + 5)
    QApplication.sendEvent(
        view.viewport(),
        QContextMenuEvent(
            QContextMenuEvent.Reason.Mouse, place, view.viewport().mapToGlobal(place)
        ),
    )

    assert asked == [painted.laid.row.key]
    assert not view.is_paused


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)")  # the offscreen platform, of itself
def test_it_stands_still_as_long_as_the_menu_is_open(view: ChatView) -> None:
    menu = QMenu(view)
    menu.addAction("Delete")
    view.menu_asked.connect(lambda key, place: menu.popup(place))
    place = QPoint(50, 50)
    QApplication.sendEvent(
        view.viewport(),
        QContextMenuEvent(
            QContextMenuEvent.Reason.Mouse, place, view.viewport().mapToGlobal(place)
        ),
    )
    assert view.is_paused

    menu.close()
    assert not view.is_paused


def test_copying_a_row_takes_its_name_and_time(view: ChatView) -> None:
    _press(view, Key.Key_Up)
    _press(view, Key.Key_C, held=CTRL)

    assert QGuiApplication.clipboard().text() == "12:30 user100: message number 100"


def test_shift_selects_rows_and_copies_them_in_their_order(view: ChatView) -> None:
    _press(view, Key.Key_Up)
    _press(view, Key.Key_Up, Key.Key_Up, held=SHIFT)
    _press(view, Key.Key_C, held=CTRL)

    lines = QGuiApplication.clipboard().text().splitlines()
    assert [line.rpartition(" ")[2] for line in lines] == ["98", "99", "100"]


def test_escape_lets_go_and_then_leaves(view: ChatView, stage: QWidget) -> None:
    _press(view, Key.Key_Home, Key.Key_Escape)
    assert view.selected_key == 0
    assert not view.is_paused

    left: list[int] = []
    stage.keyPressEvent = lambda event: left.append(event.key())  # type: ignore[method-assign]
    _press(view, Key.Key_Escape)
    assert left == [Key.Key_Escape]


def test_the_row_with_the_keyboard_is_seen(view: ChatView) -> None:
    _press(view, Key.Key_Up)
    there = view.viewport().grab().toImage()
    _press(view, Key.Key_Up)

    assert view.viewport().grab().toImage() != there


def test_the_selection_ends_with_its_row(view: ChatView) -> None:
    _press(view, Key.Key_Up, Key.Key_Up)
    view.remove({99})
    settle(view)

    assert view.selected_key == 0
    assert view.is_paused


def test_the_selection_keeps_its_row_when_others_come_and_go(view: ChatView) -> None:
    _press(view, *[Key.Key_Up] * 5)
    view.remove({3, 50, 99})
    settle(view)

    assert view.selected_key == 96
    assert view.selected_text().endswith("message number 96")


def test_an_empty_view_takes_no_keys(view: ChatView) -> None:
    view.clear()
    _press(view, Key.Key_Up, Key.Key_Home, Key.Key_PageDown)

    assert view.selected_key == 0
    view.append([message(1)])
    settle(view)
    assert view.on_screen == (1,)
