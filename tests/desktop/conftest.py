"""What the tests of the window share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.language import LanguageSwitch
from tests.fakes.desk import Desk


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
