from dataclasses import replace

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.flowlayout import FlowArrow, FlowBox, FlowPicture, FlowState
from desktop.widgets.flowpicture import FlowView

PICTURE = FlowPicture(
    (
        FlowBox("b", "Channel", "Amazon IVS", 1, 0, state=FlowState.READY, words="ready"),
        FlowBox("a", "Livedesk", "", 0, 0, is_outside=True),
    ),
    (FlowArrow("a", "b", "RTMPS"),),
    "Data flow",
)


def view(stage: QWidget) -> FlowView:
    made = FlowView("flow", stage)
    made.show_picture(PICTURE)
    made.resize(600, 200)
    made.show()
    return made


def test_the_keyboard_walks_from_left_to_right_and_says_what_it_meets(stage: QWidget) -> None:
    flow = view(stage)
    flow.setFocus(Qt.FocusReason.TabFocusReason)
    assert flow.focused == "a"

    QTest.keyClick(flow, Qt.Key.Key_Right)

    assert flow.focused == "b"
    assert flow.accessibleDescription() == "Channel · Amazon IVS · ready"
    QTest.keyClick(flow, Qt.Key.Key_Right)
    assert flow.focused == "b"


def test_where_the_keyboard_is_can_be_scrolled_to(stage: QWidget, qtbot: QtBot) -> None:
    flow = view(stage)
    flow.setFocus(Qt.FocusReason.TabFocusReason)

    with qtbot.waitSignal(flow.focus_moved) as moved:
        QTest.keyClick(flow, Qt.Key.Key_Right)

    area = moved.args[0] if moved.args else None
    assert area is not None
    box = flow.box_at(area.center())
    assert box is not None
    assert box.id == "b"


def test_beside_the_boxes_there_is_nothing(stage: QWidget) -> None:
    assert view(stage).box_at(QPointF(1, 1)) is None


def test_it_never_gets_too_small_to_read(stage: QWidget) -> None:
    flow = view(stage)

    assert flow.minimumWidth() >= 0.75 * flow.sizeHint().width()


def test_what_changes_turns_until_it_is_there(stage: QWidget) -> None:
    flow = view(stage)
    changing = FlowPicture((FlowBox("b", "Channel", "", 0, 0, state=FlowState.CHANGING),))

    flow.show_picture(changing)
    flow.grab()
    assert flow._turner.isActive()

    flow.show_picture(PICTURE)
    assert not flow._turner.isActive()


def test_what_just_failed_asks_to_be_seen_once(stage: QWidget, qtbot: QtBot) -> None:
    made = view(stage)
    fine = FlowPicture((FlowBox("a", "A", "", 0, 0), FlowBox("b", "B", "", 0, 1)))
    bad = FlowPicture((fine.boxes[0], replace(fine.boxes[1], state=FlowState.FAILED)))
    made.show_picture(fine)

    with qtbot.waitSignal(made.focus_moved) as asked:
        made.show_picture(bad)

    assert made.box_at(asked.args[0].center()) == bad.boxes[1]
    with qtbot.assertNotEmitted(made.focus_moved, wait=20):
        made.show_picture(replace(bad, title="The same trouble"))
