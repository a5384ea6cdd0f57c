"""What the tests of widgets share: the application in a theme, and in another language."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.theme import DARK, apply_theme


class Brackets(QTranslator):
    """A language in which every text stands in brackets."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, text: str, *rest: object) -> str:
        return f"[{text}]"


class Wardrobe:
    """Changes the application's theme only where the test before had another: it takes a while."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._dark: tuple[str, QPalette] | None = None

    def dress(self) -> None:
        """Put on the dark theme."""
        if self._dark != self._worn():
            apply_theme(self._app, DARK)
            self._dark = self._worn()

    def undress(self) -> None:
        """Take any theme off."""
        if self._app.styleSheet():
            self._app.setStyleSheet("")
            self._app.setPalette(QPalette())

    def _worn(self) -> tuple[str, QPalette]:
        return self._app.styleSheet(), self._app.palette()


@pytest.fixture(scope="module")
def wardrobe(qapp: QApplication) -> Iterator[Wardrobe]:
    """What the tests of one file wear; nothing any more after the last."""
    wardrobe = Wardrobe(qapp)
    yield wardrobe
    wardrobe.undress()


@pytest.fixture(autouse=True)
def _bare(request: pytest.FixtureRequest, wardrobe: Wardrobe) -> None:
    if "dressed" not in request.fixturenames:
        wardrobe.undress()


@pytest.fixture
def dressed(qapp: QApplication, wardrobe: Wardrobe) -> QApplication:
    """The application in the dark theme."""
    wardrobe.dress()
    return qapp


@pytest.fixture
def bracketed(qtbot: QtBot, qapp: QApplication) -> Iterator[Brackets]:
    """A translator to install; removed afterwards."""
    translator = Brackets(qapp)
    yield translator
    qapp.removeTranslator(translator)


@pytest.fixture
def stage(qtbot: QtBot) -> QWidget:
    """A window to put widgets on; offscreen windows complain when their own limits change."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(640, 480)
    window.show()
    window.activateWindow()
    return window
