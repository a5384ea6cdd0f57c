import pytest
from PySide6.QtWidgets import QWidget

from cloud.awserrors import MfaCancelled
from desktop.bridges.cloudaccount import CodeQuestion
from desktop.dialogs.cloudcode import CodeDialog


def test_six_digits_are_the_answer(stage: QWidget) -> None:
    question = CodeQuestion("Enter MFA code for arn:aws:iam::123456789012:mfa/sato: ")
    dialog = CodeDialog(question, stage)
    dialog.open()
    dialog.line.setText("12345")
    assert not dialog.ok_button.isEnabled()

    dialog.line.setText("123456")
    dialog.ok_button.click()

    assert question.wait(0) == "123456"
    assert dialog.line.text() == ""


def test_closing_it_means_that_there_is_no_code(stage: QWidget) -> None:
    question = CodeQuestion("device")
    dialog = CodeDialog(question, stage)
    dialog.open()

    dialog.reject()

    with pytest.raises(MfaCancelled):
        question.wait(0)
