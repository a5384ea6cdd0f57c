from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from desktop.panels.notices import NoticesPanel
from desktop.store.settings import Finding
from encoder.errors import ErrorCode, Problem
from encoder.messages import EngineChanged, EngineState, ListCatalogue
from tests.fakes.desk import Desk

CRASHED = Problem(ErrorCode.ENGINE_CRASHED, {"reason": "SIGSEGV"})


def test_there_is_nothing_while_all_is_well(desk: Desk, stage: QWidget) -> None:
    panel = NoticesPanel(desk.studio, stage)

    desk.hears(desk.engine.attaches)

    assert panel.isHidden()


def test_an_engine_that_crashed_is_told_until_the_next_one_is_there(
    desk: Desk, stage: QWidget
) -> None:
    panel = NoticesPanel(desk.studio, stage)
    notice = panel.notices["engine"]

    desk.says(EngineChanged(EngineState.RELAUNCHING, CRASHED))
    assert notice.isVisible()
    assert "ended unexpectedly (SIGSEGV)" in notice.words.text()
    assert not notice.button.isVisible()

    desk.says(EngineChanged(EngineState.ATTACHED))
    assert not notice.isVisible()


def test_an_engine_that_is_gone_can_be_started_again(desk: Desk, stage: QWidget) -> None:
    panel = NoticesPanel(desk.studio, stage)

    desk.says(EngineChanged(EngineState.GONE, CRASHED))
    panel.notices["engine"].button.click()

    assert desk.sent(ListCatalogue)


@pytest.mark.parametrize(
    ("finding", "words"),
    [
        (Finding.FROM_THE_FUTURE, "newer Livedesk"),
        (Finding.FROM_BACKUP, "the settings before"),
        (Finding.LOST, "new settings"),
    ],
)
def test_how_the_settings_were_found_is_told_once(
    home: Path, stage: QWidget, finding: Finding, words: str
) -> None:
    desk = Desk(home, finding=finding)
    panel = NoticesPanel(desk.studio, stage)
    notice = panel.notices["settings"]
    assert words in notice.words.text()
    assert notice.isVisible()

    notice.button.click()

    assert panel.isHidden()
    desk.close()


def test_what_goes_wrong_around_the_window_is_told(desk: Desk, stage: QWidget) -> None:
    panel = NoticesPanel(desk.studio, stage)

    desk.keeper.save_failed.emit("No space left on device")
    desk.studio.losses_counted.emit(7)
    desk.studio.surprised.emit()

    texts = [notice.words.text() for notice in panel.notices.values() if notice.isVisible()]
    assert texts == [
        "The settings can't be saved (No space left on device).",
        "The window was too busy: 7 messages were lost.",
        "Something unexpected happened; the log says what. A broadcast goes on.",
    ]


def test_a_dismissed_notice_comes_back_with_news(desk: Desk, stage: QWidget) -> None:
    panel = NoticesPanel(desk.studio, stage)
    desk.studio.losses_counted.emit(7)
    panel.notices["losses"].button.click()
    assert panel.isHidden()

    desk.studio.losses_counted.emit(9)

    assert panel.notices["losses"].isVisible()
