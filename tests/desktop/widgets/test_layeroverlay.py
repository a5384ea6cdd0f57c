from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.layerframe import Grip, GuideLine, LayerFrame, Pull
from desktop.widgets.layeroverlay import LayerOverlay

LOW = LayerFrame("low", 0.0, 0.0, 1.0, 1.0)
HIGH = LayerFrame("high", 0.5, 0.5, 0.25, 0.25)
LEFT = Qt.MouseButton.LeftButton
NO_KEYS = Qt.KeyboardModifier.NoModifier


class Paints(QObject):
    """Counts the pictures a widget paints, and how large they are."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.areas: list[int] = []
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            region = event.region()  # type: ignore[attr-defined]
            self.areas.append(region.boundingRect().width() * region.boundingRect().height())
        return False


@pytest.fixture
def overlay(stage: QWidget) -> LayerOverlay:
    overlay = LayerOverlay(stage)
    overlay.resize(640, 480)  # the canvas is 640 x 360 at 0, 60
    overlay.show_canvas(1280, 720)
    overlay.show_frames((LOW, HIGH), None)
    overlay.show()
    return overlay


def drag(
    overlay: LayerOverlay,
    start: QPoint,
    *stops: QPoint,
    keys: Qt.KeyboardModifier = NO_KEYS,
    is_dropped: bool = True,
) -> None:
    """Press at `start`, move over `stops`, let go at the last."""
    QTest.mousePress(overlay, LEFT, keys, start)
    for stop in stops:
        move = QMouseEvent(
            QEvent.Type.MouseMove, QPointF(stop), overlay.mapToGlobal(QPointF(stop)),
            Qt.MouseButton.NoButton, LEFT, keys,
        )  # fmt: skip
        QApplication.sendEvent(overlay, move)
    if is_dropped:
        QTest.mouseRelease(overlay, LEFT, keys, stops[-1])


def picks(overlay: LayerOverlay, layer_id: str) -> Callable[..., None]:
    return lambda *_: overlay.show_frames((LOW, HIGH), layer_id)


def test_a_press_tells_its_place_on_the_canvas(overlay: LayerOverlay, qtbot: QtBot) -> None:
    with qtbot.waitSignal(overlay.pressed) as told:
        QTest.mousePress(overlay, LEFT, NO_KEYS, QPoint(320, 150))
    assert told.args == [0.5, 0.25, False]

    with qtbot.waitSignal(overlay.pressed) as told:
        QTest.mousePress(overlay, LEFT, Qt.KeyboardModifier.AltModifier, QPoint(0, 60))
    assert told.args == [0.0, 0.0, True]


def test_what_the_press_selected_is_dragged_at_once(overlay: LayerOverlay) -> None:
    pulls: list[Pull] = []
    overlay.pulled.connect(pulls.append)
    overlay.pressed.connect(picks(overlay, "high"))

    drag(overlay, QPoint(400, 285), QPoint(432, 303))

    assert [(pull.grip, pull.dx, pull.dy) for pull in pulls] == [(Grip.BODY, 0.05, 0.05)]
    assert pulls[0].snaps
    assert not pulls[0].is_free
    assert not pulls[0].crops


def test_a_click_that_trembles_moves_nothing(overlay: LayerOverlay, qtbot: QtBot) -> None:
    overlay.pressed.connect(picks(overlay, "high"))

    with qtbot.assertNotEmitted(overlay.pulled), qtbot.assertNotEmitted(overlay.released):
        drag(overlay, QPoint(400, 285), QPoint(402, 286))


@pytest.mark.parametrize(
    ("key", "wish"),
    [
        (Qt.KeyboardModifier.ShiftModifier, "is_free"),
        (Qt.KeyboardModifier.AltModifier, "crops"),
    ],
)
def test_keys_change_what_a_corner_does(
    overlay: LayerOverlay, qtbot: QtBot, key: Qt.KeyboardModifier, wish: str
) -> None:
    overlay.show_frames((LOW, HIGH), "high")

    with qtbot.waitSignal(overlay.pulled) as told, qtbot.assertNotEmitted(overlay.pressed):
        drag(overlay, QPoint(480, 330), QPoint(512, 330), keys=key)

    pull = told.args[0]
    assert pull.grip is Grip.BOTTOM_RIGHT
    assert pull.dx == 0.05
    assert getattr(pull, wish)


def test_ctrl_suspends_snapping(overlay: LayerOverlay, qtbot: QtBot) -> None:
    overlay.show_frames((LOW, HIGH), "high")

    with qtbot.waitSignal(overlay.pulled) as told:
        drag(overlay, QPoint(400, 285), QPoint(432, 303), keys=Qt.KeyboardModifier.ControlModifier)

    assert not told.args[0].snaps


def test_letting_go_ends_the_drag_and_its_guides(overlay: LayerOverlay, qtbot: QtBot) -> None:
    overlay.show_frames((LOW, HIGH), "high")
    drag(overlay, QPoint(400, 285), QPoint(432, 303), is_dropped=False)
    overlay.show_guides((GuideLine(True, 0.5),))

    with qtbot.waitSignal(overlay.released):
        QTest.mouseRelease(overlay, LEFT, NO_KEYS, QPoint(432, 303))

    assert overlay.guides == ()


def test_escape_cancels_a_drag_and_then_the_selection(overlay: LayerOverlay, qtbot: QtBot) -> None:
    overlay.setFocus()
    overlay.show_frames((LOW, HIGH), "high")
    drag(overlay, QPoint(400, 285), QPoint(432, 303), is_dropped=False)

    with qtbot.waitSignal(overlay.cancelled):
        QTest.keyClick(overlay, Qt.Key.Key_Escape)
    with qtbot.assertNotEmitted(overlay.released):
        QTest.mouseRelease(overlay, LEFT, NO_KEYS, QPoint(432, 303))
    with qtbot.waitSignal(overlay.chosen) as told:
        QTest.keyClick(overlay, Qt.Key.Key_Escape)
    assert told.args == [None]


def test_a_locked_layer_can_not_be_dragged_or_nudged(overlay: LayerOverlay, qtbot: QtBot) -> None:
    locked = LayerFrame("high", 0.5, 0.5, 0.25, 0.25, is_locked=True)
    overlay.show_frames((LOW, locked), "high")

    with qtbot.assertNotEmitted(overlay.pulled), qtbot.assertNotEmitted(overlay.nudged):
        drag(overlay, QPoint(400, 285), QPoint(432, 303))
        QTest.keyClick(overlay, Qt.Key.Key_Left)


def test_arrows_nudge_by_a_pixel_and_by_ten(overlay: LayerOverlay, qtbot: QtBot) -> None:
    overlay.show_frames((LOW, HIGH), "high")
    nudges: list[tuple[int, int]] = []
    overlay.nudged.connect(lambda x, y: nudges.append((x, y)))

    with qtbot.waitSignal(overlay.nudge_ended):
        QTest.keyClick(overlay, Qt.Key.Key_Left)
    QTest.keyClick(overlay, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)

    assert nudges == [(-1, 0), (0, 10)]


def test_tab_goes_through_the_layers_and_on(overlay: LayerOverlay, stage: QWidget) -> None:
    after = QPushButton(stage)
    after.show()
    QWidget.setTabOrder(overlay, after)
    overlay.setFocus()
    chosen: list[object] = []

    def choose(layer_id: object) -> None:
        chosen.append(layer_id)
        overlay.show_frames((LOW, HIGH), str(layer_id))

    overlay.chosen.connect(choose)

    for _ in range(3):
        QTest.keyClick(stage.focusWidget(), Qt.Key.Key_Tab)

    assert chosen == ["high", "low"]
    assert stage.focusWidget() is after


def test_the_cursor_tells_what_a_grip_does(overlay: LayerOverlay) -> None:
    overlay.show_frames((LOW, HIGH), "high")

    shapes = []
    for point in (QPoint(320, 240), QPoint(480, 285), QPoint(400, 285), QPoint(20, 20)):
        QTest.mouseMove(overlay, point)
        shapes.append(overlay.cursor().shape())

    assert shapes == [
        Qt.CursorShape.SizeFDiagCursor,
        Qt.CursorShape.SizeHorCursor,
        Qt.CursorShape.SizeAllCursor,
        Qt.CursorShape.ArrowCursor,
    ]


def test_what_a_press_would_select_is_outlined(overlay: LayerOverlay) -> None:
    outlined = []
    for point in (QPoint(400, 285), QPoint(20, 200), QPoint(20, 20)):
        QTest.mouseMove(overlay, point)
        outlined.append(overlay.hovered)
    assert outlined == [HIGH, LOW, None]  # the last is beside the canvas

    QTest.mouseMove(overlay, QPoint(400, 285))
    overlay.show_frames((LOW,), None)
    assert overlay.hovered is None


def test_a_menu_is_asked_for_the_layer_under_the_mouse(overlay: LayerOverlay, qtbot: QtBot) -> None:
    overlay.pressed.connect(picks(overlay, "high"))
    place = QPoint(400, 285)
    asked = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, place, overlay.mapToGlobal(place), NO_KEYS
    )

    with qtbot.waitSignal(overlay.menu_asked) as told:
        QApplication.sendEvent(overlay, asked)

    assert told.args == [overlay.mapToGlobal(place)]


@pytest.mark.parametrize(
    "ask",
    [
        lambda overlay: QTest.mouseDClick(overlay, LEFT, NO_KEYS, QPoint(400, 285)),
        lambda overlay: QTest.keyClick(overlay, Qt.Key.Key_Return),
    ],
    ids=["double click", "enter"],
)
def test_the_options_of_the_selected_layer_are_asked_for(
    overlay: LayerOverlay, qtbot: QtBot, ask: Callable[[LayerOverlay], None]
) -> None:
    overlay.show_frames((LOW, HIGH), "high")

    with qtbot.waitSignal(overlay.opened):
        ask(overlay)


def test_only_what_changed_is_painted_and_nothing_when_idle(
    overlay: LayerOverlay, qapp: QApplication
) -> None:
    overlay.show_frames((LOW, HIGH), "high")
    qapp.processEvents()
    paints = Paints(overlay)

    overlay.show_frames((LOW, HIGH), "high")
    overlay.show_guides(())
    qapp.processEvents()
    assert paints.areas == []

    overlay.show_frames((LOW, LayerFrame("high", 0.51, 0.5, 0.25, 0.25)), "high")
    qapp.processEvents()
    assert len(paints.areas) == 1
    assert paints.areas[0] < 640 * 480 / 8
