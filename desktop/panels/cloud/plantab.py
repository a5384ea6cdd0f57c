"""What would happen: the steps of a plan, and every resource that would change."""

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from cloud.models import Action, Change, Plan, PlanStep, Replacement, StepFinding
from cloud.patterns.pattern import Pattern
from desktop.clouding.situation import Deed
from desktop.clouding.subject import Subject
from desktop.cloudwords import as_in_form, clock_time, money, trouble
from desktop.language import translated
from desktop.panels.cloud.tab import CloudTab
from desktop.panels.section import Note
from desktop.widgets.checklist import Checklist, RowState
from desktop.widgets.facttable import Fact, FactTable
from desktop.widgets.statuslamp import Lamp
from desktop.widgets.tokens import set_role

_LAMPS = {Action.ADD: Lamp.OK, Action.REMOVE: Lamp.BAD}


class PlanTab(CloudTab):
    """Changes above, the steps that led there below; nothing here changes anything."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("plantab", parent)
        self._nothing = QLabel(self)
        self._nothing.setWordWrap(True)
        set_role(self._nothing, "muted")
        self.steps = Checklist(self)
        self.steps.setObjectName("cloud.plan.steps")
        self.steps.set_rows([(step.value, "") for step in PlanStep])
        self._verdict = QLabel(self)
        self._verdict.setObjectName("cloud.plan.verdict")
        self._verdict.setWordWrap(True)
        set_role(self._verdict, "heading")
        self._replaced = Note("cloud.plan.replaced", "problem", self)
        self._address = Note("cloud.plan.address", "problem", self)
        self.changes = FactTable("cloud.plan.changes")
        self.discard_button = QPushButton(self)
        self.discard_button.setObjectName("cloud.plan.discard")
        set_role(self.discard_button, "quiet")
        for widget in (
            self._nothing,
            self._verdict,
            self._replaced,
            self._address,
            self.changes,
            self.discard_button,
            self.steps,
        ):
            self.rows.addWidget(widget)
        self.rows.addStretch(1)
        self.retext()

    def show_address_warning(self, was: str, now: str) -> None:
        """Say that this computer's address is another than the one that was planned."""
        words = self.tr(
            "This computer's address was {was} when it was planned and is {now} now. "
            "Plan again, or nothing will be let in."
        )
        self._address.say(words.format(was=was, now=now) if was and was != now else "")

    def show_subject(self, subject: Subject) -> None:
        work = subject.work
        is_planning = work.deed is Deed.PLAN
        has_any = is_planning or bool(work.findings)
        self._nothing.setVisible(not has_any)
        self.steps.setVisible(has_any)
        self._show_steps(subject, is_planning)
        plan = work.plan
        self._verdict.setVisible(plan is not None)
        self.changes.setVisible(plan is not None and bool(plan.changes))
        self.discard_button.setVisible(plan is not None and work.deed is None)
        self._replaced.say("")
        if plan is not None:
            self._show_plan(plan)

    def retext(self) -> None:
        self._nothing.setText(
            self.tr("Press “Plan” to see what would happen. Nothing is changed by that.")
        )
        self.steps.setAccessibleName(self.tr("Steps of the plan"))
        titles = {
            PlanStep.LINT: self.tr("Check the template"),
            PlanStep.LIFECYCLE: self.tr("No service that AWS has ended"),
            PlanStep.REGION: self.tr("Offered in this region"),
            PlanStep.QUOTA: self.tr("Within the quotas"),
            PlanStep.PERMISSION: self.tr("Your permissions"),
            PlanStep.ARTEFACTS: self.tr("Code in the bucket"),
            PlanStep.PRICE: self.tr("Price"),
            PlanStep.CHANGE_SET: self.tr("Changes"),
        }
        for step, title in titles.items():
            self.steps.set_title(step.value, title)
        self.changes.setAccessibleName(self.tr("Changes"))
        self.discard_button.setText(self.tr("Discard this plan"))
        self.discard_button.setAccessibleName(self.tr("Discard this plan"))

    def _show_steps(self, subject: Subject, is_planning: bool) -> None:
        found = {each.step: each for each in subject.work.findings}
        is_next = is_planning
        for step in PlanStep:
            finding = found.get(step)
            if finding is not None:
                self._show_step(finding, subject.pattern)
            elif is_next:
                self.steps.set_state(step.value, RowState.RUNNING)
                is_next = False
            else:
                self.steps.set_state(step.value, RowState.WAITING)

    def _show_step(self, finding: StepFinding, pattern: Pattern) -> None:
        state = RowState.DONE if finding.is_ok else RowState.FAILED
        detail, hint = translated(finding.detail), ""
        if finding.problem is not None:
            detail, hint = trouble(as_in_form(finding.problem, pattern), is_unexpected=False)
        self.steps.set_state(finding.step.value, state, detail, hint)

    def _show_plan(self, plan: Plan) -> None:
        if not plan.is_applicable:
            self._verdict.setText(self.tr("This can't be applied: see the step that failed."))
            return
        when = clock_time(plan.planned_at) if plan.planned_at is not None else ""
        counts = self.tr("Changes: {count} · planned at {time}").format(
            count=len(plan.changes), time=when
        )
        price = plan.price
        cost = "" if price is None else self.tr("an hour live: {money}").format(
            money=money(price.usd_per_live_hour)
        )  # fmt: skip
        self._verdict.setText(" · ".join(filter(None, (counts, cost))))
        lost = plan.replaced
        if lost:
            words = self.tr("Replaced or removed, with address and content: {names}")
            self._replaced.say(words.format(names=", ".join(each.logical_id for each in lost)))
        titles = (self.tr("Change"), self.tr("Resource"), self.tr("Type"), self.tr("What"))
        self.changes.show_facts(titles, [self._fact(each) for each in plan.changes])

    def _fact(self, change: Change) -> Fact:
        is_lost = change.replacement is not Replacement.NO or change.action is Action.REMOVE
        lamp = Lamp.BAD if is_lost else _LAMPS.get(change.action, Lamp.WARNING)
        what = ", ".join(change.properties)
        return Fact((self.change_words(change), change.logical_id, change.type, what), lamp)

    def change_words(self, change: Change) -> str:
        """Return what happens to a resource, in words."""
        match change.replacement:
            case Replacement.YES:
                return self.tr("replace (the old one is lost)")
            case Replacement.MAYBE:
                return self.tr("change, perhaps replace")
            case Replacement.NO:
                pass
        match change.action:
            case Action.ADD:
                return self.tr("make")
            case Action.MODIFY:
                return self.tr("change")
            case Action.REMOVE:
                return self.tr("remove")
            case Action.IMPORT:
                return self.tr("take over")
            case Action.DYNAMIC:
                return self.tr("known only later")
