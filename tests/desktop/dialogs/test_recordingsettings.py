from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.dialogs.recordingsettings import RecordingSettings
from encoder.settings import Recording
from tests.fakes.desk import Desk

AT = datetime(2026, 11, 21, 15, 4, 5, tzinfo=UTC)


@pytest.fixture
def form(desk: Desk, stage: QWidget) -> RecordingSettings:
    made = RecordingSettings(desk.studio, stage, now=lambda: AT)
    made.show()
    return made


def enter(line: QLineEdit, text: str) -> None:
    line.setText(text)
    line.textEdited.emit(text)


def kept(desk: Desk) -> Recording:
    return desk.keeper.settings.recording


def test_the_name_of_the_next_file_is_shown_while_it_is_typed(
    desk: Desk, form: RecordingSettings
) -> None:
    assert form.example.text() == "Example: 2026-11-21 15-04-05.mp4"

    enter(form.name_line, "{date} {height}p")
    assert form.example.text() == "Example: 2026-11-21 720p.mp4"
    assert kept(desk).name_template == "{date} {height}p"


@pytest.mark.parametrize("template", ["{nothing}", "{", " "])
def test_a_template_that_can_not_work_is_not_used(
    desk: Desk, form: RecordingSettings, template: str
) -> None:
    enter(form.name_line, template)

    assert "{date} {time} {title}" in form.example.text()
    assert kept(desk).name_template == "{date} {time} {title}"


def test_folder_and_replay_hold_at_once(desk: Desk, form: RecordingSettings) -> None:
    form.folder_field.chosen.emit("/videos")
    form.replay_spin.setValue(45)

    assert kept(desk).folder == "/videos"
    assert kept(desk).replay_s == 45


def test_every_broadcast_can_be_recorded(desk: Desk, form: RecordingSettings) -> None:
    form.always_box.click()
    assert desk.keeper.settings.records_with_broadcast

    form.always_box.click()
    assert not desk.keeper.settings.records_with_broadcast
