"""Keeps the tray's sign true, and tells who can't see the window what they must know."""

from PySide6.QtCore import QObject

from desktop.bridges.studio import Studio
from desktop.golive import Situation
from desktop.language import hint_of, message_of
from desktop.shell.tray import Tray
from desktop.widgets.badge import Badge
from encoder.errors import Problem
from encoder.messages import Phase


class TrayWatch(QObject):
    """Each piece of news is told once: when it begins to be true."""

    def __init__(self, studio: Studio, badge: Badge, tray: Tray) -> None:
        """`badge` is the window's own: it hears of everything before this does."""
        super().__init__(tray)
        self._badge = badge
        self._tray = tray
        self._before = studio.broadcast.situation
        studio.broadcast.situation_changed.connect(self._on_situation)
        self._on_situation(self._before)

    def _on_situation(self, situation: Situation) -> None:
        before, self._before = self._before, situation
        self._tray.show_state(self._badge.air, situation.recording.is_running)
        if situation.phase is Phase.RECONNECTING is not before.phase:
            self._tell(self.tr("Reconnecting"), situation.problem)
        elif situation.phase is Phase.LIVE and before.phase is Phase.RECONNECTING:
            self._tray.toast(self.tr("On air again"), "")
        elif situation.summary is not None and before.summary is None:
            self._tell(self.tr("The broadcast ended"), situation.summary.problem)
        if situation.recording.problem not in (None, before.recording.problem):
            self._tell(self.tr("Recording"), situation.recording.problem)

    def _tell(self, title: str, problem: Problem | None) -> None:
        if problem is not None:
            self._tray.toast(title, f"{message_of(problem)} {hint_of(problem)}")
