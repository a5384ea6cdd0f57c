import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from chatclient.wire.requests import Ban, Clear, Panic, Purge, Request
from desktop.dialogs.chatconfirm import ConfirmDialog


def opened(request: Request, done: list[bool], stage: QWidget) -> ConfirmDialog:
    dialog = ConfirmDialog.for_request(request, "Aki", lambda: done.append(True), stage)
    dialog.open()
    return dialog


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_enter_and_escape_mean_no(stage: QWidget, key: Qt.Key) -> None:
    done: list[bool] = []
    dialog = opened(Clear(), done, stage)
    QTest.keyClick(dialog, key)

    assert not dialog.isVisible()
    assert done == []


def test_the_button_that_is_meant_does_it(stage: QWidget) -> None:
    done: list[bool] = []
    dialog = opened(Ban("u1"), done, stage)
    assert dialog.windowTitle() == "Ban Aki?"
    dialog.do_button.click()

    assert done == [True]


def test_every_deed_has_its_own_words(stage: QWidget) -> None:
    requests = (Ban("u"), Purge("u"), Clear(), Panic(True))

    assert len({opened(each, [], stage).windowTitle() for each in requests}) == len(requests)
