import msgspec

from cloud.errors import ErrorCode, Problem
from cloud.models import Action, Change, PlanStep
from desktop.clouding.situation import Deed, Work
from desktop.panels.cloud.plantab import PlanTab
from desktop.widgets.checklist import RowState
from tests.desktop.panels.cloud.conftest import Shown, about
from tests.fakes import cloudstory


def tab(show: Shown, work: Work) -> PlanTab:
    made = PlanTab()
    show(made)
    made.take(about(cloudstory.ready(), work))
    return made


def test_before_a_plan_it_says_that_nothing_is_changed_by_one(show: Shown) -> None:
    made = tab(show, Work())

    assert made._nothing.isVisible()
    assert not made.steps.isVisible()


def test_while_planning_the_next_step_turns(show: Shown) -> None:
    made = tab(show, Work(Deed.PLAN, findings=cloudstory.FINDINGS[:2]))

    states = [made.steps.row(step.value).state for step in PlanStep]
    assert states[:4] == [RowState.DONE, RowState.DONE, RowState.RUNNING, RowState.WAITING]


def test_a_step_that_failed_says_why_and_what_to_do(show: Shown) -> None:
    bad = msgspec.structs.replace(cloudstory.FINDINGS[4], is_ok=False, problem=cloudstory.DENIED)
    plan = msgspec.structs.replace(cloudstory.plan(), findings=(bad,), change_set="")
    made = tab(show, Work(findings=(bad,), plan=plan))

    row = made.steps.row("permission")
    assert "ivs:CreateChannel" in row.detail
    assert "administrator" in row.hint
    assert "can't be applied" in made._verdict.text()


def test_what_is_replaced_is_marked_in_words(show: Shown) -> None:
    plan = cloudstory.plan(is_replacing=True)
    made = tab(show, Work(findings=cloudstory.FINDINGS, plan=plan))

    assert "the old one is lost" in made.changes.facts[0].cells[0]
    assert "Channel" in made._replaced.text()


def test_every_kind_of_change_has_its_word(show: Shown) -> None:
    made = tab(show, Work())

    words = {made.change_words(Change(action, "a", "T")) for action in Action}
    assert len(words) == len(Action)


def test_an_address_that_changed_is_said(show: Shown) -> None:
    made = tab(show, Work(findings=cloudstory.FINDINGS, plan=cloudstory.plan()))
    made.show_address_warning("203.0.113.7", "203.0.113.7")
    assert not made._address.isVisible()

    made.show_address_warning("203.0.113.7", "198.51.100.1")

    assert "198.51.100.1" in made._address.text()


def test_a_plan_can_be_discarded(show: Shown) -> None:
    made = tab(show, Work(findings=cloudstory.FINDINGS, plan=cloudstory.plan()))

    assert made.discard_button.isVisible()


def test_a_parameter_that_was_refused_is_named_as_in_the_form(show: Shown) -> None:
    params = {"parameter": "ChannelType", "value": "HUGE", "reason": "It has to be smaller."}
    problem = Problem(ErrorCode.PARAMETER_INVALID, params)
    bad = msgspec.structs.replace(cloudstory.FINDINGS[0], is_ok=False, problem=problem)
    made = tab(show, Work(findings=(bad,)))

    row = made.steps.row("lint")
    assert "ChannelType" not in row.detail + row.hint
    assert "HUGE" in row.detail
