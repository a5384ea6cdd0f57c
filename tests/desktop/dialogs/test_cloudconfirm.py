from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.dialogs.cloudconfirm import CloudConfirmDialog, Question

TEAR_DOWN = Question("Tear show down?", "Everything in it is removed.", "Tear down", True)


def test_the_exact_name_has_to_be_typed(stage: QWidget, qtbot: QtBot) -> None:
    dialog = CloudConfirmDialog(TEAR_DOWN, "show", is_typed=True, parent=stage)
    dialog.open()
    for wrong in ("", "sho", "Show", "show2"):
        dialog.line.setText(wrong)
        assert not dialog.do_button.isEnabled()

    dialog.line.setText(" show ")
    with qtbot.waitSignal(dialog.confirmed) as confirmed:
        dialog.do_button.click()

    assert confirmed.args == ["show"]


def test_in_practice_one_press_is_enough(stage: QWidget, qtbot: QtBot) -> None:
    dialog = CloudConfirmDialog(TEAR_DOWN, "show", is_typed=False, parent=stage)
    dialog.open()

    with qtbot.waitSignal(dialog.confirmed) as confirmed:
        dialog.do_button.click()

    assert confirmed.args == ["show"]


def test_enter_and_escape_do_nothing(stage: QWidget, qtbot: QtBot) -> None:
    dialog = CloudConfirmDialog(TEAR_DOWN, "show", is_typed=False, parent=stage)
    dialog.open()
    assert not dialog.do_button.isDefault()

    with qtbot.assertNotEmitted(dialog.confirmed):
        dialog.reject()
