import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.chatlaid import HitKind
from desktop.widgets.chatrow import ChatRow, RowSpan, RowSpanKind
from desktop.widgets.chatview import ChatView
from tests.desktop.widgets.chatrows import LINK, as_it_is, key_of, message, messages, settle

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def view(stage: QWidget, dressed: QApplication) -> ChatView:
    view = ChatView(as_it_is, key_of, stage, capacity=100)
    view.resize(400, 300)
    view.show()
    view.append(messages(range(1, 50)))
    view.append(
        [
            ChatRow(
                50,
                author="aki",
                text=LINK,
                spans=(RowSpan(0, len(LINK), RowSpanKind.LINK, LINK),),
                reply="user3: message",
                reply_key=3,
                time="12:30",
            )
        ]
    )
    settle(view)
    return view


def _find(view: ChatView, kind: HitKind, key: int) -> QPoint:
    """Return a point where a row has something of this kind."""
    for each in view._placed:
        if each.laid.row.key != key:
            continue
        for y in range(max(0, int(each.y)), int(each.bottom), 5):
            for x in range(0, 380, 5):
                placed, hit = view.hit_at(QPointF(x, y))
                if placed is each and hit.kind is kind:
                    return QPoint(x + 2, y + 1)
    raise AssertionError(f"no {kind} in row {key}")


def _click(view: ChatView, place: QPoint) -> None:
    QTest.mouseClick(view.viewport(), LEFT, pos=place)


