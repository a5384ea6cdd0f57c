"""The checklist of going live in words: each step, and for a failed one its cause and action."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.bridges.cloudplaces import Fetch, FetchState
from desktop.cloudwords import trouble
from desktop.golive import Situation
from desktop.language import hint_of, message_of
from desktop.remedies import Action, action_for, seconds_to_retry
from desktop.widgets.checklist import Checklist, RowState
from encoder.messages import Step, StepState

_STATES = {
    StepState.WAITING: RowState.WAITING,
    StepState.RUNNING: RowState.RUNNING,
    StepState.DONE: RowState.DONE,
    StepState.FAILED: RowState.FAILED,
}
CLOUD = "cloud"
"""The row of what is asked before the engine is."""
_FETCH_STATES = {
    FetchState.IDLE: RowState.WAITING,
    FetchState.FETCHING: RowState.RUNNING,
    FetchState.DONE: RowState.DONE,
    FetchState.FAILED: RowState.FAILED,
}


class GoLiveSteps(QWidget):
    """Paints the steps of a Situation.

    Signals:
        action_requested(Action): the button of the failed step was pressed.
        cloud_requested(): the same, where the cloud was asked.
    """

    action_requested = Signal(object)
    cloud_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("controls.steps")
        self._situation = Situation()
        self._now_s = 0.0
        self.checklist = Checklist(self)
        self.checklist.setObjectName("controls.checklist")
        self.checklist.set_rows([(CLOUD, ""), *((step.value, "") for step in Step)])
        self._fetch = Fetch()
        self._has_fetch = False
        self.checklist.action_requested.connect(self._on_action)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.checklist)
        self._retext()

    def show_situation(self, situation: Situation, now_s: float) -> None:
        """Show every step; `now_s` is the monotonic time, for the countdown."""
        self._situation, self._now_s = situation, now_s
        for step, view in situation.steps.items():
            if view.problem is None:
                self.checklist.set_state(step.value, _STATES[view.state])
                continue
            self.checklist.set_state(
                step.value,
                _STATES[view.state],
                message_of(view.problem),
                hint_of(view.problem),
                action=self._action_text(action_for(situation, view.problem)),
            )

    def show_fetch(self, fetch: Fetch, *, is_used: bool) -> None:
        """Show how far the cloud has given address and key; the row is there where it is asked."""
        self._fetch, self._has_fetch = fetch, is_used
        self.checklist.row(CLOUD).setVisible(is_used)
        message, hint = trouble(fetch.problem, fetch.is_unexpected)
        action = ""
        if fetch.state is FetchState.FAILED:
            elsewhere, again = self.tr("Go to the cloud page"), self.tr("Go live again")
            action = elsewhere if fetch.is_mended_elsewhere else again
        self.checklist.set_state(CLOUD, _FETCH_STATES[fetch.state], message, hint, action=action)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retext()
        super().changeEvent(event)

    def action_text(self, action: Action) -> str:
        """Return what a button for `action` says, without countdown."""
        match action:
            case Action.NONE:
                return ""
            case Action.RETRY_NOW:
                return self.tr("Retry now")
            case Action.GO_LIVE_AGAIN:
                return self.tr("Go live again")
            case Action.EDIT_ADDRESS:
                return self.tr("Go to the destination")
            case Action.EDIT_KEY:
                return self.tr("Go to the stream key")
            case Action.CHOOSE_SOURCE:
                return self.tr("Go to the source")
            case Action.CHOOSE_PICTURE:
                return self.tr("Go to the picture")
            case Action.START_ENGINE:
                return self.tr("Start the engine again")

    def _action_text(self, action: Action) -> str:
        seconds = seconds_to_retry(self._situation, self._now_s)
        if action is Action.RETRY_NOW and seconds:
            return self.tr("Retry now (in {seconds} s by itself)").format(seconds=seconds)
        return self.action_text(action)

    def _on_action(self, key: str) -> None:
        if key == CLOUD:
            self.cloud_requested.emit()
            return
        problem = self._situation.steps[Step(key)].problem
        if problem is not None:
            self.action_requested.emit(action_for(self._situation, problem))

    def _retext(self) -> None:
        titles = {
            Step.CHECK: self.tr("Check the settings"),
            Step.SOURCE: self.tr("Open the source"),
            Step.ENCODER: self.tr("Start the encoder"),
            Step.CONNECT: self.tr("Reach the server"),
            Step.HANDSHAKE: self.tr("Agree with the server"),
            Step.PUBLISH: self.tr("Get the stream accepted"),
            Step.KEYFRAME: self.tr("Send the first picture"),
        }
        self.checklist.setAccessibleName(self.tr("Steps of going live"))
        self.checklist.set_title(CLOUD, self.tr("Get address and key from the cloud"))
        for step, title in titles.items():
            self.checklist.set_title(step.value, title)
        self.show_fetch(self._fetch, is_used=self._has_fetch)
        self.show_situation(self._situation, self._now_s)
