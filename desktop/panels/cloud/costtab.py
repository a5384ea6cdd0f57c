"""What it costs, line by line with source and date, and what an audience does to the delivery."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDoubleSpinBox, QFormLayout, QHBoxLayout, QLabel, QSpinBox, QWidget

from cloud.costs.values import AudienceLoad, Price, PriceLine, Usage
from desktop.bridges.cloud import Cloud
from desktop.bridges.cloudboard import problem_of
from desktop.bridges.clouddoor import Order, Quote
from desktop.bridges.tasks import Task
from desktop.clouding.subject import Subject
from desktop.cloudwords import as_in_form, figure, money, spoken, trouble
from desktop.language import translated
from desktop.panels.cloud.formtab import FormTab
from desktop.panels.cloud.tab import CloudTab
from desktop.panels.section import Note
from desktop.widgets.facttable import Fact, FactTable
from desktop.widgets.statuslamp import Lamp
from desktop.widgets.tokens import SPACING, set_role

TYPING_MS = 150
MOST_VIEWERS = 10_000_000


class CostTab(CloudTab):
    """Asks for a new price whenever the form or the assumed show changes."""

    def __init__(self, cloud: Cloud, form: FormTab, parent: QWidget | None = None) -> None:
        super().__init__("cost", parent)
        self._cloud = cloud
        self._form = form
        self._task: Task | None = None
        self._quote: Quote | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TYPING_MS)
        self._timer.timeout.connect(self._ask)
        self.hours = QDoubleSpinBox(self)
        self.hours.setRange(0, 744)
        self.hours.setDecimals(1)
        self.viewers = QSpinBox(self)
        self.viewers.setRange(0, MOST_VIEWERS)
        self.viewers.setGroupSeparatorShown(True)
        self.messages = QDoubleSpinBox(self)
        self.messages.setRange(0, 10_000)
        self.messages.setDecimals(1)
        self.hit_ratio = QDoubleSpinBox(self)
        self.hit_ratio.setRange(0, 100)
        self.hit_ratio.setDecimals(1)
        self.hit_ratio.setSuffix(" %")
        self._labels: dict[str, QLabel] = {}
        usual = Usage()
        self.hours.setValue(usual.live_hours)
        self.viewers.setValue(usual.viewers)
        self.messages.setValue(usual.messages_per_s)
        self.hit_ratio.setValue(usual.hit_ratio * 100)
        for spin in self._spins.values():
            spin.valueChanged.connect(lambda _: self._timer.start())
        self._total = QLabel(self)
        self._total.setObjectName("cloud.cost.total")
        self._total.setWordWrap(True)
        set_role(self._total, "value")
        self._idle = QLabel(self)
        self._idle.setWordWrap(True)
        set_role(self._idle, "muted")
        self.lines = FactTable("cloud.cost.lines")
        self._links = QLabel(self)
        self._links.setObjectName("cloud.cost.links")
        self._links.setOpenExternalLinks(True)
        self._links.setWordWrap(True)
        self._links.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self._load_heading = QLabel(self)
        set_role(self._load_heading, "heading")
        self.load = FactTable("cloud.cost.load")
        self._problem = Note("cloud.cost.problem", "problem", self)
        self._arrange()
        form.changed.connect(self._timer.start)
        self.retext()

    @property
    def usage(self) -> Usage:
        """The show that is assumed."""
        hours = self.hours.value()
        return Usage(
            live_hours=hours,
            viewers=self.viewers.value(),
            messages_per_s=self.messages.value(),
            hours=hours,
            hit_ratio=self.hit_ratio.value() / 100,
        )

    def show_subject(self, subject: Subject) -> None:
        self._ask()

    def retext(self) -> None:
        words = {
            "hours": self.tr("Length of the show"),
            "viewers": self.tr("Viewers at the same time"),
            "messages": self.tr("Chat messages a second"),
            "hits": self.tr("Answered by the edge"),
        }
        for name, spin in self._spins.items():
            self._labels[name].setText(words[name])
            spin.setAccessibleName(words[name])
        self.hours.setSuffix(self.tr(" h"))
        self.lines.setAccessibleName(self.tr("Lines of the price"))
        self.load.setAccessibleName(self.tr("What this audience does"))
        self._load_heading.setText(self.tr("What this audience does"))
        if self._quote is not None:
            self._show_quote(self._quote)

    @property
    def _spins(self) -> dict[str, QSpinBox | QDoubleSpinBox]:
        return {
            "hours": self.hours,
            "viewers": self.viewers,
            "messages": self.messages,
            "hits": self.hit_ratio,
        }

    def _ask(self) -> None:
        subject = self.subject
        if subject is None or not self.isVisible():
            return
        if self._task is not None:
            self._task.cancel()
        order = Order(subject.pattern, subject.stack, self._form.values(), self.usage)
        self._task = self._cloud.quote(order, self._show_quote, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        problem = problem_of(error, "Pricing")
        is_unexpected = problem is None
        if problem is not None and self.subject is not None:
            problem = as_in_form(problem, self.subject.pattern)
        self._problem.say(trouble(problem, is_unexpected)[0])

    def _show_quote(self, quote: Quote) -> None:
        self._quote = quote
        self._problem.say("")
        price = quote.price
        self._total.setText(self._total_words(price))
        self._idle.setText(
            self.tr("An hour live: {hour} · a month unused: {month}").format(
                hour=money(price.usd_per_live_hour), month=money(price.usd_per_month_idle)
            )
        )
        titles = (self.tr("For"), self.tr("Amount"), self.tr("Price"), self.tr("Source"))
        self.lines.show_facts(titles, [self._line(each) for each in price.lines])
        self.lines.setVisible(bool(price.lines))
        self._show_links(price)
        self._show_load(quote.load)

    def _total_words(self, price: Price) -> str:
        if not price.lines:
            return self.tr("Costs nothing by itself")
        if price.usd is not None:
            return self.tr("This show: {money}").format(money=money(price.usd))
        words = self.tr("This show: {money}, and what has no known price")
        return words.format(money=money(price.usd_known))

    def _line(self, line: PriceLine) -> Fact:
        rate = line.rate
        amount = f"{figure(line.quantity)} {translated(rate.unit)}"
        if line.usd is None:
            return Fact((spoken(line.title), amount, self.tr("price unknown"), ""), Lamp.UNKNOWN)
        source = ", ".join(filter(None, (rate.source, rate.as_of)))
        return Fact((spoken(line.title), amount, money(line.usd), source), None)

    def _show_links(self, price: Price) -> None:
        unknown = dict.fromkeys(
            each.rate.url for each in price.lines if each.usd is None and each.rate.url
        )
        links = " · ".join(f'<a href="{url}">{url}</a>' for url in unknown)
        words = self.tr("Nobody has verified some of these prices. Look them up: {links}")
        self._links.setText(words.format(links=links))
        self._links.setVisible(bool(links))

    def _show_load(self, load: AudienceLoad | None) -> None:
        self._load_heading.setVisible(load is not None)
        self.load.setVisible(load is not None)
        if load is None:
            return
        rps, gbps = self.tr("{n} requests/s"), self.tr("{n} Gb/s")
        facts = [
            Fact((self.tr("Edge"), rps.format(n=figure(load.edge_requests_per_s)),
                  gbps.format(n=figure(load.edge_gbps)))),
            Fact((self.tr("Origin, with {hit} % answered by the edge").format(
                      hit=figure(load.hit_ratio * 100)),
                  rps.format(n=figure(load.origin_requests_per_s)),
                  gbps.format(n=figure(load.origin_gbps)))),
            Fact((self.tr("An hour of this"), money(load.usd_per_hour), "")),
        ]  # fmt: skip
        for short in load.quotas:
            words = self.tr("needs {needed}, allowed are {limit} {unit}: have it raised first")
            said = words.format(
                needed=figure(short.needed), limit=figure(short.limit), unit=translated(short.unit)
            )
            facts.append(Fact((spoken(short.title), said, short.source), Lamp.WARNING))
        self.load.show_facts((self.tr("Where"), self.tr("How much"), ""), facts)

    def _arrange(self) -> None:
        fields = QHBoxLayout()
        fields.setSpacing(SPACING.wide)
        pairs = list(self._spins.items())
        for half in (pairs[:2], pairs[2:]):
            form = QFormLayout()
            form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            for name, spin in half:
                spin.setObjectName(f"cloud.cost.{name}")
                spin.setMinimumWidth(96)
                self._labels[name] = QLabel(self)
                self._labels[name].setBuddy(spin)
                form.addRow(self._labels[name], spin)
            fields.addLayout(form)
        fields.addStretch(1)
        self.rows.addLayout(fields)
        for widget in (
            self._total,
            self._idle,
            self._problem,
            self.lines,
            self._links,
            self._load_heading,
            self.load,
        ):
            self.rows.addWidget(widget)
        self.rows.addStretch(1)
