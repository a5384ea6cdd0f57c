"""How one of several destinations is, and what can be done about it now."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.bridges.studio import Studio
from desktop.golive import DestinationView
from desktop.language import hint_of, message_of
from desktop.panels.section import Note
from desktop.remedies import seconds_left
from desktop.widgets.statuslamp import Lamp, StatusLamp
from desktop.widgets.tokens import SPACING, set_role
from encoder.messages import Phase

TICK_MS = 250


class DestinationState(QWidget):
    """A lamp, its problem in words, and on air the buttons: retry, stop, start again."""

    def __init__(
        self,
        studio: Studio,
        destination_id: str,
        name: str,
        parent: QWidget | None = None,
        *,
        now_s: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}.onair")
        self._studio = studio
        self._id = destination_id
        self._now_s = now_s
        self.lamp = StatusLamp(self)
        self.lamp.setObjectName(f"{name}.lamp")
        self.retry_button = QPushButton(self)
        self.retry_button.setObjectName(f"{name}.retry")
        self.start_button = QPushButton(self)
        self.start_button.setObjectName(f"{name}.start")
        self.stop_button = QPushButton(self)
        self.stop_button.setObjectName(f"{name}.stop")
        self._problem = Note(f"{name}.cause", "problem", self)
        self._hint = Note(f"{name}.remedy", "hint", self)
        self._arrange()
        self._ticker = QTimer(self)
        self._ticker.setInterval(TICK_MS)
        self._ticker.timeout.connect(self.refresh)
        broadcast = studio.broadcast
        self.retry_button.clicked.connect(lambda: broadcast.retry_now(self._id))
        self.stop_button.clicked.connect(lambda: broadcast.stop_destination(self._id))
        self.start_button.clicked.connect(self._start)
        broadcast.situation_changed.connect(lambda _: self.refresh())
        self._retext()

    def refresh(self) -> None:
        """Show how it is now."""
        situation = self._studio.broadcast.situation
        view = situation.destinations.get(self._id)
        phase = Phase.IDLE if view is None else view.phase
        is_idle = phase is Phase.IDLE
        others = (v for name, v in situation.destinations.items() if name != self._id)
        has_another = any(other.phase is not Phase.IDLE for other in others)
        is_due = view is not None and view.retry_at_s is not None
        self.retry_button.setVisible(situation.is_on_air and is_due)
        self.stop_button.setVisible(situation.is_on_air and not is_idle and has_another)
        self.start_button.setVisible(situation.is_on_air and is_idle and has_another)
        self.start_button.setEnabled(not self._studio.destinations.refusals(self._id))
        self.start_button.setText(self.tr("Start") if view is None else self.tr("Start again"))
        self._show_state(view or DestinationView(), situation.is_on_air)
        if is_due and not self._ticker.isActive():
            self._ticker.start()
        elif not is_due:
            self._ticker.stop()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retext()
        super().changeEvent(event)

    def _show_state(self, view: DestinationView, is_on_air: bool) -> None:
        problem = view.problem
        if problem is None and view.phase is Phase.IDLE:
            if self._is_blank():
                self._say_nothing_yet()
                return
            problem = next(iter(self._studio.destinations.refusals(self._id)), None)
        self._problem.say("" if problem is None else message_of(problem))
        self._hint.say("" if problem is None else hint_of(problem))
        match view.phase:
            case Phase.IDLE if view.problem is not None:
                self.lamp.set_status(Lamp.BAD, self.tr("Ended"))
            case Phase.IDLE if problem is not None:
                self.lamp.set_status(Lamp.WARNING, self.tr("Can't be used like this"))
            case Phase.IDLE if is_on_air:
                self.lamp.set_status(Lamp.OFF, self.tr("Not on air"))
            case Phase.IDLE:
                self.lamp.set_status(Lamp.OFF, self.tr("Ready"))
            case Phase.LIVE:
                self.lamp.set_status(Lamp.OK, self.tr("On air"))
            case Phase.STARTING:
                self.lamp.set_status(Lamp.WARNING, self._waiting(self.tr("Connecting"), view))
            case Phase.RECONNECTING:
                self.lamp.set_status(Lamp.WARNING, self._waiting(self.tr("Reconnecting"), view))
            case Phase.STOPPING:
                self.lamp.set_status(Lamp.OFF, self.tr("Stopping…"))

    def _is_blank(self) -> bool:
        destinations = self._studio.destinations
        is_address = destinations.choice(self._id).kind == "rtmp"
        return is_address and not destinations.address(self._id).strip()

    def _say_nothing_yet(self) -> None:
        """Nobody has made a mistake by adding a destination."""
        self._problem.say("")
        self._hint.say("")
        self.lamp.set_status(Lamp.OFF, self.tr("Enter its address first"))

    def _waiting(self, words: str, view: DestinationView) -> str:
        seconds = seconds_left(view.retry_at_s, self._now_s())
        if seconds is not None:
            return self.tr("{state} in {seconds} s").format(state=words, seconds=seconds)
        if view.attempt > 1:
            return self.tr("{state}, attempt {number}").format(state=words, number=view.attempt)
        return self.tr("{state}…").format(state=words)

    def _start(self) -> None:
        self._studio.start_destination(self._id)

    def _arrange(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(0)
        line.addWidget(self.lamp, 1)
        for button in (self.start_button, self.stop_button):
            line.addWidget(button)
        for button in (self.retry_button, self.start_button, self.stop_button):
            set_role(button, "quiet")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(SPACING.tight)
        rows.addLayout(line)
        rows.addWidget(self._problem)
        rows.addWidget(self._hint)
        rows.addWidget(self.retry_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _retext(self) -> None:
        self.retry_button.setText(self.tr("Retry now"))
        self.retry_button.setAccessibleName(self.tr("Retry this destination now"))
        self.stop_button.setText(self.tr("Stop"))
        self.stop_button.setAccessibleName(self.tr("Stop this destination only"))
        self.start_button.setAccessibleName(self.tr("Start this destination"))
        self.refresh()
