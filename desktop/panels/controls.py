"""The broadcast itself: on air or not, Go live, Stop, and why not."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QPushButton, QStackedLayout, QWidget

from desktop.bridges.cloudplaces import FetchState
from desktop.bridges.studio import Studio
from desktop.golive import Situation
from desktop.language import hint_of, message_of
from desktop.panels.airline import AirLine
from desktop.panels.destinationcard import card_name
from desktop.panels.golivesteps import GoLiveSteps
from desktop.panels.outcome import Outcome
from desktop.panels.section import Note, Section
from desktop.panels.streamtitle import StreamTitle
from desktop.panels.viewerlink import ViewerLink
from desktop.remedies import (
    Action,
    Button,
    action_for,
    button_for,
    failed_step,
    has_steps,
    problem_of,
)
from desktop.widgets.holdbutton import HoldButton
from desktop.widgets.tokens import set_role
from encoder.errors import Family, Problem

TICK_MS = 250
PATIENCE_MS = 800
"""How long going live may take before its steps are shown; mostly it is done, and nothing moves."""
PLACES = {
    Action.EDIT_ADDRESS: "url",
    Action.EDIT_KEY: "key",
    Action.CHOOSE_SOURCE: "layers.list",
    Action.CHOOSE_PICTURE: "picture.format",
}
"""Where the user has to look, by object name; of destinations, the field alone."""


class ControlsPanel(Section):
    """Paints the Situation; its buttons only ask."""

    def __init__(
        self,
        studio: Studio,
        parent: QWidget | None = None,
        *,
        now_s: Callable[[], float] = time.monotonic,
        now_utc_s: Callable[[], float] = time.time,
    ) -> None:
        super().__init__("controls", parent)
        self._studio = studio
        self._now_s = now_s
        self._refusal: Problem | None = None
        self.air = AirLine(studio, self, now_s=now_s, now_utc_s=now_utc_s)
        self.title = StreamTitle(studio, self)
        self.live_button = QPushButton(self)
        self.live_button.setObjectName("controls.golive")
        set_role(self.live_button, "live")
        self.stop_button = HoldButton(parent=self)
        self.stop_button.setObjectName("controls.stop")
        set_role(self.stop_button, "danger")
        self._problem = Note("controls.problem", "problem", self)
        self._hint = Note("controls.hint", "hint", self)
        self.action_button = QPushButton(self)
        self.action_button.setObjectName("controls.action")
        self.steps = GoLiveSteps(self)
        self.steps.hide()
        self.viewers = ViewerLink(studio, self)
        self.outcome = Outcome(self)
        self._buttons = QStackedLayout()
        self._arrange()
        self._ticker = QTimer(self)
        self._ticker.setInterval(TICK_MS)
        self._ticker.timeout.connect(self._show)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self.steps.show)
        self.live_button.clicked.connect(self.go_live)
        self.stop_button.confirmed.connect(studio.broadcast.stop)
        self.action_button.clicked.connect(self._on_action)
        self.steps.action_requested.connect(self.act)
        self.steps.cloud_requested.connect(self._on_cloud_step)
        studio.places.changed.connect(self._show)
        studio.broadcast.situation_changed.connect(self._show)
        studio.choices_changed.connect(self._show)
        self._retext()

    @property
    def can_go_live(self) -> bool:
        """True where Go live can be pressed."""
        situation = self._studio.broadcast.situation
        return self.live_button.isEnabled() and button_for(situation) is Button.GO_LIVE

    def go_live(self) -> None:
        """What the button does: ask, or say why not."""
        if not self.can_go_live:
            return
        refusals = self._studio.refusals()
        self._refusal = refusals[0] if refusals else None
        if self._refusal is None:
            self._studio.go_live()
        self._show()

    def ask_to_stop(self) -> None:
        """What the shortcut does: the first time it asks, the second time it means it."""
        if self.stop_button.isVisible() and self.stop_button.isEnabled():
            self.stop_button.setFocus()
            self.stop_button.click()

    def act(self, action: Action) -> None:
        """Do the one thing that helps."""
        match action:
            case Action.RETRY_NOW:
                self._studio.broadcast.retry_now()
            case Action.GO_LIVE_AGAIN:
                self.go_live()
            case Action.START_ENGINE:
                self._studio.start_engine()
            case Action.NONE:
                pass
            case Action.EDIT_ADDRESS | Action.EDIT_KEY:
                which = card_name(self._troubled())
                self._studio.attention_asked.emit(f"{which}.{PLACES[action]}")
            case _:
                self._studio.attention_asked.emit(PLACES[action])

    def _on_cloud_step(self) -> None:
        if self._studio.places.fetched.is_mended_elsewhere:
            self._studio.cloud_asked.emit("")
        else:
            self.go_live()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retext()
        super().changeEvent(event)

    def _show(self) -> None:
        situation = self._studio.broadcast.situation
        self._show_buttons(situation)
        self._show_steps(situation)
        self._show_problem(situation)
        self.outcome.show_summary(None if situation.is_on_air else situation.summary)
        if situation.retry_at_s is None:
            self._ticker.stop()
        elif not self._ticker.isActive():
            self._ticker.start()

    def _show_steps(self, situation: Situation) -> None:
        self.steps.show_situation(situation, self._now_s())
        fetched = self._studio.places.fetched
        self.steps.show_fetch(fetched, is_used=bool(self._studio.destinations.cloud_channels()))
        if fetched.state in (FetchState.FETCHING, FetchState.FAILED) and not situation.is_on_air:
            self._patience.stop()
            self.steps.show()
        elif not has_steps(situation):
            self._patience.stop()
            self.steps.hide()
        elif failed_step(situation) is not None:
            self.steps.show()
        elif self.steps.isHidden() and not self._patience.isActive():
            self._patience.start()

    def _show_buttons(self, situation: Situation) -> None:
        button = button_for(situation)
        is_start = button in (Button.GO_LIVE, Button.ASKED)
        wanted = self.live_button if is_start else self.stop_button
        other = self.stop_button if is_start else self.live_button
        had_focus = self.live_button.hasFocus() or self.stop_button.hasFocus()
        other.clearFocus()
        self._buttons.setCurrentWidget(wanted)
        is_waiting = self._studio.destinations.is_waiting or self._studio.places.is_fetching
        can_start = situation.is_attached and not is_waiting
        # While asked it stays enabled, or the keyboard would be sent elsewhere for a blink.
        is_usable = can_start if is_start else button is Button.STOP
        if not is_usable:
            wanted.clearFocus()  # else Qt hands the keyboard to the next field
        wanted.setEnabled(is_usable)
        if had_focus or self._is_keyboard_free():
            wanted.setFocus()

    def _is_keyboard_free(self) -> bool:
        """Return whether no field has the keyboard that the user might be typing into."""
        focused = self.window().focusWidget()
        return focused is None or focused.focusPolicy() is Qt.FocusPolicy.NoFocus

    def _show_problem(self, situation: Situation) -> None:
        """Show what no row of the checklist says."""
        problem = self._present_problem(situation)
        self._problem.say("" if problem is None else message_of(problem))
        self._hint.say("" if problem is None else hint_of(problem))
        action = Action.NONE if problem is None else action_for(situation, problem)
        text = self.steps.action_text(action)
        self.action_button.setText(text)
        self.action_button.setAccessibleName(text)
        self.action_button.setVisible(bool(text))

    def _present_problem(self, situation: Situation) -> Problem | None:
        if self._refusal is not None and self._refusal not in self._studio.refusals():
            self._refusal = None
        if self._refusal is not None:
            return self._refusal
        if failed_step(situation) is not None or situation.engine_problem is not None:
            return None  # said by the checklist, or above the whole window
        problem = problem_of(situation)
        is_elsewhere = problem is not None and problem.family is Family.RECORDING
        return None if is_elsewhere else problem

    def _troubled(self) -> str:
        """Return the id of the destination whose fields have to be looked at."""
        views = self._studio.broadcast.situation.destinations
        known = [choice.id for choice in self._studio.destinations.choices]
        failed = (name for name in known if name in views and views[name].problem is not None)
        return next(failed, self._studio.destinations.refused())

    def _on_action(self) -> None:
        situation = self._studio.broadcast.situation
        problem = self._present_problem(situation)
        if problem is not None:
            self.act(action_for(situation, problem))

    def _arrange(self) -> None:
        self._buttons.addWidget(self.live_button)
        self._buttons.addWidget(self.stop_button)
        self.rows.addWidget(self.air)
        self.rows.addWidget(self.title)
        self.rows.addLayout(self._buttons)
        for widget in (
            self._problem,
            self._hint,
            self.action_button,
            self.steps,
            self.viewers,
            self.outcome,
        ):
            self.rows.addWidget(widget)
        self.rows.addStretch(1)

    def _retext(self) -> None:
        self.set_title(self.tr("Broadcast"))
        self.live_button.setText(self.tr("Go live"))
        self.live_button.setAccessibleName(self.tr("Go live"))
        self.stop_button.set_texts(self.tr("Stop (hold)"), self.tr("Press again to stop"))
        self._show()
