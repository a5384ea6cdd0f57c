"""The practice check: every item verified against the account, with its evidence to keep."""

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from cloud.models import CheckItem, CheckResult
from desktop.clouding.situation import Deed
from desktop.clouding.subject import Subject
from desktop.cloudwords import clock_time, spoken
from desktop.panels.cloud.tab import CloudTab
from desktop.panels.section import Note
from desktop.widgets.facttable import Fact, FactTable
from desktop.widgets.statuslamp import Lamp
from desktop.widgets.tokens import SPACING, set_role

MOST_EVIDENCE = 1_200
_LAMPS = {True: Lamp.OK, False: Lamp.BAD, None: Lamp.UNKNOWN}
_URGENCY = {False: 0, None: 1, True: 2}


class CheckTab(CloudTab):
    """Items, what failed first; each unfolds to what the service answered.

    Signals:
        check_wanted(): verify everything now.
        evidence_wanted(): save what was found.
    """

    check_wanted = Signal()
    evidence_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("check", parent)
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        set_role(self._words, "muted")
        self.check_button = QPushButton(self)
        self.check_button.setObjectName("cloud.check.now")
        self.check_button.clicked.connect(self.check_wanted)
        self.evidence_button = QPushButton(self)
        self.evidence_button.setObjectName("cloud.check.evidence")
        self.evidence_button.clicked.connect(self.evidence_wanted)
        self.verdict = QLabel(self)
        self.verdict.setObjectName("cloud.check.verdict")
        self.verdict.setWordWrap(True)
        set_role(self.verdict, "heading")
        self.saved = Note("cloud.check.saved", "hint", self)
        self.table = FactTable("cloud.check.items")
        line = QHBoxLayout()
        line.setSpacing(SPACING.small)
        line.addWidget(self.check_button)
        line.addWidget(self.evidence_button)
        line.addWidget(self.verdict, 1)
        self.rows.addWidget(self._words)
        self.rows.addLayout(line)
        self.rows.addWidget(self.saved)
        self.rows.addWidget(self.table)
        self.rows.addStretch(1)
        self.retext()

    def show_subject(self, subject: Subject) -> None:
        work = subject.work
        is_checking = work.deed is Deed.CHECK
        result = work.check
        self._words.setVisible(result is None)
        can_check = subject.is_ready and work.deed is None and subject.situation.is_open
        self.check_button.setEnabled(can_check)
        again, now = self.tr("Check again"), self.tr("Check now")
        text = self.tr("Checking…") if is_checking else now if result is None else again
        self.check_button.setText(text)
        self.evidence_button.setVisible(result is not None)
        self.verdict.setVisible(result is not None)
        self.table.setVisible(result is not None)
        if result is not None:
            self._show_result(result)

    def retext(self) -> None:
        self._words.setText(
            self.tr(
                "Looks by API at everything that this architecture promises: tables, functions, "
                "alarms, topic, dashboard. What is found can be saved as evidence."
            )
        )
        self.check_button.setAccessibleName(self.tr("Check now"))
        self.evidence_button.setText(self.tr("Save the evidence…"))
        self.evidence_button.setAccessibleName(self.tr("Save the evidence as a ZIP file"))
        self.table.setAccessibleName(self.tr("Items of the check"))

    def _show_result(self, result: CheckResult) -> None:
        good = sum(item.is_ok is True for item in result.items)
        words = self.tr("{good} of {all} are as they should be, at {time}")
        self.verdict.setText(
            words.format(good=good, all=len(result.items), time=clock_time(result.at))
        )
        titles = (self.tr("Item"), self.tr("State"), self.tr("Found"))
        # What needs something done comes first: at the end of the list it would be out of sight.
        items = sorted(result.items, key=lambda item: _URGENCY[item.is_ok])
        self.table.show_facts(titles, [self._fact(item) for item in items])

    def _fact(self, item: CheckItem) -> Fact:
        states = {
            True: self.tr("fine"), False: self.tr("not as it should be"),
            None: self.tr("can't be verified yet"),
        }  # fmt: skip
        evidence = ""
        if item.evidence:
            evidence = msgspec.json.format(msgspec.json.encode(item.evidence), indent=2).decode()
            evidence = evidence[:MOST_EVIDENCE]
        cells = (spoken(item.title), states[item.is_ok], spoken(item.finding))
        return Fact(cells, _LAMPS[item.is_ok], evidence)
