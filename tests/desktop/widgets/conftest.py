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


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """The application in the dark theme, undressed afterwards."""
    apply_theme(qapp, DARK)
    yield qapp
    qapp.setStyleSheet("")
    qapp.setPalette(QPalette())


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
