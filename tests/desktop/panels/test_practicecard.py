import dataclasses

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from cloud.errors import PracticeNotStarted
from desktop.bridges.practice import PracticeState, PracticeView
from desktop.panels.practicecard import PracticeCard
from desktop.widgets.statuslamp import Lamp
from tests.fakes.practice import CHANNEL, LIVE_READING, channel_of


def test_it_says_how_the_ingest_is(qtbot: QtBot) -> None:
    card = PracticeCard()
    qtbot.addWidget(card)
    lamps = [card.lamp.lamp]

    card.show_practice(PracticeView(PracticeState.READY, {"main": CHANNEL}))
    lamps.append(card.lamp.lamp)

    assert lamps == [Lamp.OFF, Lamp.OK]
    assert card.start_button.isHidden()


def test_a_failure_has_a_cause_and_a_button(qtbot: QtBot) -> None:
    card = PracticeCard()
    qtbot.addWidget(card)
    problem = PracticeNotStarted("exit code 1", "practice.log").problem

    card.show_practice(PracticeView(PracticeState.FAILED, problem=problem))

    cause = card.findChild(QLabel, "destination.practice.problem")
    assert cause is not None
    assert cause.text() == "The practice cloud doesn't start (exit code 1)."
    with qtbot.waitSignal(card.start_requested):
        card.start_button.click()


def test_a_failure_without_a_name_points_to_the_log(qtbot: QtBot) -> None:
    card = PracticeCard()
    qtbot.addWidget(card)

    card.show_practice(PracticeView(PracticeState.FAILED, is_unexpected=True))

    cause = card.findChild(QLabel, "destination.practice.problem")
    assert cause is not None
    assert "log" in cause.text()


def test_it_shows_what_arrives_for_its_own_destination(qtbot: QtBot) -> None:
    card = PracticeCard(destination_id="to-2")
    qtbot.addWidget(card)
    channels = {"main": CHANNEL, "to-2": channel_of("to-2")}

    card.show_practice(PracticeView(PracticeState.READY, channels, {"main": LIVE_READING}))
    assert card.lamp.text == "Practice ingest: ready"

    card.show_practice(PracticeView(PracticeState.READY, channels, {"to-2": LIVE_READING}))
    assert card.lamp.text == "Practice ingest: 30.0 fps, 3.16 Mb/s"
    lamps = [card.lamp.lamp]

    starving = dataclasses.replace(LIVE_READING, health="STARVING")
    card.show_practice(PracticeView(PracticeState.READY, channels, {"to-2": starving}))
    lamps.append(card.lamp.lamp)
    assert lamps == [Lamp.OK, Lamp.WARNING]


def test_each_of_several_opens_its_own_page(qtbot: QtBot) -> None:
    opened: list[QUrl] = []
    card = PracticeCard(destination_id="to-2", open_url=opened.append)
    qtbot.addWidget(card)
    card.watch()
    card.show_place(is_alone=False)
    assert card.watch_button.isHidden()  # its channel is not there yet

    card.show_practice(PracticeView(PracticeState.READY, {"to-2": channel_of("to-2")}))
    assert not card.watch_button.isHidden()
    card.watch_button.click()
    assert opened == [QUrl(channel_of("to-2").watch_url)]

    card.show_place(is_alone=True)
    assert card.watch_button.isHidden()
