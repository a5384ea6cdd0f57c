from pytestqt.qtbot import QtBot

from cloud.practice.accountmessages import Scenario
from cloud.settings import Account, Mode
from desktop.panels.cloud.page import CloudPage
from tests.fakes.desk import Desk


def test_trouble_is_played_and_ended(page: CloudPage, desk: Desk) -> None:
    menu = page.rehearsal
    desk.hears(menu.scenarios[Scenario.STARVATION].trigger)
    assert desk.cloud_door.side.calls("play") == [(Scenario.STARVATION, True)]
    assert menu.button.text() == "Rehearse (1)"

    desk.hears(menu.scenarios[Scenario.STARVATION].trigger)

    assert desk.cloud_door.side.scenarios == set()


def test_the_clock_is_put_forward(page: CloudPage, desk: Desk) -> None:
    desk.hears(page.rehearsal.clocks[600].trigger)

    assert desk.cloud_door.side.calls("advance") == [600]


def test_every_scenario_has_words(page: CloudPage) -> None:
    assert all(action.text() for action in page.rehearsal.scenarios.values())


def test_there_is_nothing_to_rehearse_with_real_money(page: CloudPage, desk: Desk) -> None:
    desk.hears(lambda: desk.cloud.choose_account(Account(Mode.LIVE, "studio")))

    assert not page.rehearsal.isVisible()


def test_mails_are_asked_for(page: CloudPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.rehearsal.mails_wanted):
        page.rehearsal.mails_button.click()
