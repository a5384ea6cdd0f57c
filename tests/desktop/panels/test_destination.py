import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from desktop.panels.destination import DestinationPanel
from desktop.panels.destinationcard import DestinationCard, card_name
from desktop.widgets.statuslamp import Lamp
from encoder.messages import GoLive, OnAir, Phase
from encoder.scenes import Programme
from encoder.settings import Destination, Encoding, StreamKey
from tests.fakes.desk import Desk


@pytest.fixture
def panel(desk: Desk, stage: QWidget) -> DestinationPanel:
    made = DestinationPanel(desk.studio, stage)
    made.show()
    return made


def only(panel: DestinationPanel) -> DestinationCard:
    (card,) = panel.cards.values()
    return card


def test_practice_needs_nothing_to_be_entered(desk: Desk, panel: DestinationPanel) -> None:
    card = only(panel)
    assert card.kind_box.currentData() == "practice"
    assert card.practice_card.isVisible()
    assert not card.rtmp_card.isVisible()

    desk.is_ready()

    assert card.practice_card.lamp.lamp is Lamp.OK


def test_an_address_of_ones_own_is_chosen(desk: Desk, panel: DestinationPanel) -> None:
    card = only(panel)
    card.kind_box.activated.emit(card.kind_box.findData("rtmp"))

    assert desk.keeper.settings.destinations[0].kind == "rtmp"
    assert card.rtmp_card.isVisible()
    assert not card.practice_card.isVisible()


def test_one_alone_has_neither_heading_nor_name(panel: DestinationPanel) -> None:
    card = only(panel)

    for widget in (card.enabled_box, card.fold_button, card.name_line, card.remove_button):
        assert not widget.isVisible()
    assert not card.state.isVisible()


def test_one_more_is_added_and_unfolded(desk: Desk, panel: DestinationPanel) -> None:
    panel.add_address.trigger()

    first, second = panel.cards.values()
    assert not first.kind_box.isVisible()
    assert first.enabled_box.isVisible()
    assert second.rtmp_card.isVisible()
    assert second.title() == "New destination"
    assert [choice.kind for choice in desk.keeper.settings.destinations] == ["practice", "rtmp"]


def test_a_folded_one_is_unfolded_and_the_other_folded(panel: DestinationPanel) -> None:
    panel.add_address.trigger()
    first, second = panel.cards.values()

    first.fold_button.click()
    assert first.kind_box.isVisible()
    assert not second.kind_box.isVisible()

    first.fold_button.click()
    assert not first.kind_box.isVisible()


def test_one_is_removed(desk: Desk, panel: DestinationPanel) -> None:
    panel.add_address.trigger()
    second = list(panel.cards.values())[1]

    second.remove_button.click()

    assert only(panel).kind_box.isVisible()
    assert len(desk.keeper.settings.destinations) == 1


def test_what_the_user_is_led_to_is_unfolded(desk: Desk, panel: DestinationPanel) -> None:
    panel.add_address.trigger()

    desk.studio.attention_asked.emit("destination.kind")

    assert panel.cards["main"].kind_box.isVisible()


def test_a_medialive_input_has_two_addresses(desk: Desk, panel: DestinationPanel) -> None:
    panel.add_pair.trigger()

    added = desk.keeper.settings.destinations[1:]
    assert [choice.ingest for choice in added] == ["medialive", "medialive"]
    assert [choice.name for choice in added] == ["MediaLive A", "MediaLive B"]


def test_further_practice_destinations_are_one_click_and_told_apart(
    desk: Desk, panel: DestinationPanel
) -> None:
    panel.add_practice.trigger()
    panel.add_practice.trigger()

    assert [card.title() for card in panel.cards.values()] == [
        "Practice", "Practice 2", "Practice 3"
    ]  # fmt: skip
    panel.cards["to-2"].removed.emit()
    panel.add_practice.trigger()

    assert [card.title() for card in panel.cards.values()] == [
        "Practice", "Practice 3", "Practice 4"
    ]  # fmt: skip
    assert {choice.kind for choice in desk.keeper.settings.destinations} == {"practice"}


def test_no_more_than_eight_can_be_added(panel: DestinationPanel) -> None:
    for _ in range(6):
        panel.add_address.trigger()
    assert not panel.add_pair.isEnabled()

    panel.add_address.trigger()
    assert not panel.add_button.isEnabled()


def test_one_that_is_switched_off_is_not_published_to(desk: Desk, panel: DestinationPanel) -> None:
    desk.is_ready()
    panel.add_address.trigger()
    second = list(panel.cards.values())[1]

    second.enabled_box.click()

    published = desk.studio.destinations.to_publish()
    assert published is not None
    assert [each.id for each in published] == ["main"]


def test_on_air_nothing_can_be_changed(desk: Desk, panel: DestinationPanel) -> None:
    desk.is_live()
    assert not only(panel).kind_box.isEnabled()

    desk.hears(desk.engine.stops)
    assert only(panel).kind_box.isEnabled()


def test_on_air_another_one_can_be_added_and_entered(desk: Desk, panel: DestinationPanel) -> None:
    desk.is_live()
    panel.add_address.trigger()

    first, second = panel.cards.values()
    assert not first.kind_box.isEnabled()
    assert second.rtmp_card.isEnabled()


def test_a_destination_found_on_air_is_shown_without_its_key(
    desk: Desk, panel: DestinationPanel
) -> None:
    there = Destination("rtmps://ingest.example.com/app?x=1", StreamKey("sk_secret"), "custom")
    on_air = OnAir(Programme(), GoLive(Encoding(), (there,)), 900.0)

    desk.hears(lambda: desk.engine.attaches(on_air, Phase.LIVE))

    words = panel.findChild(QLabel, "destination.found")
    assert words is not None
    assert words.text() == "On air to rtmps://ingest.example.com/app"


def test_every_field_of_every_card_has_a_name_of_its_own(panel: DestinationPanel) -> None:
    panel.add_address.trigger()
    panel.add_address.trigger()

    names = [line.objectName() for line in panel.findChildren(QLineEdit)]
    assert len(set(names)) == len(names)
    assert card_name("main") == "destination"
    assert card_name("to-2") == "destination.to-2"
