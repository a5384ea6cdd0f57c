"""What happens to a stack while it happens: the first failure above, newest events first."""

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from cloud.models import Leftover, StackEvent, TeardownProof
from desktop.clouding.situation import CHANGES
from desktop.clouding.subject import Subject
from desktop.cloudwords import clock_time
from desktop.panels.cloud.architecture import resource_state
from desktop.panels.cloud.tab import CloudTab
from desktop.widgets.facttable import Fact, FactTable
from desktop.widgets.flowlayout import FlowState
from desktop.widgets.statuslamp import Lamp
from desktop.widgets.tokens import SPACING, set_role

STATE_LAMPS = {
    FlowState.PLAIN: Lamp.OFF,
    FlowState.ABSENT: Lamp.OFF,
    FlowState.CHANGING: Lamp.WARNING,
    FlowState.READY: Lamp.OK,
    FlowState.RUNNING: Lamp.OK,
    FlowState.FAILED: Lamp.BAD,
}


class EventsTab(CloudTab):
    """Events of the last change, and the proof of a teardown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("events", parent)
        self._nothing = QLabel(self)
        self._nothing.setWordWrap(True)
        set_role(self._nothing, "muted")
        self.failure = _Banner("cloud.events.failure", self)
        self.proof = ProofCard(self)
        self.table = FactTable("cloud.events.table")
        for widget in (self._nothing, self.failure, self.proof, self.table):
            self.rows.addWidget(widget)
        self.rows.addStretch(1)
        self.retext()

    def show_subject(self, subject: Subject) -> None:
        work = subject.work
        has_any = bool(work.events) or work.proof is not None
        self._nothing.setVisible(not has_any)
        waiting = self.tr("Waiting for the first event…")
        idle = self.tr("Nothing has happened here since this window was opened.")
        self._nothing.setText(waiting if work.deed in CHANGES else idle)
        self.failure.setVisible(work.first_failure is not None)
        if work.first_failure is not None:
            first = work.first_failure
            self.failure.say(
                self.tr("First failure: {resource}").format(resource=first.logical_id),
                first.reason or first.status,
            )
        self.proof.setVisible(work.proof is not None)
        if work.proof is not None:
            self.proof.show_proof(work.proof)
        self.table.setVisible(bool(work.events))
        titles = (
            self.tr("Time"), self.tr("Resource"), self.tr("State"), self.tr("Reason or type"),
        )  # fmt: skip
        self.table.show_facts(titles, [_fact(each) for each in reversed(work.events)])

    def retext(self) -> None:
        self.table.setAccessibleName(self.tr("Events"))
        self.failure.setAccessibleName(self.tr("First failure"))


class _Banner(QFrame):
    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        set_role(self, "banner")
        self._title = QLabel(self)
        self._words = QLabel(self)
        set_role(self._title, "heading")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(SPACING.normal, SPACING.small, SPACING.normal, SPACING.small)
        rows.setSpacing(SPACING.hair)
        for label in (self._title, self._words):
            label.setWordWrap(True)
            rows.addWidget(label)

    def say(self, title: str, words: str) -> None:
        """Show these."""
        self._title.setText(title)
        self._words.setText(words)


class ProofCard(QFrame):
    """What was looked at after a teardown, and what is left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cloud.proof")
        set_role(self, "news")
        self._title = QLabel(self)
        self._title.setWordWrap(True)
        set_role(self._title, "heading")
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        set_role(self._words, "muted")
        self.left = FactTable("cloud.proof.left")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(SPACING.normal, SPACING.small, SPACING.normal, SPACING.small)
        rows.setSpacing(SPACING.hair)
        rows.addWidget(self._title)
        rows.addWidget(self._words)
        rows.addWidget(self.left)

    def show_proof(self, proof: TeardownProof) -> None:
        """Show this one."""
        if proof.is_clean and not any(each.is_billable for each in proof.leftovers):
            title = self.tr("{stack} is gone: nothing that costs money is left.")
        elif proof.is_clean:
            title = self.tr("{stack} is gone: only what is kept on purpose still costs money.")
        else:
            title = self.tr("{stack} is gone, but something that costs money is left.")
        self._title.setText(title.format(stack=proof.stack))
        words = self.tr(
            "Resources removed: {count}. Looked at {time} in account {account}, {region}, "
            "by {calls}."
        )
        self._words.setText(
            words.format(
                count=len(proof.deleted),
                time=clock_time(proof.looked_at),
                account=proof.account_id,
                region=proof.region,
                calls=", ".join(proof.looked_by) or "–",
            )
        )
        titles = (self.tr("Still there"), self.tr("Why"), self.tr("Resource"))
        self.left.setAccessibleName(self.tr("What is left"))
        self.left.setVisible(bool(proof.leftovers))
        self.left.show_facts(titles, [self._fact(each) for each in proof.leftovers])

    def _fact(self, left: Leftover) -> Fact:
        if left.is_retained:
            why, lamp = self.tr("kept on purpose: it holds data"), Lamp.OK
        elif left.is_billable:
            why, lamp = self.tr("costs money: remove it"), Lamp.BAD
        else:
            why, lamp = self.tr("costs nothing"), Lamp.WARNING
        return Fact((left.type, why, left.arn), lamp)


def _fact(event: StackEvent) -> Fact:
    lamp = Lamp.BAD if event.is_failure else STATE_LAMPS[resource_state(event.status)]
    what = event.reason or event.type
    return Fact((clock_time(event.at), event.logical_id, event.status, what), lamp)
