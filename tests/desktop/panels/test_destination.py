import pytest
from PySide6.QtWidgets import QLabel, QWidget

from desktop.panels.destination import DestinationPanel
from desktop.widgets.statuslamp import Lamp
from encoder.messages import GoLive, OnAir, Phase
from encoder.settings import Destination, Encoding, Programme, StreamKey
from tests.fakes.desk import Desk


@pytest.fixture
def panel(desk: Desk, stage: QWidget) -> DestinationPanel:
    made = DestinationPanel(desk.studio, stage)
    made.show()
    return made


def test_practice_needs_nothing_to_be_entered(desk: Desk, panel: DestinationPanel) -> None:
    assert panel.kind_box.currentData() == "practice"
    assert panel.practice_card.isVisible()
    assert not panel.rtmp_card.isVisible()

    desk.is_ready()

    assert panel.practice_card.lamp.lamp is Lamp.OK


def test_an_address_of_ones_own_is_chosen(desk: Desk, panel: DestinationPanel) -> None:
    index = panel.kind_box.findData("rtmp")
    panel.kind_box.activated.emit(index)

    assert desk.keeper.settings.destination.kind == "rtmp"
    assert panel.rtmp_card.isVisible()
    assert not panel.practice_card.isVisible()


def test_on_air_nothing_can_be_changed(desk: Desk, panel: DestinationPanel) -> None:
    desk.is_live()
    assert not panel.kind_box.isEnabled()

    desk.hears(desk.engine.stops)
    assert panel.kind_box.isEnabled()


def test_a_destination_found_on_air_is_shown_without_its_key(
    desk: Desk, panel: DestinationPanel
) -> None:
    there = Destination("rtmps://ingest.example.com/app?x=1", StreamKey("sk_secret"), "custom")
    on_air = OnAir(Programme(), GoLive(Encoding(), there), 900.0)

    desk.hears(lambda: desk.engine.attaches(on_air, Phase.LIVE))

    words = panel.findChild(QLabel, "destination.onair")
    assert words is not None
    assert words.text() == "On air to rtmps://ingest.example.com/app"
