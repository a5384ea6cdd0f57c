from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.dialogs.firstrun import Beginning, FirstRunDialog
from desktop.shell.firststart import ADDRESS_FIELD, FirstStart
from desktop.store.settings import Finding
from tests.fakes.desk import Desk


@pytest.fixture
def new_desk(qapp: QApplication, home: Path) -> Iterator[Desk]:
    made = Desk(home, finding=Finding.NEW)
    yield made
    made.close()


def opened(desk: Desk, stage: QWidget) -> FirstRunDialog | None:
    FirstStart(desk.studio, stage)
    desk.studio.window_painted.emit()
    return stage.findChild(FirstRunDialog, "firstrun")


def test_who_was_here_before_is_not_asked(desk: Desk, stage: QWidget) -> None:
    assert opened(desk, stage) is None


def test_practice_is_ready_at_once(new_desk: Desk, stage: QWidget) -> None:
    dialog = opened(new_desk, stage)
    assert dialog is not None

    dialog.buttons[Beginning.PRACTICE].click()

    assert new_desk.keeper.settings.destinations[0].kind == "practice"


def test_an_address_is_asked_for_where_one_is_needed(
    qtbot: QtBot, new_desk: Desk, stage: QWidget
) -> None:
    dialog = opened(new_desk, stage)
    assert dialog is not None

    with qtbot.waitSignal(new_desk.studio.attention_asked) as asked:
        dialog.buttons[Beginning.KEY].click()

    choice = new_desk.keeper.settings.destinations[0]
    assert (choice.kind, choice.ingest) == ("rtmp", "custom")
    assert asked.args == [ADDRESS_FIELD]


def test_a_channel_is_made_on_the_cloud_page(qtbot: QtBot, new_desk: Desk, stage: QWidget) -> None:
    dialog = opened(new_desk, stage)
    assert dialog is not None

    with qtbot.waitSignal(new_desk.studio.cloud_asked) as asked:
        dialog.buttons[Beginning.IVS].click()

    assert asked.args == ["live-ivs"]
    assert new_desk.keeper.settings.destinations[0].kind == "practice"


def test_a_broadcast_found_on_air_is_no_beginning(new_desk: Desk, stage: QWidget) -> None:
    new_desk.is_live()

    assert opened(new_desk, stage) is None
