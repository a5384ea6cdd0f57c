import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.widgets.statuslamp import Lamp, StatusLamp


@pytest.fixture
def lamp(qtbot: QtBot, dressed: QApplication) -> StatusLamp:
    lamp = StatusLamp()
    qtbot.addWidget(lamp)
    lamp.resize(120, 24)
    lamp.show()
    return lamp


def test_the_word_is_the_accessible_name(lamp: StatusLamp) -> None:
    lamp.set_status(Lamp.WARNING, "Uplink slow")

    assert (lamp.lamp, lamp.text) == (Lamp.WARNING, "Uplink slow")
    assert lamp.accessibleName() == "Uplink slow"


def test_lamps_differ_in_shape(lamp: StatusLamp) -> None:
    shapes = []
    for state in Lamp:
        lamp.set_status(state, "")
        shapes.append(lamp.grab().toImage().convertToFormat(QImage.Format.Format_Mono))

    assert all(a != b for at, a in enumerate(shapes) for b in shapes[:at])


def test_a_longer_word_asks_for_more_room(lamp: StatusLamp) -> None:
    lamp.set_status(Lamp.OK, "Good")
    short = lamp.sizeHint().width()

    lamp.set_status(Lamp.OK, "Good, and has been for an hour")

    assert lamp.sizeHint().width() > short
    assert lamp.minimumSizeHint().width() < short
