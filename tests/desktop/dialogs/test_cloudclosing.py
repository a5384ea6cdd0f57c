from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.dialogs.cloudclosing import PaidChoice, PaidDialog


def test_nothing_is_stopped_by_accident(stage: QWidget, qtbot: QtBot) -> None:
    dialog = PaidDialog("MediaLive running", stage)
    dialog.open()
    assert dialog.buttons[PaidChoice.CANCEL].isDefault()

    with qtbot.waitSignal(dialog.chosen) as chosen:
        dialog.reject()

    assert chosen.args == [PaidChoice.CANCEL]


def test_while_it_stops_only_cancelling_is_left(stage: QWidget) -> None:
    dialog = PaidDialog("MediaLive running", stage)
    dialog.show_stopping()
    assert not dialog.buttons[PaidChoice.LEAVE].isEnabled()

    dialog.show_trouble("You are not allowed to.", "Ask for it.")

    assert dialog.buttons[PaidChoice.STOP].isEnabled()
    assert not dialog.is_stopping
