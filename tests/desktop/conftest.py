"""What the tests of the window share."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import App, Wishes
from desktop.language import LanguageSwitch
from desktop.logs import Redaction
from desktop.store.paths import DataFolder
from desktop.window import StudioWindow
from encoder.messages import SupervisedEvent
from tests.fakes.desk import Desk
from tests.fakes.outside import FakeOutside


@pytest.fixture
def desk(qapp: QApplication, home: Path) -> Iterator[Desk]:
    """A studio of fakes; nothing is attached yet."""
    made = Desk(home)
    yield made
    made.close()


@pytest.fixture
def language(qapp: QApplication) -> Iterator[LanguageSwitch]:
    """The language of the application, English again afterwards."""
    switch = LanguageSwitch(qapp, "en")
    yield switch
    switch.choose("en")
    switch.deleteLater()


@pytest.fixture
def stage(qapp: QApplication) -> Iterator[QWidget]:
    """A window to put panels on; offscreen windows complain when their own limits change.

    Afterwards it is gone with its dialogs, or those would complain in somebody else's test.
    """
    window = QWidget()
    window.resize(1280, 800)
    window.show()
    window.activateWindow()
    yield window
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@dataclass(frozen=True)
class Shown:
    """A whole studio on screen, with everything outside its process as fakes."""

    app: App
    outside: FakeOutside

    @property
    def window(self) -> StudioWindow:
        """Its window."""
        return self.app.window

    def says(self, *events: SupervisedEvent) -> None:
        """Let the engine say these, and the window hear them."""
        self.outside.engine.says(*events)
        self.app.mailbox.drain_all()

    def hears(self, act: Callable[[], object]) -> None:
        """Let the engine `act`, and the window hear it."""
        act()
        self.app.mailbox.drain_all()

    def is_live(self) -> None:
        """Press Go live and be on air."""
        self.window.controls.live_button.click()
        self.hears(self.outside.engine.goes_live)


@pytest.fixture
def shown(qtbot: QtBot, qapp: QApplication, home: Path) -> Iterator[Shown]:
    """A studio ready to go live."""
    outside = FakeOutside()
    app = App(qapp, DataFolder(home / "data"), outside, Redaction(), Wishes("en"))
    app.show()
    qtbot.waitUntil(lambda: outside.is_started, timeout=5000)
    outside.engine.attaches()
    outside.engine.runs_source()
    app.mailbox.drain_all()
    qtbot.waitUntil(app.window.controls.live_button.isEnabled, timeout=5000)
    yield Shown(app, outside)
    app.window.close_for_good()
    app.language.choose("en")
    app.close()
    app.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    qapp.setStyleSheet("")
    qapp.setPalette(QPalette())
