import pytest
from PySide6.QtWidgets import QWidget

from desktop.widgets.elidedlabel import ElidedLabel

LONG = "account 123456789012 · Tokyo (ap-northeast-1) · profile studio"


@pytest.fixture
def label(stage: QWidget) -> ElidedLabel:
    made = ElidedLabel(stage)
    made.say(LONG)
    made.show()
    return made


def test_with_room_all_is_shown(label: ElidedLabel) -> None:
    label.resize(900, 24)

    assert (label.shown, label.toolTip()) == (LONG, "")


def test_without_room_it_says_that_there_is_more(label: ElidedLabel) -> None:
    label.resize(120, 24)

    assert label.shown.endswith("…")
    assert (label.text(), label.accessibleName(), label.toolTip()) == (LONG, LONG, LONG)
    label.say("studio")
    assert (label.shown, label.toolTip()) == ("studio", "")


def test_what_is_painted_ends_within_its_room(label: ElidedLabel) -> None:
    label.resize(120, 24)
    narrow = label.grab().toImage()
    label.say(label.shown)

    assert label.grab().toImage() == narrow
