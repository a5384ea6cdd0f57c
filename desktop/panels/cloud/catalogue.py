"""The left side of the cloud page: all architectures as cards, grouped by what they are for."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from cloud.costs.values import Usage
from cloud.patterns.metadata import Kind
from cloud.patterns.pattern import Pattern
from desktop.bridges.cloud import Cloud
from desktop.bridges.clouddoor import Order, Quote
from desktop.clouding.situation import CloudSituation
from desktop.cloudwords import trouble
from desktop.panels.cloud.card import CatalogueCard
from desktop.panels.section import Note
from desktop.widgets.tokens import SPACING, set_role

WIDTH_PX = 288


class CataloguePanel(QWidget):
    """Cards; one of them is chosen.

    Signals:
        chosen(str): the architecture of this id shall be seen.
    """

    chosen = Signal(str)

    def __init__(self, cloud: Cloud, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cloud.catalogue")
        self._cloud = cloud
        self._chosen = ""
        self._patterns: tuple[Pattern, ...] | None = None
        self._priced_in = ""
        self.cards: dict[str, CatalogueCard] = {}
        """By the id of their architecture, in their order."""
        self._headings: dict[Kind, QLabel] = {}
        self._content = QWidget(self)
        self._cards = QVBoxLayout(self._content)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(SPACING.small)
        self._state = QLabel(self)
        self._state.setObjectName("cloud.catalogue.state")
        set_role(self._state, "muted")
        self._problem = Note("cloud.catalogue.problem", "problem", self)
        self._hint = Note("cloud.catalogue.hint", "hint", self)
        self.retry_button = QPushButton(self)
        self.retry_button.setObjectName("cloud.catalogue.retry")
        self.retry_button.clicked.connect(cloud.read_catalogue)
        self._retired = _Retired(self)
        area = QScrollArea(self)
        area.setObjectName("cloud.catalogue.area")
        area.setWidget(self._content)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bar_px = area.verticalScrollBar().sizeHint().width()
        self._content.setFixedWidth(WIDTH_PX)
        self.setFixedWidth(WIDTH_PX + bar_px)
        for widget in (self._state, self._problem, self._hint, self.retry_button):
            self._cards.addWidget(widget)
        self._cards.addWidget(self._retired)
        self._cards.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(area)
        cloud.changed.connect(self._show)
        self._retext()
        self._show(cloud.situation)

    def choose(self, pattern_id: str) -> None:
        """Mark this card as the one that is seen."""
        self._chosen = pattern_id
        for name, card in self.cards.items():
            card.setChecked(name == pattern_id)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retext()
        super().changeEvent(event)

    def _show(self, situation: CloudSituation) -> None:
        if situation.patterns is not self._patterns:
            self._patterns = situation.patterns
            self._replace_cards(situation.patterns or ())
        has_failed = situation.patterns is None and (
            situation.catalogue_problem is not None or situation.is_unexpected
        )
        message, hint = trouble(situation.catalogue_problem, has_failed)
        self._problem.say(message if has_failed else "")
        self._hint.say(hint if has_failed else "")
        self.retry_button.setVisible(has_failed)
        self._state.setVisible(situation.patterns is None and not has_failed)
        for name, card in self.cards.items():
            mine = situation.stacks_of(name)
            card.show_stacks(tuple((each, situation.work(each.stack)) for each in mine))
        if self.cards and situation.account.region != self._priced_in:
            self._priced_in = situation.account.region
            self._ask_prices()

    def _replace_cards(self, patterns: tuple[Pattern, ...]) -> None:
        for widget in (*self._headings.values(), *self.cards.values()):
            self._cards.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._headings, self.cards, self._priced_in = {}, {}, ""
        for pattern in patterns:
            kind = pattern.about.kind
            if kind not in self._headings:
                self._headings[kind] = QLabel(self._content)
                set_role(self._headings[kind], "muted")
                self._insert(self._headings[kind])
            card = CatalogueCard(pattern, self._content)
            card.clicked.connect(lambda _=False, name=pattern.id: self._on_card(name))
            self.cards[pattern.id] = card
            self._insert(card)
        self._retext()
        self.choose(self._chosen)

    def _insert(self, widget: QWidget) -> None:
        """Put it below the others, above what AWS has ended."""
        self._cards.insertWidget(self._cards.indexOf(self._retired), widget)
        widget.show()

    def _ask_prices(self) -> None:
        for name, card in self.cards.items():
            defaults = {each.name: each.default or "" for each in card.pattern.parameters}
            order = Order(card.pattern, name, defaults, Usage(live_hours=1.0, hours=1.0))

            def take(quote: Quote, shown: CatalogueCard = card) -> None:
                if shown in self.cards.values():
                    shown.show_price(quote.price)

            self._cloud.quote(order, take, lambda error: None)

    def _on_card(self, name: str) -> None:
        self.choose(name)
        self.chosen.emit(name)

    def _retext(self) -> None:
        self.setAccessibleName(self.tr("Architectures"))
        self._state.setText(self.tr("Reading the catalogue…"))
        self.retry_button.setText(self.tr("Read it again"))
        self.retry_button.setAccessibleName(self.tr("Read the catalogue again"))
        titles = {
            Kind.LIVE: self.tr("Live streams"),
            Kind.CHAT: self.tr("Chat"),
            Kind.MONITORING: self.tr("Monitoring"),
            Kind.FOUNDATION: self.tr("Foundations"),
        }
        for kind, label in self._headings.items():
            label.setText(titles[kind])
        for card in self.cards.values():
            card.retext()
        self._retired.retext()


class _Retired(QFrame):
    """What older descriptions still show, and AWS has ended."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("cloud.retired")
        set_role(self, "card")
        self._title = QLabel(self)
        self._title.setWordWrap(True)
        set_role(self._title, "muted")
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        set_role(self._words, "hint")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(SPACING.normal, SPACING.small, SPACING.normal, SPACING.small)
        rows.setSpacing(SPACING.hair)
        rows.addWidget(self._title)
        rows.addWidget(self._words)

    def retext(self) -> None:
        """Say every text in the present language."""
        self._title.setText(self.tr("MediaStore ended on 2025-11-13"))
        self._words.setText(
            self.tr(
                "AWS no longer offers it. Its place is taken by MediaPackage "
                "(in “HLS and DASH”), or by an S3 bucket behind CloudFront."
            )
        )
