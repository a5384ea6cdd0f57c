"""What can be practised: trouble to play, a clock to put forward, and mails to read."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from cloud.practice.accountmessages import Scenario
from desktop.bridges.cloud import Cloud
from desktop.clouding.situation import CloudSituation
from desktop.widgets.tokens import SPACING

STEPS_S = (60, 600, 3_600, 86_400)


class RehearsalMenu(QWidget):
    """Two buttons that are there in practice only.

    Signals:
        mails_wanted(): show the mails.
    """

    mails_wanted = Signal()

    def __init__(self, cloud: Cloud, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cloud.rehearsal")
        self._cloud = cloud
        self.button = QPushButton(self)
        self.button.setObjectName("cloud.scenarios")
        self._menu = QMenu(self.button)
        self._menu.setObjectName("cloud.scenarios.menu")
        self.scenarios: dict[Scenario, QAction] = {}
        for scenario in Scenario:
            action = self._menu.addAction("")
            action.setObjectName(f"cloud.scenario.{scenario}")
            action.setCheckable(True)
            action.triggered.connect(
                lambda is_on, scenario=scenario: cloud.rehearsal.play(scenario, is_on)
            )
            self.scenarios[scenario] = action
        self._menu.addSeparator()
        self.clocks: dict[int, QAction] = {}
        for step_s in STEPS_S:
            action = self._menu.addAction("")
            action.setObjectName(f"cloud.clock.{step_s}")
            action.triggered.connect(lambda _=False, step_s=step_s: cloud.rehearsal.advance(step_s))
            self.clocks[step_s] = action
        self.button.setMenu(self._menu)
        self.mails_button = QPushButton(self)
        self.mails_button.setObjectName("cloud.mails.open")
        self.mails_button.clicked.connect(self.mails_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACING.small)
        row.addWidget(self.button)
        row.addWidget(self.mails_button)
        cloud.changed.connect(self._show)
        self._retext()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retext()
        super().changeEvent(event)

    def _show(self, situation: CloudSituation) -> None:
        self.setVisible(situation.account.is_practice)
        self.button.setEnabled(situation.is_open)
        self.mails_button.setEnabled(situation.is_open)
        for scenario, action in self.scenarios.items():
            action.setChecked(scenario in situation.scenarios)
        count = len(situation.scenarios)
        words = self.tr("Rehearse ({count})").format(count=count) if count else self.tr("Rehearse")
        self.button.setText(words)
        self.button.setAccessibleName(words)

    def _retext(self) -> None:
        titles = {
            Scenario.STARVATION: self.tr("Almost nothing arrives (starvation)"),
            Scenario.UPLINK_HALF: self.tr("Half of the uplink is gone"),
            Scenario.VIEWER_DROP: self.tr("Two thirds of the viewers leave"),
            Scenario.CHAT_FLOOD: self.tr("The chat is flooded"),
            Scenario.THROTTLED: self.tr("Too many calls (throttled)"),
            Scenario.LATE_METRICS: self.tr("Metrics come five minutes late"),
            Scenario.EXPIRED_CREDENTIALS: self.tr("The sign-in expires"),
        }
        for scenario, action in self.scenarios.items():
            action.setText(titles[scenario])
        steps = (
            self.tr("Put the clock forward by a minute"),
            self.tr("Put the clock forward by 10 minutes"),
            self.tr("Put the clock forward by an hour"),
            self.tr("Put the clock forward by a day"),
        )
        for action, text in zip(self.clocks.values(), steps, strict=True):
            action.setText(text)
        self.mails_button.setText(self.tr("E-mails…"))
        self.mails_button.setAccessibleName(self.tr("E-mails of the practice account"))
        self._show(self._cloud.situation)
