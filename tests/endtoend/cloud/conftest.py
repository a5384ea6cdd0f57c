"""One practice account for the tests of a module, and a window for each of a window's."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.endtoend.cloud.cloudwindow import CloudWindow, end_processes
from tests.endtoend.cloud.practiceaccount import PracticeAccount


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeAccount]:
    """An account in which nothing was made before this module."""
    account = PracticeAccount(tmp_path_factory.mktemp("cloud"))
    yield account
    account.close()


@pytest.fixture(scope="module")
def foundation(account: PracticeAccount) -> PracticeAccount:
    """The account with a bucket for code."""
    account.build("artefacts", "foundation")
    return account


@pytest.fixture
def cloud(qapp: QApplication, qtbot: QtBot, data_dir: Path) -> Iterator[CloudWindow]:
    """A window with everything real behind it."""
    window = CloudWindow(qapp, qtbot, data_dir)
    yield window
    window.close()
    end_processes(window.folder)
