import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop.panels.streamtitle import StreamTitle
from encoder.settings import Recording
from tests.fakes.desk import Desk


@pytest.fixture
def field(desk: Desk, stage: QWidget) -> StreamTitle:
    made = StreamTitle(desk.studio, stage)
    made.show()
    return made


def test_a_typed_title_is_kept_without_blanks_around_it(desk: Desk, field: StreamTitle) -> None:
    QTest.keyClicks(field, " Sunday race ")
    assert desk.keeper.settings.recording.title == ""

    QTest.keyClick(field, Qt.Key.Key_Return)
    assert desk.keeper.settings.recording.title == "Sunday race"


def test_a_title_from_elsewhere_is_shown(desk: Desk, field: StreamTitle) -> None:
    desk.keeper.change(replace(desk.keeper.settings, recording=Recording(title="Talk")))

    assert field.text() == "Talk"


def test_what_is_being_typed_is_not_overwritten(desk: Desk, field: StreamTitle) -> None:
    field.setFocus()
    QTest.keyClicks(field, "Sun")

    desk.keeper.change(replace(desk.keeper.settings, recording=Recording(title="Talk")))

    assert field.text() == "Sun"
