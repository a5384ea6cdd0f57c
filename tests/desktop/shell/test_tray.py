from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from desktop.shell.tray import Tray
from desktop.widgets.badge import Air


class FakeIcon(QSystemTrayIcon):
    """An icon that is never really shown, and notes what it was to say."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.is_shown = False
        self.said: list[str] = []

    def show(self) -> None:
        self.is_shown = True

    def hide(self) -> None:
        self.is_shown = False

    def showMessage(self, title: str, text: str, *rest: object) -> None:
        self.said.append(f"{title}: {text}")


@pytest.fixture
def icon(stage: QWidget) -> FakeIcon:
    return FakeIcon(stage)


@pytest.fixture
def tray(stage: QWidget, icon: FakeIcon) -> Iterator[Tray]:
    stop = QAction("Stop", stage)
    stop.setObjectName("action.stop")
    made = Tray(stage, [stop], icon, is_available=True)
    yield made
    made.close()


def test_the_sign_says_what_is_going_on(tray: Tray) -> None:
    assert tray.words == "Livedesk: off air"

    tray.show_state(Air.LIVE, is_recording=False)
    assert tray.words == "Livedesk: live"

    tray.show_state(Air.RECONNECTING, is_recording=True)
    assert tray.words == "Livedesk: reconnecting, recording"


def test_every_state_looks_different(tray: Tray, icon: FakeIcon) -> None:
    drawn = []
    for air in Air:
        tray.show_state(air, is_recording=False)
        drawn.append(QIcon(icon.icon()).pixmap(64, 64).toImage())

    assert all(a != b for at, a in enumerate(drawn) for b in drawn[:at])


def test_its_menu_brings_the_window_back_and_holds_the_actions(qtbot: QtBot, tray: Tray) -> None:
    names = [action.objectName() for action in tray.menu.actions() if action.objectName()]
    assert names == ["tray.show", "action.stop"]

    with qtbot.waitSignal(tray.show_asked):
        tray.menu.actions()[0].trigger()


def test_without_a_tray_nothing_is_shown_or_said(stage: QWidget, icon: FakeIcon) -> None:
    tray = Tray(stage, [], icon, is_available=False)
    stage.showMinimized()

    assert not icon.is_shown
    assert not tray.toast("Reconnecting", "The connection broke.")
    assert icon.said == []


def test_a_window_in_view_needs_no_toast(tray: Tray, icon: FakeIcon) -> None:
    assert not tray.toast("Reconnecting", "The connection broke.")
    assert icon.said == []


def test_a_minimised_window_speaks_up(stage: QWidget, tray: Tray, icon: FakeIcon) -> None:
    stage.showMinimized()

    assert tray.toast("Reconnecting", "The connection broke.")
    assert icon.said == ["Reconnecting: The connection broke."]


def test_a_closed_tray_leaves_no_icon(tray: Tray, icon: FakeIcon) -> None:
    assert icon.is_shown
    tray.close()

    assert not icon.is_shown