def _drag(view: ChatView, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(view.viewport(), LEFT, pos=start)
    for place in (start + QPoint(6, 0), end):
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            place.toPointF(),
            view.viewport().mapToGlobal(place).toPointF(),
            Qt.MouseButton.NoButton,
            LEFT,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(view.viewport(), event)
    QTest.mouseRelease(view.viewport(), LEFT, pos=end)


def test_a_click_on_a_link_tells_where_it_leads(view: ChatView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.link_clicked) as told:
        _click(view, _find(view, HitKind.LINK, 50))

    assert told.args == [LINK]


def test_a_click_on_a_name_tells_its_row(view: ChatView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.author_clicked) as told:
        _click(view, _find(view, HitKind.AUTHOR, 48))

    assert told.args == [48]


def test_a_click_on_what_is_answered_tells_which_row_that_is(view: ChatView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.reply_clicked) as told:
        _click(view, _find(view, HitKind.REPLY, 50))

    assert told.args == [3]


def test_a_double_click_activates_its_row(view: ChatView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.row_activated) as told:
        QTest.mouseDClick(view.viewport(), LEFT, pos=_find(view, HitKind.TEXT, 49))

    assert told.args == [49]


def test_a_click_hits_what_was_painted_though_newer_rows_wait(view: ChatView, qtbot: QtBot) -> None:
    place = _find(view, HitKind.AUTHOR, 48)
    view.append(messages(range(51, 150)))

    with qtbot.waitSignal(view.author_clicked) as told:
        _click(view, place)

    assert told.args == [48]
    assert not view.is_paused


def test_dragging_selects_characters_of_one_row(view: ChatView) -> None:
    place = _find(view, HitKind.TEXT, 49)
    placed = view.row_at(place.toPointF())
    assert placed is not None
    _drag(view, QPoint(380, place.y()), QPoint(1, place.y()))

    assert view.selected_text() == "user49 message number 49"
    assert view.is_paused
    assert view.selected_key == 0


def test_what_is_copied_has_none_of_the_marks_that_only_layout_needs(view: ChatView) -> None:
    view.append([ChatRow(51, author="مستخدم", text="😀 one\ntwo")])
    settle(view)
    first, last = view._placed[-1].y + 12, view._placed[-1].bottom - 8
    _drag(view, QPoint(390, int(last)), QPoint(1, int(first)))

    assert view.selected_text() == "مستخدم 😀 one\ntwo"


def test_dragging_over_rows_selects_whole_rows(view: ChatView) -> None:
    _drag(view, _find(view, HitKind.TEXT, 46), _find(view, HitKind.TEXT, 48))

    assert view.selected_text().splitlines() == [
        f"12:30 user{key}: message number {key}" for key in (46, 47, 48)
    ]


def test_shift_and_a_click_extends_the_selection(view: ChatView) -> None:
    _drag(view, QPoint(380, _find(view, HitKind.TEXT, 46).y()), _find(view, HitKind.TEXT, 46))
    QTest.mouseClick(
        view.viewport(),
        LEFT,
        Qt.KeyboardModifier.ShiftModifier,
        _find(view, HitKind.TEXT, 49),
    )

    assert len(view.selected_text().splitlines()) == 4


def test_a_click_beside_clears_the_selection(view: ChatView) -> None:
    place = _find(view, HitKind.TEXT, 49)
    _drag(view, QPoint(380, place.y()), QPoint(1, place.y()))

    _click(view, QPoint(390, place.y()))

    assert view.selected_text() == ""


def test_dragging_outside_scrolls(view: ChatView) -> None:
    first = view.on_screen[0]
    QTest.mousePress(view.viewport(), LEFT, pos=QPoint(200, 150))
    outside = QPoint(200, -60)
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        outside.toPointF(),
        view.viewport().mapToGlobal(outside).toPointF(),
        Qt.MouseButton.NoButton,
        LEFT,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(view.viewport(), event)
    assert view._drag_timer is not None
    assert view._drag_timer.isActive()
    view._shift(60)
    QTest.mouseRelease(view.viewport(), LEFT, pos=QPoint(200, 5))

    assert not view._drag_timer.isActive()
    assert view.on_screen[0] < first


def test_the_tip_says_where_a_link_leads_and_when_it_was_said(view: ChatView) -> None:
    assert view.tip_at(_find(view, HitKind.LINK, 50).toPointF()) == LINK
    assert view.tip_at(_find(view, HitKind.TEXT, 49).toPointF()) == "12:30"
    assert view.tip_at(QPointF(5, -500)) == ""


@pytest.mark.qt_log_ignore("does not support raise")  # the offscreen platform, of itself
def test_markup_in_a_tip_is_text(view: ChatView) -> None:
    evil = "https://example.org/<b>&amp;"
    spans = (RowSpan(0, 4, RowSpanKind.LINK, evil),)
    view.append([ChatRow(51, author="x", text="link", spans=spans)])
    settle(view)
    place = _find(view, HitKind.LINK, 51)

    event = QHelpEvent(QEvent.Type.ToolTip, place, view.viewport().mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), event)

    assert QToolTip.text() == "<qt>https://example.org/&lt;b&gt;&amp;amp;</qt>"
    QToolTip.hideText()


@pytest.mark.parametrize(
    ("kind", "key", "shape"),
    [
        (HitKind.LINK, 50, Qt.CursorShape.PointingHandCursor),
        (HitKind.TEXT, 49, Qt.CursorShape.IBeamCursor),
    ],
)
def test_the_pointer_shows_what_can_be_clicked(
    view: ChatView, kind: HitKind, key: int, shape: Qt.CursorShape
) -> None:
    place = _find(view, kind, key)
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        place.toPointF(),
        view.viewport().mapToGlobal(place).toPointF(),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(view.viewport(), event)

    assert view.viewport().cursor().shape() is shape


def test_a_press_holds_the_rows_until_it_is_released(view: ChatView) -> None:
    QTest.mousePress(view.viewport(), LEFT, pos=QPoint(380, 100))
    before = view.on_screen
    view.append([message(51)])
    settle(view)
    assert view.on_screen == before

    QTest.mouseRelease(view.viewport(), LEFT, pos=QPoint(380, 100))
    settle(view)
    assert view.on_screen[-1] == 51
