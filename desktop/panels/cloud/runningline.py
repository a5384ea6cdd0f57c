"""The cost clock: what is paid by the hour and runs, what it has cost, and a way to stop it."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from desktop.bridges.cloud import Cloud
from desktop.clouding.situation import CloudSituation
from desktop.cloudwords import all_running_words
from desktop.widgets.tokens import SPACING, set_role

TICK_MS = 5_000


class RunningLine(QFrame):
    """Takes no room while nothing runs; moves on between two answers of the account."""

    def __init__(
        self,
        cloud: Cloud,
        parent: QWidget | None = None,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(parent)
        self.setObjectName("cloud.running")
        set_role(self, "banner")
        self._cloud = cloud
        self._now = now
        self.words = QLabel(self)
        self.words.setObjectName("cloud.running.words")
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.words.setWordWrap(True)
        self.stop_button = QPushButton(self)
        self.stop_button.setObjectName("cloud.running.stop")
        self.stop_button.clicked.connect(cloud.works.stop_all)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACING.normal, SPACING.tight, SPACING.normal, SPACING.tight)
        row.addWidget(self.words, 1)
        row.addWidget(self.stop_button)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)
        cloud.changed.connect(self._show)
        self._retext()

    def tick(self) -> None:
        """Say how much it is by now."""
        self._show(self._cloud.situation)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retext()
        super().changeEvent(event)

    def _show(self, situation: CloudSituation) -> None:
        running = situation.running
        self.setVisible(bool(running))
        if not running:
            self._timer.stop()
            return
        if not self._timer.isActive():
            self._timer.start()
        words = all_running_words(situation, self._now())
        self.words.setText(words)
        self.words.setAccessibleName(words)
        stoppable = [each for each in running if each.can_stop]
        self.stop_button.setVisible(bool(stoppable))
        busy = all(situation.work(each.stack).deed is not None for each in stoppable)
        self.stop_button.setEnabled(bool(stoppable) and not busy)

    def _retext(self) -> None:
        self.stop_button.setText(self.tr("Stop all"))
        self.stop_button.setAccessibleName(self.tr("Stop everything that is paid by the hour"))
        self._show(self._cloud.situation)
