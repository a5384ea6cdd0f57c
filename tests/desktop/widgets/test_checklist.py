import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.checklist import Checklist, RowState
from tests.desktop.widgets.conftest import Brackets

ROWS = (("check", "Check the settings"), ("connect", "Connect"), ("publish", "Publish"))
PROBLEM = "Nothing answers at live.example.com."
HINT = "Check that the ingest is running."


@pytest.fixture
def checklist(stage: QWidget, dressed: QApplication) -> Checklist:
    checklist = Checklist(stage)
    checklist.setObjectName("golive.steps")
    checklist.set_rows(ROWS)
    checklist.resize(360, 300)
    checklist.show()
    return checklist


def test_all_rows_wait_at_first(checklist: Checklist) -> None:
    assert checklist.keys == ("check", "connect", "publish")
    assert {checklist.row(key).state for key in checklist.keys} == {RowState.WAITING}


def test_rows_have_names_for_people_and_for_tools(checklist: Checklist) -> None:
    checklist.set_state("check", RowState.DONE)

    assert checklist.row("check").accessibleName() == "Check the settings: done"
    assert checklist.row("check").objectName() == "golive.steps.check"
    assert checklist.row("check").button.objectName() == "golive.steps.check.action"


def test_a_failure_says_what_happened_what_to_do_and_offers_it(
    qtbot: QtBot, checklist: Checklist
) -> None:
    checklist.set_state("connect", RowState.FAILED, PROBLEM, HINT, action="Retry now")
    row = checklist.row("connect")

    assert (row.detail, row.hint) == (PROBLEM, HINT)
    assert row.accessibleDescription() == f"{PROBLEM} {HINT}"
    assert row.button.accessibleName() == "Retry now: Connect"
    with qtbot.waitSignal(checklist.action_requested) as asked:
        QTest.mouseClick(row.button, Qt.MouseButton.LeftButton)
    assert asked.args == ["connect"]


def test_what_is_not_said_takes_no_room(checklist: Checklist) -> None:
    checklist.set_state("connect", RowState.FAILED, PROBLEM, HINT, action="Retry now")
    checklist.set_state("connect", RowState.RUNNING)
    row = checklist.row("connect")

    assert not row.button.isVisible()
    assert row.detail == row.hint == ""


def test_long_sentences_wrap(checklist: Checklist) -> None:
    short = checklist.row("connect").sizeHint().height()

    checklist.set_state("connect", RowState.FAILED, PROBLEM * 4, HINT)

    assert checklist.row("connect").heightForWidth(340) > 2 * short
    assert checklist.minimumSizeHint().width() < 340


def _bright_pixels(image: QImage) -> set[tuple[int, int]]:
    lightness = {
        (x, y): image.pixelColor(x, y).lightness()
        for x in range(image.width())
        for y in range(image.height())
    }
    return {spot for spot, value in lightness.items() if value > max(lightness.values()) / 2}


def test_states_differ_in_shape(checklist: Checklist) -> None:
    shapes = []
    for state in RowState:
        checklist.set_state("check", state)
        picture = checklist.row("check").grab().toImage().copy(0, 0, 30, 30)
        shapes.append(_bright_pixels(picture))

    assert all(a != b for at, a in enumerate(shapes) for b in shapes[:at])


def test_a_running_step_moves(qtbot: QtBot, checklist: Checklist) -> None:
    checklist.set_state("check", RowState.RUNNING)
    row = checklist.row("check")
    before = row.grab().toImage()

    qtbot.waitUntil(lambda: row.grab().toImage() != before)
    checklist.reset()

    assert row.state is RowState.WAITING


def test_up_and_down_move_between_rows(qtbot: QtBot, checklist: Checklist) -> None:
    first, second = checklist.row("check"), checklist.row("connect")
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)

    QTest.keyClick(first, Qt.Key.Key_Up)
    assert first.hasFocus()

    QTest.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    assert second.focusPolicy() is Qt.FocusPolicy.StrongFocus
    assert first.focusPolicy() is Qt.FocusPolicy.ClickFocus


def test_rows_can_be_replaced_and_renamed(checklist: Checklist) -> None:
    checklist.set_rows([("stop", "Stop")])
    checklist.set_title("stop", "停止")

    assert checklist.keys == ("stop",)
    assert checklist.row("stop").accessibleName() == "停止: waiting"
    with pytest.raises(KeyError):
        checklist.set_state("check", RowState.DONE)


def test_states_change_their_language(
    qtbot: QtBot, checklist: Checklist, qapp: QApplication, bracketed: Brackets
) -> None:
    qapp.installTranslator(bracketed)

    row = checklist.row("connect")
    qtbot.waitUntil(lambda: row.accessibleName() == "Connect: [waiting]")
