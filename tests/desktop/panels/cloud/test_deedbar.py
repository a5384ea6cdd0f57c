import msgspec
import pytest
from pytestqt.qtbot import QtBot

from cloud.patterns.catalogue import pattern
from desktop.clouding.situation import AccountState, CloudSituation, Deed, Work
from desktop.panels.cloud.deedbar import DeedBar, possible
from tests.desktop.panels.cloud.conftest import Shown
from tests.fakes import cloudstory
from tests.fakes.cloudstory import IVS, MEDIALIVE


def can(situation: CloudSituation, stack: str = IVS, *, is_form_fine: bool = True) -> set[str]:
    found = possible(situation, pattern("live-ivs"), stack, is_form_fine=is_form_fine)
    return {name for name, is_possible in found.items() if is_possible}


def opened(**changes: object) -> CloudSituation:
    return CloudSituation(state=AccountState.OPEN, **changes)  # type: ignore[arg-type]


def test_without_an_account_nothing_can_be_done() -> None:
    assert can(CloudSituation()) == set()


def test_a_new_stack_can_only_be_planned() -> None:
    assert can(opened()) == {"plan"}
    assert can(opened(), is_form_fine=False) == set()


def test_a_plan_can_be_applied_unless_a_step_failed() -> None:
    plan = cloudstory.plan()
    assert can(opened(works={IVS: Work(plan=plan)})) == {"plan", "apply"}
    refused = msgspec.structs.replace(plan, change_set="")
    assert can(opened(works={IVS: Work(plan=refused)})) == {"plan"}


def test_a_stack_that_stands_can_be_torn_down_and_compared() -> None:
    found = can(opened(stacks={IVS: cloudstory.ready()}))

    assert found == {"plan", "destroy", "drift", "check", "start"}


def test_what_runs_can_be_stopped_and_not_started() -> None:
    situation = opened(
        stacks={MEDIALIVE: cloudstory.ready(MEDIALIVE, "live-hls-dash")},
        running=(cloudstory.running(),),
    )

    found = can(situation, MEDIALIVE)
    assert "stop" in found
    assert "start" not in found


def test_while_something_is_done_nothing_else_can_be() -> None:
    assert can(opened(works={IVS: Work(Deed.PLAN)}, stacks={IVS: cloudstory.ready()})) == set()


@pytest.mark.parametrize(("name", "has_start"), [("live-ivs", False), ("live-hls-dash", True)])
def test_only_what_has_to_be_started_has_a_start_button(
    show: Shown, name: str, has_start: bool
) -> None:
    bar = DeedBar()
    show(bar)

    bar.show_state(opened(), pattern(name), "a", is_form_fine=True)

    assert bar.buttons["start"].isVisible() is has_start
    assert bar.stops[1.0].text() == "after 1 h"


def test_buttons_only_ask(show: Shown, qtbot: QtBot) -> None:
    bar = DeedBar()
    show(bar)
    bar.show_state(opened(), pattern("live-ivs"), IVS, is_form_fine=True)

    with qtbot.waitSignal(bar.wanted) as wanted:
        bar.buttons["plan"].click()
    assert wanted.args == ["plan"]

    with qtbot.waitSignal(bar.auto_stop_chosen) as hours:
        bar.stops[2.0].trigger()
    assert hours.args == [2.0]
