"""Who can see what is being sent, since when, and what is happening: badge, clock, one sentence."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.bridges.studio import Studio
from desktop.golive import Situation
from desktop.widgets.badge import Air, Badge
from desktop.widgets.liveclock import LiveClock
from desktop.widgets.tokens import SPACING, set_role
from encoder.messages import EngineState, Phase


class AirLine(QWidget):
    """Paints the Situation; PRACTICE stands where LIVE would stand."""

    def __init__(
        self,
        studio: Studio,
        parent: QWidget | None = None,
        *,
        now_s: Callable[[], float] = time.monotonic,
        now_utc_s: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("controls.air")
        self._studio = studio
        self._now_utc_s = now_utc_s
        self.badge = Badge(self)
        self.badge.setObjectName("controls.badge")
        self.clock = LiveClock(self, now_s=now_s)
        self.clock.setObjectName("controls.clock")
        self.state = QLabel(self)
        self.state.setObjectName("controls.state")
        self.state.setWordWrap(True)
        set_role(self.state, "muted")
        line = QHBoxLayout()
        line.setSpacing(SPACING.normal)
        line.addWidget(self.clock)
        line.addWidget(self.state, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(SPACING.small)
        rows.addWidget(self.badge)
        rows.addLayout(line)
        studio.broadcast.situation_changed.connect(self._show)
        studio.choices_changed.connect(self._show_now)
        self._show_now()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._show_now()
        super().changeEvent(event)

    def _show_now(self) -> None:
        self._show(self._studio.broadcast.situation)

    def _show(self, situation: Situation) -> None:
        self._show_badge(situation)
        self._show_clock(situation)
        self.state.setText(self._words(situation))
        self.clock.setAccessibleName(self.tr("Time on air"))

    def _show_badge(self, situation: Situation) -> None:
        nobody = self.tr("Nobody can see this")
        is_practice = self._is_practice(situation)
        match situation.phase:
            case Phase.IDLE | Phase.STARTING:
                self.badge.show_air(Air.OFF_AIR, nobody)
            case Phase.RECONNECTING:
                self.badge.show_air(Air.RECONNECTING)
            case _ if is_practice:
                self.badge.show_air(Air.PRACTICE, nobody)
            case _:
                self.badge.show_air(Air.LIVE, self.tr("Everybody can see this"))

    def _is_practice(self, situation: Situation) -> bool:
        if situation.is_on_air and situation.destinations:
            views = situation.destinations.values()
            # One that was never reached, or has ended, shows nothing to anybody.
            used = [v for v in views if v.phase not in (Phase.IDLE, Phase.STARTING)] or views
            known = [view.destination for view in used]
            return all(each is not None and each.ingest == "practice" for each in known)
        return all(choice.is_practice for choice in self._studio.destinations.enabled)

    def _words(self, situation: Situation) -> str:
        match situation.phase:
            case Phase.IDLE if situation.is_asked:
                return self.tr("Asking the engine…")
            case Phase.IDLE:
                return self._readiness(situation)
            case Phase.STARTING if situation.attempt > 1:
                return self.tr("Going live, attempt {number}").format(number=situation.attempt)
            case Phase.STARTING:
                return self.tr("Going live…")
            case Phase.RECONNECTING if situation.attempt > 1:
                return self.tr("Reconnecting, attempt {number}").format(number=situation.attempt)
            case Phase.RECONNECTING:
                return self.tr("Reconnecting…")
            case Phase.STOPPING:
                return self.tr("Stopping…")
            case _ if missing := _count_missing(situation):
                live = _count_live(situation)
                return self.tr("On air at {live} of {all}").format(live=live, all=live + missing)
            case _ if situation.was_found_on_air:
                return self.tr("Found on air")
            case _:
                return self.tr("On air")

    def _readiness(self, situation: Situation) -> str:
        if situation.engine is EngineState.GONE:
            return self.tr("The engine isn't running")
        if not situation.is_attached:
            return self.tr("Waiting for the engine")
        if self._studio.places.is_fetching:
            return self.tr("Asking the cloud…")
        if self._studio.destinations.is_waiting:
            return self.tr("Waiting for the ingest")
        return self.tr("Ready")

    def _show_clock(self, situation: Situation) -> None:
        since_s = situation.live_since_utc_s
        if situation.is_on_air and since_s is not None:
            if not self.clock.is_running:
                self.clock.start(self._now_utc_s() - since_s)
        elif self.clock.is_running:
            self.clock.stop()
        elif situation.phase is Phase.STARTING:
            self.clock.reset()


def _count_live(situation: Situation) -> int:
    return sum(view.phase is Phase.LIVE for view in situation.destinations.values())


def _count_missing(situation: Situation) -> int:
    """Return how many destinations should be live beside others and are not."""
    if not _count_live(situation):
        return 0
    return sum(
        view.phase is not Phase.LIVE and (view.phase is not Phase.IDLE or view.problem is not None)
        for view in situation.destinations.values()
    )
