"""One architecture in the catalogue: what it is, what it costs, and how one's own stacks are."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from cloud.costs.values import Price
from cloud.models import StackPhase, StackStatus
from cloud.patterns.pattern import Pattern
from desktop.clouding.situation import Work
from desktop.cloudwords import deed_words, money, phase_words, spoken
from desktop.language import translated
from desktop.widgets.statuslamp import Lamp, StatusLamp
from desktop.widgets.tokens import SPACING, current_theme, set_role

LAMPS = {
    StackPhase.ABSENT: Lamp.OFF,
    StackPhase.PLANNED: Lamp.OFF,
    StackPhase.CHANGING: Lamp.WARNING,
    StackPhase.READY: Lamp.OK,
    StackPhase.ROLLED_BACK: Lamp.BAD,
    StackPhase.FAILED: Lamp.BAD,
    StackPhase.DELETING: Lamp.WARNING,
}


class CatalogueCard(QAbstractButton):
    """A card that is pressed to see more; it stays pressed while its architecture is seen."""

    def __init__(self, pattern: Pattern, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"cloud.card.{pattern.id}")
        self.pattern = pattern
        self._price: Price | None = None
        self._stacks: tuple[tuple[StackStatus, Work], ...] = ()
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._title = self._label("heading")
        self._source = self._label("notice")
        self._source.setWordWrap(False)
        self._summary = self._label("muted")
        self._cost = self._label("")
        self._lamps = QVBoxLayout()
        self._lamps.setSpacing(SPACING.hair)
        head = QHBoxLayout()
        head.setSpacing(SPACING.small)
        head.addWidget(self._title, 1)
        head.addWidget(self._source, 0, Qt.AlignmentFlag.AlignTop)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(SPACING.normal, SPACING.small, SPACING.normal, SPACING.small + 1)
        rows.setSpacing(SPACING.tight)
        rows.addLayout(head)
        rows.addWidget(self._summary)
        rows.addWidget(self._cost)
        rows.addLayout(self._lamps)
        self.retext()

    def show_price(self, price: Price | None) -> None:
        """Show what an hour of a show, and a month unused, cost."""
        self._price = price
        self._cost.setText(self._price_words())
        self._announce()

    def show_stacks(self, stacks: tuple[tuple[StackStatus, Work], ...]) -> None:
        """Show how one's own stacks of it are."""
        if stacks == self._stacks:
            return
        self._stacks = stacks
        while (item := self._lamps.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for status, work in stacks:
            lamp = StatusLamp(self)
            lamp.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            is_busy = work.deed is not None
            said = deed_words(work.deed) if work.deed is not None else phase_words(status.phase)
            words = self.tr("{stack}: {state}").format(stack=status.stack, state=said)
            lamp.set_status(Lamp.WARNING if is_busy else LAMPS[status.phase], words)
            self._lamps.addWidget(lamp)
            lamp.show()
        self._announce()

    def retext(self) -> None:
        """Say every text in the present language."""
        about = self.pattern.about
        self._title.setText(spoken(about.title))
        self._summary.setText(spoken(about.summary))
        self._source.setText(translated(about.source.pattern))
        self._source.setVisible(bool(about.source.pattern))
        self._cost.setText(self._price_words())
        stacks, self._stacks = self._stacks, ()
        self.show_stacks(stacks)
        self._announce()

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else QSize()

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        return layout.minimumSize() if layout is not None else QSize()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.heightForWidth(width) if layout is not None else -1

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_lit = self.isChecked() or self.hasFocus()
        fill = theme.selection if self.isChecked() else theme.surface
        if self.underMouse() and not self.isChecked():
            fill = theme.hover
        painter.setPen(QPen(QColor(theme.accent if is_lit else theme.border), 2 if is_lit else 1))
        painter.setBrush(QColor(fill))
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(frame, SPACING.radius, SPACING.radius)
        painter.end()

    def _label(self, role: str) -> QLabel:
        label = QLabel(self)
        label.setWordWrap(True)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        set_role(label, role)
        return label

    def _price_words(self) -> str:
        price = self._price
        if price is None:
            return ""
        if not price.lines:
            return self.tr("Costs nothing by itself")
        usd, idle = price.usd, price.usd_per_month_idle
        if usd is None and idle is None and not price.usd_known:
            return self.tr("Price unknown")
        hour = money(usd)
        if usd is None and price.usd_known:
            hour = self.tr("more than {money}").format(money=money(price.usd_known))
        show = self.tr("An hour with {viewers} viewers: {money}")
        words = show.format(viewers=price.usage.viewers, money=hour)
        unused = self.tr("A month unused: {money}").format(money=money(idle))
        return f"{words}\n{unused}"

    def _announce(self) -> None:
        said = [self._title.text(), self._cost.text()]
        said += [f"{status.stack}: {phase_words(status.phase)}" for status, _ in self._stacks]
        self.setAccessibleName(". ".join(filter(None, said)))
        self.setAccessibleDescription(self._summary.text())
