from PySide6.QtWidgets import QWidget

from chatclient.wire.requests import OpenPoll
from desktop.dialogs.chatpoll import PollDialog


def test_a_question_needs_two_answers(stage: QWidget) -> None:
    dialog = PollDialog(stage)
    asked: list[OpenPoll] = []
    dialog.asked.connect(asked.append)
    dialog.question.setText("  Which? ")
    dialog.options[0].setText("This")
    assert not dialog.ask_button.isEnabled()

    dialog.options[3].setText("That")
    dialog.ask_button.click()
    assert asked == [OpenPoll("Which?", ("This", "That"), 120)]


def test_nothing_longer_than_allowed_can_be_typed(stage: QWidget) -> None:
    dialog = PollDialog(stage)
    dialog.question.setText("w" * 500)
    dialog.options[0].setText("w" * 500)

    assert len(dialog.question.text()) == 120
    assert len(dialog.options[0].text()) == 60
