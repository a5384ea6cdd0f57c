import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cloud.errors import ErrorCode as CloudCode
from cloud.errors import Problem as CloudProblem
from desktop.bridges.cloudplaces import Fetch, FetchState
from desktop.golive import Situation
from desktop.hearing import after
from desktop.panels.golivesteps import GoLiveSteps
from desktop.remedies import Action
from desktop.widgets.checklist import RowState
from encoder.errors import ErrorCode, Problem
from encoder.messages import Phase, PhaseChanged, Step, StepReported, StepState, SupervisedEvent

REFUSED = Problem(ErrorCode.CONNECTION_REFUSED, {"host": "ingest.example.com"})


@pytest.fixture
def steps(stage: QWidget) -> GoLiveSteps:
    made = GoLiveSteps(stage)
    return made


def told(*events: SupervisedEvent) -> Situation:
    situation = Situation()
    for event in events:
        situation = after(situation, event, 100.0)
    return situation


def test_every_step_has_its_row(steps: GoLiveSteps) -> None:
    assert steps.checklist.keys == ("cloud", *(step.value for step in Step))


@pytest.mark.parametrize("state", StepState)
def test_a_step_is_shown_as_the_engine_reported_it(steps: GoLiveSteps, state: StepState) -> None:
    steps.show_situation(told(StepReported(Step.SOURCE, state)), 100.0)

    assert steps.checklist.row("source").state is RowState(state.value)


def test_a_failed_step_says_cause_and_action_never_a_code(steps: GoLiveSteps) -> None:
    steps.show_situation(told(StepReported(Step.CONNECT, StepState.FAILED, REFUSED)), 100.0)

    row = steps.checklist.row("connect")
    assert row.detail == "Nothing answers at ingest.example.com."
    assert "Check that the ingest is running" in row.hint
    assert row.button.text() == "Go live again"


def test_while_the_next_attempt_is_due_it_counts_down(steps: GoLiveSteps, qtbot: QtBot) -> None:
    waiting = told(
        StepReported(Step.CONNECT, StepState.FAILED, REFUSED),
        PhaseChanged(Phase.STARTING, 1.0, REFUSED, 2, 4.0),
    )
    row = steps.checklist.row("connect")

    steps.show_situation(waiting, 100.0)
    assert row.button.text() == "Retry now (in 4 s by itself)"
    steps.show_situation(waiting, 102.5)
    assert row.button.text() == "Retry now (in 2 s by itself)"
    steps.show_situation(waiting, 105.0)
    assert row.button.text() == "Retry now"
    with qtbot.waitSignal(steps.action_requested) as asked:
        row.button.click()

    assert asked.args == [Action.RETRY_NOW]


@pytest.mark.parametrize("action", Action)
def test_every_action_has_its_words(steps: GoLiveSteps, action: Action) -> None:
    assert bool(steps.action_text(action)) == (action is not Action.NONE)


def test_the_cloud_has_its_row_only_where_it_is_asked(steps: GoLiveSteps) -> None:
    steps.show_fetch(Fetch(), is_used=False)
    assert steps.checklist.row("cloud").isHidden()

    steps.show_fetch(Fetch(FetchState.FETCHING), is_used=True)

    assert not steps.checklist.row("cloud").isHidden()
    assert steps.checklist.row("cloud").state is RowState.RUNNING


def test_a_cloud_that_refuses_says_why_and_leads_on(steps: GoLiveSteps, qtbot: QtBot) -> None:
    denied = CloudProblem(CloudCode.CALL_DENIED, {"action": "ivs:GetStreamKey"})
    steps.show_fetch(Fetch(FetchState.FAILED, denied), is_used=True)
    row = steps.checklist.row("cloud")
    assert "ivs:GetStreamKey" in row.detail
    assert row.button.text() == "Go live again"

    with qtbot.waitSignal(steps.cloud_requested):
        row.button.click()

    expired = CloudProblem(CloudCode.PROFILE_NOT_FOUND, {"profile": "studio"})
    steps.show_fetch(Fetch(FetchState.FAILED, expired), is_used=True)
    assert row.button.text() == "Go to the cloud page"
