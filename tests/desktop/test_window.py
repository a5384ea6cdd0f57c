from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.window import StudioWindow
from tests.desktop.conftest import Shown
from tests.fakes.desk import Desk


@pytest.fixture
def empty(qapp: QApplication) -> Iterator[StudioWindow]:
    """A window that nothing stands in yet."""
    window = StudioWindow()
    yield window
    window.close_for_good()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_an_empty_window_opens_and_is_furnished_then(
    empty: StudioWindow, desk: Desk, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(empty.painted), qtbot.waitSignal(empty.opened):
        empty.show()

    with qtbot.waitSignal(empty.painted):
        empty.furnish(desk.studio)

    assert empty.controls.isVisible()
    assert empty.studio is desk.studio


def test_an_empty_window_can_be_closed(empty: StudioWindow, qtbot: QtBot) -> None:
    empty.show()

    with qtbot.waitSignal(empty.closed):
        empty.close()


def test_while_live_closing_asks_first(shown: Shown, qtbot: QtBot) -> None:
    shown.is_live()

    with qtbot.waitSignal(shown.window.close_asked):
        shown.window.close()

    assert shown.window.isVisible()


def test_while_idle_closing_closes(shown: Shown, qtbot: QtBot) -> None:
    with qtbot.waitSignal(shown.window.closed):
        shown.window.close()

    assert not shown.window.isVisible()


def test_its_size_comes_back(shown: Shown) -> None:
    shown.window.resize(1000, 700)  # the offscreen screen has 800 lines
    text = shown.window.geometry_text()
    shown.window.resize(1280, 800)

    shown.window.take_geometry(text)
    assert shown.window.height() == 700

    shown.window.take_geometry("not a geometry")
    assert (shown.window.width(), shown.window.height()) == (1280, 800)
