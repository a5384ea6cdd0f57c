"""What a stack is made of, how each part is, and whether somebody changed it behind its back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from cloud.models import ResourceState
from desktop.clouding.situation import Deed
from desktop.clouding.subject import Subject
from desktop.panels.cloud.architecture import (
    ACTIVITY_STATES,
    activity_words,
    resource_state,
    state_words,
)
from desktop.panels.cloud.eventstab import STATE_LAMPS
from desktop.panels.cloud.tab import CloudTab
from desktop.widgets.facttable import Fact, FactTable
from desktop.widgets.flowlayout import FlowState
from desktop.widgets.statuslamp import Lamp
from desktop.widgets.tokens import set_role


class ResourcesTab(CloudTab):
    """One row a resource.

    Signals:
        drift_wanted(): compare with the template.
    """

    drift_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("resources", parent)
        self._state = QLabel(self)
        self._state.setWordWrap(True)
        set_role(self._state, "muted")
        self.drift_button = QPushButton(self)
        self.drift_button.setObjectName("cloud.resources.drift")
        set_role(self.drift_button, "quiet")
        self.drift_button.clicked.connect(self.drift_wanted)
        self.table = FactTable("cloud.resources.table")
        self.rows.addWidget(self._state)
        self.rows.addWidget(self.table)
        self.rows.addWidget(self.drift_button)
        self.rows.addStretch(1)
        self.retext()

    def show_subject(self, subject: Subject) -> None:
        status, work = subject.status, subject.work
        resources = () if status is None else status.resources
        self.table.setVisible(bool(resources))
        self._state.setVisible(not resources)
        reading = self.tr("Reading what it is made of…")
        self._state.setText(self.tr("Nothing has been made yet.") if status is None else reading)
        self.drift_button.setVisible(subject.is_ready)
        self.drift_button.setEnabled(work.deed is None)
        is_comparing = work.deed is Deed.DRIFT
        compare = self.tr("Compare with the template")
        self.drift_button.setText(self.tr("Comparing…") if is_comparing else compare)
        titles = (
            self.tr("Resource"), self.tr("State"), self.tr("Type"), self.tr("Changed by hand"),
            self.tr("Name"),
        )  # fmt: skip
        facts = [self._fact(each, work.drift) for each in resources]
        # What is in alarm or failed comes first: further down it would be out of sight.
        facts.sort(key=lambda fact: fact.lamp is not Lamp.BAD)
        self.table.show_facts(titles, facts)

    def retext(self) -> None:
        self.table.setAccessibleName(self.tr("Resources"))
        self.drift_button.setAccessibleName(self.tr("Compare with the template"))

    def _fact(self, resource: ResourceState, drift: object) -> Fact:
        state = resource_state(resource.status)
        found = drift.get(resource.logical_id, "") if isinstance(drift, dict) else ""
        found = found or resource.drift
        words = state_words(state) or resource.status
        if resource.activity is not None and state is FlowState.READY:
            state = ACTIVITY_STATES[resource.activity.state]
            words = f"{words} · {activity_words(resource.activity)}"
        is_other = found in ("MODIFIED", "DELETED") and state is not FlowState.FAILED
        lamp = Lamp.WARNING if is_other else STATE_LAMPS[state]
        return Fact(
            (resource.logical_id, words, resource.type, self._drift(found), resource.physical_id),
            lamp,
        )

    def _drift(self, found: str) -> str:
        words = {
            "IN_SYNC": self.tr("no"),
            "MODIFIED": self.tr("yes, it differs"),
            "DELETED": self.tr("yes, it is gone"),
            "NOT_CHECKED": self.tr("can't be compared"),
        }
        return words.get(found, found or "–")
