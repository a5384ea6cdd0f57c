from pytestqt.qtbot import QtBot

from desktop.clouding.situation import Deed, Work
from desktop.panels.cloud.checktab import CheckTab
from desktop.widgets.statuslamp import Lamp
from tests.desktop.panels.cloud.conftest import Shown, about
from tests.fakes import cloudstory

MONITORING = "livedesk-monitoring"


def tab(show: Shown, work: Work | None = None) -> CheckTab:
    made = CheckTab()
    show(made)
    made.take(about(cloudstory.ready(MONITORING, "monitoring"), work, "monitoring"))
    return made


def test_a_check_is_asked_for(show: Shown, qtbot: QtBot) -> None:
    made = tab(show)
    assert not made.table.isVisible()

    with qtbot.waitSignal(made.check_wanted):
        made.check_button.click()


def test_every_item_is_shown_with_what_was_found_and_its_evidence(show: Shown) -> None:
    made = tab(show, Work(check=cloudstory.check()))

    assert made.table.facts[0].cells[1:] == ("not as it should be", "nobody is subscribed")
    assert '"name"' in made.table.facts[0].more
    assert made.verdict.text().startswith("2 of 4")


def test_what_failed_comes_first_and_the_rest_stays_in_its_order(show: Shown) -> None:
    made = tab(show, Work(check=cloudstory.check()))

    assert [fact.lamp for fact in made.table.facts] == [Lamp.BAD, Lamp.UNKNOWN, Lamp.OK, Lamp.OK]
    assert made.table.facts[2].cells[0] == "Table StreamingSessions"


def test_evidence_can_be_saved_once_there_is_any(show: Shown, qtbot: QtBot) -> None:
    assert not tab(show).evidence_button.isVisible()
    made = tab(show, Work(check=cloudstory.check()))

    with qtbot.waitSignal(made.evidence_wanted):
        made.evidence_button.click()


def test_while_it_checks_it_is_not_asked_again(show: Shown) -> None:
    made = tab(show, Work(Deed.CHECK))

    assert not made.check_button.isEnabled()
