import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cloud.settings import Account
from desktop.panels.destinationcard import DestinationCard
from desktop.store.cloudchoice import CloudChannel
from tests.fakes import cloudstory
from tests.fakes.cloudstory import MEDIALIVE
from tests.fakes.desk import Desk


@pytest.fixture
def card(desk: Desk, stage: QWidget) -> DestinationCard:
    desk.studio.destinations.add()
    made = DestinationCard(desk.studio, "to-2", "destination.to-2", stage)
    desk.studio.choices_changed.connect(made.refresh)
    made.show_place(is_alone=False, is_open=True)
    made.show()
    return made


def test_it_is_called_by_its_name_or_by_its_host(desk: Desk, card: DestinationCard) -> None:
    assert card.title() == "New destination"

    desk.studio.destinations.enter_address("to-2", "rtmps://me:secret@ingest.example.com/app/key")
    assert card.title() == "ingest.example.com"

    card.name_line.textEdited.emit("Backup & more ")
    assert card.title() == "Backup & more"
    assert card.enabled_box.text() == "Backup && more"


def test_practice_is_called_practice(desk: Desk, card: DestinationCard) -> None:
    card.kind_box.activated.emit(card.kind_box.findData("practice"))

    assert card.title() == "Practice"


def test_folded_it_shows_its_heading_alone(card: DestinationCard) -> None:
    card.show_place(is_alone=False, is_open=False)

    assert card.enabled_box.isVisible()
    assert card.state.isVisible()
    assert not card.rtmp_card.isVisible()
    assert not card.remove_button.isVisible()


def test_a_cloud_channel_leads_to_its_architecture(
    desk: Desk, stage: QWidget, qtbot: QtBot
) -> None:
    desk.cloud.board.put(stacks={MEDIALIVE: cloudstory.ready(MEDIALIVE, "live-hls-dash")})
    desk.studio.destinations.use_channel(CloudChannel(Account(), MEDIALIVE), 1)
    card = DestinationCard(desk.studio, "main", "destination", stage)
    assert card.title() == MEDIALIVE

    with qtbot.waitSignal(desk.studio.cloud_asked) as asked:
        card.cloud_card.show_button.click()

    assert asked.args == ["live-hls-dash"]
