from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from cloud.errors import PracticeNotStarted
from desktop.bridges.practice import PracticeState, PracticeView
from desktop.panels.practicecard import PracticeCard
from desktop.widgets.statuslamp import Lamp
from tests.fakes.practice import CHANNEL


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
