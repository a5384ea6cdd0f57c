"""The right side of the cloud page: the chosen architecture, its picture, all about its stack."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from cloud.costs.values import Usage
from cloud.models import StackStatus
from cloud.patterns.metadata import Kind
from cloud.patterns.pattern import Pattern
from desktop.bridges.cloud import Cloud
from desktop.clouding.situation import CloudSituation, Work
from desktop.clouding.subject import Subject
from desktop.cloudwords import as_in_form, deed_words, phase_words, spoken, trouble
from desktop.panels.cloud.abouttab import AboutTab
from desktop.panels.cloud.architecture import picture_of
from desktop.panels.cloud.card import LAMPS
from desktop.panels.cloud.checktab import CheckTab
from desktop.panels.cloud.costtab import CostTab
from desktop.panels.cloud.deedbar import DeedBar
from desktop.panels.cloud.eventstab import EventsTab
from desktop.panels.cloud.formtab import FormTab
from desktop.panels.cloud.outputstab import OutputsTab
from desktop.panels.cloud.plantab import PlanTab
from desktop.panels.cloud.resourcestab import ResourcesTab
from desktop.panels.cloud.stackbox import PREFIX, StackBox
from desktop.panels.cloud.tab import CloudTab
from desktop.panels.section import Note
from desktop.widgets.flowpicture import FlowView
from desktop.widgets.statuslamp import Lamp, StatusLamp
from desktop.widgets.tabbedcolumn import TabbedColumn
from desktop.widgets.tokens import SPACING, set_role

LEAST_HEIGHT_PX = 400
OF_STACKS = ("plan", "events", "resources", "outputs", "check")
"""Tabs that have nothing to show before there is a stack, or a plan for one."""
PICTURE_PART = 0.45
LEAST_PICTURE_PX = 110


class DetailPanel(QFrame):
    """Paints one Subject; what its buttons ask for is carried out by `desktop.panels.cloud.page`.

    Signals:
        wanted(str): a button of the deed bar was pressed.
    """

    wanted = Signal(str)

    def __init__(self, cloud: Cloud, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cloud.detail")
        set_role(self, "panel")
        self._cloud = cloud
        self._pattern: Pattern | None = None
        self.is_furnished = False
        """Its tabs are there, and an architecture can be shown."""
        self._names: dict[str, str] = {}
        self._pictured: tuple[Pattern, StackStatus | None] | None = None
        self._title = QLabel(self)
        set_role(self._title, "title")
        self._title.setMinimumWidth(60)
        self.lamp = StatusLamp(self)
        self.lamp.setObjectName("cloud.detail.state")
        self.stack_box = StackBox(self)
        self.deeds = DeedBar(self)
        self._problem = Note("cloud.detail.problem", "problem", self)
        self._hint = Note("cloud.detail.hint", "hint", self)
        self.pages: dict[str, CloudTab] = {}
        """By their names, in their order; complete once `furnish` is through."""
        self.hide()

    def furnish(self) -> Iterator[None]:
        """Make the tabs, one in each step, and be seen; all at once would be felt."""
        self.flow = FlowView("cloud.flow", self)
        self.tabs = TabbedColumn("cloud.tabs", self)
        set_role(self.tabs.tabs, "dense")
        self._arrange()
        yield
        self.form = FormTab(self._cloud, self)
        yield from self._add("settings", self.form)
        yield from self._add("cost", CostTab(self._cloud, self.form, self))
        self.plan = PlanTab(self)
        yield from self._add("plan", self.plan)
        yield from self._add("events", EventsTab(self))
        self.resources = ResourcesTab(self)
        yield from self._add("resources", self.resources)
        self.outputs = OutputsTab(self)
        yield from self._add("outputs", self.outputs)
        self.check = CheckTab(self)
        yield from self._add("check", self.check)
        yield from self._add("about", AboutTab(self))
        self.deeds.wanted.connect(self.wanted)
        self.stack_box.chosen.connect(self._on_stack)
        self.form.changed.connect(self._show_now)
        self._cloud.changed.connect(self._show)
        self.is_furnished = True
        self._retext()
        yield
        self.show()

    @property
    def subject(self) -> Subject | None:
        """What is shown; None until the catalogue is there."""
        if self._pattern is None:
            return None
        return Subject(self._cloud.situation, self._pattern, self.stack_box.name)

    def show_pattern(self, pattern: Pattern) -> None:
        """Show this architecture, with the stack of it that was seen last."""
        self._pattern = pattern
        mine = self._cloud.situation.stacks_of(pattern.id)
        usual = mine[0].stack if mine else f"{PREFIX}{pattern.id}"
        self.stack_box.show_name(self._names.get(pattern.id, usual))
        self._show_picture(pattern, None)
        self._give_room()
        self._cloud.account.watch(self.stack_box.name)
        self._show_now()
        if not mine and not self._has_news() and self.tabs.page in OF_STACKS:
            self.show_tab("settings")  # the tab has nothing to show, and this is what comes next

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange and self.is_furnished:
            self._retext()
        super().changeEvent(event)

    def _has_news(self) -> bool:
        """Tell whether something is, or was, done to the stack that is shown."""
        subject = self.subject
        return subject is not None and subject.work != Work()

    def _give_room(self) -> None:
        """Give the picture what it wants, and the tabs at least half."""
        whole = max(self.splitter.height(), LEAST_HEIGHT_PX)
        wanted = self.flow.sizeHint().height() + SPACING.wide
        upper = min(wanted, int(whole * PICTURE_PART))
        self.splitter.setSizes([upper, whole - upper])

    def _show_now(self) -> None:
        self._show(self._cloud.situation)

    def _show(self, situation: CloudSituation) -> None:
        subject = self.subject
        if subject is None:
            return
        pattern, work = subject.pattern, subject.work
        self._title.setText(spoken(pattern.about.title))
        mine = tuple(each.stack for each in situation.stacks_of(pattern.id))
        self.stack_box.offer(pattern.id, mine)
        for page in self.pages.values():
            page.take(subject)
        has_check = pattern.about.kind is Kind.MONITORING
        self.tabs.set_available("check", has_check)
        self.deeds.show_state(situation, pattern, subject.stack, is_form_fine=self.form.is_fine)
        self._show_picture(pattern, subject.status)
        self._show_lamp(subject)
        problem = None if work.problem is None else as_in_form(work.problem, pattern)
        message, hint = trouble(problem, work.is_unexpected)
        self._problem.say(message)
        self._hint.say(hint)

    def _show_picture(self, pattern: Pattern, status: StackStatus | None) -> None:
        if self._pictured != (pattern, status):
            self._pictured = pattern, status
            self.flow.show_picture(picture_of(pattern, status))

    @property
    def usage(self) -> Usage:
        """The show that costs are counted for."""
        page = self.pages["cost"]
        assert isinstance(page, CostTab)
        return page.usage

    def say_trouble(self, words: str) -> None:
        """Say that something failed that has nothing to do with the cloud; until the next news."""
        self._problem.say(words)

    def show_tab(self, name: str) -> None:
        """Bring this tab forth."""
        self.tabs.show_page(name)

    def _show_lamp(self, subject: Subject) -> None:
        work, status = subject.work, subject.status
        if work.deed is not None:
            self.lamp.set_status(Lamp.WARNING, deed_words(work.deed))
        elif status is not None:
            self.lamp.set_status(LAMPS[status.phase], phase_words(status.phase))
        else:
            self.lamp.set_status(Lamp.OFF, self.tr("not made"))

    def _on_stack(self, name: str) -> None:
        if self._pattern is not None:
            self._names[self._pattern.id] = name
            self._cloud.account.watch(name)
            self._show_now()

    def _add(self, name: str, page: CloudTab) -> Iterator[None]:
        yield
        self.pages[name] = page
        self.tabs.add(name, page)
        yield

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACING.normal)
        head.addWidget(self._title)
        head.addWidget(self.lamp, 1)
        head.addWidget(self.stack_box)
        top = QScrollArea(self)
        top.setObjectName("cloud.flow.area")
        top.setWidget(self.flow)
        top.setWidgetResizable(True)
        top.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        top.setMinimumHeight(LEAST_PICTURE_PX)
        self.flow.focus_moved.connect(
            lambda area: top.ensureVisible(
                round(area.center().x()), round(area.center().y()), 90, 40
            )
        )
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.setObjectName("cloud.splitter")
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(top)
        self.splitter.addWidget(self.tabs)
        # Less height is taken from the tabs alone, so that theirs don't move under the mouse.
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(SPACING.wide, SPACING.normal, SPACING.wide, SPACING.tight)
        rows.setSpacing(SPACING.small)
        rows.addLayout(head)
        rows.addWidget(self.deeds)
        rows.addWidget(self._problem)
        rows.addWidget(self._hint)
        rows.addWidget(self.splitter, 1)

    def _retext(self) -> None:
        self.setAccessibleName(self.tr("Architecture"))
        titles = {
            "settings": self.tr("Settings"),
            "cost": self.tr("Cost"),
            "plan": self.tr("Plan"),
            "events": self.tr("Events"),
            "resources": self.tr("Resources"),
            "outputs": self.tr("Outputs"),
            "check": self.tr("Check"),
            "about": self.tr("About"),
        }
        self.tabs.tabs.setAccessibleName(self.tr("About this architecture"))
        for name, title in titles.items():
            self.tabs.set_title(name, title)
        self._pictured = None  # it has words
        self._show_now()
